"""What an act changes of a case's date, fee and next moment, and which rule may forbid it. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_ascii
from ongikar.cases import deadlines
from ongikar.cases.lifecycle import RUNNING, State
from ongikar.clock.clock import agreed
from ongikar.clock.explanation import Pause
from ongikar.clock.hours import DHAKA, midnight_after
from ongikar.offices.calendars import calendar_of
from ongikar.rules import RuleBroken

if TYPE_CHECKING:
    from ongikar.cases.models import Case
    from ongikar.cases.parts import Pause as CasePause

CLOCK_STOOD = "আবেদনকারীর কাগজ বা উত্তরের অপেক্ষা"
CLOCK_STOOD_EN = "waiting for the applicant's papers or answer"


def of_fee(case: Case, *, amount: str, rule: str, payment: str) -> dict[str, Any]:
    """Amount (0 is an amount), rule and way to pay, where the charter leaves the fee to a rule."""
    if not case.promise.fee_by_rule:
        raise RuleBroken(_("এই সেবার মূল্য সনদেই লেখা আছে; আলাদা করে লেখা যায় না।"))
    taka = _taka(amount)
    if taka is None:
        raise RuleBroken(_("মূল্য কত টাকা, অঙ্কে লিখুন, যেমন ৫০০; না লাগলে ০।"))
    if not rule.strip() or not (payment.strip() or taka == 0):
        raise RuleBroken(_("সেবার মূল্য (না লাগলে ০), কোন নীতিমালায় এবং কীভাবে পরিশোধ, তিনটিই লিখুন।"))
    return {"fee_amount": taka, "fee_rule": rule.strip(), "fee_payment": payment.strip()}


def _taka(typed: str) -> Decimal | None:
    """An amount as people write it: ৫০০, ১,৫০০.৫০, ৳ 500, ৫০০/-, ৫০০ টাকা মাত্র; None where it is none."""
    bare = re.sub(r"টাকা|মাত্র|৳|tk\.?|taka|bdt|/[-=]|[\s,]", "", to_ascii(typed).lower())
    found = re.fullmatch(r"[0-9]{1,10}(?:\.[0-9]{1,2})?", bare)
    return Decimal(found[0]) if found else None


def of_acceptance(
    case: Case,
    *,
    at: datetime,
    limit_applies: bool | None,
    reason: str,
    new_date: date | None,
    order_no: str,
    order_on: date | None,
    part: int | None,
) -> dict[str, Any]:
    """The date after acceptance. Raises RuleBroken where an answer, an order, a fee or a reason is missing."""
    check_fee(case)
    changes: dict[str, Any] = {}
    if case.promise.by_order:
        changes |= _by_order(at=at, new_date=new_date, order_no=order_no, order_on=order_on)
    elif case.promise.limit.condition:
        if limit_applies is None:
            raise RuleBroken(_("সনদের সময়সীমায় শর্ত আছে: এটি এখানে প্রযোজ্য কি না, বলুন।"))
        changes["limit_applies"] = limit_applies
    if limit_applies is False and not case.promise.by_order:
        changes |= _agreed(case, at=at, reason=reason, new_date=new_date)
    elif part is not None:
        changes |= _of_part(case, part)
    lapses_at = changes.get("lapses_at", case.lapses_at)
    changes["act_after"] = deadlines.next_moment(
        State.ACCEPTED, at=at, accept_by=case.accept_by, lapses_at=lapses_at, calendar=calendar_of(case.office)
    )
    return changes


def check_fee(case: Case) -> None:
    """Raise RuleBroken while the fee of a service charged by a rule has not been named."""
    if case.promise.fee_by_rule and case.fee_amount is None:
        raise RuleBroken(_("আগে সেবার মূল্য, নীতিমালা ও পরিশোধের উপায় লিখুন; আবেদনকারীকে তা জানানো হবে।"))


def _by_order(*, at: datetime, new_date: date | None, order_no: str, order_on: date | None) -> dict[str, Any]:
    if not (order_no.strip() and order_on and new_date):
        raise RuleBroken(_("এই সেবার তারিখ নির্দেশনা থেকে আসে: নির্দেশনার স্মারক নং, তারিখ ও সেবার তারিখ লিখুন।"))
    if order_on > at.astimezone(DHAKA).date():
        raise RuleBroken(_("নির্দেশনার তারিখ আজকের পরে হতে পারে না। মিলিয়ে লিখুন।"))
    return {"order_no": order_no.strip(), "order_on": order_on, **_fixed("order", new_date, at)}


def _agreed(case: Case, *, at: datetime, reason: str, new_date: date | None) -> dict[str, Any]:
    if not case.promise.limit.condition:
        raise RuleBroken(_("এই সেবার সময়সীমায় কোনো শর্ত লেখা নেই; সময়সীমা সব ক্ষেত্রেই প্রযোজ্য।"))
    if not (reason.strip() and new_date):
        raise RuleBroken(_("সময়সীমা প্রযোজ্য না হলে কারণ ও কোন তারিখে সেবা দেওয়া হবে তা লিখুন।"))
    return {"limit_reason": reason.strip(), **_fixed("agreed", new_date, at)}


def _fixed(basis: str, day: date, at: datetime) -> dict[str, Any]:
    """A date that an order or the officer gives; it is not reckoned, so it has no sum."""
    if day < at.astimezone(DHAKA).date():
        raise RuleBroken(_("তারিখটি পেরিয়ে গেছে। আজকের বা পরের কোনো তারিখ লিখুন।"))
    return {
        "due_on": day,
        "told_due_on": day,
        "calendar_due_on": None,
        "lapses_at": midnight_after(day),
        "basis": basis,
        "explanation": {},
    }


def _of_part(case: Case, part: int) -> dict[str, Any]:
    if not 0 <= part < len(case.promise.limit.parts):
        raise RuleBroken(_("সময়সীমার কোন অংশটি প্রযোজ্য, তালিকা থেকে বেছে নিন।"))
    if case.undated:
        return {"limit_part": part}
    again = deadlines.reckon(case.promise, case.office, at=case.clock_from, pauses=pauses_of(case), part=part)
    return {"limit_part": part, **again.fields()}


def check_asking(case: Case, *, at: datetime, reason: str, why: str, papers: Sequence[str]) -> None:
    """Raise RuleBroken unless the clock may be stopped for this reason now."""
    if not why.strip():
        raise RuleBroken(_("কী দরকার এবং কেন, তা লিখুন; আবেদনকারী এটিই পড়বেন।"))
    if reason != "papers":
        return
    named = {paper["bn"] for paper in case.promise.papers}
    if not papers or not set(papers) <= named:
        raise RuleBroken(_("শুধু সনদে লেখা কাগজ চাওয়া যায়। তালিকা থেকে কাগজ বেছে নিন।"))
    if obstacle := obstacle_to_papers(case, at=at):
        raise RuleBroken(obstacle)


def obstacle_to_papers(case: Case, *, at: datetime) -> str:
    """Why no papers may be asked for at `at`; '' where they may: named by the charter, in time, and not asked yet."""
    if not case.promise.papers:
        return _("সনদে এই সেবার জন্য কোনো কাগজের নাম লেখা নেই, তাই কাগজ চাওয়া যায় না।")
    if at >= case.accept_by:
        return _("কাগজ চাওয়ার সময় ছিল আবেদন পাওয়ার পরের এক কার্যদিবস; সে সময় শেষ।")
    if case.pauses.filter(reason="papers", clock_number=case.clock_number).exists():
        return _("কাগজ একবারই চাওয়া যায়, এবং তা চাওয়া হয়ে গেছে।")
    return ""


def papers_until(case: Case) -> date:
    """The last day on which papers may be asked for: the working day after receipt."""
    return (case.accept_by - timedelta(microseconds=1)).astimezone(DHAKA).date()


def pauses_of(case: Case, *, until: datetime | None = None) -> tuple[Pause, ...]:
    """The pauses of the running clock, with the post that stopped it; one that stands as if it ended at `until`.

    What was asked stays out of them: the sum of a date is public.
    """
    rows = case.pauses.filter(clock_number=case.clock_number).select_related("by_post")
    return tuple(pause_of(row, until=until) for row in rows)


def pause_of(row: CasePause, *, until: datetime | None = None) -> Pause:
    by, by_en = (row.by_post.title_bn, row.by_post.title_en) if row.by_post else ("", "")
    return Pause(row.starts_at, row.ends_at or until, CLOCK_STOOD, CLOCK_STOOD_EN, by, by_en)


def check_delay(case: Case, *, at: datetime, reason: str, expected_on: date | None) -> None:
    """Raise RuleBroken unless the applicant may be told that the date will be missed, with reason and new date."""
    if not settings.INTERIM_REPLY:
        raise RuleBroken(_("এই দপ্তরে আগাম দেরির চিঠি চালু নেই।"))
    if case.state not in RUNNING or case.due_on is None:
        raise RuleBroken(_("যে আবেদনের তারিখ চলছে, শুধু তাতেই এটি জানানো যায়।"))
    if not reason.strip() or expected_on is None:
        raise RuleBroken(_("কেন দেরি হবে এবং কোন তারিখে দেওয়া হবে, দুটিই লিখুন।"))
    if expected_on <= max(case.due_on, at.astimezone(DHAKA).date()):
        raise RuleBroken(_("নতুন তারিখটি জানানো তারিখ ও আজকের পরে হতে হবে।"))
    if not calendar_of(case.office).is_working(expected_on):
        raise RuleBroken(_("নতুন তারিখটি বন্ধের দিন। একটি কার্যদিবস বেছে নিন।"))


def of_resumption(case: Case, *, at: datetime) -> dict[str, Any]:
    """The date moves by the working days the clock stood still, and never earlier than told.

    It may be asked before the clock resumes, to show what would come of it. A date that an order gives
    stays: the office did not set it and cannot move it.
    """
    state = case.state_before_pause
    changes: dict[str, Any] = {"state_before_pause": ""}
    if case.basis in ("charter", "own_target"):
        changes |= _reckoned_again(case, at)
    elif case.basis == "agreed":
        changes |= _agreed_again(case, at)
    lapses_at = changes.get("lapses_at", case.lapses_at)
    changes["act_after"] = deadlines.next_moment(
        state, at=at, accept_by=case.accept_by, lapses_at=lapses_at, calendar=calendar_of(case.office)
    )
    return changes


def _reckoned_again(case: Case, at: datetime) -> dict[str, Any]:
    again = deadlines.reckon_on(
        calendar_of(case.office),
        case.promise,
        at=case.clock_from,
        pauses=pauses_of(case, until=at),
        part=case.limit_part,
        target=deadlines.target_told(case),
    )
    return again.keeping(case).fields()


def _agreed_again(case: Case, at: datetime) -> dict[str, Any]:
    pause = pauses_of(case, until=at)[-1:]
    assert case.due_on is not None
    since, calendar = pause[0].starts.astimezone(DHAKA).date(), calendar_of(case.office)
    stood = deadlines.days_stood(pause, since, at.astimezone(DHAKA).date(), calendar)
    why = agreed(case.due_on, calendar, stood=stood, pauses=pause)
    assert why.due_on is not None
    changes = {"due_on": why.due_on, "told_due_on": why.due_on, "lapses_at": midnight_after(why.due_on)}
    return {**changes, "explanation": why.to_json()} if stood else {}


def of_reopening(case: Case, *, at: datetime) -> tuple[str, dict[str, Any]]:
    """The state and dates of a second clock, from now, on the same promise: it is to be accepted anew."""
    again = deadlines.reckon(case.promise, case.office, at=at)
    state = State.LISTED if case.promise.by_order else State.FILED
    accept_by = deadlines.accept_by(at, calendar_of(case.office))
    return state, {
        **again.fields(),
        "clock_number": case.clock_number + 1,
        "clock_from": at,
        "accept_by": accept_by,
        "limit_applies": None,
        "limit_reason": "",
        "limit_part": None,
        "act_after": deadlines.next_moment(
            state, at=at, accept_by=accept_by, lapses_at=again.lapses_at, calendar=calendar_of(case.office)
        ),
    }


def of_undoing(case: Case, *, at: datetime) -> tuple[str, dict[str, Any]]:
    """The state before the service was marked as given, and the next moment of the clock that goes on."""
    event = case.events.filter(verb="case.delivered").latest("pk")
    state = event.facts.get("before", State.ACCEPTED)
    return state, {
        "act_after": deadlines.next_moment(
            state, at=at, accept_by=case.accept_by, lapses_at=case.lapses_at, calendar=calendar_of(case.office)
        )
    }
