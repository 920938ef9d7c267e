"""The shipped calendars and the arithmetic of working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.clock.calendar import CHAITRA_SANKRANTI_2026, WorkingCalendar, shipped_calendar
from ongikar.clock.days import SHIPPED_YEARS, Day, shipped_year
from ongikar.clock.places import UnknownDistrict, place_of, read_data

NATIONAL = ((CHAITRA_SANKRANTI_2026, "national"),)
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
ANY_DAY = st.dates(date(2021, 1, 1), date(2030, 12, 31))


def off(day: date, announced: date = date(2020, 1, 1), effect: str = "off") -> Day:
    return Day(day, effect, "office", "স্থানীয় ছুটি", "local holiday", announced, "order 12", level="office")  # type: ignore[arg-type]


def plain(weekend: set[int], rows: dict[date, Day] | None = None) -> WorkingCalendar:
    orders = tuple((rows or {}).values())
    return WorkingCalendar("test", frozenset(weekend), orders, date(2025, 1, 1), date(2026, 12, 31))


def working_days_of(year: int, calendar: WorkingCalendar) -> int:
    return calendar.count_between(date(year - 1, 12, 31), date(year, 12, 31))


def test_2025_has_241_working_days_and_2026_has_242() -> None:
    assert working_days_of(2025, shipped_calendar("joypurhat")) == 241
    assert working_days_of(2026, shipped_calendar("joypurhat")) == 242


def test_13_april_2026_is_read_both_ways_by_a_named_setting() -> None:
    day = date(2026, 4, 13)
    assert shipped_calendar("joypurhat").is_working(day)
    assert not shipped_calendar("rangamati").is_working(day)
    assert not shipped_calendar("joypurhat", readings=NATIONAL).is_working(day)
    assert working_days_of(2026, shipped_calendar("joypurhat", readings=NATIONAL)) == 241


@pytest.mark.parametrize("name", ["rangamati", "Rangamati District", "রাঙ্গামাটি", "রাঙামাটি জেলা", "RANGAMATI"])
def test_a_hill_district_is_known_by_any_of_its_names(name: str) -> None:
    assert not shipped_calendar(name).is_working(date(2025, 4, 13))


def test_an_unknown_district_is_refused_and_not_taken_for_a_plain_one() -> None:
    with pytest.raises(UnknownDistrict):
        shipped_calendar("khagrachori hill")


def test_the_next_holiday_is_the_next_day_off_that_the_week_would_not_give() -> None:
    calendar = shipped_calendar("joypurhat")
    found = calendar.next_holiday(date(2026, 11, 22))
    assert found is not None
    assert (found[0], found[1].name_en) == (date(2026, 12, 16), "Victory Day")
    assert calendar.next_holiday(date(2026, 11, 22), within=10) is None


def test_there_are_64_districts_in_8_divisions() -> None:
    rows = read_data("districts.json")["districts"]
    assert len({row["code"] for row in rows}) == 64
    assert len({row["division"] for row in rows}) == 8
    assert place_of("জয়পুরহাট").division == "rajshahi"


@pytest.mark.parametrize("day", [date(2025, 5, 17), date(2025, 5, 24), date(2026, 5, 23)])
def test_a_saturday_declared_working_is_a_working_day_once_it_is_announced(day: date) -> None:
    assert shipped_calendar().is_working(day)
    assert not shipped_calendar(known_on=date(day.year - 1, 12, 1)).is_working(day)


def test_a_cancelled_holiday_is_a_working_day_once_the_cancelling_is_known() -> None:
    mourning = date(2024, 8, 15)
    assert shipped_calendar().is_working(mourning)
    assert not shipped_calendar(known_on=date(2024, 8, 1)).is_working(mourning)


def test_a_holiday_withdrawn_on_a_friday_leaves_the_friday_closed() -> None:
    why = shipped_calendar().why_closed(date(2025, 9, 5))
    assert why is not None
    assert why.kind == "weekly"
    moved = shipped_calendar().why_closed(date(2025, 9, 6))
    assert moved is not None
    assert moved.name_en == "Eid-e-Miladunnabi"


def test_an_industrial_holiday_does_not_close_an_office() -> None:
    assert shipped_calendar().is_working(date(2026, 2, 10))
    assert not shipped_calendar(classes=frozenset({"industrial_area"})).is_working(date(2026, 2, 10))


def test_a_closed_day_says_why_with_its_source() -> None:
    why = shipped_calendar().why_closed(date(2025, 12, 31))
    assert why is not None
    assert (why.kind, why.source) == ("general", "collector")
    assert why.name_bn
    assert why.name_en
    friday = shipped_calendar().why_closed(date(2025, 5, 16))
    assert friday is not None
    assert friday.name_en == "weekly holiday"
    assert shipped_calendar().why_closed(date(2025, 5, 18)) is None


def test_every_shipped_row_is_whole() -> None:
    for year in SHIPPED_YEARS:
        for row in shipped_year(year).days:
            assert row.on.year == year
            assert row.name_bn
            assert row.name_en
            assert row.source
            assert row.announced < row.on
            assert row.effect in {"off", "on", "short", "plain"}


def test_every_source_named_in_the_data_is_listed() -> None:
    listed = read_data("sources.json")["sources"].keys()
    named = [row.source for year in SHIPPED_YEARS for row in shipped_year(year).days]
    named += [row["source"] for row in read_data("hours.json")["periods"]] + [read_data("week.json")["source"]]
    assert {key for text in named for key in text.split(", ")} <= listed


def test_before_the_next_list_is_gazetted_that_year_is_not_loaded() -> None:
    assert shipped_calendar(known_on=date(2025, 11, 8)).loaded_until == date(2025, 12, 31)
    assert shipped_calendar(known_on=date(2025, 11, 9)).loaded_until == date(2026, 12, 31)
    assert shipped_calendar(known_on=date(2019, 1, 1)).loaded_until == date(2022, 12, 31)


def test_a_date_past_the_loaded_years_is_reckoned_on_weekends_and_doubted() -> None:
    calendar = shipped_calendar()
    day = calendar.nth_after(date(2026, 12, 30), 3)
    assert day == date(2027, 1, 4)
    assert calendar.doubt(date(2026, 12, 30), day) == "year_not_loaded"
    assert calendar.doubt(date(2022, 12, 30), date(2023, 1, 3)) == "year_not_loaded"
    assert calendar.nth_after(date(2035, 1, 1), 1) == date(2035, 1, 2)


def test_a_moon_day_is_in_doubt_until_it_has_come() -> None:
    before, after = (shipped_calendar(known_on=day) for day in (date(2026, 8, 20), date(2026, 8, 27)))
    assert before.doubt(date(2026, 8, 20), date(2026, 8, 30)) == "moon"
    assert after.doubt(date(2026, 8, 20), date(2026, 8, 30)) is None
    assert shipped_calendar().doubt(date(2025, 6, 1), date(2025, 6, 30)) is None


def test_an_offices_own_holiday_wins_and_changes_the_version() -> None:
    shipped, day = shipped_calendar("joypurhat"), date(2026, 11, 24)
    own = shipped.with_orders([off(day)])
    assert shipped.is_working(day)
    assert not own.is_working(day)
    assert own.version != shipped.version
    assert shipped.with_orders([]) is shipped


def test_an_offices_own_holiday_announced_later_is_not_known_yet() -> None:
    known = shipped_calendar(known_on=date(2026, 11, 1))
    assert known.with_orders([off(date(2026, 11, 24), announced=date(2026, 11, 2))]).is_working(date(2026, 11, 24))


def test_a_short_day_is_a_working_day() -> None:
    own = shipped_calendar().with_orders([off(date(2026, 11, 24), effect="short")])
    assert own.is_working(date(2026, 11, 24))


def test_equal_calendars_have_equal_versions() -> None:
    assert shipped_calendar("joypurhat").version == shipped_calendar("bogura").version
    assert shipped_calendar("joypurhat").version != shipped_calendar("rangamati").version
    assert shipped_calendar().version.startswith("bd-2026-")


def test_zero_working_days_after_an_open_day_is_that_day_and_else_the_next_open_one() -> None:
    calendar = shipped_calendar()
    assert calendar.nth_after(date(2025, 5, 15), 0) == date(2025, 5, 15)
    assert calendar.nth_after(date(2025, 5, 16), 0) == date(2025, 5, 17)
    assert calendar.next_open(date(2025, 6, 5)) == date(2025, 6, 15)


@pytest.mark.parametrize("n", [-1, 36_526])
def test_a_negative_or_endless_number_of_days_is_an_error(n: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        shipped_calendar().nth_after(date(2025, 5, 15), n)


def test_a_date_past_the_last_year_there_is_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="past the end"):
        shipped_calendar().nth_after(date(9999, 12, 30), 9)


def test_a_week_needs_one_working_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        plain(set(range(7)))


@given(ANY_DAY, st.integers(1, 200), st.sets(st.integers(0, 6), max_size=6))
def test_n_working_days_later_is_a_working_day_and_counts_n(day: date, n: int, weekend: set[int]) -> None:
    calendar = plain(weekend, {date(2025, 3, 26): off(date(2025, 3, 26))})
    due = calendar.nth_after(day, n)
    assert calendar.is_working(due)
    assert calendar.count_between(day, due) == n


@given(ANY_DAY, st.integers(1, 90))
def test_the_table_gives_what_counting_day_by_day_gives(day: date, n: int) -> None:
    calendar = shipped_calendar("bandarban")
    walked, left = day, n
    while left:
        walked += timedelta(days=1)
        left -= calendar.is_working(walked)
    assert calendar.nth_after(day, n) == walked


@given(DAYS, st.integers(0, 90), st.sets(DAYS, max_size=20))
def test_a_holiday_added_never_makes_a_date_earlier(day: date, n: int, added: set[date]) -> None:
    calendar = shipped_calendar("joypurhat")
    assert calendar.with_orders(map(off, added)).nth_after(day, n) >= calendar.nth_after(day, n)


@given(ANY_DAY, ANY_DAY)
def test_counting_between_is_the_number_of_open_days(first: date, last: date) -> None:
    calendar = shipped_calendar()
    days = (first + timedelta(days=i) for i in range(1, (last - first).days + 1))
    assert calendar.count_between(first, last) == sum(map(calendar.is_working, days))
