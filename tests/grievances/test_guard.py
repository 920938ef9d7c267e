"""Nobody judges his own case: a table over roles, objects and lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ongikar.cases.access import NotThere
from ongikar.grievances import access, steps
from ongikar.grievances.guard import may_decide
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Referral
from ongikar.grievances.stepping import take
from ongikar.offices.models import Posting
from ongikar.offices.people import hand_over, take_charge
from tests.cast import NOW, Cast, account, make_case, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer


@pytest.mark.clause("7.1(ক)ii", "খ-১")
def test_provider_head_and_grievance_officer_in_one_person_the_program_sends_it_up_the_same_day(cast: Cast) -> None:
    ao = appeal_officer_inside(cast)
    grievance = make_grievance(cast, case=make_case(cast))
    first, second = grievance.referrals.all()
    assert (first.tier, first.state, first.closed_at) == (1, State.FORWARDED, NOW)
    assert (second.tier, second.limit_tier, second.opened_by) == (2, 1, Referral.Opened.CONFLICT)
    assert second.due_on == first.due_on == date(2027, 1, 4)
    event = grievance.events.get(verb="grievance.forwarded")
    assert (event.by_kind, event.at, event.facts["because"]) == ("system", NOW, "conflict")
    assert may_decide(ao, second, NOW)


@pytest.mark.parametrize("about", ["case", "service", "named", "whole_office"])
def test_whoever_is_complained_of_sees_it_in_no_list_and_decides_at_no_tier(cast: Cast, about: str) -> None:
    ao = appeal_officer_inside(cast)
    case = make_case(cast)
    ways: dict[str, dict[str, Any]] = {
        "case": {"case": case},
        "service": {"service": case.service},
        "named": {"named": (cast.head,)},
        "whole_office": {"whole_office": True},
    }
    grievance = make_grievance(cast, **ways[about])
    sees: dict[Posting, bool] = {
        cast.head: False, cast.officer: False, cast.clerk: False, cast.stranger: False, ao: True,
    }  # fmt: skip
    for posting, may in sees.items():
        assert access.grievances_for(posting).filter(pk=grievance.pk).exists() is may
        assert access.grievances_for(posting).count() == int(may)
        assert may_decide(posting, grievance.current, NOW) is may
        if not may:
            with pytest.raises(NotThere):
                access.grievance_for(posting, grievance.reference, at=NOW)


def test_the_person_is_concerned_not_the_post(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    grievance = make_grievance(cast, case=make_case(cast))
    assert may_decide(gro, grievance.current, NOW)
    # The officer complained of is posted to the grievance officer's chair: the grievance is not his.
    hand_over(gro, by=cast.head.author(), at=moment("2026-11-23 09:00"))
    later = moment("2026-11-24 09:00")
    moved = take_charge(cast.head.account, gro.post, by=cast.head.author(), at=moment("2026-11-23 10:00"))
    assert not may_decide(moved, grievance.current, later)
    assert not access.grievances_for(moved).exists()
    # His successor in the old post is not concerned, and sees nothing either: it is not his tier.
    hand_over(cast.head, by=cast.head.author(), at=moment("2026-11-23 11:00"))
    successor = take_charge(account("new", "নতুন"), cast.head.post, by=cast.head.author(), at=moment("2026-11-23 12:00"))
    assert not access.grievances_for(successor).exists()


@pytest.mark.clause("5")
def test_an_absent_officers_alternate_decides_and_a_vacant_seat_waits(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    grievance = make_grievance(cast, named=(cast.clerk,))
    seat = grievance.current.seat
    hand_over(gro, by=cast.head.author(), at=moment("2026-11-23 09:00"))
    assert grievance.current.state == State.RECEIVED
    seat.alternate = cast.officer.post
    seat.save(update_fields=["alternate"])
    assert may_decide(cast.officer, grievance.current, moment("2026-11-23 10:00"))


@pytest.mark.clause("7.1(খ)")
def test_of_an_opinion_asked_the_person_sees_the_step_and_not_the_hidden_name(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    grievance = make_grievance(cast, case=make_case(cast), identity_hidden=True)
    turn = grievance.current
    assert not access.steps_before(cast.head).exists()
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    step = take(
        turn, steps.Kind.OPINION, by=gro.author(), at=NOW, to=steps.To.CONCERNED, to_posting=cast.head,
        text="সেবা কেন দেওয়া হয়নি জানান", due_on=date(2026, 11, 26),
    )  # fmt: skip
    shown = access.step_for(cast.head, step.pk, at=NOW)
    assert access.shown_complainant(shown) == ""
    with pytest.raises(NotThere):
        access.grievance_for(cast.head, grievance.reference, at=NOW)
    with pytest.raises(NotThere):
        access.step_for(cast.officer, step.pk, at=NOW)


def test_where_whoever_is_complained_of_keeps_the_machine_the_text_is_not_kept(cast: Cast) -> None:
    cast.head.account.is_administrator = True
    cast.head.account.save(update_fields=["is_administrator"])
    grievance = make_grievance(cast, case=make_case(cast))
    assert (grievance.sealed, grievance.matter, grievance.subject) == (True, "", "")
    assert len(grievance.sha256) == 64
