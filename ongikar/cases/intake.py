"""file_case(): the only way in, for every door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ongikar.cases import deadlines, files, search
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Assignment, Attachment, Case, Requester
from ongikar.cases.references import new_reference
from ongikar.charter.models import Promise, Section
from ongikar.clock.hours import DHAKA
from ongikar.journal.authors import Author
from ongikar.journal.authors import requester as the_requester
from ongikar.offices import timezone, watched
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Post
from ongikar.rules import RuleBroken

TRIES = 3


def file_case(
    *,
    promise: Promise,
    requester: Requester,
    matter: str,
    papers: Sequence[str] = (),
    documents: Sequence[files.Received] = (),
    channel: str,
    intake_key: str,
    at: datetime,
    by: Author | None = None,
    post: Post | None = None,
) -> Case:
    """File an asking and return its case; the same `intake_key` returns the case already made (`is_new` tells which).

    `requester` is unsaved. `papers` are those of the charter that are said to come along. `at` is when the
    office received it, `by` who took it down where that was not the requester, `post` where it was asked: the
    charter's own post, or one of an office under it (whose charter it is, too). Everything is one transaction,
    so the receipt shown afterwards is of something kept. Raises RuleBroken where no post takes the service up,
    where it is suspended by an order, and where an institution or a staff member has not said who asks.
    """
    tries = 0
    while True:
        tries += 1
        requester.pk = None  # a try before this one may have given it, and was taken back
        try:
            _check(promise, requester, at, post)
            with transaction.atomic():
                said = {"matter": matter, "papers": list(papers), "channel": channel, "intake_key": intake_key}
                case = _keep(_new_case(promise, requester, at, post or promise.post, **said), documents, by)
            case.is_new = True
            return case
        except (RuleBroken, IntegrityError) as refused:
            # The first of two clicks has filed it; or, once in a million, somebody has the same reference.
            if known := filed_as(intake_key):
                return known
            if isinstance(refused, RuleBroken) or tries == TRIES:
                raise


def filed_as(intake_key: str) -> Case | None:
    """The case that was filed under this key; None where there is none yet."""
    return Case.objects.filter(intake_key=intake_key).first()


def _check(promise: Promise, requester: Requester, at: datetime, post: Post | None) -> None:
    if promise.post is None or promise.service is None:
        raise RuleBroken(_("এই সেবার দায়িত্বপ্রাপ্ত পদ এখনো ঠিক করা হয়নি। দপ্তরে ফোন করুন।"))
    if post is not None and promise.edition.office_id not in (post.office_id, post.office.parent_id):
        raise RuleBroken(_("এই সনদের দপ্তর ওটি নয়। তালিকা থেকে দপ্তর বেছে নিন।"))
    if promise.section == Section.INSTITUTIONAL and not (requester.institution and requester.designation):
        raise RuleBroken(_("এটি প্রাতিষ্ঠানিক সেবা: প্রতিষ্ঠানের নাম ও আবেদনকারীর পদবি লিখুন।"))
    if promise.section == Section.INTERNAL and requester.account is None:
        raise RuleBroken(_("এটি অভ্যন্তরীণ সেবা: দপ্তরের কর্মী হিসেবে প্রবেশ করে আবেদন করুন।"))
    if suspended := promise.suspension(at.astimezone(DHAKA).date()):
        raise RuleBroken(
            _("সেবাটি স্থগিত আছে। আদেশ নং %(order)s। কারণ: %(reason)s")
            % {"order": suspended.order_no, "reason": suspended.reason}
        )


def _new_case(promise: Promise, requester: Requester, at: datetime, post: Post | None, **said: Any) -> Case:
    """The unsaved case: bound to its promise, with its date and its next moment."""
    assert post is not None
    office = post.office
    calendar = calendar_of(office)
    undated = watched.undated(at)
    reckoned = deadlines.not_reckoned(at, calendar) if undated else deadlines.reckon_on(calendar, promise, at=at)
    state = State.LISTED if promise.by_order else State.FILED
    accept_by = deadlines.accept_by(at, calendar)
    return Case(
        reference=new_reference(),
        promise=promise,
        service=promise.service,
        office=office,
        post=post,
        requester=requester,
        state=state,
        filed_at=at,
        clock_from=at,
        undated=undated,
        accept_by=accept_by,
        act_after=deadlines.next_moment(
            state, at=at, accept_by=accept_by, lapses_at=reckoned.lapses_at, calendar=calendar
        ),
        **reckoned.fields(),
        **said,
    )


def _keep(case: Case, documents: Sequence[files.Received], by: Author | None) -> Case:
    """Write the case and all that goes with it."""
    who, at = case.requester, case.filed_at
    who.save(force_insert=True)
    case.save(force_insert=True)
    search.index(case)
    Assignment.objects.create(case=case, post=case.post, at=at)
    if documents:
        kept = [files.keep(document, case=case, by_name=who.name, at=at) for document in documents]
        Attachment.objects.bulk_create(kept)
    undated = {"undated": True} if case.undated else None
    case.record("case.filed", by=by or the_requester(who.name), at=at, noticed_at=timezone.now(), facts=undated)
    return case
