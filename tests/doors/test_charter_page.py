"""The public page of the charter is the whole document, in its own order and words; so is its PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.test import Client

from ongikar.bangla.normal import normal_form
from tests.cast import Cast
from tests.doors import seed
from tests.doors.copying import copied, folded

CHARTER = "/doict-joypurhat/charter"


def article(client: Client, prefix: str = "") -> Any:
    """The charter on its page."""
    page: Any = lxml.html.fromstring(client.get(f"{prefix}{CHARTER}/").content.decode())
    return page.find(".//article")


@pytest.mark.clause("9(ঘ)")
def test_every_row_of_every_table_stands_as_printed(cast: Cast, client: Client) -> None:
    shown = [[normal_form(cell.text_content()) for cell in row] for row in article(client).iter("tr")]
    assert shown == seed.rows()


def test_every_line_stands_in_its_order(cast: Cast, client: Client) -> None:
    words = " ".join(normal_form(article(client).text_content()).split())
    place = 0
    for line in seed.lines():
        place = words.find(line, place)
        assert place >= 0, line
        place += len(line)


def test_nothing_stands_in_it_that_was_not_printed(cast: Cast, client: Client) -> None:
    printed, shown = " ".join(seed.lines()), normal_form(article(client).text_content())
    assert sorted(shown.split()) == sorted(printed.split())


@pytest.mark.parametrize("heading", ["২.১) নাগরিক সেবা", "২.২) প্রাতিষ্ঠানিক সেবা", "২.৩) অভ্যন্তরীণ সেবা"])
def test_each_table_has_its_heading(cast: Cast, client: Client, heading: str) -> None:
    assert [h.text_content() for h in article(client).iter("h3")].count(heading) == 1


def test_the_english_side_shows_a_whole_charter_too(cast: Cast, client: Client) -> None:
    page = article(client, "/en")
    assert len(list(page.iter("tr"))) == len(seed.rows())
    assert page.xpath(".//*[@lang='bn']") == []


def test_an_edition_that_was_superseded_says_so_and_offers_no_asking(cast: Cast, client: Client) -> None:
    edition = cast.edition
    type(edition).objects.filter(pk=edition.pk).update(state="superseded")
    page = client.get(f"{CHARTER}/{edition.pk}/").content.decode()
    assert "এটি আগের সংস্করণ" in page
    assert "/services/" not in page
    assert client.get(f"{CHARTER}/").status_code == 404


def test_the_pdf_copies_right(cast: Cast, client: Client, tmp_path: Path) -> None:
    answer = client.get(f"{CHARTER}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = copied(answer.content, tmp_path)
    printed = [*seed.sentences(), *(cell for row in seed.rows() for cell in row)]
    assert [words for words in printed if folded(words) not in text] == []
