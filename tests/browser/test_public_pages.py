"""Every public page: wide enough for a phone, sound for everybody, in light and dark, and light to load."""

from __future__ import annotations

import gzip
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.asking import ASK, HOME, PERSON, file_one, fill_in, send
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits

PAGES = {
    "home": HOME,
    "limit with a number": f"{HOME}services/institutional-8/",
    "limit without a number": f"{HOME}services/citizen-5/",
    "by order": f"{HOME}services/citizen-6/",
    "form": f"{HOME}services/institutional-2/ask/",
    "charter": f"{HOME}charter/",
    "paper form": f"{HOME}services/institutional-8/form/",
    "filled form": f"{HOME}services/citizen-5/form/?sample=1",
    "upazila": "/doict-kalai-joypurhat/",
    "track": "/track/",
    "patterns": "/ui/patterns/",
}
REFUSED = {"nothing here": "/nowhere/", "sign in first": f"{HOME}services/internal-2/ask/"}


def look_at(page: Page) -> None:
    """On a phone by day, and on a desk by night, everything on the page laid open."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert_fits(page)
    assert_accessible(page)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark")
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_fits_and_is_sound(open_page: Open, site: str, name: str) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{site}/en{PAGES[name]}")
    assert_fits(page)
    page.goto(site + PAGES[name])
    look_at(page)


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_fits_and_is_sound(open_page: Open, site: str, name: str) -> None:
    page = open_page(viewport=PHONE, refusals=True)
    page.goto(site + REFUSED[name])
    look_at(page)


def test_what_was_found_and_what_was_not(open_page: Open, site: str) -> None:
    page = open_page(viewport=PHONE)
    page.goto(site + HOME)
    for words, shown in (("proshikkhon", "প্রশিক্ষণ"), ("zzzz", "কোনো সেবা পাওয়া যায়নি")):
        page.fill("[name=words]", words)
        page.press("[name=words]", "Enter")
        page.wait_for_load_state()
        assert shown in page.inner_text("main")
        assert_fits(page)
        assert_accessible(page)


def test_a_wrong_form_says_what_to_put_right_and_keeps_the_rest(open_page: Open, site: str) -> None:
    page = open_page(viewport=PHONE, refusals=True)
    page.goto(f"{site}{HOME}services/institutional-2/ask/")
    page.fill("[name=matter]", "কর্মশালা চাই")
    send(page)
    assert page.evaluate("document.activeElement.id") == "errors"
    assert page.input_value("[name=matter]") == "কর্মশালা চাই"
    look_at(page)
    page.click("#errors a >> nth=0")
    assert page.evaluate("document.activeElement.name") == "institution"


def test_the_receipt_and_the_pages_of_a_case(open_page: Open, site: str) -> None:
    page = open_page(viewport=PHONE)
    reference, _ = file_one(page, site)
    look_at(page)
    for path in (f"/track/{reference}/", f"/en/track/{reference}/receipt/"):
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        page.goto(site + path)
        look_at(page)
    stranger = open_page(viewport=PHONE)
    stranger.goto(f"{site}/track/{reference}/")
    look_at(stranger)


def test_a_stale_form_gives_back_what_was_typed(open_page: Open, site: str) -> None:
    page = open_page(viewport=PHONE, refusals=True)
    page.goto(site + ASK)
    fill_in(page)
    page.context.clear_cookies()
    send(page)
    assert page.input_value("[name=matter]") == PERSON["matter"]
    look_at(page)
    send(page)
    assert "/receipt/" in page.url


def test_a_receipt_prints_on_one_sheet(open_page: Open, site: str, tmp_path: Path) -> None:
    page = open_page()
    file_one(page, site)
    page.emulate_media(media="print")
    assert not page.is_visible(".menu")
    assert not page.is_visible(".notice")
    assert page.is_visible(".weeks") or page.evaluate("document.querySelector('details').open") is False
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


FIRST_VISITS = {
    name: path for name, path in PAGES.items() if name not in ("by order", "filled form", "upazila", "patterns")
}


@pytest.mark.parametrize("name", FIRST_VISITS)
def test_a_first_visit_is_light(chromium: Browser, site: str, name: str) -> None:
    """As sent, head and body: at most 26 kB in 4 requests before the font, 75 kB with it."""
    context = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    sent: dict[str, tuple[str, float]] = {}
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda e: sent.update({e["requestId"]: (e["response"]["url"], 0)}))
    network.on(
        "Network.loadingFinished",
        lambda e: sent.update({e["requestId"]: (sent[e["requestId"]][0], e["encodedDataLength"])}),
    )
    page.goto(site + FIRST_VISITS[name], wait_until="networkidle")
    before = {url: size for url, size in sent.values() if not url.endswith(".woff2")}
    context.close()
    assert len(before) <= 4, before
    assert sum(before.values()) <= 26_000, before
    assert sum(size for _, size in sent.values()) <= 75_000, sent


def test_a_receipt_is_light(site: str) -> None:
    """The page after filing brings no file that the form has not brought."""
    page = urllib.request.urlopen(site + ASK).read().decode()
    assert set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)) == set(
        re.findall(r'(?:href|src)="(/static/[^"]+)"', urllib.request.urlopen(site + HOME).read().decode())
    )
    assert len(gzip.compress(page.encode())) < 26_000
