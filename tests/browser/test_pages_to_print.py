"""The page to print that stands in for a PDF (ui.pdf), as a browser shows and prints it."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Route

from ongikar.ui import pdf
from tests.browser.conftest import PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.cast import build_cast
from tests.doors.desk import signed_in

PAPERS = (
    "/doict-joypurhat/charter.pdf",
    "/en/doict-joypurhat/services/institutional-8/form.pdf",
    "/desk/registers/register.pdf?first=2026-11-01&last=2026-12-31",
    "/desk/reports/months/2026-11/report.pdf",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAPERS)
def test_it_fits_a_phone_is_sound_and_prints_without_the_sentence(open_page: Open, site: str, path: str) -> None:
    build_cast()
    with pdf._asked_for:
        answer = (signed_in("head") if "/desk/" in path else Client()).get(path)
    page = open_page(viewport=PHONE)

    def stand_in(route: Route) -> None:
        route.fulfill(body=answer.content, content_type=answer["Content-Type"])

    page.route(site + path, stand_in)
    page.goto(site + path)
    assert page.is_visible("[role=status]")
    assert page.is_visible("[data-print]")
    assert_fits(page)
    assert_accessible(page)
    page.emulate_media(media="print")
    assert not page.is_visible("[role=status]")
