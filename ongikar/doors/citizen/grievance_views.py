"""Following a grievance: stage and dates by the number, the rest and every act by the receipt's code."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases import files
from ongikar.cases.references import code_opens
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.upload import FilesField
from ongikar.grievances import access, complaining
from ongikar.grievances.appeals import appeal
from ongikar.grievances.around import barring, nudging
from ongikar.grievances.around import rating as rating_of
from ongikar.grievances.models import Grievance, Referral
from ongikar.grievances.remedies import right_remedy
from ongikar.grievances.stays import stays
from ongikar.notices.access import letter_of_grievance, told_of_grievance
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.official import papers_to_complainant, sheet_of_paper
from ongikar.notices.sheets import sheet_of_grievance
from ongikar.offices.tries import check_code_tries, note_wrong_code
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import anyone
from ongikar.ui.pdf import pdf_response
from ongikar.ui.templatetags.parts import long_date

Deed = Callable[[HttpRequest, Grievance, datetime], str | None]


@anyone
def grievance(request: HttpRequest, reference: str) -> HttpResponse:
    """Stage and dates for all who have the number; the rest only with the second fact."""
    return shown(request, access.tracked(reference))


def shown(request: HttpRequest, grievance: Grievance, *, status: int = 200, **more: Any) -> HttpResponse:
    opened, now = is_open(request, grievance), timezone.now()
    turns = list(grievance.referrals.select_related("seat", "row", "grievance__office").prefetch_related("decisions"))
    turn = turns[-1]
    context: dict[str, Any] = {
        "office": grievance.edition.office,
        "grievance": grievance,
        "stays": stays(turns, at=now),
        "turn": turn,
        "late": turn.late_at(now),
        "today": timezone.localdate(now),
        "now": now,
        "opened": opened,
        "remedy": right_remedy(grievance, at=now),
        "events": access.stages_of(grievance, opened=opened),
        "here": "grievance",
    }
    return render(
        request, "citizen/grievance.html", context | (_private(grievance) if opened else {}) | more, status=status
    )


def _private(grievance: Grievance) -> dict[str, Any]:
    return {
        "asked": complaining.asked_now(grievance.current),
        "steps": access.steps_to_complainant(grievance),
        "brought": list(grievance.files.brought()),
        "told": told_of_grievance(grievance),
        "papers": papers_to_complainant(grievance),
        "rated": rating_of.rated_turns(grievance),
        "unhappy": rating_of.UNHAPPY,
        "barring": barring.in_force(grievance, timezone.localdate()),
        "remind_from": nudging.may_remind_from(grievance.current),
        "decisions": [decision for turn in grievance.referrals.all() for decision in turn.decisions.all()],
    }


@anyone
def link(request: HttpRequest, grievance_id: uuid.UUID, token: str) -> HttpResponse:
    """The link of the receipt: shows what the number shows, and its use is logged."""
    return shown(request, access.tracked_by_link(grievance_id, token, at=timezone.now()))


@anyone
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The second fact: the code printed on the receipt."""
    found, now = access.tracked(reference), timezone.now()
    if request.method != "POST":
        return redirect("citizen:grievance", found.reference)
    request.back_to = f"/grievances/{found.reference}/"  # type: ignore[attr-defined]
    check_code_tries(subject=str(found.pk), at=now)
    if not code_opens(found, request.POST.get("code", "")):
        note_wrong_code(subject=str(found.pk), at=now)
        error = _("কোডটি মেলেনি। রসিদে ছাপা আট অক্ষরের কোডটি দেখে লিখুন।")
        return shown(request, found, code_error=error, status=422)
    access.note_viewing(found, via="code", at=now)
    return open_to(request, redirect("citizen:grievance", found.reference), found)


@anyone
def file(request: HttpRequest, reference: str, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    found = access.tracked(reference)
    if not is_open(request, found):
        raise ObjectDoesNotExist
    kept = access.file_of(found, file_id)
    access.note_viewing(found, via="file", at=timezone.now())
    return files.answer(kept)


def _letter(request: HttpRequest, reference: str, letter: int) -> GrievanceNotice:
    found = access.tracked(reference)
    if not is_open(request, found):
        raise ObjectDoesNotExist
    return letter_of_grievance(found, letter)


@anyone
def letter(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    return render(
        request, "citizen/grievance_letter_told.html", sheet_of_grievance(_letter(request, reference, letter))
    )


@anyone
def letter_pdf(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    notice = _letter(request, reference, letter)
    with translation.override(notice.language):
        return pdf_response("letters/paper.html", sheet_of_grievance(notice), name=f"letter-{reference}-{notice.pk}")


@anyone
def paper_pdf(request: HttpRequest, reference: str, paper: int) -> HttpResponse:
    """An official letter to the complainant, in Bangla as it was issued."""
    found = access.tracked(reference)
    if not is_open(request, found):
        raise ObjectDoesNotExist
    sheet = sheet_of_paper(found, paper, to_complainant=True)
    return pdf_response("letters/official.html", sheet, name=f"letter-{found.reference}-{paper}")


def act(said: str | Lazy, deed: Deed) -> Callable[..., HttpResponse]:
    """A view of one act of the complainant; a deed that went otherwise than the page meant says so itself.

    Where a rule says no, or things have changed meanwhile, what was typed comes back with the reason.
    """

    @anyone
    @wraps(deed)
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        found = access.tracked(reference)
        if request.method != "POST" or not is_open(request, found):
            if request.method == "POST":
                messages.error(request, _("আধা ঘণ্টা পেরিয়ে যাওয়ায় পাতাটি বন্ধ হয়েছে। কোড দিয়ে খুলে আবার পাঠান।"))
            return redirect("citizen:grievance", found.reference)
        try:
            otherwise = deed(request, found, timezone.now())
        except (RuleBroken, Overtaken) as refused:
            why = refused.message if isinstance(refused, RuleBroken) else str(CHANGED)
            return shown(request, found, status=422, refused=why, typed=request.POST)
        (messages.warning if otherwise else messages.success)(request, otherwise or str(said))
        return redirect("citizen:grievance", found.reference)

    return view


CHANGED = _l("পাতাটি খোলার পর অভিযোগটির অবস্থা বদলেছে; কাজটি করা হয়নি।")


def kept_anyway(grievance: Grievance) -> str:
    """What became of words that were not, or no longer, asked for: they are kept, and who reads them."""
    turn = grievance.current
    if turn.is_open:
        said = _(
            "আপনার লেখা নথিতে রাখা হয়েছে, তবে এখন চাওয়া কিছুর উত্তর হিসেবে নয়; অভিযোগটি এখন যাঁর কাছে (%(seat)s), তিনি পড়বেন।"
        )
        return said % {"seat": turn.seat.title}
    said = _(
        "অভিযোগটির এই ধাপ %(day)s শেষ হয়েছে: %(state)s। আপনার লেখা তবু নথিতে রাখা হয়েছে; যাঁর কাছে ছিল, তিনি পড়বেন। "
        "এখন কী করতে পারেন, নিচে লেখা আছে।"
    )
    return said % {"day": long_date(turn.closed_at), "state": turn.get_state_display()}


def _text(request: HttpRequest, name: str = "text") -> str:
    return request.POST.get(name, "").replace("\x00", "")[:10_000]


def _documents(request: HttpRequest) -> Any:
    """The files that came along. Raises RuleBroken for one that is not taken."""
    try:
        return FilesField(required=False).clean(request.FILES.getlist("documents"))
    except ValidationError as wrong:
        raise RuleBroken(" ".join(wrong.messages)) from wrong


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


def _inform(request: HttpRequest, grievance: Grievance, at: datetime) -> str | None:
    by = complaining.complainant_of(grievance)
    asked = _number(request, "asked") if "asked" in request.POST else None
    words = {"text": _text(request), "documents": _documents(request), "asked": asked}
    kept = complaining.inform(grievance.current, **words, by=by, at=at)
    return kept_anyway(grievance) if kept.facts.get("unasked") else None


def _answer(request: HttpRequest, grievance: Grievance, at: datetime) -> str | None:
    step = access.step_to_complainant(grievance, _number(request, "step"))
    words = {"text": _text(request), "documents": _documents(request)}
    by = complaining.complainant_of(grievance)
    return None if complaining.answer_or_write(step, **words, by=by, at=at) else kept_anyway(grievance)


def _withdraw(request: HttpRequest, grievance: Grievance, at: datetime) -> None:
    grievance.current.withdraw(by=complaining.complainant_of(grievance), at=at, reason=_text(request))


def _appeal(request: HttpRequest, grievance: Grievance, at: datetime) -> None:
    by = complaining.complainant_of(grievance)
    documents, who = _documents(request), Referral.Appellant.COMPLAINANT
    appeal(grievance.current, appellant=who, grounds=_text(request), documents=documents, by=by, at=at)


def _not_solved(request: HttpRequest, grievance: Grievance, at: datetime) -> None:
    grievance.current.reopen(by=complaining.complainant_of(grievance), at=at, reason=_text(request))


def _rate(request: HttpRequest, grievance: Grievance, at: datetime) -> None:
    """The turn whose decision is rated is named by its number; by default the last that was decided."""
    turns = rating_of.rated_turns(grievance) or [grievance.current]
    turn = next((one for one in turns if str(one.number) == request.POST.get("turn")), turns[0])
    typed = request.POST.get("stars", "")
    stars = int(typed) if typed in {"1", "2", "3", "4", "5"} else 0
    by = complaining.complainant_of(grievance)
    rating_of.rate(turn, stars=stars, comment=_text(request), by=by, at=at)


def _remind(request: HttpRequest, grievance: Grievance, at: datetime) -> None:
    nudging.remind(grievance.current, by=complaining.complainant_of(grievance), at=at)


information = act(_l("আপনার দেওয়া তথ্য পৌঁছেছে। পড়া হলে এই পাতায় দেখা যাবে।"), _inform)
step_answer = act(_l("আপনার উত্তর পৌঁছেছে। পড়া হলে এই পাতায় দেখা যাবে।"), _answer)
withdrawal = act(_l("অভিযোগটি তুলে নেওয়া হয়েছে।"), _withdraw)
appealing = act(_l("আপিল পাওয়া গেছে। নম্বর ও কোড আগেরটিই।"), _appeal)
reopening = act(_l("অভিযোগটি আবার খোলা হয়েছে।"), _not_solved)


def _appeal_barring(request: HttpRequest, grievance: Grievance, at: datetime) -> None:
    found = barring.in_force(grievance, timezone.localdate(at))
    if found is None:
        raise RuleBroken(_("এই নম্বর এখন কালোতালিকায় নেই।"))
    barring.appeal_barring(found, text=_text(request), at=at)


rating = act(_l("মূল্যায়নের জন্য ধন্যবাদ।"), _rate)
barring_appeal = act(_l("আপিলটি পরের ধাপের কর্মকর্তা দেখবেন।"), _appeal_barring)
reminder = act(_l("যাঁর কাছে অভিযোগটি আছে, তাঁকে মনে করিয়ে দেওয়া হয়েছে।"), _remind)
