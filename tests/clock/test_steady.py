"""When a machine's clock is believed: by the clock that counts sleep, and by what was seen before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.hours import DHAKA
from ongikar.clock.steady import Trust, confirmed, end_of_office_day, look, moment_of, time_at
from tests.machine import Machine

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=DHAKA)
DHAKAS = shipped_calendar("dhaka")
LEAPS = [{"days": 1}, {"days": -1}, {"days": 365}, {"days": -365}, {"hours": 2}, {"hours": -2}]


def ends(after: datetime) -> datetime:
    return end_of_office_day(after, DHAKAS)


class Watched:
    """A machine, and what is known of its clock."""

    def __init__(self, machine: Machine | None = None, newest: datetime | None = None) -> None:
        self.machine, self.trust = machine or Machine(SUNDAY), Trust()
        self.newest = newest
        self.looks()

    def looks(self) -> bool:
        """Whether the clock is believed now."""
        self.trust = look(self.trust, self.machine.reading(), newest=lambda: self.newest, ends=ends)
        return self.trust.doubt is None

    @property
    def time(self) -> datetime:
        return time_at(self.trust, self.machine.reading())


@pytest.mark.parametrize("asleep", [{"hours": 9}, {"days": 3}, {"days": 40}])
def test_a_night_asleep_is_no_leap(asleep: dict[str, float]) -> None:
    watched = Watched()
    watched.machine.runs(**asleep)
    assert watched.looks()


@pytest.mark.parametrize("days", [0.5, 9, 29])
def test_a_machine_that_was_off_over_eid_is_no_leap(days: float) -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.is_off(days=days)
    assert watched.looks()


@pytest.mark.parametrize("by", LEAPS)
def test_a_leap_is_doubted_and_dates_nothing(by: dict[str, float]) -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.runs(hours=1)
    watched.machine.leaps(**by)
    assert not watched.looks()
    assert watched.time == watched.machine.true
    watched.machine.runs(seconds=90)
    assert watched.time == watched.machine.true


@pytest.mark.parametrize("by", LEAPS)
def test_once_it_has_come_back_all_is_well_at_once(by: dict[str, float]) -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.leaps(**by)
    watched.looks()
    watched.machine.runs(seconds=90)
    watched.machine.ahead = timedelta()
    assert watched.looks()
    assert watched.time == watched.machine.true


@pytest.mark.parametrize("by", LEAPS)
def test_nobody_holds_a_date_up_by_silence(by: dict[str, float]) -> None:
    """Steady to the close of one whole office day: Monday's. Wednesday comes after it for every leap."""
    watched = Watched(newest=SUNDAY)
    watched.machine.leaps(**by)
    watched.looks()
    watched.machine.runs(hours=5)
    assert not watched.looks()
    watched.machine.runs(days=5)
    assert watched.looks()
    assert watched.time == watched.machine.wall


def test_the_word_of_a_person_ends_it() -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.leaps(days=1)
    watched.looks()
    watched.trust = confirmed(watched.trust, watched.machine.reading())
    assert watched.looks()
    assert watched.time == watched.machine.wall


def test_a_doubt_outlasts_a_restart() -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.leaps(days=20)
    watched.looks()
    watched.machine.is_off(hours=1)
    assert not watched.looks()


def test_a_clock_that_wakes_up_in_2010_is_behind_and_right_once_the_net_has_set_it() -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.is_off(days=9)
    watched.machine.leaps(days=-6000)
    assert not watched.looks()
    assert watched.trust.doubt is not None
    assert watched.trust.doubt.behind
    assert watched.time >= SUNDAY
    watched.machine.runs(minutes=3)
    watched.machine.ahead = timedelta()
    assert watched.looks()


def test_one_that_wakes_up_in_2010_every_morning_is_never_believed_by_itself() -> None:
    watched = Watched(newest=SUNDAY)
    for _morning in range(5):
        watched.machine.is_off(hours=16)
        watched.machine.ahead = SUNDAY - timedelta(days=6000) - watched.machine.true
        watched.looks()
        watched.machine.runs(hours=8)
        assert not watched.looks()


def test_a_start_more_than_thirty_days_after_the_last_sign_of_life_is_asked_about() -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.is_off(days=31)
    assert not watched.looks()
    assert watched.time == watched.machine.wall


def test_a_clock_that_is_slow_by_a_minute_a_day_is_no_leap() -> None:
    watched = Watched()
    for _day in range(90):
        watched.machine.runs(days=1)
        watched.machine.leaps(minutes=-1)
        assert watched.looks()


def test_small_leaps_do_not_add_up_unseen() -> None:
    watched = Watched()
    seen = []
    for _time in range(30):
        watched.machine.runs(minutes=1)
        watched.machine.leaps(minutes=50)
        seen.append(watched.looks())
    assert not all(seen)


def test_where_nothing_counts_sleep_a_year_is_seen_all_the_same() -> None:
    watched = Watched(Machine(SUNDAY, counts_sleep=False), newest=SUNDAY)
    watched.machine.runs(hours=9)
    assert watched.looks()
    watched.machine.leaps(days=365)
    assert not watched.looks()
    watched.machine.leaps(days=-730)
    assert not watched.looks()


def test_what_was_filed_in_doubt_is_dated_by_the_clock_that_counts_sleep() -> None:
    machine = Machine(SUNDAY)
    machine.leaps(days=-6000)
    then, filed = machine.reading(), machine.true
    machine.runs(hours=3)
    machine.ahead = timedelta()
    assert moment_of(then, SUNDAY - timedelta(days=9), machine.reading()) == filed


@pytest.mark.parametrize(
    ("given_at", "expected"), [(SUNDAY, SUNDAY), (SUNDAY + timedelta(days=9), SUNDAY - timedelta(days=1))]
)
def test_over_a_restart_the_moment_given_holds_unless_it_lies_ahead(given_at: datetime, expected: datetime) -> None:
    machine = Machine(SUNDAY)
    machine.leaps(days=-1)
    then = machine.reading()
    machine.ahead = timedelta()
    machine.is_off(hours=12)
    assert moment_of(then, given_at, machine.reading()) == expected


@pytest.mark.parametrize(
    ("after", "end"),
    [
        ("2026-11-22 08:00", "2026-11-22 17:00"),
        ("2026-11-22 10:00", "2026-11-23 17:00"),
        ("2026-11-26 12:00", "2026-11-29 17:00"),
    ],
)
def test_one_office_day_is_a_whole_one(after: str, end: str) -> None:
    assert ends(datetime.fromisoformat(after).replace(tzinfo=DHAKA)) == datetime.fromisoformat(end).replace(
        tzinfo=DHAKA
    )


LIVES = st.lists(
    st.one_of(
        st.tuples(st.just("runs"), st.floats(0, 20)),
        st.tuples(st.just("is_off"), st.floats(0, 29)),
        st.tuples(st.just("drifts"), st.floats(-0.02, 0.02)),
    ),
    max_size=12,
)


@given(LIVES)
def test_a_clock_that_never_leaps_is_never_doubted(life: list[tuple[str, float]]) -> None:
    watched = Watched()
    for what, days in life:
        if what == "drifts":
            watched.machine.ahead = timedelta(days=days)
        else:
            getattr(watched.machine, what)(days=days)
        assert watched.looks()
        watched.newest = watched.time


@given(LIVES, st.floats(-5000, 5000).filter(lambda days: abs(days) > 0.05), st.floats(0, 0.01))
def test_a_clock_that_leaps_and_comes_back_has_dated_nothing(
    life: list[tuple[str, float]], by: float, lasting: float
) -> None:
    watched = Watched()
    for what, days in life:
        if what != "drifts":
            getattr(watched.machine, what)(days=days)
            watched.looks()
    watched.machine.leaps(days=by)
    watched.looks()
    assert abs(watched.time - watched.machine.true) <= timedelta(seconds=1)
    watched.machine.runs(days=lasting)
    watched.machine.ahead = timedelta()
    assert watched.looks()


@given(LIVES, st.floats(-5000, 5000))
def test_what_is_known_is_kept_whole(life: list[tuple[str, float]], by: float) -> None:
    watched = Watched(newest=SUNDAY)
    for what, days in life:
        if what != "drifts":
            getattr(watched.machine, what)(days=days)
    watched.machine.leaps(days=by)
    watched.looks()
    assert Trust.from_json(watched.trust.to_json()) == watched.trust


@given(st.floats(-5000, 5000), LIVES)
def test_every_doubt_ends_while_the_machine_runs(by: float, life: list[tuple[str, float]]) -> None:
    watched = Watched(newest=SUNDAY)
    watched.machine.leaps(days=by)
    watched.looks()
    for what, days in life:
        if what == "runs":
            watched.machine.runs(days=days)
            watched.looks()
    watched.machine.runs(days=13)  # no holidays last longer
    assert watched.looks()
