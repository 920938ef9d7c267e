"""Reports on grievances: form গ-১ on screen and as files, each figure with its list, nobody's own among them."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree, html

from ongikar.figures.grievance_month import COLUMNS, PARTS
from ongikar.figures.grievance_sheets import COLUMNS_OF
from ongikar.grievances.appeals import appeal
from ongikar.grievances.models import Grievance, Outcome, decide
from ongikar.journal.authors import requester
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

MONTH = "/desk/reports/months/2026-11/"
REGISTERS = "/desk/reports/registers/"
LATER = moment("2026-11-30 10:00")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(LATER)
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def grievances(cast: Cast, gro: Posting) -> list[Grievance]:
    """One decided, one appealed, one open, one about the grievance officer himself."""
    by, at = gro.author(), moment("2026-11-24 10:00")
    made = [
        make_grievance(cast, key=f"g-{n}", subject=f"বিষয়{n}", medium=medium, named=(cast.head,))
        for n, medium in enumerate(("web", "call_centre", "letter"))
    ]
    for one in made[:2]:
        one.current.accept(by=by, at=NOW, scrutiny=NINE)
        decide(one.current, Outcome.ANSWER_OK, by=by, at=at, reasons="=HYPERLINK() সম্ভব নয়")
    appeal(made[1].current, appellant="complainant", grounds="না", by=requester("রহিমা"), at=at)
    return [*made, make_grievance(cast, key="own", subject="গোপনটি", named=(gro,))]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def found(text: str, path: str) -> Any:
    return html.fromstring(text).xpath(path)


def figures(text: str) -> list[list[str]]:
    """The numbers of each grid on a page."""
    tables = found(text, "//table[contains(@class, 'grid-')]")
    return [[cell.text_content().strip() for cell in table.xpath(".//tbody//td")] for table in tables]


@pytest.mark.clause("গ-১")
def test_the_grid_has_the_forms_columns_and_the_months_figures(grievances: list[Grievance]) -> None:
    shown = page(signed_in("gro"), MONTH)
    assert figures(shown)[0] == ["১", "১", "১", "০", "০", "৩", "২", "১", "০", "১", "৬৭"]
    assert figures(shown)[1] == ["০", "০", "০", "০", "০", "০", "০", "০", "–"]
    numbers = "".join(re.findall(r"(\([০-৯]+\))</th>", shown))
    assert numbers == "(১)(২)(৩)(৪)(৫)(৬)(৭)(৮)(৯)(১০)(১১)(১)(২)(৩)(৪)(৫)(৬)(৭)(৮)(৯)"
    above = figures(page(signed_in("ao"), MONTH))
    assert above[0] == [
        "১",
        "০",
        "০",
        "০",
        "০",
        "১",
        "০",
        "১",
        "০",
        "১",
        "০",
    ]  # about the grievance officer: here alone
    assert above[1] == ["১", "০", "০", "০", "১", "০", "১", "০", "০"]


@pytest.mark.parametrize("username", ["gro", "ao"])
def test_every_figure_opens_exactly_the_rows_it_counts(grievances: list[Grievance], username: str) -> None:
    client = signed_in(username)
    links = found(page(client, MONTH), "//table[contains(@class, 'grid-')]//td/a")
    assert len(links) == 10 + 8
    for link in links:
        rows = found(page(client, link.get("href")), "//table//tbody/tr")
        assert str(len(rows)).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) == link.text.strip()
    assert client.get(f"{MONTH}complaints/rate/").status_code == 404
    assert client.get(f"{MONTH}appeals/call_centre/").status_code == 404
    assert client.get("/desk/reports/months/2026-13/").status_code == 404
    assert client.get("/desk/reports/months/2027-01/").status_code == 404


@pytest.mark.parametrize("username", ["head", "officer", "clerk", "stranger", "gro"])
def test_whoever_is_complained_of_finds_it_in_no_count_list_or_file(grievances: list[Grievance], username: str) -> None:
    client = signed_in(username)
    hidden = ["গোপনটি"] if username == "gro" else ["গোপনটি", "বিষয়0", "বিষয়1", "বিষয়2"]
    columns = [(part, column) for part in PARTS for column in COLUMNS]
    lists = [f"{MONTH}{part}/{column}/" for part, column in columns if column in (*COLUMNS_OF[part], "running")]
    period = "?first=2026-11-01&last=2026-11-30"
    registers = [f"{REGISTERS}{part}/{what}{period}" for part in PARTS for what in ("", "register.csv")]
    for address in (MONTH, "/desk/reports/", f"{MONTH}report.csv", *lists, *registers):
        shown = page(client, address)
        assert not [word for word in hidden if word in shown], address
    if username != "gro":
        assert figures(page(client, MONTH))[0][:10] == ["০"] * 10


def test_the_files_say_the_same_and_hold_no_formula(grievances: list[Grievance]) -> None:
    client = signed_in("gro")
    csv = client.get(f"{MONTH}report.csv").content.decode()
    assert csv.startswith("\ufeff")
    assert "1,1,1,0,0,3,2,1,0,1,67" in csv
    assert "2026-11-24" in csv
    assert not [cell for cell in re.split(r"[,\n]", csv) if cell.lstrip('"').startswith(("=", "+", "@"))]
    pdf = client.get(f"{MONTH}report.pdf")
    assert pdf.content.startswith(b"%PDF")
    docx = client.get(f"{MONTH}report.docx")
    tree = document(docx.content)
    words = "".join(tree.itertext())
    assert "মাসিক প্রতিবেদন (ছক গ-১)" in words
    assert "৬৭" in words
    assert client.get(f"{MONTH}report.exe").status_code == 404
    assert client.get(f"{MONTH}report.docx").content == docx.content


def document(content: bytes) -> Any:
    """The body of a DOCX, whose every part is well-formed and whose tables keep to their columns."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    tree: Any = parts["word/document.xml"]
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for table in tree.iter(f"{w}tbl"):
        columns = len(list(table.iter(f"{w}gridCol")))
        for row in table.iter(f"{w}tr"):
            spans = [cell.find(f"{w}tcPr/{w}gridSpan") for cell in row.iter(f"{w}tc")]
            assert sum(1 if span is None else int(span.get(f"{w}val")) for span in spans) == columns
    return tree


@pytest.mark.clause("গ-২")
def test_the_registers_have_their_columns_and_a_row_for_each_turn(grievances: list[Grievance], gro: Posting) -> None:
    grievances[2].current.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(
        grievances[2].current, Outcome.SERVICE_GIVEN, by=gro.author(), at=NOW, reasons="দেওয়া হয়েছে",
        root_cause="লোকবল কম", prevention="বিকল্প রাখা",
    )  # fmt: skip
    client = signed_in("gro")
    shown = page(client, f"{REGISTERS}complaints/?first=2026-11-01&last=2026-11-30")
    heads = [cell.text for cell in found(shown, "//thead//th")]
    assert heads == [
        "ক্রম", "অভিযোগ নম্বর", "জাতীয় নম্বর", "তারিখ", "নাম, মোবাইল ও ই-মেইল", "মাধ্যম", "অভিযোগের ধরন", "সেবা", "বিষয়",
        "উৎপত্তির মূল কারণ", "নিষ্পত্তির তারিখ", "সিদ্ধান্ত", "পুনরাবৃত্তি রোধে পরামর্শ",
    ]  # fmt: skip
    assert len(found(shown, "//tbody/tr")) == 3
    for words in ("রহিমা খাতুন", "০১৭১২", "লোকবল কম", "বিকল্প রাখা", "৩৩৩ কল সেন্টার"):
        assert words in shown
    above = page(signed_in("ao"), f"{REGISTERS}appeals/?first=2026-11-01&last=2026-11-30")
    assert len(found(above, "//tbody/tr")) == 1
    assert "আপিলকারী" in above
    assert client.get(f"{REGISTERS}complaints/?first=2026-11-30&last=2026-11-01").status_code == 422
    assert client.get(f"{REGISTERS}others/").status_code == 404


def test_who_took_a_register_out_of_the_program_is_kept(grievances: list[Grievance], cast: Cast) -> None:
    client = signed_in("gro")
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        answer = client.get(f"{REGISTERS}complaints/register.{kind}?first=2026-11-01&last=2026-11-30")
        assert answer.content.startswith(begins)
    taken = cast.office.events.filter(verb="office.register_taken")
    assert [event.facts["kind"] for event in taken.order_by("pk")] == ["pdf", "docx", "csv"]


@pytest.mark.clause("6.1(জ)")
def test_the_national_number_stands_beside_ours_in_page_register_and_report(grievances: list[Grievance]) -> None:
    client, turn = signed_in("gro"), grievances[0].current
    act = f"/desk/grievances/{grievances[0].reference}/acts/national-number/"
    assert client.post(act, {"revision": turn.revision, "number": " "}).status_code == 422
    assert client.post(act, {"revision": turn.revision, "number": "GRS-2026-17"}).status_code == 302
    assert signed_in("head").post(act, {"revision": turn.revision, "number": "না"}).status_code == 404
    for address in (
        f"/desk/grievances/{grievances[0].reference}/",
        MONTH,
        f"{REGISTERS}complaints/",
        f"{MONTH}complaints/web/",
    ):
        assert "GRS-2026-17" in page(client, address)
