"""The weekly public hearing (9(জ)): when it is held, who came, what was decided, and what was taken from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.models import Case
from ongikar.clock.hours import in_dhaka
from ongikar.grievances.around.models import Hearing, HearingEntry, HearingRule
from ongikar.grievances.models import Grievance
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office, Posting
from ongikar.offices.people import record
from ongikar.rules import Overtaken, RuleBroken

WEEK = timedelta(days=7)
LOOKED_BACK = 8
"""So many weeks back the desk looks for hearings that nobody wrote down."""


def rule_of(office: Office) -> HearingRule | None:
    """When the office holds its hearing; None while it has not said so, and then nothing is told to anybody."""
    return getattr(office, "hearing_rule", None)


@transaction.atomic
def set_rule(office: Office, *, weekday: int, starts: time, place: str, by: Posting, at: datetime) -> HearingRule:
    """The head sets day, hour and place; the days before are not asked after."""
    if not place.strip():
        raise RuleBroken(_("গণশুনানি কোথায় হবে লিখুন; নাগরিকেরা এটি পড়বেন।"))
    today = in_dhaka(at).date()
    fields = {"weekday": weekday, "starts": starts, "place": place.strip(), "since": today}
    rule, _made = HearingRule.objects.update_or_create(office=office, defaults=fields)
    record(office, "hearing.rule_set", by=by.author(), at=at, facts={"weekday": weekday, "starts": f"{starts:%H:%M}"})
    return rule


def next_day(rule: HearingRule, today: date) -> date | None:
    """The next day of hearing, today included, on which the office is open; None within eight weeks of closed days."""
    calendar = calendar_of(rule.office)
    first = today + timedelta(days=(rule.weekday - today.weekday()) % 7)
    days = [first + WEEK * number for number in range(LOOKED_BACK)]
    return next((day for day in days if calendar.is_working(day)), None)


def missing_days(rule: HearingRule, held: Sequence[date], today: date) -> list[date]:
    """Days of hearing since the rule was set, the office being open, of which nothing is written; the latest first."""
    calendar = calendar_of(rule.office)
    last = today - timedelta(days=(today.weekday() - rule.weekday) % 7 or 7)
    days = [last - WEEK * number for number in range(LOOKED_BACK)]
    return [day for day in days if day >= rule.since and day not in held and calendar.is_working(day)]


def days_held(office: Office) -> list[date]:
    """The days of which something is written, the latest first; also of one to which nobody came."""
    return list(Hearing.objects.filter(office=office).values_list("held_on", flat=True))


@transaction.atomic
def hold(office: Office, *, held_on: date, by: Posting, at: datetime) -> Hearing:
    """The hearing of a day, opened where it is not yet. Raises RuleBroken for a day to come."""
    if held_on > in_dhaka(at).date():
        raise RuleBroken(_("যে দিন আসেনি, সে দিনের শুনানি লেখা যায় না।"))
    hearing, made = Hearing.objects.get_or_create(office=office, held_on=held_on, defaults={"by": by, "at": at})
    if made:
        record(office, "hearing.held", by=by.author(), at=at, facts={"held_on": f"{held_on}"})
    return hearing


@transaction.atomic
def write(
    hearing: Hearing,
    *,
    matter: str,
    by: Posting,
    at: datetime,
    name: str = "",
    phone: str = "",
    address: str = "",
    said: str = "",
    decided: str = "",
    intake_key: str = "",
) -> HearingEntry:
    """Write down one person's matter; only that is needed. The same `intake_key` returns the entry already made."""
    if not matter.strip():
        raise RuleBroken(_("কী নিয়ে এসেছেন তা লিখুন।"))
    Hearing.objects.select_for_update().get(pk=hearing.pk)  # two writers, two numbers
    if intake_key and (known := hearing.entries.filter(intake_key=intake_key).first()):
        return known
    return HearingEntry.objects.create(
        hearing=hearing, number=hearing.entries.count() + 1, name=name.strip(), phone=phone, address=address.strip(),
        matter=matter.strip(), said=said.strip(), decided=decided.strip(), by=by, at=at,
        intake_key=intake_key,
    )  # fmt: skip


def link(entry: HearingEntry, *, case: Case | None = None, grievance: Grievance | None = None) -> None:
    """Join the entry with what was taken from it. Raises Overtaken where something was meanwhile."""
    free = HearingEntry.objects.filter(pk=entry.pk, case=None, grievance=None)
    if not free.update(case=case, grievance=grievance):
        raise Overtaken(entry)
