"""Registers: a period on the screen, on paper and as CSV, of what one sees, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from ongikar.cases.mistakes import mark_duplicate
from ongikar.cases.models import Case
from ongikar.doors.desk import registers
from ongikar.offices.models import OfficeEvent
from ongikar.ui.csv_lines import defused
from tests.cast import Cast, make_case, moment
from tests.doors.desk import signed_in

PERIOD = "?first=2026-11-01&last=2026-11-30"
CSV, PDF = f"/desk/registers/register.csv{PERIOD}", f"/desk/registers/register.pdf{PERIOD}"


def table(client: Client, path: str = CSV) -> list[list[str]]:
    text = b"".join(client.get(path)).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def made(cast: Cast) -> None:
    """One in time, one late, one open, one of the month before, one written twice."""
    for key, at in (("a", "2026-11-02 10:00"), ("b", "2026-11-03 10:00"), ("c", "2026-11-30 22:59")):
        make_case(cast, "institutional-1", key=key, at=moment(at), name=f"আবেদনকারী {key}")
    make_case(cast, key="before", at=moment("2026-10-31 23:59"), name="আগের মাসের")
    twice = make_case(cast, "institutional-1", key="d", at=moment("2026-11-30 23:59"), name="দুবার লেখা")
    a, b, c = Case.objects.filter(intake_key__in="abc").order_by("intake_key")
    a.deliver(by=cast.head.author(), at=moment("2026-11-04 10:00"), text="দেওয়া হলো")
    b.deliver(by=cast.head.author(), at=moment("2026-11-25 10:00"), text="দেওয়া হলো")
    mark_duplicate(twice, of=c, by=cast.head.author(), at=moment("2026-11-30 23:59"))


def test_the_rows_of_a_period_stand_in_the_order_received(cast: Cast) -> None:
    made(cast)
    head, *rows = table(signed_in("clerk"))
    assert head[1] == "আবেদন নম্বর"
    assert [row[3] for row in rows] == ["আবেদনকারী a", "আবেদনকারী b", "আবেদনকারী c", "দুবার লেখা"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert [row[9] for row in rows] == ["2026-11-04", "2026-11-25", "", ""]
    assert [row[11] for row in rows][:2] == ["", "সময়ের পরে"]
    assert rows[0][8] == "2026-11-09"
    assert rows[3][10] == "ভুলে লেখা হয়েছিল; গণনায় নেই"


def test_the_screen_and_the_paper_show_the_same(cast: Cast) -> None:
    made(cast)
    client = signed_in("head")
    page = client.get(f"/desk/registers/{PERIOD}").content.decode()
    assert "৪টি" in page
    assert page.count("আবেদনকারী ") >= 3
    assert "আগের মাসের" not in page
    paper = client.get(PDF)
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_one_takes_what_one_sees_and_the_taking_is_kept(cast: Cast) -> None:
    made(cast)
    assert len(table(signed_in("officer"))) == 1
    assert len(table(signed_in("stranger"))) == 1
    assert Client().get(CSV).status_code == 302
    taken = OfficeEvent.objects.filter(verb="office.register_taken").order_by("pk")
    assert [event.by_posting for event in taken] == [cast.officer, cast.stranger]
    assert taken[0].facts == {"first": "2026-11-01", "last": "2026-11-30", "kind": "csv"}


@pytest.mark.parametrize("name", ["=1+1", "+88", "-1", "@cmd", " =HYPERLINK(1)", "\t=1", "\u00a0=1"])
def test_no_cell_is_a_formula(cast: Cast, name: str) -> None:
    assert defused(name) == f"'{name}"
    make_case(cast, name=name, at=moment("2026-11-02 10:00"))
    assert table(signed_in("clerk"))[1][3].startswith("'")


def test_commas_quotes_and_lines_stay_in_their_cell(cast: Cast) -> None:
    make_case(cast, name='ক, "খ"\nগ', at=moment("2026-11-02 10:00"))
    assert table(signed_in("clerk"))[1][3] == 'ক, "খ"\nগ'


@pytest.mark.parametrize(
    "period", ["?first=2026-11-30&last=2026-11-01", "?first=আজ&last=2026-11-01", "?first=2026-11-01", "?last=x\x00"]
)
def test_a_period_that_is_none_is_told_so_and_stays_typed(cast: Cast, period: str) -> None:
    answer = signed_in("clerk").get(f"/desk/registers/{period}")
    assert answer.status_code == 422
    assert "কিছু ঠিক করা দরকার" in answer.content.decode()
    assert signed_in("clerk").get(f"/desk/registers/register.csv{period}").status_code == 302


def test_without_a_period_it_is_this_month(cast: Cast) -> None:
    assert signed_in("clerk").get("/desk/registers/").status_code == 200


def test_what_is_too_long_for_one_paper_is_said_and_the_file_has_it_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(cast)
    monkeypatch.setattr(registers, "ON_PAPER", 3)
    client = signed_in("clerk")
    assert "ছোট সময় ধরুন" in client.get(f"/desk/registers/{PERIOD}").content.decode()
    assert client.get(PDF).status_code == 302
    assert len(table(client)) == 5


def test_a_reopened_case_says_so_and_its_second_answer_counts(cast: Cast) -> None:
    case: Any = make_case(cast, "institutional-1", at=moment("2026-11-02 10:00"))
    case.deliver(by=cast.head.author(), at=moment("2026-11-03 10:00"), text="দেওয়া হলো")
    case.reopen(by=cast.head.author(), at=moment("2026-11-04 10:00"), reason="ভুল ছিল")
    [row] = table(signed_in("clerk"))[1:]
    assert (row[9], row[11]) == ("", "সময়ের পরে; আবার খোলা")  # the second clock has run out by now
