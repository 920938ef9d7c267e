"""PDFs: at most one request waits for one; the next gets the page to print; those of an edition are made once."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.references import receipt_code
from ongikar.charter.models import Edition
from ongikar.figures.models import SentReport
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Office
from ongikar.ui import pdf, printed
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.doors.test_following import opened
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

OFFICE = "/doict-joypurhat/"
CHARTER, FORM = f"{OFFICE}charter.pdf", f"{OFFICE}services/citizen-5/form.pdf"
BUSY, BUSY_EN = "এখন আরেকটি PDF তৈরি হচ্ছে", "Another PDF is being made just now"


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of which PDFs were made, instead of PDFs, which take seconds."""
    made: list[str] = []

    def pdf_of(html: str, attached: object = ()) -> bytes:
        made.append(html)
        return b"%PDF-1.4 " + html.encode()

    monkeypatch.setattr(pdf, "pdf_of", pdf_of)
    return made


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> Path:
    settings.PRINTED_DIR = tmp_path / "printed"
    return tmp_path / "printed"


@pytest.fixture
def busy() -> Iterator[None]:
    """Somebody waits for a PDF."""
    with pdf._asked_for:
        yield


def kept_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_while_one_waits_for_a_pdf_the_next_gets_the_page_to_print_and_the_one_after_a_pdf(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = []

    def pdf_of(html: str, attached: object = ()) -> bytes:
        meanwhile.append(Client().get(f"/en{FORM}"))
        return b"%PDF-1.4 made"

    monkeypatch.setattr(pdf, "pdf_of", pdf_of)
    assert client.get(CHARTER).content == b"%PDF-1.4 made"
    [answer] = meanwhile
    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert f'lang="en">{BUSY_EN}' in page
    assert "data-print" in page
    assert "<title>Application form for a service" in page
    monkeypatch.setattr(pdf, "pdf_of", lambda html, attached: b"%PDF-1.4 later")
    assert Client().get(FORM)["Content-Type"] == "application/pdf"


def _of_a_case(cast: Cast) -> Iterator[tuple[Client, str]]:
    case = make_case(cast)
    while tell_next(NOW):
        pass
    letter, desk = case.notices.earliest("pk"), signed_in("head")
    citizen = opened(case)
    yield citizen, f"/track/{case.reference}/receipt.pdf"
    yield citizen, f"/track/{case.reference}/letters/{letter.pk}.pdf"
    yield desk, f"/desk/cases/{case.reference}/letters/{letter.pk}.pdf"
    yield desk, f"/desk/cases/{case.reference}/slip/a5.pdf"
    yield desk, "/desk/registers/register.pdf?first=2026-11-01&last=2026-12-31"
    yield desk, "/desk/hearings/register.pdf?first=2026-11-01&last=2026-12-31"


def _of_a_grievance(cast: Cast) -> Iterator[tuple[Client, str]]:
    grievance = make_grievance(cast)
    while tell_next(NOW):
        pass
    number, letter = grievance.reference, grievance.notices.earliest("pk")
    citizen, desk = Client(), signed_in("gro")
    citizen.post(f"/grievances/{number}/code/", {"code": receipt_code(str(grievance.pk), 1)})
    yield citizen, f"/grievances/{number}/receipt.pdf"
    yield citizen, f"/grievances/{number}/letters/{letter.pk}.pdf"
    for end in ("receipt.pdf", "dossier.pdf", f"letters/{letter.pk}.pdf"):
        yield desk, f"/desk/grievances/{number}/{end}"
    for of in ("months/2026-11/report", "years/2026/report", "registers/complaints/register"):
        yield desk, f"/desk/reports/{of}.pdf?first=2026-11-01&last=2026-11-30"


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("of", [_of_a_case, _of_a_grievance])
def test_every_paper_at_every_door_is_a_page_to_print_where_somebody_waits_for_a_pdf(
    cast: Cast, of: Callable[[Cast], Iterator[tuple[Client, str]]], making: list[str]
) -> None:
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    for client, path in of(cast):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert BUSY in answer.content.decode(), path
    assert making == []


@pytest.mark.usefixtures("busy")
def test_a_grievance_typed_for_a_letter_comes_back_as_the_page_to_print(cast: Cast, client: Client) -> None:
    typed = {"subject": "সেবা পাইনি", "matter": "চার দিন পার হলো", "pdf": "1"}
    page = client.post(f"{OFFICE}grievance/letter/", typed).content.decode()
    assert BUSY in page
    assert "চার দিন পার হলো" in page


def test_a_pdf_that_cannot_be_made_is_the_page_to_print(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ongikar.ui.pdf.sys.executable", "/nonexistent")
    page = client.get(CHARTER).content.decode()
    assert "PDF তৈরি করা গেল না" in page
    assert "জনাব মোঃ নাজমুল হোসেন" in page


def test_charter_and_forms_are_made_once_in_each_language(cast: Cast, client: Client, making: list[str]) -> None:
    papers = [CHARTER, FORM, f"{FORM}?sample=1", f"/en{CHARTER}", f"/en{FORM}"]
    first = [client.get(path).content for path in papers]
    assert [Client().get(path).content for path in papers] == first
    assert len(making) == len(papers)


@pytest.mark.usefixtures("busy")
def test_what_was_made_is_given_also_while_somebody_waits_for_a_pdf(cast: Cast, client: Client) -> None:
    html = pdf._page("public/charter_paper.html", _context(), "bn", pdf=True)
    printed.keep(cast.edition.pk, html, b"%PDF-1.4 made")
    assert client.get(CHARTER).content == b"%PDF-1.4 made"


def _context() -> dict[str, object]:
    from ongikar.doors.public.views import charter_context

    return charter_context("doict-joypurhat")


def _another_phone(cast: Cast) -> None:
    Office.objects.filter(pk=cast.office.pk).update(name_bn="জেলা কার্যালয়, নওগাঁ")


def _another_edition(cast: Cast) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(state="superseded")
    Edition.objects.create(office=cast.office, state="published", drafted_at=NOW, published_at=NOW, title_bn="নতুন")


@pytest.mark.parametrize("change", [_another_phone, _another_edition])
def test_another_letterhead_or_edition_is_another_pdf(
    cast: Cast, client: Client, making: list[str], change: Callable[[Cast], None]
) -> None:
    first = client.get(CHARTER).content
    change(cast)
    assert client.get(CHARTER).content != first
    assert len(making) == 2


def test_another_font_or_program_makes_it_anew(
    cast: Cast, client: Client, making: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(CHARTER)
    monkeypatch.setattr(printed, "drawn_with", lambda: b"another font")
    client.get(CHARTER)
    assert len(making) == 2


def test_nothing_of_a_person_is_ever_kept(cast: Cast, kept: Path, making: list[str]) -> None:
    separate_grievance_officer(cast)
    for of in (_of_a_case, _of_a_grievance):
        for client, path in of(cast):
            assert client.get(path)["Content-Type"] == "application/pdf", path
    Client().post(f"{OFFICE}grievance/letter/", {"matter": "গোপন", "pdf": "1"})
    assert len(making) > 10
    assert kept_in(kept) == []


def test_a_full_disk_keeps_no_part_of_it_and_the_reader_has_his_pdf(
    cast: Cast, client: Client, kept: Path, making: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert client.get(CHARTER).content.startswith(b"%PDF")
    assert kept_in(kept) == []
    monkeypatch.undo()


def test_where_the_disk_is_nearly_full_nothing_is_kept(
    cast: Cast, client: Client, kept: Path, making: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "LEAST_FREE", 2**80)
    assert client.get(CHARTER).content.startswith(b"%PDF")
    assert kept_in(kept) == []


def test_past_its_ceiling_what_a_kill_left_leaves_first_and_then_what_nobody_asked_for_the_longest(
    kept: Path, settings: Settings
) -> None:
    made = {html: b"%PDF-1.4 ".ljust(100, html.encode()) for html in "abc"}
    settings.PRINTED_BYTES = 200
    for html in "ab":
        printed.keep(1, html, made[html])
    (kept / "1" / "left.0.part").write_bytes(b"%PDF-1.4 ha")
    for path in kept_in(kept):
        os.utime(path, (0, 0))
    assert printed.found(1, "a") == made["a"]
    printed.keep(2, "c", made["c"])
    assert [printed.found(1, "a"), printed.found(1, "b"), printed.found(2, "c")] == [made["a"], None, made["c"]]
    assert len(kept_in(kept)) == 2


def test_a_report_is_sent_while_readers_hold_the_pdfs_and_a_second_sender_keeps_what_he_typed(
    cast: Cast, making: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    appeal_officer_inside(cast)
    separate_grievance_officer(cast)
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-12-01 10:00"))
    desk, path = signed_in("gro"), "/desk/reports/months/2026-11/sending/"
    typed = {"to": "উপপরিচালক (প্রশাসন)", "how": "ই-মেইলে", "memo_no": "স্মারক-৫১২"}
    with pdf._to_be_filed:
        answer = desk.post(path, typed)
        assert answer.status_code == 422
        assert all(words in answer.content.decode() for words in ("একটু পরে আবার", *typed.values()))
    with pdf._asked_for:
        assert desk.post(path, typed).status_code == 302
    assert SentReport.objects.count() == 1
