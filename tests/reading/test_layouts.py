"""Tables that a document has lost are found again, and a row that is not certain says so."""

from __future__ import annotations

import pytest

from ongikar.bangla.normal import normal_form
from ongikar.reading import CharterSheet, read_charter
from ongikar.reading.sheet import ServiceLine


def read(text: str) -> CharterSheet:
    return read_charter(text.encode(), "charter.txt")


def rows(sheet: CharterSheet) -> list[tuple[object, ...]]:
    return [(s.number, s.name, s.time_limit.text, s.fee.text, officer(s)) for s in sheet.services]


def officer(service: ServiceLine) -> str | None:
    return service.officers[0].text if service.officers else None


def doubted(service: ServiceLine) -> set[str]:
    return {doubt.field for doubt in service.unsure}


def nfc(*cells: object) -> tuple[object, ...]:
    return tuple(normal_form(cell) if isinstance(cell, str) else cell for cell in cells)


LOST = """. ভিশন ও মিশন

ভিশন: তথ্য প্রযুক্তি নির্ভর সমাজ।

.১) নাগরিক সেবা

ক্রমিক

সেবার নাম

সেবা প্রদানের

সময়সীমা

সেবার মূল্য

দায়িত্বপ্রাপ্ত কর্মকর্তা

পরামর্শ প্রদান

০১ (এক)

কার্যদিবস

বিনামূল্যে

মোঃ হাফিজুর রহমান

সহকারী প্রোগ্রামার

০১১৯৯-০০০০০১

তথ্য প্রদান

তাৎক্ষণিক

বিনামূল্যে

মোঃ হাফিজুর রহমান

সহকারী প্রোগ্রামার

০১১৯৯-০০০০০১

সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৩-০১-০১
"""


def test_lost_digits_serials_and_cells_cut_in_two_are_put_together() -> None:
    sheet = read(LOST)
    person = "মোঃ হাফিজুর রহমান সহকারী প্রোগ্রামার ০১১৯৯-০০০০০১"
    assert rows(sheet) == [
        nfc(None, "পরামর্শ প্রদান", "০১ (এক) কার্যদিবস", "বিনামূল্যে", person),
        nfc(None, "তথ্য প্রদান", "তাৎক্ষণিক", "বিনামূল্যে", person),
    ]
    assert [s.section for s in sheet.services] == ["citizen", "citizen"]
    assert all("time_limit" in doubted(s) for s in sheet.services)
    assert sheet.vision == normal_form("তথ্য প্রযুক্তি নির্ভর সমাজ।")
    assert sheet.issued_on is None


def test_a_limit_number_on_its_own_line_is_no_serial() -> None:
    cells = "ক্রঃ নং|সেবার নাম|সময়সীমা|ফি|১|পরামর্শ|২|কার্যদিবস|১০ টাকা|২|তথ্য|৩|কার্যদিবস|২০ টাকা"
    body = cells.replace("|", "\n\n")
    assert [(s.number, s.time_limit.max, s.fee.amounts) for s in read(body).services] == [
        (1, 2, ("10",)),
        (2, 3, ("20",)),
    ]


def test_a_merged_officer_given_once_is_carried_down_and_doubted() -> None:
    text = (
        "নং|কাজের নাম|দায়িত্বে|কত দিনে|খরচ|০১।|নামজারি|সহকারী কমিশনার (ভূমি)|২৮ কার্যদিবস|১১৭০.০০|০২।|মিস কেইস|শুনানী সাপেক্ষে|২০.০০"
    )
    first, second = read(text.replace("|", "\n\n")).services
    assert officer(second) == officer(first) == normal_form("সহকারী কমিশনার (ভূমি)")
    assert (second.time_limit.text, second.fee.text) == nfc("শুনানী সাপেক্ষে", "২০.০০")
    assert doubted(second) == {"officers"}
    assert first.unsure == ()


def test_cells_closed_by_pipes_keep_their_empty_cells() -> None:
    text = "ক্র. নং|সেবার নাম|মূল্য|আইন|সময়সীমা|কর্মকর্তা|০১|পরামর্শ|বিনামূল্যে||৫ দিন|এসএএও|০২|লাইসেন্স|৩০০/-|বিধি ১৯৮৫|৩০ দিন|ইউএও"
    sheet = read("\n".join(f"{cell} |" for cell in text.split("|")))
    assert [(s.time_limit.max, s.fee.kind, officer(s)) for s in sheet.services] == [
        nfc(5, "free", "এসএএও"),
        nfc(30, "fixed", "ইউএও"),
    ]


def test_ditto_marks_stand_for_the_cell_above() -> None:
    text = "ক্রমিক নং\tসেবার নাম\tসময়সীমা\tকর্মকর্তা\n১\tনকল\t৩ দিন\tরেকর্ড কিপার\n২\tনবায়ন\tঐ\tঐ\n"
    assert [(s.time_limit.max, officer(s)) for s in read(text).services] == [nfc(3, "রেকর্ড কিপার")] * 2


def test_numbered_sentences_are_services() -> None:
    text = "১. বেতন বিল: ৩ কর্মদিবস\n২. জিপিএফ অগ্রিম – ২ কর্মদিবস\n৩. পেনশন: প্রতি মাসের ১-১০ তারিখ\n"
    assert [(s.name, s.time_limit.kind, s.time_limit.max) for s in read(text).services] == [
        nfc("বেতন বিল", "duration", 3),
        nfc("জিপিএফ অগ্রিম", "duration", 2),
        nfc("পেনশন", "schedule", None),
    ]


def test_parts_of_a_sentence_go_where_they_belong_and_are_doubted() -> None:
    text = "\n".join(f"{n}। সনদ {n}: সময় ৩ দিন; ফি ২৫/- টাকা; দায়িত্বে সচিব" for n in (1, 2, 3))
    for service in read(text).services:
        assert (service.time_limit.max, service.fee.amounts, service.officers[0].designation) == (3, ("25",), "সচিব")
        assert {"time_limit", "fee", "officers"} <= doubted(service)


def test_a_table_flattened_to_spaces_is_a_guess_in_every_row() -> None:
    text = (
        "ক্রঃ সেবা সময় ফি কে দেন\n০১ দলিল রেজিস্ট্রি ০১ দিন ১০০ টাকা সাব-রেজিস্ট্রার\n০২ নকল ০২ হতে ০৫ দিন বিনামূল্যে সাব-রেজিস্ট্রার\n"
    )
    sheet = read(text)
    assert rows(sheet) == [
        nfc(1, "দলিল রেজিস্ট্রি", "০১ দিন", "১০০ টাকা", "সাব-রেজিস্ট্রার"),
        nfc(2, "নকল", "০২ হতে ০৫ দিন", "বিনামূল্যে", "সাব-রেজিস্ট্রার"),
    ]
    assert all({"name", "time_limit", "fee", "officers"} <= doubted(s) for s in sheet.services)


@pytest.mark.parametrize(
    "steps",
    [
        "অভিযোগ ব্যবস্থাপনা\n১। শাখা প্রধান – ৭ কর্মদিবস\n২। উপপরিচালক – ১৫ কর্মদিবস",
        "If you are not satisfied\nTier 1: Branch officer - 7 working days\nTier 2: Zonal Head - 15 working days",
        "প্রথমে: শাখা প্রধান (৭ কর্মদিবস)\nআপিল: উপপরিচালক (১৫ কর্মদিবস)",
    ],
)
def test_steps_of_complaint_without_a_table_are_tiers(steps: str) -> None:
    tiers = read(steps).grievance_tiers
    assert [(tier.tier, tier.time_limit.max) for tier in tiers] == [(1, 7), (2, 15)]


def test_a_header_that_is_not_understood_leaves_a_doubt() -> None:
    text = "ক্রমিক নং\tসেবার নাম\tপদ্ধতি\tকাগজপত্র\tমূল্য\tঅমুক\n১\tসনদ\tসরাসরি\tছবি\t১০ টাকা\tকিছু\n"
    assert {"time_limit", "officers"} <= doubted(read(text).services[0])


def test_cells_under_the_wrong_header_leave_a_doubt() -> None:
    text = "ক্রমিক নং\tসেবার নাম\tসময়সীমা\tসেবার মূল্য\n১\tসনদ\tআবেদন করুন\t৩ কার্যদিবস\n"
    assert "time_limit" in doubted(read(text).services[0])


def test_one_header_serves_the_tables_that_follow_it() -> None:
    text = (
        "নাম | সময় | কাগজপত্র | ফি\nসনদ | ৩ দিন | ছবি | ১০ টাকা\nরাজস্ব সেবা\n"
        "কর | ৫ দিন | রসিদ | বিনামূল্যে\nলাইসেন্স | ৭ দিন | ছবি | ২০ টাকা\n"
    )
    assert [s.time_limit.max for s in read(text).services] == [3, 5, 7]


def test_a_notice_names_its_service_in_its_text_and_is_doubted() -> None:
    text = (
        "মালিকানা বদল হলে নামজারি করা আবশ্যক।\nপ্রয়োজনীয় কাগজপত্র: দলিল\nখরচের বিবরণ: ১১৭০ টাকা\n"
        "নিষ্পত্তির সময়: ৪৫ কার্যদিবস\nযোগাযোগ: সহকারী কমিশনার (ভূমি)\n"
    )
    (service,) = read(text).services
    assert (service.name, service.time_limit.max, service.fee.amounts) == ("নামজারি", 45, ("1170",))
    assert "name" in doubted(service)


def test_a_mixed_page_is_read_in_unicode_and_called_mixed() -> None:
    text = "ক্রমিক নং\tসেবার নাম\tসময়সীমা\tসেবার মূল্য\n১\tbvgRvwi\t28 Kvh©w`em\tবিনামূল্যে\n২\tনকল সরবরাহ\t৭ দিন\tবিনামূল্যে\n"
    sheet = read(text)
    assert sheet.encoding == "mixed"
    assert [(s.name, s.time_limit.max) for s in sheet.services] == [nfc("নামজারি", 28), nfc("নকল সরবরাহ", 7)]
    assert "L14" in {finding.rule for finding in sheet.findings}
