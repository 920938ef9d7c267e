"""A wrong phone, a wrong service, one asking twice, "given" by mistake: put right with a trace, nothing deleted."""

from __future__ import annotations

import pytest

from ongikar.cases.lifecycle import State
from ongikar.cases.mistakes import correct_requester, mark_duplicate, refile, undo_delivery
from ongikar.cases.models import Case
from ongikar.cases.search import matching
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, make_case, moment

LATER = moment("2026-11-22 15:00")


def test_a_wrong_phone_is_put_right_and_the_old_one_stays_in_the_journal(cast: Cast) -> None:
    case = make_case(cast)
    correct_requester(
        case, by=cast.clerk.author(), at=LATER, fields={"phone": "+8801799999999", "name": case.requester.name}
    )
    case.refresh_from_db()
    event = case.events.get(verb="case.corrected")
    assert case.requester.phone == "+8801799999999"
    assert list(Case.objects.filter(matching("০১৭৯৯-৯৯৯৯৯৯", cast.office))) == [case]
    assert not Case.objects.filter(matching("01712345678", cast.office))
    assert event.facts["changed"] == {"phone": {"from": "+8801712345678", "to": "+8801799999999"}}
    assert event.by_name == cast.clerk.account.name_bn


def test_a_correction_that_changes_nothing_is_said(cast: Cast) -> None:
    case = make_case(cast)
    with pytest.raises(RuleBroken):
        correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"phone": case.requester.phone})


def test_the_wrong_service_is_filed_again_as_of_when_it_was_received(cast: Cast) -> None:
    wrong = make_case(cast, "institutional-1")
    right = refile(wrong, promise=cast.promise("institutional-8"), by=cast.head.author(), at=LATER, reason="ভুল ঘর")
    assert (right.filed_at, right.due_on, right.matter) == (NOW, moment("2026-11-25 00:00").date(), wrong.matter)
    assert (wrong.state, wrong.act_after) == (State.VOID, None)
    assert wrong.events.get(verb="case.misfiled").facts["reference"] == right.reference
    assert right.events.get(verb="case.refiled").facts["reference"] == wrong.reference
    assert right.requester.pk != wrong.requester.pk
    with pytest.raises(RuleBroken):
        refile(right, promise=cast.promise("institutional-8"), by=cast.head.author(), at=LATER, reason="একই")


def test_of_one_asking_taken_down_twice_the_earlier_goes_on(cast: Cast) -> None:
    first = make_case(cast)
    second = make_case(cast, key="key-2", at=moment("2026-11-22 10:30"))
    with pytest.raises(RuleBroken):
        mark_duplicate(first, of=second, by=cast.clerk.author(), at=LATER)
    mark_duplicate(second, of=first, by=cast.clerk.author(), at=LATER)
    assert (first.state, second.state) == (State.FILED, State.VOID)
    assert Case.objects.count() == 2


def test_given_by_mistake_is_taken_back_the_same_day_and_the_clock_never_stopped(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    due_on = case.due_on
    case.deliver(by=cast.clerk.author(), at=LATER, text="দেওয়া হলো")
    undo_delivery(case, by=cast.clerk.author(), at=moment("2026-11-22 16:00"), reason="অন্য জনের আবেদন")
    assert (case.state, case.due_on, case.clock_number) == (State.FILED, due_on, 1)
    assert case.act_after == case.accept_by
    assert case.results.get().undone_at == moment("2026-11-22 16:00")
    case.deliver(by=cast.clerk.author(), at=moment("2026-11-23 10:00"), text="এবার দেওয়া হলো")
    assert [result.text for result in case.results.all()] == ["দেওয়া হলো", "এবার দেওয়া হলো"]


def test_the_next_day_it_is_reopened_instead(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    case.deliver(by=cast.clerk.author(), at=LATER, text="দেওয়া হলো")
    with pytest.raises(RuleBroken):
        undo_delivery(case, by=cast.clerk.author(), at=moment("2026-11-23 09:00"), reason="ভুল")
