"""What a receipt says, at whatever door it is handed out (parts/receipt.html, grievances/receipt.html)."""

from __future__ import annotations

from typing import Any

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code, tracking_link
from ongikar.charter.shelf import first_remedy
from ongikar.grievances import remedies
from ongikar.grievances.admissibility import advice
from ongikar.grievances.forwarding import APPEAL_OFFICER
from ongikar.grievances.models import Grievance
from ongikar.grievances.seats import reached_of
from ongikar.offices.reaching import reached_at
from ongikar.ui.qr import qr_data


def receipt_of(case: Case) -> dict[str, Any]:
    """Everything a receipt says; without a public address it carries the phone instead of link and QR."""
    link = tracking_link(case)
    return {
        "office": case.promise.edition.office,
        "case": case,
        "reached": reached_at(case.office, case.post),
        "code": receipt_code(str(case.pk), case.link_number),
        "link": link,
        "qr": qr_data(link) if link else "",
        "attachments": list(case.attachments.all()),
        "remedy": first_remedy(case.promise.edition_id),
    }


def receipt_of_grievance(grievance: Grievance) -> dict[str, Any]:
    """Everything the receipt of a grievance says (6.1(ছ)); where the program sent it up at once, why and to whom.

    It is of the turn that the filing opened, whatever turns have come since.
    """
    turns = list(grievance.turns_by(grievance.filed_at).select_related("seat__post", "row"))
    sent_up = [turn for turn in turns if turn.opened_by == turn.Opened.CONFLICT]
    link = tracking_link(grievance, at="g")
    return {
        "office": grievance.edition.office,
        "grievance": grievance,
        "turn": turns[-1],
        "reached": reached_of(turns[-1]),
        "sent_up": sent_up,
        "about_appeal_officer": grievance.events.filter(facts__because=APPEAL_OFFICER).exists(),
        "code": receipt_code(str(grievance.pk), grievance.link_number),
        "link": link,
        "qr": qr_data(link) if link else "",
        "attachments": list(grievance.files.brought()),
        "advice": advice(grievance.case, at=grievance.filed_at) if grievance.case else None,
        "outside": remedies.ways(*remedies.OUTSIDE) if grievance.sealed else [],
        "next": turns[-1].row,
    }
