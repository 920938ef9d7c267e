"""Which facts told before still stand: what has to be heard by who has heard nothing, as it went to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ongikar.cases import lifecycle as of_cases
from ongikar.cases.lifecycle import State as CaseState
from ongikar.cases.models import Case, CaseEvent
from ongikar.grievances.lifecycle import DECIDED, OPEN, State
from ongikar.grievances.models import Grievance, GrievanceEvent, Referral, Step
from ongikar.grievances.steps import To

OF_THE_CLOCK = (
    "case.fee_set", "case.accepted", "case.resumed", "case.transferred", "case.reopened", "case.delay_told",
    "case.redated", "case.lapsed",
)  # fmt: skip
# verb -> in which states of its case it still stands
OF_CASES: dict[str, tuple[str, ...]] = {
    "case.filed": tuple(CaseState),
    "case.told": tuple(CaseState),
    **dict.fromkeys(OF_THE_CLOCK, of_cases.OPEN),
    "case.asked": (CaseState.WAITING,),
    "case.delivered": (CaseState.DELIVERED,),
    "case.refused": (CaseState.REFUSED,),
    "case.withdrawn": (CaseState.WITHDRAWN,),
    "case.misfiled": (CaseState.VOID,),
    "case.duplicate": (CaseState.VOID,),
}
OF_THE_TURN = (
    "grievance.accepted", "grievance.investigation_asked", "grievance.delay_admitted", "grievance.redated",
    "grievance.lapsed", "grievance.reopened",
)  # fmt: skip
# the same of a turn
OF_TURNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(OF_THE_TURN, OPEN),
    "grievance.information_asked": (State.RETURNED,),
    "grievance.disposed": DECIDED,
    "grievance.shelved": DECIDED,
    "grievance.withdrawn": (State.WITHDRAWN,),
}
SENT_HERE = ("grievance.forwarded", "grievance.appealed")
"""Facts of the turn before."""


def of_case(case: Case, before: CaseEvent) -> list[CaseEvent]:
    """The receipt, all that the office said, a question that is open, what holds of the running clock, the result."""
    told = _told(case, before)
    last = _last(told)
    reopened = last.get("case.reopened", 0)

    def stands(event: CaseEvent) -> bool:
        overtaken = event.verb != "case.told" and event.pk != last[event.verb]
        of_a_clock_before = event.verb in OF_THE_CLOCK and event.pk < reopened
        return case.state in OF_CASES.get(event.verb, ()) and not (overtaken or of_a_clock_before)

    return [event for event in told if stands(event)]


def of_grievance(grievance: Grievance, before: GrievanceEvent) -> list[GrievanceEvent]:
    """The receipt, before whom it is, what holds of that turn, what the complainant is asked, or how it ended."""
    told, turn = _told(grievance, before), grievance.current
    last, asked = _last(told), _asked(turn)

    def stands(event: GrievanceEvent) -> bool:
        if event.verb == "grievance.lodged" or event.facts.get("step") in asked:
            return True
        if event.pk != last[event.verb]:
            return False
        if event.verb in SENT_HERE:
            return turn.is_open
        return event.referral_id == turn.pk and turn.state in OF_TURNS.get(event.verb, ())

    return [event for event in told if stands(event)]


def _asked(turn: Referral) -> set[int]:
    """The steps put before the complainant of which nothing has come yet."""
    steps = Step.objects.filter(referral=turn, to=To.COMPLAINANT, answered_at__isnull=True)
    return set(steps.values_list("pk", flat=True)) if turn.is_open else set()


def _told(subject: Case | Grievance, before: Any) -> list[Any]:
    return list(subject.events.filter(pk__lt=before.pk, told_at__isnull=False).order_by("pk"))


def _last(told: Iterable[Any]) -> dict[str, int]:
    """The last fact of each verb."""
    return {event.verb: event.pk for event in told}
