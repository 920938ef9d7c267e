"""A grievance is heard whatever is left blank, numbered, and dated by the charter's own tier."""

from __future__ import annotations

from datetime import date

import pytest

from ongikar.grievances.admissibility import advice
from ongikar.grievances.guideline import departures
from ongikar.grievances.lifecycle import State
from ongikar.grievances.lodging import lodge
from ongikar.grievances.models import Complainant, Grievance, Referral
from ongikar.grievances.seats import judged_by_himself, seat_of
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, make_case, moment
from tests.grievances.world import MATTER, complaint, make_grievance, separate_grievance_officer


def test_the_seats_are_the_charters_and_the_first_is_the_providers_own(cast: Cast) -> None:
    first, second, third = (seat_of(cast.office, tier) for tier in (1, 2, 3))
    assert first
    assert second
    assert third
    assert (first.post, first.outside) == (cast.head.post, False)
    assert (second.outside, second.email) == (True, "ddadmin@doict.gov.bd")
    assert (third.outside, third.title) == (True, "মন্ত্রিপরিষদ বিভাগের অভিযোগ ব্যবস্থাপনা সেল")
    assert judged_by_himself(cast.edition)


@pytest.mark.clause("7.4.1(ক)")
def test_the_limit_is_the_charters_thirty_working_days_from_the_filing_day(cast: Cast) -> None:
    separate_grievance_officer(cast)
    turn = make_grievance(cast).current
    assert (turn.tier, turn.state, turn.due_on) == (1, State.RECEIVED, date(2027, 1, 4))
    assert turn.explanation["provisional"] is True


def test_the_same_key_is_the_same_grievance(cast: Cast) -> None:
    assert make_grievance(cast).pk == make_grievance(cast).pk
    assert Grievance.objects.count() == 1


@pytest.mark.clause("6.1(ক)", "6.1(খ)")
@pytest.mark.parametrize("who", [None, Complainant(name="রহিমা")])
def test_without_a_way_back_it_is_asked_for_or_anonymity_chosen(cast: Cast, who: Complainant | None) -> None:
    with pytest.raises(RuleBroken):
        lodge(complaint(cast), complainant=who, intake_key="k", at=NOW)
    heard = lodge(complaint(cast, anonymous=True), complainant=who, intake_key="k", at=NOW)
    assert (heard.complainant, heard.anonymous, heard.matter) == (None, True, MATTER)


@pytest.mark.clause("6.1(ক)", "6.1(খ)")
def test_only_the_matter_is_required(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        make_grievance(cast, matter="  ")
    assert make_grievance(cast, subject="").current.is_open


@pytest.mark.clause("7.4.1(ক)", "7.4.1(খ)", "7.4.1(গ)")
def test_the_charters_limits_are_compared_with_the_guideline_and_only_warned_of(cast: Cast) -> None:
    assert departures(cast.edition.tiers.all()) == []
    cast.edition.tiers.filter(tier=1).update(limit_bn="১৫ কার্যদিবস", limit_read={"max": 15, "unit": "working_day"})
    assert len(departures(cast.edition.tiers.all())) == 1


@pytest.mark.clause("6.1(ঙ)")
def test_timeliness_is_told_by_the_cases_own_clock_and_blocks_nobody(cast: Cast) -> None:
    with_number = make_case(cast, "institutional-1")  # due on 29 November
    assert not advice(with_number, at=moment("2026-11-29 23:59")).open
    assert advice(with_number, at=moment("2026-11-30 00:00")).open
    without = make_case(cast, "citizen-5", key="k-2")
    assert not advice(without, at=moment("2026-11-22 17:00")).open
    assert advice(without, at=moment("2026-11-23 00:00")).open
    without.refuse(by=cast.head.author(), at=moment("2026-11-22 16:00"), reason="না", remedy="অন্যত্র")
    assert advice(without, at=moment("2026-11-22 17:00")).open
    assert make_grievance(cast, case=with_number).referrals.first()


def test_a_case_brings_its_service_and_whoever_had_it(cast: Cast) -> None:
    separate_grievance_officer(cast)
    case = make_case(cast)
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=moment("2026-11-22 12:00"), reason="তাঁর বিষয়")
    grievance = make_grievance(cast, case=case, at=moment("2026-11-30 10:00"))
    assert grievance.service == case.service
    assert {row.account for row in grievance.concerned.all()} == {cast.head.account, cast.officer.account}
    assert grievance.current.opened_by == Referral.Opened.LODGED
