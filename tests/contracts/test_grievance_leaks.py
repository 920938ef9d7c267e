"""Nobody sees a grievance but whoever decides it: every role at every address that could show one."""

from __future__ import annotations

import pytest
from django.test import Client

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.cases.files import receive
from ongikar.grievances.lodging import lodge
from ongikar.grievances.models import Complainant, Grievance
from tests.cast import NOW, PASSWORD, Cast, build_cast, make_case
from tests.grievances.world import appeal_officer_inside, complaint, separate_grievance_officer

WORDS = ("কালো বিড়ালের কথা", "গোপন অভিযোগকারী", "কালোবিড়াল.pdf")
LISTS = ("/desk/grievances/", "/desk/", "/desk/notices/", "/desk/figures/", "/desk/registers/", "/desk/calls/")
VIEWERS = ("head", "officer", "clerk", "stranger", "administrator", "ao", "gro", "")
DECIDES = "gro"

# Addresses that show one grievance or lists of them; the walk of test_leaks.py demands that each stands somewhere.
AT_THE_DESK = {
    "grievances", "step", "step_file", "grievance", "grievance_file", "grievance_act", "grievance_receipt",
    "grievance_receipt_pdf", "grievance_register", "grievance_seats", "grievance_letter", "grievance_letter_pdf",
    "grievance_letter_handing", "grievance_reading", "grievance_correction",
    "hearings", "hearing_rule", "hearings_csv", "hearings_pdf", "hearing", "hearing_entry", "hearing_grievance",
    "media_reports", "new_media_report", "suggestions", "new_suggestion", "suggestion", "suggestion_slip",
    "blacklist", "grievance_causes", "recommendations", "nudges", "nudging", "nudge_letter", "nudge_letter_pdf",
}  # fmt: skip
AT_THE_DESK |= {
    "appeal_register", "step_appeal", "outside", "packet", "packet_letter", "packet_posted", "packet_revocation",
    "packet_file", "grievance_dossier", "coordination", "coordination_file",
}  # fmt: skip
AT_THE_DESK |= {
    "grievance_paper",
    "grievance_paper_pdf",
    "step_paper_pdf",
    "memo_numbering",
}  # notices/test_official.py
BY_REFERENCE = {"citizen:grievance", "citizen:grievance_link", "citizen:grievance_code", "citizen:grievance_one_tap"}
BY_REFERENCE |= {"citizen:suggestion", "citizen:suggestion_code"}
BY_REFERENCE |= {"citizen:outside_answer"}
BY_CODE = {
    "citizen:grievance_receipt", "citizen:grievance_receipt_pdf", "citizen:grievance_information",
    "citizen:grievance_answer", "citizen:grievance_withdrawal", "citizen:grievance_appeal",
    "citizen:grievance_told", "citizen:grievance_told_pdf",
    "citizen:grievance_reopening", "citizen:grievance_rating", "citizen:grievance_reminder", "citizen:grievance_file",
}  # fmt: skip
BY_CODE |= {"citizen:grievance_barring", "citizen:grievance_paper", "citizen:grievance_closing"}
LODGING = {"citizen:suggesting", "citizen:lodge", "citizen:grievance_letter"}
LODGING |= {"citizen:suggesting_next", "citizen:lodge_next", "citizen:suggestion_closing"}


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def grievance(cast: Cast) -> Grievance:
    """Against the head, who gives every service; the seat of the first tier is another officer's."""
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    return lodge(
        complaint(cast, case=make_case(cast), subject=WORDS[0], matter=WORDS[0]),
        complainant=Complainant(name=WORDS[1], mobile="+8801712345678"),
        documents=[receive(WORDS[2], b"%PDF-1.4 x")],
        intake_key="leak",
        at=NOW,
    )


def client_of(username: str) -> Client:
    client = Client()
    if username:
        assert client.post("/desk/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302
    return client


def leaks(page: str, grievance: Grievance) -> list[str]:
    numbers = (grievance.reference, in_threes(grievance.reference), to_bangla(in_threes(grievance.reference)))
    return [word for word in (*WORDS, *numbers) if word in page]


@pytest.mark.parametrize("username", VIEWERS)
def test_only_whoever_decides_opens_lists_and_acts(grievance: Grievance, username: str) -> None:
    client, sees = client_of(username), username == DECIDES
    base = f"/desk/grievances/{grievance.reference}/"
    assert (client.get(base).status_code == 200) is sees
    file = grievance.files.get()
    assert (client.get(f"{base}files/{file.pk}/").status_code == 200) is sees
    acted = client.post(f"{base}acts/acceptance/", {}).content.decode()
    assert sees or not leaks(acted.replace(base, ""), grievance)
    for address in LISTS:
        page = client.get(address).content.decode()
        assert not leaks(page, grievance) or (sees and address == "/desk/grievances/"), (username, address)
    found = client.post("/desk/", {"words": grievance.reference}).content.decode()
    assert not [word for word in WORDS if word in found]


def test_the_reference_shows_stage_and_dates_and_nothing_else(grievance: Grievance) -> None:
    page = Client().get(f"/grievances/{grievance.reference}/").content.decode()
    assert not [word for word in WORDS if word in page]
    for shut in ("receipt/", "receipt.pdf", f"files/{grievance.files.get().pk}/"):
        answer = Client().get(f"/grievances/{grievance.reference}/{shut}", follow=True)
        assert not [word for word in WORDS if word in answer.content.decode("utf8", "replace")]
    for act in ("withdrawal/", "appeal/", "reopening/", "rating/", "information/"):
        answer = Client().post(f"/grievances/{grievance.reference}/{act}", {})
        assert answer.status_code == 403
        assert not [word for word in WORDS if word in answer.content.decode()]
    grievance.refresh_from_db()
    assert grievance.current.is_open
