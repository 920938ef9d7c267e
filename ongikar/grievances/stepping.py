"""Taking a step in a turn, re-setting its day, and answering it. Who may be addressed is in grievances.addressing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.clock.hours import in_dhaka
from ongikar.grievances import addressing, clocks, guard, guideline, steps
from ongikar.grievances.models import GrievanceEvent, Referral, Step
from ongikar.journal.authors import Author
from ongikar.offices.memos import memo_of
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken


@transaction.atomic
def take(
    turn: Referral,
    kind: str,
    *,
    by: Author,
    at: datetime,
    to: str,
    text: str,
    to_posting: Posting | None = None,
    to_name: str = "",
    due_on: date | None = None,
    memo_no: str = "",
    place: str = "",
    meets_at: datetime | None = None,
    committee: Sequence[str] = (),
    above: bool = False,
    copies: str = "",
) -> Step:
    """Ask an opinion, order the service, ask permission, start an investigation, notify a hearing …

    Raises RuleBroken where the rule of the step is not met (grievances.steps); an investigation at the first
    tier adds ten working days to the turn (7.4.1(ক)), and its report has at most twenty. `committee`: who
    investigates besides; `above`: a single investigator stands at least one step above. An empty `memo_no`
    takes the office's next number, where it has set a numbering.
    """
    _check(turn, kind, to=to, text=text, due_on=due_on, meets_at=meets_at, at=at)
    addressing.check(turn, kind, to, to_posting, by=by, at=at)
    if kind == steps.Kind.INVESTIGATION:
        committee = addressing.check_investigators(turn, to_posting, to_name, committee, above=above, at=at)
    due_on = _day_of(turn, kind, due_on, at)
    step = Step.objects.create(
        referral=turn, kind=kind, to=to, to_posting=to_posting, to_name=to_name.strip() or _name(to_posting),
        text=text.strip(), memo_no=memo_of(by, memo_no, at=at), due_on=due_on, place=place.strip(), meets_at=meets_at,
        committee=list(committee), copies=copies.strip(), asked_at=at, asked_by=by.posting,
    )  # fmt: skip
    facts = {
        "kind": kind, "to": step.to_name or to, "due_on": str(due_on or ""), "clause": step.clause, "step": step.pk,
    }  # fmt: skip
    turn.record(f"grievance.{kind}_asked", by=by, at=at, facts=facts)
    return step


def _check(
    turn: Referral, kind: str, *, to: str, text: str, due_on: date | None, meets_at: datetime | None, at: datetime
) -> None:
    if not turn.is_open:
        raise RuleBroken(_("এই ধাপের কাজ শেষ হয়েছে; এখানে আর পদক্ষেপ নেওয়া যায় না।"))
    if to not in steps.RULES[kind].to:
        raise RuleBroken(_("পদক্ষেপটি এই প্রাপকের কাছে পাঠানো যায় না।"))
    if not text.strip():
        raise RuleBroken(_("কী চাওয়া বা জানানো হচ্ছে তা লিখুন।"))
    if kind in steps.DATED:
        _check_day(due_on, at)
    if kind == steps.Kind.HEARING and (meets_at is None or meets_at <= at):
        raise RuleBroken(_("শুনানির তারিখ ও সময় লিখুন (এখনকার পরে)।"))


def _check_day(due_on: date | None, at: datetime) -> None:
    if due_on is None or due_on < in_dhaka(at).date():
        raise RuleBroken(_("কোন তারিখের মধ্যে উত্তর চান, লিখুন (আজ বা পরের কোনো দিন)।"))


def _day_of(turn: Referral, kind: str, due_on: date | None, at: datetime) -> date | None:
    """The day by which something is to come; None where nothing is."""
    if kind == steps.Kind.INVESTIGATION:
        return _investigation(turn, due_on, at)
    return due_on if kind in steps.DATED else None


def _investigation(turn: Referral, due_on: date | None, at: datetime) -> date:
    """The report's day, at most twenty working days off; the turn is extended once, at the first tier alone."""
    latest = _check_report(turn, due_on, at)
    if turn.limit_tier == 1 and not turn.extended_days:
        days = guideline.INVESTIGATION_ADDS.days
        dates = clocks.reckon(turn, at=turn.filed_at, extended=days)
        changed = Referral.objects.filter(pk=turn.pk, revision=turn.revision).update(
            extended_days=days, revision=turn.revision + 1, **dates
        )
        if not changed:
            raise Overtaken(turn)
        turn.refresh_from_db()
    return due_on or latest


def _check_report(turn: Referral, due_on: date | None, appointed_at: datetime) -> date:
    """The last day of a report, counted from the appointment; RuleBroken for a day after it."""
    latest = clocks.report_by(turn.grievance.office, appointed_at)
    if due_on is not None and due_on > latest:
        raise RuleBroken(_("তদন্ত প্রতিবেদনের সময় সর্বোচ্চ ২০ কার্যদিবস (৭.১.২(গ))। আরও আগের তারিখ লিখুন।"))
    return latest


def report_fits(turn: Referral, report_on: date) -> bool:
    """Whether the report comes before the turn lapses; where not, the officer is warned (7.1.2(গ))."""
    return report_on <= turn.due_on


def _name(posting: Posting | None) -> str:
    return f"{posting.account.name_bn}, {posting.post.title_bn}" if posting else ""


@transaction.atomic
def set_day(step: Step, *, by: Author, at: datetime, due_on: date, reason: str) -> GrievanceEvent:
    """Re-set the day by which an answer is wanted (7.1(খ)). Raises RuleBroken without a reason, for a day gone
    by, and for a report's day past its twenty; Overtaken where it was answered meanwhile."""
    if not reason.strip():
        raise RuleBroken(_("কেন তারিখ বদলানো হচ্ছে তা লিখুন।"))
    if step.due_on is None or not step.referral.is_open:
        raise RuleBroken(_("এই পদক্ষেপের কোনো শেষ তারিখ নেই।"))
    _check_day(due_on, at)
    if step.kind == steps.Kind.INVESTIGATION:
        _check_report(step.referral, due_on, step.asked_at)
    if not Step.objects.filter(pk=step.pk, answered_at__isnull=True).update(due_on=due_on):
        raise Overtaken(step)
    before, step.due_on = step.due_on, due_on
    facts = {"step": step.pk, "due_on": str(due_on), "before": str(before), "reason": reason.strip()}
    return step.referral.record("grievance.day_reset", by=by, at=at, facts=facts)


@transaction.atomic
def answer(step: Step, *, by: Author, at: datetime, text: str, code: str = "") -> Step:
    """Record what came back. An opinion names which of the five instructions it follows (7.1(খ)), a permission
    yes or no, an order whether it was obeyed, a report its opinion; a hearing's minute is written by whoever decides.
    """
    rule = step.rule
    if not rule.answered:
        raise RuleBroken(_("এই পদক্ষেপের উত্তর লাগে না।"))
    if rule.minuted:
        _check_minute(step, by, at)
    if not text.strip() or (rule.codes and code not in rule.codes):
        raise RuleBroken(_("উত্তর লিখুন, আর উত্তরটি কোন ধরনের তা বেছে নিন।"))
    done = Step.objects.filter(pk=step.pk, answered_at__isnull=True).update(
        answered_at=at, answer=text.strip(), answer_code=code if rule.codes else ""
    )
    if not done:
        raise Overtaken(step)
    step.refresh_from_db(fields=["answered_at", "answer", "answer_code"])
    facts = {"code": step.answer_code, "step": step.pk}
    step.referral.record(f"grievance.{step.kind}_answered", by=by, at=at, facts=facts)
    return step


def _check_minute(step: Step, by: Author, at: datetime) -> None:
    if by.posting is None or not guard.may_decide(by.posting, step.referral, at):
        raise RuleBroken(_("শুনানির কার্যবিবরণী লেখেন নিষ্পত্তিকারী কর্মকর্তা।"))
    if step.meets_at is not None and at < step.meets_at:
        raise RuleBroken(_("শুনানি এখনো হয়নি; কার্যবিবরণী তার পরে লিখুন।"))
