"""Following a grievance: stage and dates by the number, the rest and every act by the receipt's code."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases import files
from ongikar.charter.shelf import tier_of
from ongikar.doors.citizen.act_forms import (
    AnswerForm,
    AppealForm,
    BarringForm,
    OwnForm,
    RateForm,
    ReopenForm,
    StepForm,
    WithdrawForm,
)
from ongikar.doors.citizen.acting import Act, view_of
from ongikar.doors.citizen.entering import wrong_code
from ongikar.doors.citizen.opened import is_open, open_to
from ongikar.doors.holding import may_be_sealed
from ongikar.grievances import access, complaining
from ongikar.grievances.appeals import appeal
from ongikar.grievances.around import barring, nudging
from ongikar.grievances.around import rating as rating_of
from ongikar.grievances.models import Grievance, Referral, Step
from ongikar.grievances.remedies import right_remedy
from ongikar.grievances.stays import stays
from ongikar.notices.access import letter_of_grievance, told_of_grievance
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.official import papers_to_complainant, sheet_of_paper
from ongikar.notices.sheets import sheet_of_grievance
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import anyone
from ongikar.ui.pdf import pdf_response
from ongikar.ui.templatetags.parts import long_date


@anyone
def grievance(request: HttpRequest, reference: str) -> HttpResponse:
    """Stage and dates for all who have the number; the rest only with the second fact."""
    return shown(request, access.tracked(reference))


def shown(request: HttpRequest, grievance: Grievance, *, status: int = 200, **more: Any) -> HttpResponse:
    opened, now = is_open(request, grievance), timezone.now()
    remedy = right_remedy(grievance, at=now)
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
        "remedy": remedy,
        "next_row": tier_of(grievance.edition_id, remedy.next.tier) if remedy.next else None,
        "events": access.stages_of(grievance, opened=opened),
        "here": "grievance",
    }
    return render(
        request, "citizen/grievance.html", context | (_private(grievance) if opened else {}) | more, status=status
    )


def _private(grievance: Grievance) -> dict[str, Any]:
    asked = complaining.asked_now(grievance.current)
    first = {"asked": asked.pk if asked else None}
    return {
        "asked": asked,
        "steps": [(step, _step_form(grievance, step)) for step in access.steps_to_complainant(grievance)],
        "information_form": AnswerForm(subject=grievance, initial=first, auto_id="information_%s"),
        "appeal_form": AppealForm(subject=grievance, auto_id="appeal_%s"),
        "withdraw_form": WithdrawForm(subject=grievance, auto_id="withdrawal_%s"),
        "reopen_form": ReopenForm(subject=grievance, auto_id="reopening_%s"),
        "barring_form": BarringForm(subject=grievance, auto_id="barring_%s"),
        "brought": list(grievance.files.brought()),
        "told": told_of_grievance(grievance),
        "papers": papers_to_complainant(grievance),
        "rated": [(turn, _rate_form(grievance, turn)) for turn in rating_of.rated_turns(grievance)],
        "unhappy": rating_of.UNHAPPY,
        "barring": barring.in_force(grievance, timezone.localdate()),
        "remind_from": nudging.may_remind_from(grievance.current, timezone.now()),
        "decisions": [decision for turn in grievance.referrals.all() for decision in turn.decisions.all()],
    }


def _step_form(grievance: Grievance, step: Step) -> StepForm:
    return StepForm(subject=grievance, auto_id=f"step{step.pk}_%s", initial={"step": step.pk})


def _rate_form(grievance: Grievance, turn: Referral) -> RateForm:
    """With what was said before, which a later rating replaces."""
    rating = getattr(turn, "rating", None)
    said = {"stars": rating.stars, "text": rating.comment} if rating else {}
    return RateForm(subject=grievance, auto_id=f"rating{turn.number}_%s", initial={"turn": turn.number, **said})


@anyone
def link(request: HttpRequest, grievance_id: uuid.UUID, token: str) -> HttpResponse:
    """The link of the receipt: shows what the number shows, and its use is logged."""
    return shown(request, access.tracked_by_link(grievance_id, token, at=timezone.now()))


@anyone
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The second fact: the code printed on the receipt."""
    found = access.tracked(reference)
    if request.method != "POST":
        return redirect("citizen:grievance", found.reference)
    request.back_to = f"/grievances/{found.reference}/"  # type: ignore[attr-defined]
    if error := wrong_code(request, found):
        return shown(request, found, code_error=error, status=422)
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
    name = f"letter-{reference}-{notice.pk}"
    return pdf_response("letters/paper.html", sheet_of_grievance(notice), name=name, language=notice.language)


@anyone
def paper_pdf(request: HttpRequest, reference: str, paper: int) -> HttpResponse:
    """An official letter to the complainant, in Bangla as it was issued."""
    found = access.tracked(reference)
    if not is_open(request, found):
        raise ObjectDoesNotExist
    sheet = sheet_of_paper(found, paper, to_complainant=True)
    return pdf_response("letters/official.html", sheet, name=f"letter-{found.reference}-{paper}")


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


def _inform(grievance: Grievance, form: AnswerForm, at: datetime) -> str | None:
    kept = complaining.inform(grievance.current, **form.facts(), by=complaining.complainant_of(grievance), at=at)
    return kept_anyway(grievance) if kept.facts.get("unasked") else None


def _answer(grievance: Grievance, form: StepForm, at: datetime) -> str | None:
    facts, by = form.facts(), complaining.complainant_of(grievance)
    step = access.step_to_complainant(grievance, facts.pop("step"))
    return None if complaining.answer_or_write(step, **facts, by=by, at=at) else kept_anyway(grievance)


def _withdraw(grievance: Grievance, form: WithdrawForm, at: datetime) -> None:
    reason = form.cleaned_data["text"]
    grievance.current.withdraw(by=complaining.complainant_of(grievance), at=at, reason=reason)


def _appeal(grievance: Grievance, form: AppealForm, at: datetime) -> None:
    by, facts = complaining.complainant_of(grievance), form.facts()
    who = Referral.Appellant.COMPLAINANT
    appeal(grievance.current, appellant=who, grounds=facts["text"], documents=facts["documents"], by=by, at=at)


def _not_solved(grievance: Grievance, form: ReopenForm, at: datetime) -> None:
    reason = form.cleaned_data["text"]
    grievance.current.reopen(by=complaining.complainant_of(grievance), at=at, reason=reason)


def _rate(grievance: Grievance, form: RateForm, at: datetime) -> None:
    """The turn whose decision is rated is named by its number; by default the last that was decided."""
    data = form.cleaned_data
    turns = rating_of.rated_turns(grievance) or [grievance.current]
    turn = next((one for one in turns if one.number == data["turn"]), turns[0])
    by = complaining.complainant_of(grievance)
    rating_of.rate(turn, stars=data["stars"], comment=data["text"], by=by, at=at)


def _appeal_barring(grievance: Grievance, form: BarringForm, at: datetime) -> None:
    found = barring.in_force(grievance, timezone.localdate(at))
    if found is None:
        raise RuleBroken(_("এই নম্বর এখন কালোতালিকায় নেই।"))
    barring.appeal_barring(found, text=form.cleaned_data["text"], at=at)


def _remind(grievance: Grievance, form: OwnForm, at: datetime) -> None:
    nudging.remind(grievance.current, by=complaining.complainant_of(grievance), at=at)


def _act(title: Lazy, button: Lazy, said: Lazy, form: type[OwnForm], deed: Any) -> Any:
    return may_be_sealed(view_of(Act(title, button, said, form, deed), access.tracked))


SEND, APPEAL = _l("পাঠান"), _l("আপিল করুন (ক-২)")
information = _act(_l("চাওয়া তথ্য দিন"), SEND, _l("আপনার দেওয়া তথ্য পৌঁছেছে। পড়া হলে এই পাতায় দেখা যাবে।"), AnswerForm, _inform)
step_answer = _act(_l("চাওয়া উত্তর দিন"), SEND, _l("আপনার উত্তর পৌঁছেছে। পড়া হলে এই পাতায় দেখা যাবে।"), StepForm, _answer)
withdrawal = _act(
    _l("অভিযোগ তুলে নিন"), _l("হ্যাঁ, অভিযোগ তুলে নিন"), _l("অভিযোগটি তুলে নেওয়া হয়েছে।"), WithdrawForm, _withdraw
)
appealing = _act(_l("পরের ধাপে আপিল"), APPEAL, _l("আপিল পাওয়া গেছে। নম্বর ও কোড আগেরটিই।"), AppealForm, _appeal)
reopening = _act(_l("আবার খুলুন"), _l("আবার খুলুন"), _l("অভিযোগটি আবার খোলা হয়েছে।"), ReopenForm, _not_solved)
rating = _act(_l("মূল্যায়ন করুন"), SEND, _l("মূল্যায়নের জন্য ধন্যবাদ।"), RateForm, _rate)
barring_appeal = _act(
    _l("কালোতালিকার বিরুদ্ধে আপিল"), _l("পরের ধাপে আপিল করুন"), _l("আপিলটি পরের ধাপের কর্মকর্তা দেখবেন।"), BarringForm,
    _appeal_barring,
)  # fmt: skip
reminder = _act(
    _l("মনে করিয়ে দিন (তাগিদ)"), _l("মনে করিয়ে দিন (তাগিদ)"),
    _l("যাঁর কাছে অভিযোগটি আছে, তাঁকে মনে করিয়ে দেওয়া হয়েছে।"), OwnForm, _remind,
)  # fmt: skip
