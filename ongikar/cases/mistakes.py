"""Putting mistakes right: each leaves a trace, none deletes anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from ongikar.cases import consequences, search
from ongikar.cases.intake import file_case
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Attachment, Case, CaseEvent, Message, Requester, Result
from ongikar.charter.models import Promise
from ongikar.clock.hours import in_dhaka, midnight_after
from ongikar.journal.authors import Author
from ongikar.journal.authors import requester as asks
from ongikar.journal.unread import unread_among
from ongikar.rules import Overtaken, RuleBroken

CORRIGIBLE = ("name", "address", "phone", "email", "institution", "designation", "memo_no", "memo_on")


@transaction.atomic
def correct_requester(case: Case, *, by: Author, at: datetime, fields: Mapping[str, Any]) -> CaseEvent:
    """Put right who asks: a wrong phone, a misheard name. What stood there before stays in the journal.

    Where letters went to somebody else, link and code that they led to are useless from now on, and what was told is
    told again (notices.again). Raises RuleBroken where nothing was changed, Overtaken where a colleague was quicker,
    and KeyError for a field that is not the requester's to have.
    """
    if unknown := set(fields) - set(CORRIGIBLE):
        raise KeyError(*unknown)
    if not Case.objects.filter(pk=case.pk, revision=case.revision).update(revision=case.revision + 1):
        raise Overtaken(case)
    who = case.requester
    told_on_paper = not (who.phone or who.email)
    changed = put_right(who, fields)
    case.revision += 1
    search.index(case)
    wrong = went_wrong(changed, "phone", "email", *(["address"] if told_on_paper else []))
    if wrong:
        case.revoke_link(by=by, at=at)
    return case.record("case.corrected", by=by, at=at, facts={"changed": changed, "renewed": wrong})


def put_right(who: Model, fields: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Write the fields that differ, and return what stood there and what stands there now."""
    changed = {name: value for name, value in fields.items() if (getattr(who, name) or "") != (value or "")}
    if not changed:
        raise RuleBroken(_("কিছুই বদলানো হয়নি। যা ভুল আছে তা ঠিক করে লিখুন।"))
    facts = {name: {"from": _shown(getattr(who, name)), "to": _shown(value)} for name, value in changed.items()}
    for name, value in changed.items():
        setattr(who, name, value)
    who.save(update_fields=list(changed))
    return facts


def went_wrong(changed: Mapping[str, Mapping[str, str]], *names: str) -> bool:
    """Whether one of these was wrong; what was missing and is added never sent anything astray."""
    return any(changed[name]["from"] for name in names if name in changed)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


@transaction.atomic
def refile(case: Case, *, promise: Promise, by: Author, at: datetime, reason: str) -> Case:
    """The wrong service was chosen: file the same asking under the right one, as of when it was received.

    The first case is void and counts nowhere; each tells of the other, and the files go along. Raises
    RuleBroken as filing does.
    """
    if not reason.strip():
        raise RuleBroken(_("কোন সেবা কেন ভুল হয়েছিল, এক কথায় লিখুন।"))
    if promise.service_id == case.service_id:
        raise RuleBroken(_("এটি আগের সেবাটিই। সঠিক সেবাটি বেছে নিন।"))
    right = file_case(
        promise=promise,
        requester=_copy(case.requester),
        matter=case.matter,
        papers=case.papers,
        channel=case.channel,
        intake_key=f"refile:{case.pk}",
        at=case.filed_at,
        post=case.post if case.office_id != promise.edition.office_id else None,
    )
    Attachment.objects.filter(case=case).update(case=right)
    facts = {"reason": reason.strip(), "reference": right.reference}
    case.void("case.misfiled", by=by, at=at, facts=facts)
    right.record("case.refiled", by=by, at=at, facts={"reason": reason.strip(), "reference": case.reference})
    _pass_words_on(case, right, at=at)
    return right


def _copy(who: Requester) -> Requester:
    fields = {field.name: getattr(who, field.name) for field in who._meta.concrete_fields if not field.primary_key}
    return Requester(**fields)


@transaction.atomic
def mark_duplicate(case: Case, *, of: Case, by: Author, at: datetime) -> CaseEvent:
    """The same asking was taken down twice: this case is void, the other goes on.

    The other must be of the same office and received no later, so that nobody gains a later date by it.
    """
    if of.pk == case.pk or of.office_id != case.office_id or not of.is_open:
        raise RuleBroken(_("একই দপ্তরের আরেকটি চলমান আবেদনের নম্বর লিখুন।"))
    if of.filed_at > case.filed_at:
        raise RuleBroken(_("আগে পাওয়া আবেদনটি থাকবে। এটি আগের; পরেরটি খুলে সেটিকে দ্বিতীয়বার লেখা বলুন।"))
    event = case.void("case.duplicate", by=by, at=at, facts={"reference": of.reference})
    _pass_words_on(case, of, at=at)
    return event


def _pass_words_on(case: Case, right: Case, *, at: datetime) -> None:
    """What was written and not read goes along with the asking, before the post that has the right one."""
    new = {event.at for event in unread_among(case, case.events.order_by("pk"))}
    for message in case.messages.filter(kind=Message.Kind.FROM_REQUESTER, at__in=new):
        said = {"body": message.body, "by_posting": message.by_posting, "by_name": message.by_name, "at": message.at}
        Message.objects.create(case=right, kind=message.kind, **said)
        facts = {"reference": case.reference}
        right.record("case.replied", by=asks(case.requester.name), at=message.at, noticed_at=at, facts=facts)
    Case.objects.filter(pk=case.pk).update(unread=None)
    case.unread = None


@transaction.atomic
def undo_delivery(case: Case, *, by: Author, at: datetime, reason: str) -> CaseEvent:
    """A service was marked as given by mistake: the same clock goes on as if it had never stopped.

    Only on the day it was marked; later the case is reopened, with a second clock. The mistaken result stays,
    marked as undone.
    """
    if not reason.strip():
        raise RuleBroken(_("কেন ফেরত নেওয়া হচ্ছে তা লিখুন।"))
    result = _result_to_undo(case, at=at)
    if result is None:
        raise RuleBroken(_("ভুল করে “দেওয়া হয়েছে” লেখা শুধু সেই দিনই ফেরত নেওয়া যায়। এখন আবেদনটি আবার খুলুন।"))
    Result.objects.filter(pk=result.pk).update(undone_at=at)
    state, changes = consequences.of_undoing(case, at=at)
    return case.restore(state, by=by, at=at, facts={"reason": reason.strip()}, **changes)


def can_undo_delivery(case: Case, *, at: datetime) -> bool:
    """Whether "given" may still be taken back: on the day it was marked."""
    return _result_to_undo(case, at=at) is not None


def right_one(case: Case) -> str:
    """The reference of the case that goes on in the place of a void one; '' for any other."""
    if case.state != State.VOID:
        return ""
    event = case.events.filter(verb__in=("case.misfiled", "case.duplicate")).latest("pk")
    return str(event.facts["reference"])


def going_on(case: Case) -> Case:
    """The case itself; in the place of a void one, the one that goes on, through however many mistakes."""
    while reference := right_one(case):
        case = Case.objects.select_related("requester", "post__office").get(reference=reference)
    return case


def _result_to_undo(case: Case, *, at: datetime) -> Result | None:
    """The result of the clock that ended today with the service given; None where there is none."""
    if case.state != State.DELIVERED:
        return None
    result = case.results.filter(clock_number=case.clock_number, undone_at__isnull=True).first()
    return result if result and at < midnight_after(in_dhaka(result.at).date()) else None
