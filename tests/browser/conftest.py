"""A real Chromium against a live server: any console error or accessibility fault fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Open pages at a width, with or without JavaScript; what they say on the console is an error.

    `refusals`: the page is to be refused (422, 403, 404), which Chromium itself tells on the console.
    """
    said: list[str] = []
    contexts = []

    def opened(
        *, viewport: dict[str, int] = DESK, scripts: bool = True, dark: bool = False, refusals: bool = False
    ) -> Page:
        context = chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: said.append(m.text) if not (refusals and is_refusal(m.text)) else None)
        page.on("pageerror", lambda e: said.append(str(e)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def is_refusal(text: str) -> bool:
    return "the server responded with a status of 4" in text


def assert_accessible(page: Page) -> None:
    """No axe violation on the page as it stands."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def assert_fits(page: Page) -> None:
    """Nothing on the page is wider than the screen."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert excess <= 0, f"{page.url} is {excess} px wider than the screen"
