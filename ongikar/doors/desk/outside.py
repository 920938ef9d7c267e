"""What lies before seats outside: the packet to print, the letter to post, the link, and the order that came back."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases import files
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.grievances import turn_for
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.doors.upload import FilesField
from ongikar.grievances import access, packets
from ongikar.grievances.models import Outcome, Packet
from ongikar.grievances.outside import key_in, revoke_links, turn_of
from ongikar.notices.access import letter_of_packet, to_be_printed
from ongikar.notices.dossier import DOSSIER, dossier_page
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.sheets import sheet_of_grievance
from ongikar.offices import timezone
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.pdf import pdf_response


class OrderForm(TypedForm):
    """The order as it came on paper. Its scan is what the complainant is shown."""

    outcome = forms.ChoiceField(
        label=_l("সিদ্ধান্ত"), widget=forms.RadioSelect, error_messages={"required": _l("আদেশে কোন সিদ্ধান্ত, বেছে নিন।")}
    )
    text = TextField(
        label=_l("আদেশ ও কারণ"), help_text=_l("আদেশে যেমন লেখা।"), error_messages={"required": _l("আদেশে যা লেখা, লিখুন।")}
    )
    signed_by = LineField(
        label=_l("কে স্বাক্ষর করেছেন"), max_length=150, error_messages={"required": _l("নাম ও পদবি লিখুন।")}
    )
    memo_no = LineField(label=_l("আদেশের স্মারক নং ও তারিখ"), max_length=120, required=False)
    documents = FilesField(label=_l("আদেশের স্ক্যান বা ছবি"), error_messages={"required": _l("আদেশের স্ক্যান বা ছবি দিন।")})

    def __init__(self, *args: Any, packet: Packet) -> None:
        super().__init__(*args)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (value, Outcome(value).label) for value in packets.outcomes_at(packet.seat)
        ]


@officer
@require_safe
def outside(request: HttpRequest) -> HttpResponse:
    """Number, seat and dates of what is open before seats outside, and what a person still has to do for it."""
    found = access.packets_for(posting_of(request), at=timezone.now())
    rows = [(one, turn, _state(one)) for one in found if (turn := turn_of(one)) is not None]
    return page(request, "desk/outside.html", here="grievances", rows=rows, today=timezone.localdate())


def _state(packet: Packet) -> str:
    """How far the packet is: in the making, or as its letter says."""
    letters = letter_of_packet(packet)
    return str(letters[-1].get_outcome_display()) if letters else _("তৈরি হচ্ছে")


@officer
@require_http_methods(["GET", "POST"])
def packet(request: HttpRequest, packet: int) -> HttpResponse:
    """One packet; sent, the order that came back is written down and ends the turn."""
    posting, now = posting_of(request), timezone.now()
    found = access.packet_for(posting, packet, at=timezone.now())
    turn = turn_of(found)
    form = OrderForm(*typed(request), packet=found) if turn or request.method == "POST" else None
    if sent(request) and form is not None and form.is_valid():
        try:
            key_in(found, **form.cleaned_data, by=posting.author(), at=now)
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("আদেশ লেখা হয়েছে। অভিযোগকারী মূল আদেশটি দেখবেন।"))
            return redirect("desk:outside")
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return page(request, "desk/packet.html", here="grievances", status=status, form=form, **_shown(found, turn, now))


def _shown(packet: Packet, turn: Any, now: Any) -> dict[str, Any]:
    printing = to_be_printed(packet)
    letters = letter_of_packet(packet)
    return {
        "packet": packet,
        "turn": turn,
        "grievance": packet.referral.grievance,
        "letters": letters,
        "printing": printing,
        "to_post": any(one.needs_a_person for one in letters),
        "sent_files": list(packet.files.filter(decision=None).order_by("name")) if printing else [],
        "originals": list(packet.files.filter(decision__isnull=False)),
        "link": packet.links.filter(used_at=None, revoked_at=None, ends_at__gt=now).last(),
    }


@officer
@require_safe
def packet_file(request: HttpRequest, packet: int, file_id: uuid.UUID) -> HttpResponse | FileResponse:
    posting, now = posting_of(request), timezone.now()
    found = access.packet_for(posting, packet, at=timezone.now())
    return files.answer(access.packet_file(posting, found, file_id, printing=to_be_printed(found), at=now))


def _letter(packet: Packet) -> GrievanceNotice:
    letters = letter_of_packet(packet)
    if not letters:
        raise ObjectDoesNotExist
    return letters[-1]


@officer
@require_safe
def packet_letter(request: HttpRequest, packet: int) -> HttpResponse:
    notice = _letter(access.packet_for(posting_of(request), packet, at=timezone.now()))
    name = f"letter-{notice.pk}"
    return pdf_response("letters/paper.html", sheet_of_grievance(notice), name=name, language=notice.language)


@officer
@require_POST
def packet_posted(request: HttpRequest, packet: int) -> HttpResponse:
    """It was printed and posted, or handed in."""
    posting = posting_of(request)
    request.back_to = reverse("desk:packet", args=[packet])  # type: ignore[attr-defined]
    for notice in letter_of_packet(access.packet_for(posting, packet, at=timezone.now())):
        if notice.needs_a_person:
            notice.hand_over(by=posting, at=timezone.now())
    messages.success(request, _("লেখা হয়েছে: ডাকে বা হাতে পাঠানো হয়েছে।"))
    return redirect("desk:packet", packet)


@officer
@require_POST
def packet_revocation(request: HttpRequest, packet: int) -> HttpResponse:
    """The link that was mailed is good for nothing from now on."""
    posting = posting_of(request)
    revoke_links(access.packet_for(posting, packet, at=timezone.now()), by=posting.author(), at=timezone.now())
    messages.success(request, _("লিংকটি বাতিল হয়েছে।"))
    return redirect("desk:packet", packet)


@officer
@require_safe
def dossier(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole file in one PDF, for whoever decides the grievance, had it, or may take it up from below."""
    now = timezone.now()
    turn = turn_for(posting_of(request), reference, now)
    found, attached = dossier_page(turn.grievance, at=now)
    name = f"dossier-{turn.grievance.reference}"
    answer = pdf_response(DOSSIER, found, name=name, language="bn", attached=attached)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
