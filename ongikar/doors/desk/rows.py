"""The rows of the queue, made plain strings here so that the template has nothing left to reckon.

Fifty rows formatted by filters cost five times as much (docs/decisions/template-engine.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ongikar.bangla.dates import short_date
from ongikar.cases.lifecycle import CLOSED, State
from ongikar.cases.models import Basis, Channel
from ongikar.clock.calendar import WorkingCalendar
from ongikar.ui.templatetags.parts import in_digits, reference, stage

SHORT = 56  # signs of a service's name in a row


class Row(NamedTuple):
    """One case as the queue shows it, every word in the page's language. What does not apply is ''."""

    reference: str  # in groups of three, in the page's digits
    link: str
    who: str
    service: str
    channel: str
    stage: str
    due: str  # the date told: '২২ নভেম্বর', with the year where it is another year
    left: str  # '৩ কার্যদিবস বাকি', on the office's calendar
    tone: str  # '', 'soon' (to be done by the next working day), 'late' (a broken promise)
    tag: str  # what stands out: not yet accepted
    target: str  # says so where the date is the office's own target and no promise


def rows_of(cases: Iterable[Any], *, calendar: WorkingCalendar, at: datetime, today: date) -> list[Row]:
    """The rows of `page_rows()` as shown at `at`; `calendar` is the office's."""
    english = get_language() == "en"
    language = "en" if english else "bn"
    link, nobody = reverse("desk:case", args=["0"]), "/0/"
    channels = {value: str(label) for value, label in Channel.choices}
    stages = {value: stage(value) for value in State.values}
    target, new = _("নিজস্ব লক্ষ্য"), _("এখনো শুরু হয়নি")
    return [
        Row(
            reference=reference(case.reference),
            link=link.replace(nobody, f"/{case.reference}/"),
            who=case.requester__name,
            service=_short((english and case.promise__name_en) or case.promise__name_bn),
            channel=channels[case.channel],
            stage=stages[case.state],
            due=_due(case.due_on, today.year, language),
            left=_left(case, calendar, today),
            tone=_tone(case, calendar, today),
            tag=new if case.state == State.FILED and case.accept_by <= at else "",
            target=target if case.basis == Basis.OWN_TARGET else "",
        )
        for case in cases
    ]


@lru_cache(maxsize=1024)
def _short(name: str) -> str:
    """The name cut between words where it is long; the page of the case has it whole."""
    if len(name) <= SHORT:
        return name
    return name[:SHORT].rsplit(maxsplit=1)[0].rstrip(",;/") + "…"


@lru_cache(maxsize=1024)
def _due(day: date | None, this_year: int, language: str) -> str:
    if day is None:
        return ""
    whole = short_date(day, "en" if language == "en" else "bn")
    return whole.rpartition(" ")[0] if day.year == this_year else whole


def _left(case: Any, calendar: WorkingCalendar, today: date) -> str:
    """The working days to the date, or past it; why none are counted, where the clock does not run."""
    if case.state in CLOSED:
        return ""
    if case.state == State.WAITING:
        return _("সময় থেমে আছে")
    if case.due_on is None:
        return _("নির্দেশনার অপেক্ষায়")
    if case.due_on == today:
        return _("আজ")
    if case.due_on > today:
        days = calendar.count_between(today, case.due_on)
        return _days(ngettext("%(days)s কার্যদিবস বাকি", "%(days)s কার্যদিবস বাকি", days), days) or _("আর কার্যদিবস নেই")
    days = calendar.count_between(case.due_on, today)
    if case.basis == Basis.OWN_TARGET:
        past = ngettext("লক্ষ্যের %(days)s কার্যদিবস পরে", "লক্ষ্যের %(days)s কার্যদিবস পরে", days)
        return _days(past, days) or _("লক্ষ্য পেরিয়েছে")
    return _days(ngettext("%(days)s কার্যদিবস দেরি", "%(days)s কার্যদিবস দেরি", days), days) or _("সময় পেরিয়েছে")


def _days(words: str, days: int) -> str:
    return words % {"days": in_digits(days)} if days else ""


def _tone(case: Any, calendar: WorkingCalendar, today: date) -> str:
    if case.due_on is None or case.state == State.WAITING or case.state in CLOSED:
        return ""
    if case.due_on < today and case.basis != Basis.OWN_TARGET:
        return "late"
    return "soon" if calendar.count_between(today, case.due_on) <= 1 else ""
