"""Taking a step in a turn, and answering it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.clock.hours import in_dhaka
from ongikar.grievances import clocks, guard, guideline, steps
from ongikar.grievances.models import Referral, Step
from ongikar.journal.authors import Author
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
) -> Step:
    """Ask an opinion, order the service, ask permission, start an investigation, notify a hearing …

    Raises RuleBroken where the rule of the step is not met (grievances.steps); an investigation at the first
    tier adds ten working days to the turn (7.4.1(ক)), and its report has at most twenty.
    """
    _check(turn, kind, to=to, text=text, due_on=due_on, meets_at=meets_at, at=at)
    _check_conflict(turn, kind, to_posting)
    if kind == steps.Kind.INVESTIGATION:
        due_on = _investigation(turn, due_on, at)
    step = Step.objects.create(
        referral=turn, kind=kind, to=to, to_posting=to_posting, to_name=to_name or _name(to_posting), text=text.strip(),
        memo_no=memo_no.strip(), due_on=due_on, place=place.strip(), meets_at=meets_at, asked_at=at,
        asked_by=by.posting,
    )  # fmt: skip
    facts: dict[str, Any] = {
        "kind": kind,
        "to": step.to_name or to,
        "due_on": str(due_on or ""),
        "clause": step.clause,
        "step": step.pk,
    }
    turn.record(f"grievance.{kind}_asked", by=by, at=at, facts=facts)
    return step


def _check(
    turn: Referral, kind: str, *, to: str, text: str, due_on: date | None, meets_at: datetime | None, at: datetime
) -> None:
    rule = steps.RULES[kind]
    if not turn.is_open:
        raise RuleBroken(_("এই ধাপের কাজ শেষ হয়েছে; এখানে আর পদক্ষেপ নেওয়া যায় না।"))
    if to not in rule.to:
        raise RuleBroken(_("পদক্ষেপটি এই প্রাপকের কাছে পাঠানো যায় না।"))
    if not text.strip():
        raise RuleBroken(_("কী চাওয়া বা জানানো হচ্ছে তা লিখুন।"))
    today = in_dhaka(at).date()
    if rule.answered and kind != steps.Kind.INVESTIGATION and (due_on is None or due_on < today):
        raise RuleBroken(_("কোন তারিখের মধ্যে উত্তর চান, লিখুন (আজ বা পরের কোনো দিন)।"))
    if kind == steps.Kind.HEARING and (meets_at is None or meets_at <= at):
        raise RuleBroken(_("শুনানির তারিখ ও সময় লিখুন (এখনকার পরে)।"))


NOT_FOR_CONCERNED = (steps.Kind.PERMISSION, steps.Kind.INVESTIGATION, steps.Kind.DISCIPLINE, steps.Kind.PROCESS)
"""What asks for a judgment of the matter, and so goes one level up where the person addressed is complained of."""


def _check_conflict(turn: Referral, kind: str, to: Posting | None) -> None:
    if to is not None and kind in NOT_FOR_CONCERNED and to.account_id in guard.concerned_accounts(turn.grievance):
        raise RuleBroken(_("তিনি নিজেই এই অভিযোগের সঙ্গে জড়িত। এক ধাপ ওপরের কর্তৃপক্ষের কাছে পাঠান।"))


def _investigation(turn: Referral, due_on: date | None, at: datetime) -> date:
    """The report's day, at most twenty working days off; the turn is extended once, at the first tier alone."""
    latest = clocks.report_by(turn.grievance.office, at)
    if due_on is not None and due_on > latest:
        raise RuleBroken(_("তদন্ত প্রতিবেদনের সময় সর্বোচ্চ ২০ কার্যদিবস (৭.১.২(গ))। আরও আগের তারিখ লিখুন।"))
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


def report_fits(turn: Referral, report_on: date) -> bool:
    """Whether the report comes before the turn lapses; where not, the officer is warned (7.1.2(গ))."""
    return report_on <= turn.due_on


def _name(posting: Posting | None) -> str:
    return f"{posting.account.name_bn}, {posting.post.title_bn}" if posting else ""


@transaction.atomic
def answer(step: Step, *, by: Author, at: datetime, text: str, code: str = "") -> Step:
    """Record what came back. An opinion names which of the five instructions it follows (7.1(খ))."""
    if not steps.RULES[step.kind].answered:
        raise RuleBroken(_("এই পদক্ষেপের উত্তর লাগে না।"))
    if not text.strip() or (step.kind == steps.Kind.OPINION and code not in steps.Opinion.values):
        raise RuleBroken(_("উত্তর লিখুন; মতামত হলে পাঁচটি নির্দেশনার কোনটি, তাও বেছে নিন।"))
    done = Step.objects.filter(pk=step.pk, answered_at__isnull=True).update(
        answered_at=at, answer=text.strip(), answer_code=code
    )
    if not done:
        raise Overtaken(step)
    step.refresh_from_db()
    step.referral.record(f"grievance.{step.kind}_answered", by=by, at=at, facts={"code": code, "step": step.pk})
    return step
