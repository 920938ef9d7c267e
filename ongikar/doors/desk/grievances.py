"""Grievances at the desk: the queue of turns, the page for whoever decides, and its acts."""

from __future__ import annotations

import uuid
from collections.abc import Set
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases import files
from ongikar.doors.desk import grievance_panels as acts
from ongikar.doors.desk.frame import page, sent
from ongikar.doors.desk.grievance_forms import ANSWERS
from ongikar.doors.desk.grievance_timeline import moments_of
from ongikar.doors.desk.reading import history, overtaken_by
from ongikar.grievances import access, desk, steps
from ongikar.grievances.around.access import barrings_waiting, decides_grievances
from ongikar.grievances.around.barring import in_force
from ongikar.grievances.guard import concerned_accounts, may_decide
from ongikar.grievances.hints import hints
from ongikar.grievances.models import Grievance, GrievanceEvent, Referral
from ongikar.grievances.stays import stays
from ongikar.grievances.unread import reads_for
from ongikar.notices.access import to_be_done, told_of_grievance
from ongikar.notices.official import papers_of
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of


@officer
@require_safe
def grievances(request: HttpRequest) -> HttpResponse:
    """The queue of turns that this posting decides, what has lapsed below it, and what it was asked."""
    posting, now = posting_of(request), timezone.now()
    show = request.GET.get("show", "")
    show = show if show in desk.FILTERS else "open"
    today, held, decides = timezone.localdate(now), desk.held(posting), decides_grievances(posting)
    blacklist = decides or posting.is_head
    return page(
        request,
        "desk/grievances.html",
        here="grievances",
        rows=[row_of(turn, held, today) for turn in desk.queue(posting, show, at=now)],
        show=show,
        coordinates=access.coordinates_any(posting),
        today=today,
        vacant=desk.vacant_seats(posting.office, at=now) if posting.is_head else [],
        filters=filters(desk.counts(posting, at=now)),
        asked=desk.asked(posting),
        decides=decides,
        blacklist=blacklist,
        to_decide=barrings_waiting(posting, at=now) if blacklist else 0,
    )


def filters(counts: dict[str, int]) -> list[tuple[str, str, int | None, str]]:
    """The filters as shown: name, label, how many (None: not counted), and the tone of a number that calls for work."""
    return [
        ("open", _("সব খোলা"), counts["open"], ""),
        ("late", _("সময়সীমা পেরিয়েছে"), counts["late"], "red"),
        ("to_tell", _("ফল জানানো বাকি"), counts["to_tell"], "amber"),
        ("below", _("নিচের ধাপে আটকে আছে"), counts["below"], "red"),
        ("closed", _("শেষ হয়েছে"), None, ""),
    ]


def row_of(turn: Referral, held: Set[tuple[int, int]], today: date) -> dict[str, Any]:
    """One turn as the queue shows it. Who only coordinates sees number, tier and dates (5.4)."""
    dates_only = turn.lapsed_at is not None and desk.only_coordinates(held, turn)
    return {
        "turn": turn,
        "reference": turn.grievance.reference,
        "subject": "" if dates_only else turn.grievance.subject,
        "link": "" if dates_only else reverse("desk:grievance", args=[turn.grievance.reference]),
        "late": turn.is_open and turn.due_on < today,
        "tell_by": getattr(turn, "tell_by", None),  # of the list of what is to be told
    }


@officer
@require_safe
def grievance(request: HttpRequest, reference: str) -> HttpResponse:
    return grievance_page(request, turn_for(posting_of(request), reference, timezone.now()))


def turn_for(posting: Posting, reference: str, at: datetime) -> Referral:
    """The turn of a grievance for whoever decides it, decided it, or may take it up from below."""
    try:
        found = access.grievance_for(posting, reference, at=at)
        turn = found.current
    except ObjectDoesNotExist:
        turn = access.turn_below(posting, reference, at=at)
        if desk.only_coordinates(desk.held(posting), turn):
            raise
    return turn


def grievance_page(
    request: HttpRequest, turn: Referral, *, form: Any = None, act: str = "", status: int = 200
) -> HttpResponse:
    """Everything about a grievance. `form` is an act with what was typed; `act` the one that stands open."""
    posting, now = posting_of(request), timezone.now()
    grievance = turn.grievance
    decides = may_decide(posting, turn, now)
    shown = acts.panels(turn, posting, at=now, typed=form, name=act, acts=acts.ACTS if decides else acts.BELOW)
    if not decides and not access.turns_below(posting).filter(pk=turn.pk).exists():
        shown = []
    return page(
        request,
        "desk/grievance.html",
        here="grievances",
        status=status,
        grievance=grievance,
        corrects=access.grievances_for(posting).filter(pk=grievance.pk).exists(),
        turn=turn,
        stays=stays(list(grievance.referrals.select_related("seat", "row", "grievance__office")), at=now),
        late=turn.late_at(now),
        panels=shown,
        open_act=act or (shown[0].name if shown and turn.is_open else ""),
        form=form,
        **history(moments_of(grievance), grievance, reads=reads_for(posting, grievance)),
        steps=list(steps_of(grievance)),
        decisions=[one for each in grievance.referrals.all() for one in each.decisions.prefetch_related("files")],
        concerned=list(grievance.concerned.all()),
        brought=list(grievance.files.brought()),
        hints=hints(turn, at=now) if decides else [],
        nudges=desk.nudges_of(grievance),
        media=desk.media_report_of(grievance),
        barring=in_force(grievance, timezone.localdate(now)),
        rated=desk.ratings_of(grievance),
        scrutiny=scrutiny_of(turn),
        told=told_of_grievance(grievance),
        papers=papers_of(grievance),
        to_be_done=to_be_done(grievance),
        tell_by=acts.tell_by(turn, "en" if get_language() == "en" else "bn"),
    )


def steps_of(grievance: Grievance) -> list[Any]:
    return [one for turn in grievance.referrals.all() for one in turn.steps.prefetch_related("files")]


def scrutiny_of(turn: Referral) -> list[tuple[Any, str]]:
    """The nine questions with their answers, where they were answered."""
    words = dict(ANSWERS)
    if not turn.scrutiny:
        return []
    return [(question, str(words.get(turn.scrutiny.get(str(n)), ""))) for n, question in enumerate(steps.QUESTIONS, 1)]


@officer
@require_http_methods(["GET", "POST"])
def grievance_act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One act: asked for, the page with the act open; sent, its deed. What was typed comes back with the reason."""
    posting, now = posting_of(request), timezone.now()
    turn = turn_for(posting, reference, now)
    known = acts.ACTS if may_decide(posting, turn, now) else acts.BELOW
    if act not in known or (known is acts.BELOW and not access.turns_below(posting).filter(pk=turn.pk).exists()):
        raise ObjectDoesNotExist
    if request.method == "GET":
        return grievance_page(request, turn, act=act)
    form = acts.bound(act, turn, posting, at=now, data=request.POST, files=request.FILES)
    if sent(request) and (done := attempt(form, known[act], at=now)):
        said = f"{done.sentence}।" if isinstance(done, GrievanceEvent) else _("কাজটি করা হয়েছে।")
        messages.success(request, said)
        may_see = access.grievances_for(posting).filter(pk=turn.grievance_id).exists()
        return redirect("desk:grievance", reference) if may_see else redirect("desk:grievances")
    if posting.account_id in concerned_accounts(turn.grievance):  # named while he wrote: it is not his to see any more
        messages.warning(request, _("আপনার কাজটি করা হয়নি; অভিযোগটি এখন আর আপনার সামনে নেই।"))
        return redirect("desk:grievances")
    return grievance_page(request, turn, form=form, act=act, status=422 if sent(request) else 200)


def attempt(form: Any, act: acts.Act, *, at: datetime) -> Any:
    """Do the deed of a valid form; None, with the reason on the form, where it could not be done.

    What a colleague did meanwhile may be why a form is not valid any more: then that is said too.
    """
    valid = form.is_valid()
    try:
        if form.cleaned_data.get("revision", form.turn.revision) != form.turn.revision:
            raise Overtaken(form.turn)
        if not valid:
            return None
        return act.deed(form.turn, **{"by": form.posting.author(), "at": at, **form.facts()})
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.turn.refresh_from_db()
        form.add_error(None, overtaken_by(form.turn.grievance))
        form.data = form.data.copy()
        form.data["revision"] = form.turn.revision
    return None


@officer
@require_safe
def grievance_file(request: HttpRequest, reference: str, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    turn = turn_for(posting_of(request), reference, timezone.now())
    return files.answer(access.file_of(turn.grievance, file_id))
