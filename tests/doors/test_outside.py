"""The pages of a tier outside: the answer by link, the packet to print, the order keyed in, and who sees what."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.cases import pictures
from ongikar.cases.files import receive
from ongikar.cases.references import receipt_code
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Grievance, Packet, TierSeat
from ongikar.grievances.outside import new_link
from ongikar.grievances.seats import COORDINATOR
from ongikar.notices import dossier
from ongikar.notices.packing import pack_next
from ongikar.notices.tell import tell_next
from ongikar.ui.pdf import pdf_of
from tests.addresses import confirmed
from tests.cast import NOW, Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import (
    MATTER,
    appeal_officer_inside,
    make_grievance,
    separate_grievance_officer,
)

DESK = "/desk/grievances/outside/"
ORDER = {"outcome": "directed", "text": "সাত দিনে সেবা দিন", "signed_by": "উপপরিচালক (প্রশাসন)", "memo_no": "স্মারক-৯"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    for place in ("ongikar.notices.dossier.pdf_of", "ongikar.ui.pdf.pdf_of"):
        monkeypatch.setattr(place, lambda html, attached=(): b"%PDF-1.4 " + html.encode())
    set_to(NOW)
    return set_to


@pytest.fixture
def packet(cast: Cast) -> Packet:
    """A complaint about the head, who sits at the first tier: before the seat outside the same day, on paper."""
    turn = make_grievance(cast, named=(cast.head,)).current
    while pack_next(NOW) or tell_next(NOW):
        pass
    return turn.packets.get()


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("আদেশ.pdf", b"%PDF-1.4 order")


def opened(grievance: Grievance) -> Client:
    client = Client()
    code = receipt_code(str(grievance.pk), grievance.link_number)
    assert client.post(f"/grievances/{grievance.reference}/code/", {"code": code}).status_code == 302
    return client


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_of_the_link_shows_number_dates_and_outcomes_and_no_matter(packet: Packet, language: str) -> None:
    page = Client().get(f"{language}/answers/{new_link(packet, at=NOW)}/")
    text = page.content.decode()
    assert text.count('name="outcome"') == 3
    for hidden in (MATTER, packet.referral.grievance.subject, "রহিমা", "নাজমা"):
        assert hidden not in text
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert packet.referral.grievance.current.is_open


@pytest.mark.clause("7.2")
def test_the_answer_by_link_is_taken_once_and_the_complainant_sees_order_and_original(packet: Packet) -> None:
    path = f"/answers/{new_link(packet, at=NOW)}/"
    incomplete = Client().post(path, {**ORDER, "outcome": "", "documents": [scan()]})
    assert (incomplete.status_code, ORDER["text"] in incomplete.content.decode()) == (422, True)
    assert Client().post(path, {**ORDER, "documents": [scan()]}).status_code == 200
    again = Client().post(path, ORDER)
    assert (again.status_code, "আর খোলে না" in again.content.decode()) == (404, True)
    grievance = packet.referral.grievance
    citizen = opened(grievance)
    page = citizen.get(f"/grievances/{grievance.reference}/").content.decode()
    for shown in (ORDER["text"], ORDER["signed_by"], "মূল আদেশ", "আদেশ.pdf"):
        assert shown in page
    original = packet.files.get(decision__isnull=False)
    got = citizen.get(f"/grievances/{grievance.reference}/files/{original.pk}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 order"  # type: ignore[attr-defined]
    sent = packet.files.filter(decision=None).first()
    assert citizen.get(f"/grievances/{grievance.reference}/files/{sent.pk}/").status_code == 404  # type: ignore[union-attr]


def test_an_old_or_wrong_link_says_what_to_do_instead(packet: Packet, clock: Any) -> None:
    path = f"/answers/{new_link(packet, at=NOW)}/"
    clock(NOW + timedelta(days=91))
    for gone in (path, "/answers/nothing/"):
        page = Client().get(gone)
        assert page.status_code == 404
        assert "ডাকে বা ই-মেইলে পাঠান" in page.content.decode()


@pytest.mark.clause("7.2")
def test_a_clerk_prints_the_packet_writes_that_it_went_and_keys_the_order_in(packet: Packet) -> None:
    desk, path = signed_in("clerk"), f"{DESK}{packet.pk}/"
    assert packet.referral.grievance.reference[:3] in desk.get(DESK).content.decode().translate(BANGLA)
    page = desk.get(path).content.decode()
    assert MATTER not in page
    for file in packet.files.all():
        assert desk.get(f"{path}files/{file.pk}/").status_code == 200
    assert desk.get(f"{path}letter.pdf").headers["Content-Type"] == "application/pdf"
    assert desk.post(f"{path}posting/").status_code == 302
    assert "ছাপিয়ে দেওয়া হয়েছে" in desk.get(path).content.decode()
    assert desk.post(path, ORDER).status_code == 422  # without its scan
    assert desk.post(path, {**ORDER, "documents": [scan()]}).status_code == 302
    assert packet.referral.grievance.current.decisions.get().by_name.startswith("উপপরিচালক")
    assert "এই ধাপের কাজ শেষ" in desk.get(path).content.decode()


BANGLA = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


@pytest.mark.parametrize("username", ["head", "stranger"])
def test_whoever_is_complained_of_and_other_offices_find_nothing_there(packet: Packet, username: str) -> None:
    desk, path = signed_in(username), f"{DESK}{packet.pk}/"
    assert f"/outside/{packet.pk}/" not in desk.get(DESK).content.decode()
    assert desk.get(path).status_code == 404
    assert desk.get(f"{path}letter.pdf").status_code == 404
    assert desk.post(path, {**ORDER, "documents": [scan()]}).status_code == 404
    assert desk.post(f"{path}revocation/").status_code == 404
    for file in packet.files.all():
        assert desk.get(f"{path}files/{file.pk}/").status_code == 404


def test_where_nobody_has_to_print_it_the_file_is_opened_by_nobody_who_had_it_not(cast: Cast) -> None:
    confirmed("ddadmin@doict.gov.bd")
    packet = make_grievance(cast, named=(cast.head,)).current.packets.get()
    while pack_next(NOW):
        pass
    file = packet.files.first()
    assert file
    assert signed_in("clerk").get(f"{DESK}{packet.pk}/files/{file.pk}/").status_code == 404


def test_what_somebody_here_had_is_his_to_keep_and_no_colleagues(cast: Cast) -> None:
    separate_grievance_officer(cast)
    turn = make_grievance(cast, named=(cast.head,)).current
    after = moment("2027-01-05 09:00")
    lapse_next(after)
    packet = turn.packets.get()
    assert signed_in("gro").get(f"{DESK}{packet.pk}/").status_code == 200
    for username in ("clerk", "officer", "head"):
        assert signed_in(username).get(f"{DESK}{packet.pk}/").status_code == 404


def test_the_link_is_revoked_at_the_desk(packet: Packet) -> None:
    token = new_link(packet, at=NOW)
    desk = signed_in("clerk")
    assert "লিংক বাতিল করুন" in desk.get(f"{DESK}{packet.pk}/").content.decode()
    assert desk.post(f"{DESK}{packet.pk}/revocation/").status_code == 302
    assert Client().get(f"/answers/{token}/").status_code == 404


@pytest.mark.clause("5.2")
def test_the_appeal_officer_opens_the_whole_file_of_what_lapsed_and_the_coordinator_does_not(
    cast: Cast, clock: Any
) -> None:
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    after = moment("2027-01-05 09:00")
    grievance = make_grievance(cast, named=(cast.head,))
    path = f"/desk/grievances/{grievance.reference}/dossier.pdf"
    assert signed_in("ao").get(path).status_code == 404
    lapse_next(after)
    clock(after)
    file = signed_in("ao").get(path)
    assert MATTER.encode() in file.content
    TierSeat.objects.create(office=cast.office, tier=COORDINATOR, post=cast.officer.post, title="জেলা প্রশাসক")
    for username in ("head", "officer", "clerk", "stranger"):
        assert signed_in(username).get(path).status_code == 404


@pytest.mark.usefixtures("db")
def test_the_file_is_one_pdf_with_images_at_its_end_and_papers_inside(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ongikar.grievances.lodging import lodge
    from ongikar.grievances.models import Complainant
    from tests.grievances.world import complaint

    monkeypatch.setattr(dossier, "pdf_of", pdf_of)
    grievance = lodge(
        complaint(cast), complainant=Complainant(mobile="+8801712345678"), intake_key="files", at=NOW,
        documents=[receive("ছবি.png", PIXEL), receive("পত্র.pdf", b"%PDF-1.4 x"), receive("ভাঙা.jpg", b"\xff\xd8\xff")],
    )  # fmt: skip
    made = dossier.dossier_of(grievance, at=NOW)
    assert made.startswith(b"%PDF")
    assert b"/EmbeddedFile" in made
    assert b"/Image" in made
    monkeypatch.setattr(pictures, "MOST_DOTS", 0)
    without = dossier.dossier_of(grievance, at=NOW)
    assert b"/Image" not in without
    assert len(re.findall(rb"/EmbeddedFile\b", without)) > len(re.findall(rb"/EmbeddedFile\b", made))  # attached


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
