"""The annual report: counts, what recurred, what was advised, the meeting of a year without a grievance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from ongikar.figures.models import SentReport, StakeholderMeeting
from ongikar.figures.months import Month, Year
from ongikar.grievances.models import Outcome, decide
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast, moment
from tests.doors.desk import signed_in
from tests.doors.test_grievance_reports import document, found, page
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

YEAR = "/desk/reports/years/2026/"
SENT = {"to": "উপপরিচালক", "how": "ডাকে", "memo_no": "স্মারক-৭"}
MEETING = {
    "held_on": "2026-11-25", "place": "সম্মেলনকক্ষ", "attended": "২৩", "minutes": "ফোন নম্বর টাঙানো হবে",
    "memo_no": "স্মারক-৮",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(moment("2026-11-30 10:00"))
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


def decided(cast: Cast, gro: Posting, number: int, cause: str) -> None:
    turn = make_grievance(cast, key=f"g-{number}", named=(cast.head,)).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(
        turn, Outcome.SERVICE_GIVEN, by=gro.author(), at=moment("2026-11-24 10:00"), reasons="দেওয়া হয়েছে",
        root_cause=cause, prevention="বিকল্প রাখা",
    )  # fmt: skip


@pytest.mark.clause("5.1.2(ঙ)", "9")
def test_the_year_counts_names_causes_and_advice_and_each_figure_opens_its_list(cast: Cast, gro: Posting) -> None:
    for number, cause in enumerate(("লোকবল কম", "লোকবল  কম", "যন্ত্র নষ্ট")):
        decided(cast, gro, number, cause)
    make_grievance(cast, key="own", named=(gro,))
    client = signed_in("gro")
    shown = page(client, YEAR)
    for words in ("১ জুলাই ২০২৬ থেকে ৩০ জুন ২০২৭", "লোকবল কম", "যন্ত্র নষ্ট", "বিকল্প রাখা", "এ বছরে নিষ্পন্ন"):
        assert words in shown
    links = found(shown, "//table//td/a")
    assert len(links) == 10 + 8 + 5 * 4 + 2 + 1  # five months have begun
    to_bangla = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
    for link in links[:20] + links[-3:]:
        listed = page(client, link.get("href"))
        rows = len(found(listed, "//table[contains(@class, 'behind')]//tbody/tr"))
        assert "causes" in link.get("href") or str(rows).translate(to_bangla) == link.text.strip()
    causes = found(shown, "//table[contains(@class, 'by-cause')]//tbody/tr")
    assert [row.xpath("./td")[2].text_content() for row in causes] == ["২", "১"]


def test_the_year_begins_where_the_office_says(cast: Cast, gro: Posting, settings: Settings) -> None:
    settings.REPORT_YEAR_STARTS = 1
    assert "১ জানুয়ারি ২০২৬ থেকে ৩১ ডিসেম্বর ২০২৬" in page(signed_in("gro"), YEAR)
    assert signed_in("gro").get("/desk/reports/years/2027/").status_code == 404
    assert signed_in("gro").get("/desk/reports/years/x/").status_code == 404
    year = Year.of(moment("2026-06-30 23:59"), begins=7)
    assert (year.first, year.last, year.after.before) == (Month(2025, 7).first, Month(2026, 6).last, year)


@pytest.mark.clause("9")
def test_a_year_without_a_grievance_asks_for_a_meeting_and_reports_it(cast: Cast, gro: Posting) -> None:
    client = signed_in("gro")
    assert "অংশীজনের সভা করে" in page(client, YEAR)
    assert "অংশীজনের সভাও হয়নি" in page(client, YEAR)
    for lacking in ("held_on", "place", "attended", "minutes"):
        answer = client.post(f"{YEAR}meetings/", {**MEETING, lacking: ""})
        assert answer.status_code == 422
        assert "স্মারক-৮" in answer.content.decode()
    assert client.post(f"{YEAR}meetings/", {**MEETING, "held_on": "2026-12-25"}).status_code == 422
    assert signed_in("clerk").post(f"{YEAR}meetings/", MEETING).status_code == 422
    assert client.post(f"{YEAR}meetings/", MEETING).status_code == 302
    assert StakeholderMeeting.objects.get().attended == 23
    shown = page(client, YEAR)
    assert "ফোন নম্বর টাঙানো হবে" in shown
    assert "অংশীজনের সভাও হয়নি" not in shown


@pytest.mark.clause("5.1.2(ঙ)")
def test_the_year_is_sent_and_frozen_with_what_is_recommended(cast: Cast, gro: Posting, clock: Any) -> None:
    decided(cast, gro, 1, "লোকবল কম")
    clock(moment("2027-07-01 10:00"))
    client = signed_in("gro")
    answer = client.post(f"{YEAR}sending/", {**SENT, "remarks": "একটি পদ বাড়ানো দরকার"}, follow=True)
    assert answer.status_code == 200
    report = SentReport.objects.get()
    assert (report.kind, report.version, report.whole) == ("year", 1, True)
    words = "".join(document(bytes(report.files.get(kind="docx").content)).itertext())
    for said in ("একটি পদ বাড়ানো দরকার", "স্মারক-৭", report.sha256, "অভিযোগের বার্ষিক প্রতিবেদন"):
        assert said in words
    assert "সঙ্গে মেলে না" not in page(client, YEAR)
    decided(cast, gro, 2, "লোকবল কম")
    assert "সঙ্গে মেলে না" in page(client, YEAR)


@pytest.mark.parametrize("kind", ["pdf", "docx", "csv"])
def test_the_year_is_a_file_of_each_kind(cast: Cast, gro: Posting, kind: str) -> None:
    decided(cast, gro, 1, "=লোকবল কম")
    content = signed_in("gro").get(f"{YEAR}report.{kind}").content
    assert content.startswith({"pdf": b"%PDF", "docx": b"PK", "csv": b"\xef\xbb\xbf"}[kind])
    if kind == "csv":
        assert ",'=লোকবল কম," in content.decode()


@pytest.mark.parametrize("username", ["head", "officer", "clerk", "stranger"])
def test_whoever_sits_at_no_tier_or_is_complained_of_finds_no_word_of_it(
    cast: Cast, gro: Posting, username: str
) -> None:
    decided(cast, gro, 1, "গোপন কারণ")
    shown = page(signed_in(username), YEAR)
    assert "গোপন কারণ" not in shown
    assert "বিকল্প রাখা" not in shown
