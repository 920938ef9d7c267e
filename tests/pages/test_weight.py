"""What a phone loads on its first visit of a citizen page: 26 kB before the font, 75 kB with it, as sent."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from bench.browser import Answer, first_visit
from bench.report import BEFORE_FONT, WITH_FONT
from ongikar.figures.models import Release
from tests.cast import NOW, Cast, make_case
from tests.doors.test_asking import ASK, HOME
from tests.pages.test_statements import opened

PACKED = (".css", ".js", ".svg", ".html")


class Phone:
    """A browser that asks the program itself, and takes its static files as they would be sent."""

    base = "http://testserver"

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str) -> Answer:
        if not path.startswith("/static/"):
            answer = self.client.get(path, headers={"accept-encoding": "gzip"})
            sent = answer.content
            plain = gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent
            return Answer(answer.status_code, dict(answer.headers), len(sent), plain)
        found = finders.find(path.removeprefix("/static/"))
        assert found, path
        whole = Path(str(found)).read_bytes()
        return Answer(200, {}, len(gzip.compress(whole) if path.endswith(PACKED) else whole), whole)


@pytest.mark.parametrize(
    "path", [HOME, f"{HOME}kept/", f"{HOME}services/citizen-5/", f"{HOME}services/institutional-10/", ASK, "/track/"]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_first_visit_is_light(cast: Cast, client: Client, prefix: str, path: str) -> None:
    assert_light(Phone(client), prefix + path)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_receipt_and_the_page_of_a_case_are_light(cast: Cast, prefix: str) -> None:
    case = make_case(cast)
    for page in ("", "receipt/"):
        assert_light(Phone(opened(case)), f"{prefix}/track/{case.reference}/{page}")


def assert_light(phone: Phone, path: str) -> None:
    visit = first_visit(phone, path)
    before = visit["page"] + visit["assets"]
    assert before <= BEFORE_FONT, visit
    assert before + visit["fonts"] <= WITH_FONT, visit


def test_the_home_page_is_light_with_the_bar_of_a_released_month(cast: Cast, client: Client) -> None:
    said = {"office": cast.office, "first_day": "2026-10-01", "by": cast.head, "at": NOW}
    Release.objects.create(counted=12, kept=11, days=2.5, reasons="বন্যা", **said)
    assert_light(Phone(client), HOME)
