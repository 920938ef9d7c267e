"""To whom a step may go: what asks for a judgment passes over whoever is complained of, and over his subordinates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from ongikar.grievances import guard, steps
from ongikar.grievances.models import Referral, Step
from ongikar.journal.authors import Author
from ongikar.offices.models import Post, Posting
from ongikar.rules import RuleBroken

FOR_A_JUDGMENT = (steps.Kind.PERMISSION, steps.Kind.INVESTIGATION, steps.Kind.DISCIPLINE, steps.Kind.PROCESS)
"""What asks for a judgment of the matter, and so goes one level up where the person addressed is complained of."""


def check(turn: Referral, kind: str, to: str, posting: Posting | None, *, by: Author, at: datetime) -> None:
    """Raises RuleBroken where this person may not be asked this."""
    concerned = guard.concerned_accounts(turn.grievance)
    if posting is not None and kind in FOR_A_JUDGMENT and posting.account_id in concerned:
        raise RuleBroken(_("তিনি নিজেই এই অভিযোগের সঙ্গে জড়িত। এক ধাপ ওপরের কর্তৃপক্ষের কাছে পাঠান।"))
    if to == steps.To.HEAD and goes_above(turn, kind, by=by, at=at):
        raise RuleBroken(_("দপ্তরপ্রধান নিজে জড়িত, অথবা আপনি নিজেই দপ্তরপ্রধান। এক ধাপ ওপরের কর্তৃপক্ষের কাছে পাঠান।"))


def goes_above(turn: Referral, kind: str, *, by: Author, at: datetime) -> bool:
    """Whether this step passes over the head: he is complained of, or himself asks permission (7.1(ঘ), 7.1.2)."""
    heads = heads_of(turn, at)
    himself = by.posting is not None and by.posting.account_id in heads
    return bool(heads & guard.concerned_accounts(turn.grievance)) or (kind == steps.Kind.PERMISSION and himself)


def heads_of(turn: Referral, at: datetime) -> set[int]:
    """The accounts of the heads of the office complained of."""
    posts = turn.grievance.office.posts.filter(role=Post.Role.HEAD)
    return {posting.account_id for post in posts for posting in guard.holders_at(post, at)}


def check_investigators(
    turn: Referral, posting: Posting | None, name: str, committee: Sequence[str], *, above: bool, at: datetime
) -> list[str]:
    """The committee, tidied. Raises RuleBroken without the permission that 7.1(ঘ) asks for, where a single
    investigator is not said to stand above, where more than three investigate, and for a subordinate of the head
    who is complained of."""
    members = [line.strip() for line in committee if line.strip()]
    number = len(members) + bool(posting or name.strip())
    if not 1 <= number <= steps.COMMITTEE_MOST:
        raise RuleBroken(_("তদন্তকারীর নাম দিন; কমিটি হলে সর্বোচ্চ তিনজন (৭.১.২)।"))
    if number == 1 and not above:
        raise RuleBroken(
            _("একজন তদন্ত করলে তিনি অভিযুক্তের অন্তত এক ধাপ ওপরের হবেন (৭.১.২)। দেখে টিক দিন, না হলে কমিটি করুন।")
        )
    if posting is not None and _below_concerned(turn, posting, at):
        raise RuleBroken(_("তিনি অভিযুক্ত দপ্তরপ্রধানের অধীন; তাঁর তদন্ত তিনি করতে পারেন না। অন্য কাউকে দিন।"))
    if turn.limit_tier == 1 and not turn.seat.outside and not permitted(turn, at):
        raise RuleBroken(_("তদন্তের আগে অনুমতি লাগে (৭.১(ঘ), ৭.১.২): চেয়ে পাঠান, আর অনুমতি এলে লিখে রাখুন।"))
    return members


def _below_concerned(turn: Referral, posting: Posting, at: datetime) -> bool:
    """Whether he serves in the office whose head is complained of."""
    concerned = guard.concerned_accounts(turn.grievance)
    return posting.post.office_id == turn.grievance.office_id and bool(heads_of(turn, at) & concerned)


def permitted(turn: Referral, at: datetime) -> bool:
    """Whether an investigation was allowed: by the head, or by a higher authority where the head is complained of."""
    granted = Step.objects.filter(
        referral__grievance=turn.grievance_id, kind=steps.Kind.PERMISSION, answer_code=steps.Reply.GRANTED
    )
    if heads_of(turn, at) & guard.concerned_accounts(turn.grievance):
        granted = granted.filter(to=steps.To.AUTHORITY)
    return granted.exists()
