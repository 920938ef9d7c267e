"""The project's first charter is read without a fault: every row against its source."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from ongikar.bangla.normal import normal_form
from ongikar.reading import CharterSheet, read_charter

NAME = "doict-joypurhat.txt"
GOLDEN = Path(__file__).parent / "golden" / "doict-joypurhat.json"
SHA256 = "c7a368f8f32b15cdfa7db7ba056f40e43966d3f05a39f49d2d7bed90c1a8853c"
COUNTS = {"citizen": 7, "institutional": 11, "internal": 5}


def source() -> bytes:
    return (files("ongikar.charter") / "samples" / NAME).read_bytes()


@pytest.fixture(scope="module")
def sheet() -> CharterSheet:
    return read_charter(source(), NAME, on=date(2026, 11, 24))


def rows() -> list[list[str]]:
    """The rows of services as they stand in the file, cut at its tabs."""
    cut = [line.split("\t") for line in source().decode().splitlines()]
    return [[normal_form(cell) for cell in row] for row in cut if len(row) == 7 and row[0][0] in "০১২৩৪৫৬৭৮৯"]


def test_the_reading_is_the_one_that_was_checked_by_hand(sheet: CharterSheet) -> None:
    read = {key: value for key, value in sheet.to_json().items() if key != "findings"}
    assert read == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_cell_of_every_service_is_the_cell_of_the_file(sheet: CharterSheet) -> None:
    read = [
        [s.name, s.channels.text, s.papers.text, s.fee.text, s.time_limit.text, s.officers[0].text]
        for s in sheet.services
    ]
    assert read == [row[1:] for row in rows()]


def test_every_service_is_in_its_section_and_bears_its_number(sheet: CharterSheet) -> None:
    expected = [(section, number) for section, count in COUNTS.items() for number in range(1, count + 1)]
    assert [(s.section, s.number) for s in sheet.services] == expected


def test_nothing_in_it_is_doubtful(sheet: CharterSheet) -> None:
    assert [s.unsure for s in sheet.services if s.unsure] == []


def test_only_five_limits_have_a_number(sheet: CharterSheet) -> None:
    limits = {
        f"{s.section}/{s.number}": (s.time_limit.max, s.time_limit.unit) for s in sheet.services if s.time_limit.max
    }
    assert limits == {
        "institutional/1": (5, "working_day"),
        "institutional/8": (3, "working_day"),
        "internal/2": (5, "working_day"),
        "internal/4": (5, "working_day"),
        "internal/5": (3, "working_day"),
    }


def test_sixteen_limits_are_at_once_or_working_days_without_a_number(sheet: CharterSheet) -> None:
    open_ended = [s.time_limit for s in sheet.services if s.time_limit.instant]
    assert len(open_ended) == 16
    assert {(limit.kind, limit.max, limit.unit, limit.condition) for limit in open_ended} == {
        ("composite", None, "working_day", "প্রযোজ্য ক্ষেত্রে")
    }


def test_a_word_broken_in_two_stays_broken_in_the_text(sheet: CharterSheet) -> None:
    assert sum("কার্যদিব স" in s.time_limit.text for s in sheet.services) == 12


def test_the_one_officer_without_a_post_has_none(sheet: CharterSheet) -> None:
    without = [f"{s.section}/{s.number}" for s in sheet.services if s.officers[0].designation is None]
    assert without == ["institutional/6"]


def test_the_three_tiers_have_their_days(sheet: CharterSheet) -> None:
    assert [(t.tier, t.time_limit.max, t.time_limit.unit) for t in sheet.grievance_tiers] == [
        (1, 30, "working_day"),
        (2, 20, "working_day"),
        (3, 60, "working_day"),
    ]


def test_the_misspelt_header_is_kept_in_the_documents_own_words(sheet: CharterSheet) -> None:
    columns = {heading.of: heading.columns for heading in sheet.headings}
    assert normal_form("প্রয়োজনীয় কাগজ পত্র ও প্রাতিষ্ঠান") in columns["institutional"]
    assert columns["expectations"][0] == "ক্রমিক নং"
    assert len(columns["grievance"]) == 5


def test_the_date_the_signature_and_the_office_are_read_from_the_foot(sheet: CharterSheet) -> None:
    assert sheet.issued_on == "2023-12-05"
    assert sheet.signatory.name == "মোঃ নাজমুল হোসেন"
    assert sheet.signatory.designation == "প্রোগ্রামার"
    assert sheet.office_name == normal_form("জেলা কার্যালয়, জয়পুরহাট")
    assert sheet.office_parent == "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর"


def test_the_english_rendering_has_every_service_office_and_tier(sheet: CharterSheet) -> None:
    english = json.loads((files("ongikar.charter") / "samples" / "doict-joypurhat.en.json").read_text())
    assert set(english["services"]) == {f"{s.section}/{s.number}" for s in sheet.services}
    assert len(english["subordinate_offices"]) == len(sheet.subordinate_offices)
    assert len(english["expectations"]) == len(sheet.expectations)
    for heading, translated in zip(sheet.headings, english["headings"], strict=True):
        assert (translated["of"], len(translated.get("columns", ()))) == (heading.of, len(heading.columns))


def test_the_english_rendering_softens_no_limit(sheet: CharterSheet) -> None:
    english = json.loads((files("ongikar.charter") / "samples" / "doict-joypurhat.en.json").read_text())
    for service in sheet.services:
        limit = english["services"][f"{service.section}/{service.number}"]["time_limit"]
        if service.time_limit.instant:
            assert limit == "Immediate/ working days (where applicable)"
        elif service.time_limit.max:
            assert str(service.time_limit.max) in limit
            assert "working days" in limit


def test_the_english_rendering_leaves_no_column_of_any_service_out(sheet: CharterSheet) -> None:
    english = json.loads((files("ongikar.charter") / "samples" / "doict-joypurhat.en.json").read_text())
    for service in sheet.services:
        told = english["services"][f"{service.section}/{service.number}"]
        assert all(told[column] for column in ("name", "channels", "papers", "fee", "time_limit", "officer"))
        assert len(told["papers_items"]) == len(service.papers.items)
        assert bool(told["papers_where"]) == bool(service.papers.where)
        assert (told["fee"] == "Free of charge") == (service.fee.kind == "free")
    assert all(english[part] for part in ("title", "office", "parent", "vision", "mission"))
    assert all(english["signatory"].values())
    for tier, told in zip(sheet.grievance_tiers, english["grievance_tiers"], strict=True):
        assert told["time_limit"] == f"{tier.time_limit.max} working days"
        assert told["when"]
        assert told["to"]
        assert told["contact"]


def test_the_sample_is_the_charter_as_it_was_published() -> None:
    assert hashlib.sha256(source()).hexdigest() == SHA256
