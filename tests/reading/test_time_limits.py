"""Time limits as charters write them: kind, numbers, unit, condition, and when the reading is unsure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.normal import normal_form
from ongikar.reading.cells.time_limit import read_time_limit

WORDS = st.lists(
    st.sampled_from(
        [
            "০৫",
            "3",
            "১২-১৮",
            "(পাঁচ)",
            "তিন",
            "কার্যদিবস",
            "কর্ম",
            "দিবস",
            "দিন",
            "মাস",
            "ঘণ্টা",
            "মিনিট",
            "তাৎক্ষণিক",
            "/",
            ",",
            ";",
            "প্রতি",
            "মাসে",
            "হলে",
            "সাপেক্ষে",
            "নির্দেশনা",
            "অনুযায়ী",
            "বিধি",
            "মোতাবেক",
            "সকাল",
            "৯টা",
            "থেকে",
            "মধ্যে",
            "আরও",
            "ন্যূনতম",
            "সর্বোচ্চ",
            "within",
            "days",
            "working",
            "24/7",
            "১.৫",
            "দেড়",
            "৯৯৯৯৯৯",
            "%",
            "টাকা",
        ]  # noqa: SIM905
    ),
    max_size=9,
).map(" ".join)

# cell, kind, instant, min, max, unit
SURE = (
    ("১৫ (পনের) কর্মদিবস", "duration", False, None, 15, "working_day"),
    ("অনধিক ৭ দিন", "duration", False, None, 7, "day"),
    ("২১কর্মদিবসেরমধ্যে", "duration", False, None, 21, "working_day"),
    ("একদিন", "duration", False, None, 1, "day"),
    ("তিন মাস", "duration", False, None, 3, "month"),
    ("দেড় ঘণ্টা", "duration", False, None, 90, "minute"),
    ("আধা ঘণ্টা", "duration", False, None, 30, "minute"),
    ("১ ঘন্টা ২০ মিনিট", "duration", False, None, 80, "minute"),
    ("০২ (দুই) মাস ১৫ (পনের) দিন", "duration", False, None, 75, "day"),
    ("৩য় কর্মদিবসের মধ্যে", "duration", False, None, 3, "working_day"),
    ("৭ কাযদিবস", "duration", False, None, 7, "working_day"),
    ("৫ কায©দিবস", "duration", False, None, 5, "working_day"),
    ("একই দিনে", "duration", False, None, 0, "day"),
    ("পরবর্তী কর্মদিবস", "duration", False, None, 1, "working_day"),
    ("Within 48 hours", "duration", False, None, 48, "hour"),
    ("Within 7 (seven) working days from the date of receipt", "duration", False, None, 7, "working_day"),
    ("Three weeks", "duration", False, None, 3, "week"),
    ("২/৩ কার্যদিবস", "range", False, 2, 3, "working_day"),
    ("১৫ থেকে ৩০ দিন", "range", False, 15, 30, "day"),
    ("ন্যূনতম ০৫-২০ দিন", "range", False, 5, 20, "day"),
    ("০১ (এক) থেকে ০৩ (তিন) কার্যদিবস", "range", False, 1, 3, "working_day"),
    ("সর্বনিম্ন ৭ দিন সর্বোচ্চ ৩০ দিন", "range", False, 7, 30, "day"),
    ("৭ দিন হতে ১ মাস", "range", False, 7, 30, "day"),
    ("আবেদনের দিন বা পরের দিন", "range", False, 0, 1, "day"),
    ("১ মাস (২২ কার্যদিবস)", "duration", False, None, 22, "working_day"),
    ("৯০ দিন, প্রয়োজনে আরো ৩০", "composite", False, 90, 120, "day"),
    ("জরুরি ৩ দিন, সাধারণ ৭ দিন", "composite", False, 3, 7, "day"),
    ("তাৎক্ষণিক/৩ কার্যদিবস", "composite", True, None, 3, "working_day"),
    ("সম্ভব হলে তখনই, নইলে পরদিন", "composite", True, None, 1, "day"),
    ("পরিদর্শন ১ মাসের মধ্যে, প্রতিবেদন ১৫ দিনের মধ্যে", "composite", False, None, 1, "month"),
    ("চাহিবামাত্র", "instant", True, None, None, None),
    ("On the spot", "instant", True, None, None, None),
    ("আবেদনের সাথে সাথে", "instant", True, None, None, None),
    ("আদালতের নির্দেশ মোতাবেক", "by_instruction", False, None, None, None),
    ("As per rules", "by_rule", False, None, None, None),
    ("১৪৩ ও ১৪৯ ধারা মোতাবেক", "by_rule", False, None, None, None),
    ("সরকার কর্তৃক নির্ধারিত সময়", "by_rule", False, None, None, None),
    ("২৪/৭", "schedule", False, None, None, None),
    ("মাসে ২ বার", "schedule", False, None, None, None),
    ("প্রতি মাসের ১-১০ তারিখ", "schedule", False, None, None, None),
    ("সকাল ৯.০০-৫.০০ টা", "schedule", False, None, None, None),
    ("প্রতি বছর ৩০ জুনের মধ্যে", "schedule", False, None, None, None),
    ("চলমান", "schedule", False, None, None, None),
    ("সারাক্ষণ (২৪ ঘণ্টা)", "schedule", False, None, None, None),
    ("সপ্তাহে ৩ দিন", "schedule", False, None, None, None),
    ("-", "none", False, None, None, None),
    ("আলোচনা সাপেক্ষে", "none", False, None, None, None),
    ("যত দ্রুত সম্ভব", "none", False, None, None, None),
    ("", "none", False, None, None, None),
)


@pytest.mark.parametrize(("cell", "kind", "instant", "low", "high", "unit"), SURE)
def test_a_clear_limit_is_read_without_a_doubt(
    cell: str, kind: str, instant: bool, low: int | None, high: int | None, unit: str | None
) -> None:
    limit, doubts = read_time_limit(cell)
    assert (limit.kind, limit.instant, limit.min, limit.max, limit.unit) == (kind, instant, low, high, unit)
    assert doubts == ()


@pytest.mark.parametrize(
    "cell",
    [
        "০৩ (চার) কার্যদিবস",
        "২৪ ঘন্টা",
        "কমপক্ষে ৭ দিন",
        "৩ মাস বা আরও বেশি",
        "৫ কার্যদিবস/নির্দেশনা অনুযায়ী",
        "৩",
        "কার্যদিবস",
        "T+1",
        "নোটিশে বর্ণিত সময়",
    ],
)
def test_an_unclear_limit_says_so(cell: str) -> None:
    assert read_time_limit(cell)[1]


@pytest.mark.parametrize(
    ("cell", "condition"),
    [
        ("০৫ (পাঁচ) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", "প্রযোজ্য ক্ষেত্রে"),
        ("আবেদন প্রাপ্তির তারিখ হতে ১৫ দিনের মধ্যে", "আবেদন প্রাপ্তির তারিখ হতে"),
        ("বরাদ্দ প্রাপ্তি সাপেক্ষে", "বরাদ্দ প্রাপ্তি সাপেক্ষে"),
        ("Instantly, subject to fund clearance", "subject to fund clearance"),
        ("১ দিন (জানুয়ারি মাসে)", "জানুয়ারি মাসে"),
        ("সর্বোচ্চ ৩ কার্যদিবস", None),
        ("তিন মাস", None),
        ("সম্ভব হলে তখনই, নইলে পরদিন", None),
        ("২০ কার্যদিবস; একাধিক দপ্তর যুক্ত থাকলে ৩০ কার্যদিবস", "একাধিক দপ্তর যুক্ত থাকলে"),
    ],
)
def test_the_words_that_limit_the_promise_are_its_condition(cell: str, condition: str | None) -> None:
    assert read_time_limit(cell)[0].condition == (normal_form(condition) if condition else None)


def test_a_composite_names_its_parts() -> None:
    limit, _ = read_time_limit("জরুরি ৩ দিন, সাধারণ ৭ দিন")
    assert [(part.when, part.max, part.unit) for part in limit.parts] == [("জরুরি", 3, "day"), ("সাধারণ", 7, "day")]


def test_a_limit_without_a_number_never_gets_one() -> None:
    limit, doubts = read_time_limit("তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)")
    assert (limit.kind, limit.instant, limit.min, limit.max, limit.unit) == (
        "composite",
        True,
        None,
        None,
        "working_day",
    )
    assert doubts == ()


@given(st.text() | WORDS)
def test_no_cell_breaks_the_reading(cell: str) -> None:
    limit, _ = read_time_limit(cell)
    assert limit.max is None or limit.unit is not None
    assert limit.min is None or limit.max is None or limit.min <= limit.max or limit.kind == "composite"


@given(st.integers(1, 400), st.sampled_from(["কার্যদিবস", "কর্মদিবস", "দিন", "মাস", "working days", "days"]), st.booleans())
def test_every_plain_number_with_a_unit_is_read(number: int, unit: str, bangla: bool) -> None:
    from ongikar.bangla.digits import to_bangla

    limit, doubts = read_time_limit(f"{to_bangla(number) if bangla else number} {unit}")
    assert (limit.kind, limit.max, doubts) == ("duration", number, ())


@pytest.mark.parametrize("word", ["পঁয়ষট্টি", "একষট্টি", "শব্দ", "পয়ষট"])
def test_digits_hold_whatever_the_word_beside_them_is_and_a_differing_one_is_a_doubt(word: str) -> None:
    limit, doubts = read_time_limit(f"৬৫ ({word}) কার্যদিবস")
    assert (limit.kind, limit.max, limit.unit) == ("duration", 65, "working_day")
    assert bool(doubts) == (word != "পঁয়ষট্টি")
