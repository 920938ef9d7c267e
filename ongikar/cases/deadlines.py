"""Which date a case is held to, and its next moment: the only place that turns promises into dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_ascii
from ongikar.cases.lifecycle import State
from ongikar.charter.models import Promise
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.clock import Clock, clock_of
from ongikar.clock.explanation import Explanation, Pause
from ongikar.clock.hours import DHAKA, midnight_after, received_day
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office
from ongikar.rules import RuleBroken

if TYPE_CHECKING:
    from ongikar.cases.models import Case


@dataclass(frozen=True)
class Reckoning:
    """A date with what it rests on. `due_on` None: the charter ties it to an order not yet given."""

    due_on: date | None
    basis: str
    explanation: dict[str, Any]
    received_on: date
    due_at: datetime | None = None  # the moment, where the limit is in hours


def own_target(promise: Promise) -> int | None:
    """The office's own target in working days, where the charter writes no number; None where it does."""
    if promise.has_number or promise.by_order:
        return None
    return promise.own_target_days or own_target_default(promise)


def own_target_default(promise: Promise) -> int:
    """The office's own target in working days where the charter gives no number (a named setting)."""
    return settings.OWN_TARGET_DAYS_VISIT if promise.needs_visit else settings.OWN_TARGET_DAYS


def clock_for(
    promise: Promise, calendar: WorkingCalendar, *, at: datetime, pauses: tuple[Pause, ...] = ()
) -> tuple[Clock, str] | None:
    """The clock of an asking and what it rests on; None where the charter ties the date to an order."""
    if promise.by_order:
        return None
    clock = clock_of(promise.limit, at, calendar, pauses)
    if clock is not None:
        return clock, "charter"
    days = own_target(promise) or own_target_default(promise)
    return Clock(at, days, "working_day", calendar, pauses), "own_target"


def reckon(promise: Promise, office: Office, *, at: datetime, pauses: Sequence[Pause] = ()) -> Reckoning:
    """The date of an asking received at `at`. Raises ClockStands while an open pause holds it."""
    calendar = calendar_of(office)
    found = clock_for(promise, calendar, at=at, pauses=tuple(pauses))
    if found is None:
        return Reckoning(None, "", {}, received_day(at, calendar))
    clock, basis = found
    return Reckoning(clock.due_on, basis, clock.explanation.to_json(), clock.zero, clock.due_at)


@dataclass(frozen=True)
class Outlook:
    """What somebody who asks now is told: a date with its explanation, or plainly that there is none."""

    due_on: date | None
    basis: str
    explanation: Explanation | None
    days: int | None  # the office's own target, where the charter gives no number


def outlook(promise: Promise, *, at: datetime) -> Outlook:
    """The date for an asking filed at `at`, reckoned on the calendar of the office that gives the service."""
    office = promise.post.office if promise.post else promise.edition.office
    found = clock_for(promise, calendar_of(office), at=at)
    if found is None:
        return Outlook(None, "", None, None)
    clock, basis = found
    return Outlook(clock.due_on, basis, clock.explanation, own_target(promise))


def accept_by(at: datetime, calendar: WorkingCalendar) -> datetime:
    """The end of the next working day: one not accepted by then shows as not yet accepted."""
    return midnight_after(calendar.nth_after(received_day(at, calendar), 1))


def month_end(at: datetime) -> datetime:
    """When the list of the interested comes up: the last day of the month of `at`, at its start."""
    day = at.astimezone(DHAKA).date()
    first_of_next = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = datetime.combine(first_of_next - timedelta(days=1), time.min, DHAKA)
    return last if last > at else month_end(datetime.combine(first_of_next, time.min, DHAKA))


def no_reply_at(at: datetime) -> datetime:
    """No reply by then lets the officer close the case with a reason (a named setting)."""
    return at + timedelta(days=settings.NO_REPLY_DAYS)


def next_moment(state: str, *, at: datetime, accept_by: datetime, due_on: date | None, office: Office) -> datetime:
    """When something about an open, running case may change next."""
    moments = [midnight_after(due_on)] if due_on else [month_end(at)]
    if state == State.FILED:
        moments.append(accept_by)
    ahead = [moment for moment in moments if moment > at]
    return min(ahead) if ahead else next_opening(at, office)


def next_opening(at: datetime, office: Office) -> datetime:
    """The start of the next working day: a lapsed case comes up again every working day."""
    day = at.astimezone(DHAKA).date()
    return datetime.combine(calendar_of(office).nth_after(day, 1), time.min, DHAKA)


# What the verbs change


def on_acceptance(
    case: Case,
    *,
    at: datetime,
    limit_applies: bool,
    reason: str,
    new_date: date | None,
    order_no: str,
    order_on: date | None,
) -> dict[str, Any]:
    changes: dict[str, Any] = {"limit_applies": limit_applies if case.promise.limit.condition else None}
    if case.promise.by_order:
        changes |= _by_order(case, at=at, new_date=new_date, order_no=order_no, order_on=order_on)
    elif not limit_applies:
        changes |= _agreed(case, at=at, reason=reason, new_date=new_date)
    due_on = changes.get("due_on", case.due_on)
    changes["act_after"] = next_moment(
        State.ACCEPTED, at=at, accept_by=case.accept_by, due_on=due_on, office=case.office
    )
    return changes


def _by_order(
    case: Case, *, at: datetime, new_date: date | None, order_no: str, order_on: date | None
) -> dict[str, Any]:
    if not (order_no.strip() and order_on and new_date):
        raise RuleBroken(_("এই সেবার তারিখ নির্দেশনা থেকে আসে: নির্দেশনার স্মারক নং, তারিখ ও সেবার তারিখ লিখুন।"))
    _check_ahead(new_date, at)
    return {
        "order_no": order_no.strip(),
        "order_on": order_on,
        "due_on": new_date,
        "basis": "order",
        "told_due_on": new_date,
        "explanation": {},
    }


def _agreed(case: Case, *, at: datetime, reason: str, new_date: date | None) -> dict[str, Any]:
    if not case.promise.limit.condition:
        raise RuleBroken(_("এই সেবার সময়সীমায় কোনো শর্ত লেখা নেই; সময়সীমা সব ক্ষেত্রেই প্রযোজ্য।"))
    if not (reason.strip() and new_date):
        raise RuleBroken(_("সময়সীমা প্রযোজ্য না হলে কারণ ও কোন তারিখে সেবা দেওয়া হবে তা লিখুন।"))
    _check_ahead(new_date, at)
    return {
        "limit_reason": reason.strip(),
        "due_on": new_date,
        "basis": "agreed",
        "told_due_on": new_date,
        "explanation": {},
    }


def _check_ahead(day: date, at: datetime) -> None:
    if day < at.astimezone(DHAKA).date():
        raise RuleBroken(_("তারিখটি পেরিয়ে গেছে। আজকের বা পরের কোনো তারিখ লিখুন।"))


def fee_on_acceptance(case: Case, fee: Mapping[str, Any]) -> dict[str, Any]:
    """Amount (0 is an amount), rule and way to pay, where the charter leaves the fee to a rule."""
    if not case.promise.fee_by_rule:
        return {}
    try:
        amount = Decimal(to_ascii(str(fee.get("amount", "")).strip()))
    except InvalidOperation:
        amount = Decimal(-1)
    rule, payment = str(fee.get("rule", "")).strip(), str(fee.get("payment", "")).strip()
    if amount < 0 or not rule or not (payment or amount == 0):
        raise RuleBroken(_("সেবার মূল্য (শূন্য হলে ০), কোন নীতিমালায় এবং কীভাবে পরিশোধ, এগুলো লিখুন।"))
    return {"fee_amount": amount, "fee_rule": rule, "fee_payment": payment}


def check_asking(case: Case, *, at: datetime, reason: str, why: str, papers: Sequence[str]) -> None:
    """Raise RuleBroken unless the clock may be stopped for this reason now."""
    if not why.strip():
        raise RuleBroken(_("কী দরকার এবং কেন, তা লিখুন; আবেদনকারী এটিই পড়বেন।"))
    if reason != "papers":
        return
    named = {paper["bn"] for paper in case.promise.papers} | {paper.get("en") for paper in case.promise.papers}
    if not papers or not set(papers) <= named:
        raise RuleBroken(_("শুধু সনদে লেখা কাগজ চাওয়া যায়। তালিকা থেকে কাগজ বেছে নিন।"))
    if case.pauses.filter(reason="papers", clock_number=case.clock_number).exists():
        raise RuleBroken(_("কাগজ একবারই চাওয়া যায়, এবং তা চাওয়া হয়ে গেছে।"))
    if at >= case.accept_by:
        raise RuleBroken(_("কাগজ চাওয়ার সময় ছিল আবেদন পাওয়ার পরের এক কার্যদিবস; সে সময় শেষ।"))


def pauses_of(case: Case) -> tuple[Pause, ...]:
    rows = case.pauses.filter(clock_number=case.clock_number)
    return tuple(Pause(row.starts_at, row.ends_at, row.why) for row in rows)


def on_resumption(case: Case, *, at: datetime) -> dict[str, Any]:
    """The date moves by the working days the clock stood still, and never earlier than told."""
    state = case.state_before_pause
    changes: dict[str, Any] = {"state_before_pause": ""}
    due_on = case.due_on
    if case.basis in ("charter", "own_target"):
        again = reckon(case.promise, case.office, at=case.clock_from, pauses=pauses_of(case))
        due_on = max(filter(None, (again.due_on, case.told_due_on)), default=None)
        changes |= {"due_on": due_on, "told_due_on": due_on, "explanation": again.explanation}
    changes["act_after"] = next_moment(state, at=at, accept_by=case.accept_by, due_on=due_on, office=case.office)
    return changes


def on_reopening(case: Case, *, at: datetime) -> dict[str, Any]:
    """A second clock, from now, on the same promise."""
    again = reckon(case.promise, case.office, at=at)
    due_on = again.due_on
    return {
        "clock_number": case.clock_number + 1,
        "clock_from": at,
        "received_on": again.received_on,
        "due_on": due_on,
        "told_due_on": due_on,
        "basis": again.basis,
        "explanation": again.explanation,
        "limit_applies": None,
        "limit_reason": "",
        "act_after": next_moment(State.ACCEPTED, at=at, accept_by=case.accept_by, due_on=due_on, office=case.office),
    }
