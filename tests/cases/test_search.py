"""Words find a case in any spelling, on both databases alike, and only in the office that asks."""

from __future__ import annotations

import pytest

from ongikar.cases.models import Case
from ongikar.cases.search import matching
from ongikar.offices.models import Office, Post
from tests.cast import Cast, make_case, moment

YYA, YYA_APART = "\u09df", "\u09af\u09bc"
O_SIGN, O_APART = "\u09cb", "\u09c7\u09be"
ZWJ, ZWNJ = "\u200d", "\u200c"


def found(words: str, office: Office) -> list[Case]:
    return list(Case.objects.filter(matching(words, office)))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (f"দ{YYA}াগঞ্জ", f"দ{YYA_APART}াগঞ্জ"),
        (f"দ{YYA_APART}াগঞ্জ", f"দ{YYA}াগঞ্জ"),
        (f"ক{O_SIGN}তোয়ালি", f"ক{O_APART}তোয়ালি"),
        (f"ক{O_APART}তোয়ালি", f"ক{O_SIGN}তোয়ালি"),
        (f"র{ZWJ}্যাব", "র্যাব"),
        (f"ক্{ZWNJ}ষেতলাল", "ক্ষেতলাল"),
        ("ওয়ার্ড নং ১২", "12"),
        ("ward no 12", "১২"),
        ("প্রশিক্ষণ", "প্রশিক্ষন"),
        ("জলাতঙ্কের টিকা", "জলাতঙ্ক"),  # a word finds what it begins
        ("ই-মেইল", "ই মেইল"),
        ("Training Room", "training"),
        ("শিক্ষার মান", "মান শিক্ষার"),  # every word, in any order
    ],
)
def test_any_spelling_finds_what_was_written(cast: Cast, written: str, asked: str) -> None:
    case = make_case(cast, matter=written)
    assert found(asked, cast.office) == [case]


@pytest.mark.parametrize("asked", ["ক্ষা", "লাতঙ্ক", "শিক্ষা অনুপস্থিত"])
def test_the_inside_of_a_word_or_one_word_too_many_finds_nothing(cast: Cast, asked: str) -> None:
    make_case(cast, matter="শিক্ষা নিয়ে জলাতঙ্ক")
    assert not found(asked, cast.office)


@pytest.mark.parametrize("asked", ["", " . ", "()&|!:*", "'; --", '"'])
def test_signs_are_no_words_and_leave_the_list_as_it_is(cast: Cast, asked: str) -> None:
    case = make_case(cast)
    assert found(asked, cast.office) == [case]


@pytest.mark.parametrize("asked", ["০১৭১২-৩৪৫৬৭৮", "+8801712345678", "01712 345678", "8801712345678"])
def test_a_phone_is_found_as_people_write_it(cast: Cast, asked: str) -> None:
    case = make_case(cast)
    make_case(cast, key="another", phone="+8801812345678")
    assert found(asked, cast.office) == [case]


def test_a_reference_is_found_in_any_digits_and_spacing(cast: Cast) -> None:
    case = make_case(cast)
    spaced = f"{case.reference[:3]} {case.reference[3:6]}-{case.reference[6:]}"
    assert found(spaced.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")), cast.office) == [case]


def test_what_another_office_holds_is_not_looked_at(cast: Cast) -> None:
    case = make_case(cast, matter="জলাতঙ্ক")
    assert not found("জলাতঙ্ক", cast.stranger.office)
    case.transfer(to=cast.stranger.post, by=cast.head.author(), at=moment("2026-11-22 12:00"), reason="এখতিয়ার")
    assert found("জলাতঙ্ক", cast.stranger.office) == [case]
    assert not found("জলাতঙ্ক", cast.office)


def test_the_office_above_finds_what_lies_below(cast: Cast) -> None:
    below = Office.objects.create(code="below", name_bn="উপজেলা", parent=cast.office)
    post = Post.objects.create(office=below, title_bn="সহকারী প্রোগ্রামার", role=Post.Role.UPAZILA)
    case = make_case(cast, matter="জলাতঙ্ক")
    case.transfer(to=post, by=cast.head.author(), at=moment("2026-11-22 12:00"), reason="উপজেলার কাজ")
    assert found("জলাতঙ্ক", cast.office) == found("জলাতঙ্ক", below) == [case]
