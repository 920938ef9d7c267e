"""Officers, their posts, places, phones and mail, out of one cell; and the ways a service is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.normal import normal_form
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import read_papers
from ongikar.reading.cells.phones import phone, phones_in

# cell, name, designation, office
SURE = (
    ("জনাব ফারহান কবির প্রোগ্রামার", "ফারহান কবির", "প্রোগ্রামার", None),
    ("তানজিলা খানম যুগ্মসচিব, নীতি ও সংস্কার অধিশাখা", "তানজিলা খানম", "যুগ্মসচিব", "নীতি ও সংস্কার অধিশাখা"),
    ("রুবাইয়াৎ-ই-আশিক, পরিচালক (অডিট ও আইন) (যুগ্মসচিব)", "রুবাইয়াৎ-ই-আশিক", "পরিচালক (অডিট ও আইন) (যুগ্মসচিব)", None),
    ("পানি সরবরাহ শাখা", None, None, "পানি সরবরাহ শাখা"),
    ("উষা চিং মারমা নির্বাহী কর্মকর্তা", "উষা চিং মারমা", "নির্বাহী কর্মকর্তা", None),
    ("উপজেলা প্রাণিসম্পদ কর্মকর্তা", None, "উপজেলা প্রাণিসম্পদ কর্মকর্তা", None),
    ("ব্লকের এসএএও অথবা ইউএও", None, "ব্লকের এসএএও অথবা ইউএও", None),
    ("সচিব / সংশ্লিষ্ট কাউন্সিলর", None, "সচিব / সংশ্লিষ্ট কাউন্সিলর", None),
    ("জনাব মোঃ ফিরোজ সরকার উপ-পরিচালক (প্রশাসন), (দায়িত্বে)", "মোঃ ফিরোজ সরকার", "উপ-পরিচালক (প্রশাসন), (দায়িত্বে)", None),
    ("কর্তব্যরত মেডিকেল অফিসার", None, "কর্তব্যরত মেডিকেল অফিসার", None),
    ("Capt. Imran Vasha, Harbour Master", "Capt. Imran Vasha", "Harbour Master", None),
    ("Customer Service Officer, Front Desk", None, "Customer Service Officer", "Front Desk"),
    ("জনাব রফিকুল ইসলাম সহকারী পরিচালক জেলা কার্যালয়", "রফিকুল ইসলাম", "সহকারী পরিচালক", "জেলা কার্যালয়"),
    ("কামরুন নাহার, অফিস সহকারী কাম কম্পিউটার মুদ্রাক্ষরিক", "কামরুন নাহার", "অফিস সহকারী কাম কম্পিউটার মুদ্রাক্ষরিক", None),
)


@pytest.mark.parametrize(("cell", "name", "designation", "office"), SURE)
def test_person_post_and_place_are_told_apart(
    cell: str, name: str | None, designation: str | None, office: str | None
) -> None:
    (officer,), doubts = read_officers(cell)
    expected = tuple(normal_form(text) if text else None for text in (name, designation, office))
    assert (officer.name, officer.designation, officer.office) == expected
    assert doubts == ()


@pytest.mark.parametrize("cell", ["মশক নিয়ন্ত্রণ পরিদর্শক", "জরুরি মেডিকেল টিম", "রতন অমুক তমুক"])
def test_nobody_is_named_where_it_is_not_certain(cell: str) -> None:
    (officer,), doubts = read_officers(cell)
    assert officer.name is None
    assert doubts


def test_two_officers_of_one_cell_are_two_with_the_whole_text() -> None:
    officers, _ = read_officers("ক) ডাঃ মাহির ফয়সাল, মেডিকেল অফিসার খ) ডা. নুসরাত ইমাম, মেডিকেল অফিসার")
    assert [officer.name for officer in officers] == [normal_form("ডাঃ মাহির ফয়সাল"), normal_form("ডা. নুসরাত ইমাম")]
    assert len({officer.text for officer in officers}) == 1


def test_a_dash_is_kept_as_the_cells_text_and_names_nobody() -> None:
    (officer,), doubts = read_officers("-")
    assert (officer.text, officer.name, officer.designation, doubts) == ("-", None, None, ())


def test_room_mail_and_site_are_taken_out() -> None:
    cell = "সহকারী কমিশনার, জেএম শাখা, রুম নং-২০৫, জেলা কোড-৯৯, ফোন: ০৩৯৯-৬১২০৫, ইমেইল: acjm@example.org ওয়েব: www.a.gov.bd"
    (officer,), _ = read_officers(cell)
    assert (officer.room, officer.phones, officer.emails, officer.websites) == (
        "205",
        ("+88039961205",),
        ("acjm@example.org",),
        ("www.a.gov.bd",),
    )
    assert (officer.designation, officer.office) == ("সহকারী কমিশনার", "জেএম শাখা")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("০২৫৮৯৯১৫০৭৬", "+8802589915076"),
        ("+৮৮০ ২৪১ ০২৪০৭০", "+880241024070"),
        ("+৮৮-০২-৫৫০৪০৭৩৭", "+880255040737"),
        ("০১১৯৯-০০০১০১", "+8801199000101"),
        ("01711 111111", "+8801711111111"),
        ("88-0171-1234567", "+8801711234567"),
        ("৮৮০৮১৭৬৪৭০", "+8808176470"),
        ("৪১০৮২৯৮৮", "?41082988"),
        ("+880-399-61777", "+88039961777"),
        ("008801711234567", "+8801711234567"),
    ],
)
def test_phones_in_ten_spellings(written: str, number: str) -> None:
    assert phone(written) == number


@pytest.mark.parametrize("written", ["১০০০", "২০২৩", "5", "", "99999999999999999999"])
def test_other_numbers_are_no_phones(written: str) -> None:
    assert phone(written) is None


@pytest.mark.parametrize("cell", ["উপ-পরিচালক, ফোন: ০১৭১১-১১১১১", "সচিব, মোবাইল: ০১৭১১-১১১১১১১"])
def test_a_mobile_number_of_a_wrong_length_is_doubted(cell: str) -> None:
    assert read_officers(cell)[1]


@pytest.mark.parametrize("cell", ["ফ্যাক্স: ০২-৯৫৫৩৯০০", "+৮৮০ ১৭xx-xxxxxx", "16xxx", "জেলা কোড-৯৯", "Ext. 12"])
def test_fax_masked_and_district_numbers_are_no_phones(cell: str) -> None:
    assert phones_in(cell)[0] == []


def test_two_numbers_in_one_run_are_two() -> None:
    assert phones_in("০১৭১১-১১১১১১, ০১৮১১-২২২২২২/০১৯১১৩৩৩৩৩৩ ০২-৯৫৫৩৯০০")[0] == [
        "+8801711111111",
        "+8801811222222",
        "+8801911333333",
        "+88029553900",
    ]


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("দাপ্তরিক ওয়েব সাইট/ টেলিফোন/ ই-মেইল/ সরাসরি", ("web", "phone", "email", "in_person")),
        ("অধিযাচন এর মাধ্যমে, সরাসরি যোগাযোগের মাধ্যমে", ("requisition", "in_person")),
        ("উর্ধ্বতন কর্তৃপক্ষের নির্দেশনা মোতাবেক/অধিদপ্তরের বার্ষিক কর্ম পরিকল্পনা অনুযায়ী", ("by_instruction", "by_plan")),
        ("ডাকযোগে/ ই- নথি", ("post", "e_nothi")),
        ("নির্ধারিত ফরমে আবেদন", ("in_person",)),
        ("মোটরযানের ট্যাক্স টোকেন ইস্যু করা হয়।", ("none",)),
        ("", ()),
        ("মোবাইলে/ এসএমএস", ("phone", "sms")),
        ("পরিদর্শক কর্তৃক", ("none",)),
    ],
)
def test_ways_to_ask_are_read_in_their_order(cell: str, values: tuple[str, ...]) -> None:
    assert read_channels(cell)[0].values == values


def test_papers_and_places_are_told_apart() -> None:
    papers, _ = read_papers("প্রযোজ্য ক্ষেত্রে আবেদনপত্র/সরাসরি জেলা কার্যালয়")
    assert (papers.items, papers.where) == (("প্রযোজ্য ক্ষেত্রে আবেদনপত্র",), normal_form("সরাসরি জেলা কার্যালয়"))


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "জনাব",
                "মোঃ",
                "করিম",
                "পরিচালক",
                "(",
                ")",
                ",",
                "শাখা",
                "ফোন:",
                "০১৭১১-১১১১১১",
                "+880",
                "@",
                "a@b.com",
                "www.",
                "কক্ষ",
                "নং",
                "৩",
                "ক)",
                "1.",
                "/",
                "-",
                "|",
            ]
        )
    ).map(" ".join)
)
def test_no_cell_breaks_the_reading(cell: str) -> None:
    read_officers(cell)
    read_channels(cell)
    read_papers(cell)
