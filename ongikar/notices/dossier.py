"""The whole file of a grievance in one PDF, for whoever decides it next; and the draft orders that go with it.

Where the complainant asked for it, the identity is left out: what leaves this installation may lie on any table.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from ongikar.bangla.dates import bangla_date
from ongikar.cases.files import path_of
from ongikar.cases.pictures import may_be_drawn
from ongikar.clock.hours import in_dhaka
from ongikar.grievances import packets, steps
from ongikar.grievances.appeals import form_of
from ongikar.grievances.models import Decision, Grievance, GrievanceFile, Packet, Referral
from ongikar.ui.pdf import pdf_of

ANSWERS = {"yes": "হ্যাঁ", "no": "না", "unclear": "স্পষ্ট নয়"}


@dataclass(frozen=True)
class Shown:
    """A file of the grievance: a picture stands on a page of its own (`data`), anything else is attached inside.

    So is a picture too large to be drawn, which would take more memory than the machine has.
    """

    file: GrievanceFile
    data: str
    there: bool


def dossier_of(grievance: Grievance, *, at: datetime) -> bytes:
    """Complaint, turns, steps, answers, decisions, journal and files, in Bangla, with a line for the decision."""
    shown = [_shown(one) for one in grievance.files.filter(packet=None)]
    attached = [(one.file.name, path_of(one.file.pk)) for one in shown if one.there and not one.data]
    turns = [_Turn(turn) for turn in grievance.referrals.select_related("seat", "row")]
    context = {
        "office": grievance.office,
        "grievance": grievance,
        "who": None if grievance.identity_hidden else grievance.complainant,
        "concerned": list(grievance.concerned.all()),
        "turns": turns,
        "turn": turns[-1].turn,
        "moments": list(grievance.events.order_by("pk")),
        "files": shown,
        "made_at": at,
        "bangla_day": bangla_date(in_dhaka(at).date()),
    }
    return _pdf("letters/dossier.html", context, attached)


class _Turn:
    """A turn with what was done in it."""

    def __init__(self, turn: Referral) -> None:
        self.turn, self.form = turn, form_of(turn)
        self.steps = list(turn.steps.all())
        self.decisions = list(turn.decisions.all())
        answers = turn.scrutiny or {}
        self.scrutiny = [
            (question, ANSWERS.get(answers.get(str(n), ""), ""))
            for n, question in enumerate(steps.QUESTIONS, 1)
            if answers
        ]


def _shown(file: GrievanceFile) -> Shown:
    path = path_of(file.pk)
    if not path.is_file():
        return Shown(file, "", there=False)
    data = path.read_bytes()
    if not may_be_drawn(data, file.media_type):
        return Shown(file, "", there=True)
    return Shown(file, f"data:{file.media_type};base64,{base64.b64encode(data).decode()}", there=True)


def drafts_of(packet: Packet, *, at: datetime) -> dict[str, bytes]:
    """The draft orders by outcome, ready to be filled in and signed; none for a seat of the first tier."""
    if packet.seat.tier < 2:
        return {}
    grievance = packet.referral.grievance
    before = Decision.objects.filter(referral__grievance=grievance).last()
    context = {
        "office": grievance.office,
        "grievance": grievance,
        "seat": packet.seat,
        "turn": packet.referral,
        "own_motion": packet.referral.seat_id != packet.seat_id,
        "before": before,
        "made_at": at,
    }
    return {
        str(outcome): _pdf("letters/order.html", {**context, "outcome": str(outcome)}, []) for outcome in packets.DRAFTS
    }


def _pdf(template: str, context: dict[str, Any], attached: list[Any]) -> bytes:
    with translation.override("bn"):
        return pdf_of(render_to_string(template, {**context, "language": "bn", "pdf": True}), attached)
