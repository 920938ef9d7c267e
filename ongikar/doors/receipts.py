"""What a receipt says, at whatever door it is handed out (parts/receipt.html)."""

from __future__ import annotations

from typing import Any

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code, tracking_link
from ongikar.charter.shelf import first_remedy
from ongikar.ui.qr import qr_data


def receipt_of(case: Case) -> dict[str, Any]:
    """Everything a receipt says; without a public address it carries the phone instead of link and QR."""
    link = tracking_link(case)
    return {
        "office": case.promise.edition.office,
        "case": case,
        "code": receipt_code(str(case.pk), case.link_number),
        "link": link,
        "qr": qr_data(link) if link else "",
        "attachments": list(case.attachments.all()),
        "remedy": first_remedy(case.promise.edition_id),
    }
