"""The rows of the queue, made plain strings here so that the template has nothing left to reckon.

Fifty rows formatted by filters in the template cost ten times as much (docs/decisions/template-engine.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, TypedDict

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.cases.lifecycle import CLOSED, State
from ongikar.cases.models import Basis, Channel
from ongikar.clock.calendar import WorkingCalendar
from ongikar.ui.templatetags.parts import stage

SHORT = 56  # signs of a service's name in a row


class Row(TypedDict):
    """One case as the queue shows it, in the page's language and already escaped. What does not apply is ''."""

    reference: SafeString  # in groups of three, in the page's digits
    link: SafeString
    who: SafeString
    service: SafeString
    channel: SafeString
    stage: SafeString
    due: SafeString  # the date told: '২২ নভেম্বর', with the year where it is another year; '—' where there is none
    left: SafeString  # '৩ কার্যদিবস বাকি', on the office's calendar; says so where the date is the office's own target
    tone: SafeString  # '', 'soon' (to be done by the next working day), 'late' (a broken promise)
    tag: SafeString  # what stands out: not yet accepted


def rows_of(cases: Iterable[Any], *, calendar: WorkingCalendar, at: datetime, today: date) -> list[Row]:
    """The rows of `page_rows()` as shown at `at`; `calendar` is the office's."""
    english = get_language() == "en"
    digits = str if english else to_bangla
    link = reverse("desk:case", args=["0"]).replace("/0/", "/%s/")
    channels = {value: escape(label) for value, label in Channel.choices}
    stages = {value: escape(stage(value)) for value in State.values}
    dates = Dates(calendar, today, english=english)
    told = cache(lambda state, basis, due_on: [escape(words) for words in dates.of(state, basis, due_on)])
    new, nothing = escape(_("এখনো শুরু হয়নি")), SafeString()

    def row(case: Any) -> Row:
        due, left, tone = told(case.state, case.basis, case.due_on)
        return {
            "reference": SafeString(digits(in_threes(case.reference))),
            "link": SafeString(link % case.reference),
            "who": escape(case.requester__name),
            "service": _short((english and case.promise__name_en) or case.promise__name_bn),
            "channel": channels[case.channel],
            "stage": stages[case.state],
            "due": due,
            "left": left,
            "tone": tone,
            "tag": new if case.state == State.FILED and case.accept_by <= at else nothing,
        }

    return [row(case) for case in cases]


@lru_cache(maxsize=1024)
def _short(name: str) -> SafeString:
    """The name cut between words where it is long; the page of the case has it whole."""
    if len(name) > SHORT:
        name = name[:SHORT].rsplit(maxsplit=1)[0].rstrip(",;/") + "…"
    return escape(name)


class Dates:
    """What is told of a date; each asked once, since rows of a page share their dates."""

    def __init__(self, calendar: WorkingCalendar, today: date, *, english: bool) -> None:
        self.calendar, self.today, self.english = calendar, today, english
        self.of = cache(self._of)

    def _of(self, state: str, basis: str, due_on: date | None) -> tuple[str, str, str]:
        """The date, the working days to it, and the tone."""
        own = basis == Basis.OWN_TARGET
        left = self.left(state, due_on, own=own)
        target = _("নিজস্ব লক্ষ্য")
        shown = f"{left} · {target}" if own and left else left
        return self._due(due_on), shown, self._tone(state, due_on, own=own)

    def _due(self, day: date | None) -> str:
        if day is None:
            return "—"
        whole = short_date(day, "en" if self.english else "bn")
        return whole.rpartition(" ")[0] if day.year == self.today.year else whole

    def left(self, state: str, due_on: date | None, *, own: bool) -> str:
        """The working days to the date, or past it; why none are counted, where the clock does not run."""
        if state in CLOSED:
            return ""
        if state == State.WAITING:
            return _("সময় থেমে আছে")
        if due_on is None:
            return _("নির্দেশনার অপেক্ষায়") if state == State.LISTED else _("তারিখ দেওয়া বাকি")
        if due_on == self.today:
            return _("আজ")
        if due_on > self.today:
            days = self.calendar.count_between(self.today, due_on)
            left = ngettext("%(days)s কার্যদিবস বাকি", "%(days)s কার্যদিবস বাকি", days)
            return self._days(left, days) or _("আর কার্যদিবস নেই")
        days = self.calendar.count_between(due_on, self.today)
        if own:
            past = ngettext("%(days)s কার্যদিবস পেরিয়েছে", "%(days)s কার্যদিবস পেরিয়েছে", days)
        else:
            past = ngettext("%(days)s কার্যদিবস দেরি", "%(days)s কার্যদিবস দেরি", days)
        return self._days(past, days) or _("তারিখ পেরিয়েছে")

    def _days(self, words: str, days: int) -> str:
        return words % {"days": days if self.english else to_bangla(days)} if days else ""

    def _tone(self, state: str, due_on: date | None, *, own: bool) -> str:
        if due_on is None or state == State.WAITING or state in CLOSED:
            return ""
        if due_on < self.today and not own:
            return "late"
        return "soon" if self.calendar.count_between(self.today, due_on) <= 1 else ""
