"""Whoever coordinates (5.4) sees what is late, by number and date, and nothing of any matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Grievance, TierSeat
from ongikar.grievances.seats import COORDINATOR
from ongikar.journal.authors import requester
from tests.cast import Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import MATTER, appeal_officer_inside, make_grievance, separate_grievance_officer

PAGE = "/desk/grievances/coordination/"
LATER = moment("2027-02-10 10:00")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(LATER)
    return set_to


@pytest.fixture
def late(cast: Cast) -> Grievance:
    """Past its limit since 5 January; the officer of the office coordinates."""
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    TierSeat.objects.create(office=cast.office, tier=COORDINATOR, post=cast.officer.post, title="জেলা প্রশাসক")
    made = make_grievance(cast, named=(cast.head,))
    assert lapse_next(moment("2027-01-05 09:00"))
    return made


def number(grievance: Grievance) -> str:
    """As a page has it: on one line."""
    return to_bangla(in_threes(grievance.reference)).replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.clause("5.4")
def test_what_is_late_stands_there_by_number_and_dates_and_nothing_else(late: Grievance) -> None:
    desk = signed_in("officer")
    assert PAGE in desk.get("/desk/grievances/").content.decode()
    page = desk.get(PAGE).content.decode()
    assert number(late) in page
    for hidden in (MATTER, late.subject, "রহিমা", "নাজমা"):
        assert hidden not in page
    assert desk.get(f"/desk/grievances/{late.reference}/").status_code == 404


@pytest.mark.clause("5.4")
def test_the_months_list_keeps_what_was_closed_late_and_goes_out_as_a_file(late: Grievance) -> None:
    late.current.withdraw(by=requester("রহিমা"), at=moment("2027-01-20 10:00"))
    desk = signed_in("officer")
    assert number(late) not in desk.get(PAGE).content.decode()
    january = desk.get(f"{PAGE}?month=2027-01").content.decode()
    assert number(late) in january
    file = desk.get(f"{PAGE}2027-01/late.csv").content.decode()
    assert number(late).replace("\N{NO-BREAK SPACE}", " ") in file
    assert "2027-01-20" in file
    assert MATTER not in file
    assert desk.get(f"{PAGE}2027-01/late.docx").status_code == 200


@pytest.mark.parametrize("path", [f"{PAGE}?month=2027-13", f"{PAGE}?month=2030-01", f"{PAGE}2027-01/late.exe"])
def test_a_month_or_kind_that_is_none_is_not_there(late: Grievance, path: str) -> None:
    assert signed_in("officer").get(path).status_code == 404


@pytest.mark.parametrize("username", ["clerk", "head", "stranger", "gro", "ao"])
def test_nobody_else_has_the_page(late: Grievance, username: str) -> None:
    assert signed_in(username).get(PAGE).status_code == 404
    assert signed_in(username).get(f"{PAGE}2027-01/late.csv").status_code == 404


def test_a_coordinator_finds_nothing_about_himself(cast: Cast, late: Grievance) -> None:
    TierSeat.objects.filter(tier=COORDINATOR).update(post=cast.head.post)
    assert number(late) not in signed_in("head").get(f"{PAGE}?month=2027-01").content.decode()


@pytest.mark.clause("5.4")
def test_the_head_sets_who_coordinates(cast: Cast) -> None:
    desk, seats = signed_in("head"), "/desk/grievances/seats/"
    assert "সমন্বয়ক" in desk.get(seats).content.decode()
    assert not TierSeat.objects.filter(tier=COORDINATOR).exists()
    typed = {"tier": "0", "seat0-title": "জেলা প্রশাসক", "seat0-post": str(cast.officer.post_id)}
    assert desk.post(seats, typed).status_code == 302
    assert signed_in("officer").get(PAGE).status_code == 200
