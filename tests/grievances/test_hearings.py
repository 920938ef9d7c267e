"""The weekly public hearing: when it is held, who came, and who may read it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from ongikar.grievances.around.access import hearing_entries_for
from ongikar.grievances.around.hearings import days_held, hold, link, missing_days, next_day, rule_of, set_rule, write
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast
from tests.grievances.world import make_grievance, separate_grievance_officer

WEDNESDAY = 2
TODAY = NOW.date()  # a Sunday


@pytest.mark.clause("9(জ)")
def test_a_day_is_told_only_once_the_head_has_set_it(cast: Cast) -> None:
    assert rule_of(cast.office) is None
    with pytest.raises(RuleBroken):
        set_rule(cast.office, weekday=WEDNESDAY, starts=time(10), place=" ", by=cast.head, at=NOW)
    rule = set_rule(cast.office, weekday=WEDNESDAY, starts=time(10), place="সম্মেলনকক্ষ", by=cast.head, at=NOW)
    assert next_day(rule, TODAY) == date(2026, 11, 25)
    assert next_day(rule, date(2026, 11, 25)) == date(2026, 11, 25)


def test_a_closed_day_is_no_day_of_hearing(cast: Cast) -> None:
    rule = set_rule(cast.office, weekday=WEDNESDAY, starts=time(10), place="কক্ষ", by=cast.head, at=NOW)
    assert next_day(rule, date(2026, 12, 16)) == date(2026, 12, 23)  # Victory Day
    friday = set_rule(cast.office, weekday=4, starts=time(10), place="কক্ষ", by=cast.head, at=NOW)
    assert next_day(friday, TODAY) is None


def test_weeks_of_which_nothing_is_written_are_named_and_none_before_the_rule(cast: Cast) -> None:
    rule = set_rule(cast.office, weekday=WEDNESDAY, starts=time(10), place="কক্ষ", by=cast.head, at=NOW)
    on = date(2026, 12, 10)
    assert missing_days(rule, [], on) == [date(2026, 12, 9), date(2026, 12, 2), date(2026, 11, 25)]
    at = NOW + timedelta(days=15)
    hold(cast.office, held_on=date(2026, 12, 2), by=cast.head, at=at)
    assert missing_days(rule, days_held(cast.office), on) == [date(2026, 12, 9), date(2026, 11, 25)]


def test_a_day_to_come_is_not_written_and_a_matter_is_needed(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        hold(cast.office, held_on=TODAY + timedelta(days=1), by=cast.head, at=NOW)
    hearing = hold(cast.office, held_on=TODAY, by=cast.head, at=NOW)
    assert hold(cast.office, held_on=TODAY, by=cast.clerk, at=NOW) == hearing
    with pytest.raises(RuleBroken):
        write(hearing, matter=" ", by=cast.head, at=NOW)
    numbers = [write(hearing, matter="রাস্তা", by=cast.head, at=NOW).number for _ in range(2)]
    assert numbers == [1, 2]


def test_an_entry_is_joined_once_and_is_not_there_for_whoever_is_complained_of(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    hearing = hold(cast.office, held_on=TODAY, by=cast.clerk, at=NOW)
    entry = write(hearing, matter="ফোন ধরেন না", by=cast.clerk, at=NOW)

    def seen() -> list[str]:
        people = (cast.head, gro, cast.clerk, cast.officer, cast.stranger)
        return [one.account.username for one in people if hearing_entries_for(one).exists()]

    assert seen() == ["head", "gro", "clerk"]
    link(entry, grievance=make_grievance(cast, named=(cast.head,)))
    assert seen() == ["gro", "clerk"]
    with pytest.raises(Overtaken):
        link(entry, grievance=make_grievance(cast, key="other"))
