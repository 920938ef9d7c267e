"""One function for each number that is shown; its docstring says what it counts and from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ongikar.cases.models import CaseEvent, Pause
from ongikar.cases.queries import CaseQuerySet
from ongikar.clock.hours import in_dhaka
from ongikar.figures.months import Month


@dataclass(frozen=True)
class Share:
    """A part of a whole; `percent` is None where there is nothing to take a part of."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True)
class Waived:
    """A case whose limit was said not to apply: why, and the date told instead."""

    reference: str
    service_bn: str
    service_en: str
    reason: str
    due_on: date


@dataclass(frozen=True)
class Paused:
    """A clock stopped for another reason than papers that the charter names."""

    reference: str
    service_bn: str
    service_en: str
    why: str
    from_on: date
    to_on: date | None


COUNTED = ("case.filed", "case.accepted", "case.delivered", "case.refused", "case.withdrawn", "case.reopened")


def acts(cases: CaseQuerySet, month: Month) -> dict[str, int]:
    """How often each act was done in the month, by the day it became true."""
    verbs = list(_events(cases, month).filter(verb__in=COUNTED).values_list("verb", flat=True))
    return {verb: verbs.count(verb) for verb in COUNTED}


def waived_share(cases: CaseQuerySet, month: Month) -> Share:
    """Of the cases accepted in the month whose limit carries a condition ("প্রযোজ্য ক্ষেত্রে"), those to which the
    officer said it does not apply (charter column 6)."""
    answers = [event.facts["limit_applies"] for event in _answered(cases, month)]
    return Share(answers.count(False), len(answers))


def waived(cases: CaseQuerySet, month: Month) -> Sequence[Waived]:
    """The cases behind `waived_share`, in the order they were accepted."""
    return [
        Waived(
            event.case.reference,
            event.case.promise.name_bn,
            event.case.promise.name_en,
            event.facts.get("limit_reason", ""),
            date.fromisoformat(event.facts["due_on"]),
        )
        for event in _answered(cases, month)
        if not event.facts["limit_applies"]
    ]


def other_pauses(cases: CaseQuerySet, month: Month) -> Sequence[Paused]:
    """Clocks stopped in the month for another reason than papers that the charter names."""
    rows = (
        Pause.objects.filter(case__in=cases, starts_at__gte=month.starts, starts_at__lt=month.ends)
        .exclude(reason=Pause.Reason.PAPERS)
        .select_related("case__promise")
        .order_by("starts_at", "pk")
    )
    return [
        Paused(
            row.case.reference,
            row.case.promise.name_bn,
            row.case.promise.name_en,
            row.why,
            in_dhaka(row.starts_at).date(),
            in_dhaka(row.ends_at).date() if row.ends_at else None,
        )
        for row in rows
    ]


def _events(cases: CaseQuerySet, month: Month) -> QuerySet[CaseEvent]:
    return CaseEvent.objects.filter(case__in=cases, at__gte=month.starts, at__lt=month.ends)


def _answered(cases: CaseQuerySet, month: Month) -> list[CaseEvent]:
    """Acceptances that answered the condition."""
    events = _events(cases, month).filter(verb="case.accepted").select_related("case__promise").order_by("at", "pk")
    return [event for event in events if "limit_applies" in event.facts]
