"""A version that brings other holidays: dates told on those before come to the preview, are approved once, told once.

The data before is made by taking a day out of what is shipped; then the day is there again, as after an upgrade.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from ongikar.cases.models import Case
from ongikar.clock import calendar as clock_calendar
from ongikar.clock.calendar import shipped_calendar, shipped_stamp
from ongikar.clock.days import Day, Year, shipped_year
from ongikar.clock.explanation import Explanation
from ongikar.notices.models import Notice
from ongikar.offices import calendars, ordering
from ongikar.offices.calendars import calendar_of, shipped_now
from ongikar.offices.models import OfficeEvent, Ripple
from ongikar.offices.ripples import Phase
from ongikar.ops.shipped import shipped_next
from ongikar.ops.ticker import DEEDS
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import make_grievance
from tests.orders import settle

FIVE_DAYS, OWN_TARGET = "institutional-1", "citizen-5"
VICTORY = date(2026, 12, 16)  # a Wednesday
FILED = moment("2026-12-13 10:00")  # five working days: Tuesday the 22nd, or without Victory Day Sunday the 20th
UPGRADED = moment("2026-12-14 09:00")


def forget() -> None:
    for kept in (shipped_calendar, shipped_stamp, calendars._kept):
        kept.cache_clear()


@contextmanager
def version(edit: Any) -> Iterator[None]:
    """The program in a version whose shipped days are others: `edit` gets the rows of 2026 and gives them back."""

    def year(number: int) -> Year:
        found = shipped_year(number)
        return replace(found, days=tuple(edit(found.days))) if number == 2026 else found

    with pytest.MonkeyPatch.context() as before:
        before.setattr(clock_calendar, "shipped_year", year)
        forget()
        yield
    forget()


def without(day: date) -> Any:
    return lambda rows: [row for row in rows if row.on != day]


def noted(at: Any = NOW) -> None:
    """The ticker has noted of every office on which data its dates rest."""
    while shipped_next(at):
        pass


def ripple_of(cast: Cast) -> Ripple:
    return Ripple.objects.filter(office=cast.office).of_data().latest("pk")


def again(case: Case) -> Case:
    return Case.objects.select_related("promise", "office", "requester").get(pk=case.pk)


@pytest.fixture
def told_before(cast: Cast) -> Case:
    """A case whose date was told by a version that did not know of Victory Day."""
    with version(without(VICTORY)):
        noted()
        case = make_case(cast, FIVE_DAYS, at=FILED, email="rahima@example.org")
    assert case.due_on == date(2026, 12, 20)
    return case


def test_a_new_installation_notes_its_data_and_asks_nobody(cast: Cast) -> None:
    noted()
    assert ripple_of(cast).phase == Phase.DONE
    assert not ordering.data_ripples_seen(cast.head).exists()
    assert not shipped_next(NOW + timedelta(days=30))


def test_an_upgrade_without_other_days_moves_and_asks_nothing(cast: Cast) -> None:
    noted()
    make_case(cast, FIVE_DAYS)
    assert not shipped_next(NOW)
    assert Ripple.objects.filter(office=cast.office).count() == 1


def test_what_was_told_on_the_data_before_is_counted_and_waits_for_the_head(cast: Cast, told_before: Case) -> None:
    noted(UPGRADED)
    settle(UPGRADED)
    ripple = ripple_of(cast)
    assert ripple.phase == Phase.READY
    assert [(one.due_from, one.due_to, one.clocks) for one in ripple.counts.moved()] == [
        (date(2026, 12, 20), date(2026, 12, 21), 1)
    ]
    assert again(told_before).due_on == date(2026, 12, 20)
    assert list(ordering.waiting_for_approval(cast.head)) == [ripple]
    assert not ordering.waiting_for_approval(cast.clerk).exists()


def test_once_approved_it_moves_later_and_the_applicant_is_told_once_by_which_day(
    cast: Cast, told_before: Case
) -> None:
    noted(UPGRADED)
    settle(UPGRADED)
    ordering.approve_data(ripple_of(cast), by=cast.head, at=UPGRADED)
    settle(UPGRADED)
    moved = again(told_before)
    assert (moved.due_on, moved.told_due_on) == (date(2026, 12, 21), date(2026, 12, 21))
    event = moved.events.get(verb="case.redated")
    assert (event.facts["was"], event.facts["due_on"], event.facts["name_bn"]) == (
        "2026-12-20", "2026-12-21", "বিজয় দিবস",
    )  # fmt: skip
    (mail,) = Notice.objects.filter(case=moved, event=event, carrier="file")
    assert "বিজয় দিবস" in mail.body
    assert OfficeEvent.objects.get(verb="calendar.data_approved").facts["shipped"] == shipped_now()
    noted(UPGRADED + timedelta(days=1))
    assert settle(UPGRADED + timedelta(days=1)) == 0
    assert Notice.objects.filter(case=moved, event__verb="case.redated", carrier="file").count() == 1


def test_a_day_that_is_cancelled_or_declared_working_moves_nothing_earlier(cast: Cast) -> None:
    noted()
    case = make_case(cast, FIVE_DAYS, at=FILED)
    assert case.due_on == date(2026, 12, 21)
    with version(without(VICTORY)):
        noted(UPGRADED)
        settle(UPGRADED)
        assert ripple_of(cast).totals() == {"kept": 1}
        ordering.approve_data(ripple_of(cast), by=cast.head, at=UPGRADED)
        settle(UPGRADED)
        kept = again(case)
        assert (kept.due_on, kept.calendar_due_on) == (date(2026, 12, 21), date(2026, 12, 20))
        assert not kept.events.filter(verb="case.redated").exists()


def test_a_date_that_has_lapsed_stays_lapsed(cast: Cast, told_before: Case) -> None:
    after = moment("2026-12-21 09:00")
    noted(after)
    settle(after)
    assert ripple_of(cast).phase == Phase.DONE
    assert again(told_before).late_at(after)


def test_new_cases_are_reckoned_on_the_new_days_at_once_and_are_not_moved(cast: Cast, told_before: Case) -> None:
    noted(UPGRADED)
    fresh = make_case(cast, FIVE_DAYS, at=UPGRADED, key="fresh")
    assert fresh.due_on == date(2026, 12, 22)
    settle(UPGRADED)
    ordering.approve_data(ripple_of(cast), by=cast.head, at=UPGRADED)
    settle(UPGRADED)
    assert not again(fresh).events.filter(verb="case.redated").exists()


def test_a_turn_told_on_the_data_before_moves_too(cast: Cast) -> None:
    with version(without(VICTORY)):
        noted()
        turn = make_grievance(cast, at=NOW).current
    noted(UPGRADED)
    settle(UPGRADED)
    ordering.approve_data(ripple_of(cast), by=cast.head, at=UPGRADED)
    settle(UPGRADED)
    moved = turn.grievance.current
    assert moved.due_on > turn.due_on
    assert [one.name_bn for one in Explanation.from_json(moved.explanation).moved] == ["বিজয় দিবস"]


def test_the_list_of_a_year_that_a_version_brings_takes_the_doubt_and_moves_nothing(cast: Cast) -> None:
    """Data that differs in no day that matters here: the sums are shown anew once approved, and no date moves."""
    noted()
    case = make_case(cast, FIVE_DAYS, at=FILED)

    def marked(rows: tuple[Day, ...]) -> list[Day]:
        return [replace(row, name_en="Victory Day (moved)", moon=True) if row.on == VICTORY else row for row in rows]

    with version(marked):
        noted(UPGRADED)
        settle(UPGRADED)
        assert ripple_of(cast).totals() == {}
        ordering.approve_data(ripple_of(cast), by=cast.head, at=UPGRADED)
        settle(UPGRADED)
        assert again(case).explanation["calendar"] == calendar_of(cast.office).version
        assert again(case).due_on == case.due_on
        assert not again(case).events.filter(verb="case.redated").exists()


def test_a_setting_of_the_calendar_is_the_same_as_other_data(cast: Cast, settings: Settings) -> None:
    at = moment("2026-04-08 10:00")
    noted(at)
    make_case(cast, FIVE_DAYS, at=at)
    settings.APRIL_13_2026 = "national"
    noted(at)
    settle(at)
    (count,) = ripple_of(cast).counts.moved()
    assert (count.due_from, count.due_to) == (date(2026, 4, 16), date(2026, 4, 19))


def test_a_preview_nobody_approved_makes_room_for_the_next_version(cast: Cast, told_before: Case) -> None:
    noted(UPGRADED)
    settle(UPGRADED)
    older = ripple_of(cast)
    with version(without(date(2026, 12, 25))):
        noted(UPGRADED)
        older.refresh_from_db()
        assert older.phase == Phase.DROPPED
        assert ripple_of(cast).pk != older.pk
        with pytest.raises(RuleBroken, match="গোনা এখনো শেষ হয়নি"):
            ordering.approve_data(older, by=cast.head, at=UPGRADED)


def test_a_date_stored_by_an_early_release_is_read_shown_and_moved(cast: Cast, told_before: Case) -> None:
    """What a release did not keep is not there: extensions, moves, what it was kept at, who stopped it."""
    kept = {name: told_before.explanation[name] for name in (
        "received_on", "zero", "due_on", "limits", "spans", "pauses", "doubt",
    )}  # fmt: skip
    Case.objects.filter(pk=told_before.pk).update(explanation={**kept, "calendar": "bd-2026-00000000"})
    assert Explanation.from_json(again(told_before).explanation).sentences("bn")
    reference = told_before.reference
    Case.objects.filter(pk=told_before.pk).update(act_after=moment("2026-12-20 09:00"))
    assert signed_in("head").get(f"/desk/cases/{reference}/").status_code == 200
    noted(UPGRADED)
    settle(UPGRADED)
    ordering.approve_data(ripple_of(cast), by=cast.head, at=UPGRADED)
    settle(UPGRADED)
    assert again(told_before).due_on == date(2026, 12, 21)
    assert [one.name_bn for one in Explanation.from_json(again(told_before).explanation).moved] == ["বিজয় দিবস"]


# Who may


def test_only_the_head_of_the_office_or_of_one_above_approves(cast: Cast, told_before: Case) -> None:
    noted(UPGRADED)
    settle(UPGRADED)
    ripple = ripple_of(cast)
    for by in (cast.clerk, cast.officer, cast.stranger):
        with pytest.raises(RuleBroken):
            ordering.approve_data(ripple, by=by, at=UPGRADED)
    ordering.approve_data(ripple, by=cast.head, at=UPGRADED)
    with pytest.raises(RuleBroken):
        ordering.approve_data(ripple, by=cast.head, at=UPGRADED)


def test_it_stands_on_the_desk_until_it_is_approved(cast: Cast, told_before: Case) -> None:
    noted(UPGRADED)
    settle(UPGRADED)
    path = f"/desk/calendar/data/{ripple_of(cast).pk}/"
    head, clerk, stranger = signed_in("head"), signed_in("clerk"), signed_in("stranger")
    assert path in head.get("/desk/").content.decode()
    assert path in clerk.get("/desk/calendar/").content.decode()
    page = clerk.get(path).content.decode()
    assert "২০ ডিসেম্বর ২০২৬" in page
    assert "approval" not in page
    assert stranger.get(path).status_code == 404
    assert clerk.post(f"{path}approval/").status_code == 404
    assert head.post(f"{path}approval/").status_code == 302
    assert path not in head.get("/desk/").content.decode()


# What stands for the data


def test_the_same_data_has_one_stamp_in_every_process() -> None:
    asked = "from ongikar.clock.calendar import shipped_stamp as s; print(s())"
    root = Path(__file__).parents[2]
    said = {
        subprocess.check_output([sys.executable, "-c", asked], cwd=root, env={"PYTHONHASHSEED": seed}, text=True)
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert len(said.pop().strip()) <= 40


@pytest.mark.parametrize(
    "policy",
    [{"readings": (("chaitra_sankranti_2026", "national"),)}, {"after_hours": "same_day"}],
)
def test_another_policy_has_another_stamp(policy: dict[str, Any]) -> None:
    assert shipped_stamp(**policy) != shipped_stamp()
    assert shipped_stamp((("chaitra_sankranti_2026", "hill_districts"),)) == shipped_stamp()


def test_noting_the_data_is_the_first_deed_of_the_ticker() -> None:
    assert DEEDS[0] is shipped_next
