"""The weekly list to a seat outside: numbers and days, once a week, whatever the loop was doing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.grievances.models import Grievance
from ongikar.grievances.reseating import amend_seat
from ongikar.journal.authors import requester
from ongikar.notices import weekly
from ongikar.notices.models import SeatNotice
from ongikar.notices.post import post_next
from ongikar.notices.weekly import list_next, week_of
from ongikar.offices.models import OfficeEvent
from tests.addresses import confirmed
from tests.cast import NOW, Cast, moment
from tests.grievances.world import MATTER, make_grievance

SUNDAY = moment("2026-11-29 09:30")  # the Sunday after NOW


@pytest.fixture
def outside(cast: Cast) -> Grievance:
    """About the head, who sits at the first tier: before the seat outside from Sunday, 22 November, 10:00."""
    confirmed("ddadmin@doict.gov.bd")
    return make_grievance(cast, named=(cast.head,))


def lists() -> list[SeatNotice]:
    return list(SeatNotice.objects.order_by("pk"))


@pytest.mark.clause("7.4.1(খ)")
def test_it_has_numbers_dates_and_days_left_and_nothing_of_the_matter(outside: Grievance) -> None:
    assert not list_next(NOW)  # what came today is told by its own letter
    assert list_next(SUNDAY)
    assert not list_next(SUNDAY)
    [notice] = lists()
    assert to_bangla(in_threes(outside.reference)) in notice.body
    assert "৪ জানুয়ারি ২০২৭" in notice.body
    assert "কার্যদিবস" in notice.body
    for hidden in (MATTER, outside.subject, "রহিমা", "নাজমা"):
        assert hidden not in notice.subject + notice.body
    assert to_bangla(in_threes(outside.reference)) not in notice.subject


def test_a_list_that_waits_goes_to_the_seats_address_as_it_was_put_right(cast: Cast, outside: Grievance) -> None:
    assert list_next(SUNDAY)
    confirmed("dd.admin@doict.gov.bd")
    seat = outside.current.seat
    amend_seat(seat, by=cast.administrator.author(), at=SUNDAY, email="dd.admin@doict.gov.bd")
    while post_next(SUNDAY):
        pass
    assert [(one.address, one.outcome) for one in lists()] == [("dd.admin@doict.gov.bd", "written")]


def test_it_goes_once_a_week_and_after_weeks_of_silence_once(outside: Grievance) -> None:
    for days in range(7):
        while list_next(SUNDAY + timedelta(days=days)):
            pass
    assert len(lists()) == 1
    while list_next(SUNDAY + timedelta(days=28)):
        pass
    assert len(lists()) == 2


def test_what_is_past_its_limit_says_so_and_what_is_closed_is_not_listed(outside: Grievance) -> None:
    assert list_next(moment("2027-01-10 10:00"))
    assert "পেরিয়ে গেছে" in lists()[0].body
    outside.current.withdraw(by=requester("রহিমা"), at=moment("2027-01-11 10:00"))
    assert not list_next(moment("2027-01-17 10:00"))


def test_to_an_address_nobody_made_sure_of_no_list_goes(cast: Cast) -> None:
    make_grievance(cast, named=(cast.head,))
    assert list_next(SUNDAY)
    assert lists() == []


def test_by_night_it_waits_for_the_day(outside: Grievance) -> None:
    assert list_next(moment("2026-11-29 02:00"))
    assert lists()[0].next_at == moment("2026-11-29 09:00")


def test_the_week_begins_on_the_day_that_is_set(settings: object) -> None:
    assert week_of(moment("2026-11-28 10:00").date()) == moment("2026-11-22 10:00").date()
    assert week_of(SUNDAY.date()) == SUNDAY.date()


def test_who_is_complained_of_gets_no_list_of_it(outside: Grievance) -> None:
    """So it is where no tier is left above the seat, and it stays there."""
    outside.concerned.create(seat=outside.current.seat, title=outside.current.seat.title, because="named")
    assert not list_next(SUNDAY)
    assert lists() == []


def test_a_list_that_fails_stops_nobody_and_comes_the_next_week(
    outside: Grievance, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(weekly, "_letter", lambda *_given: 1 / 0)
        assert list_next(SUNDAY)
        assert not list_next(SUNDAY)
    assert lists() == []
    assert not OfficeEvent.objects.filter(verb="office.outside_listed").exists()
    assert list_next(SUNDAY + timedelta(days=7))
    assert len(lists()) == 1
