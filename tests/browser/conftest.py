"""A real Chromium against the program as it is served: any console error or accessibility fault fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.running import World, Worlds

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
# People's browsers show a page as it was left when they go back; Playwright turns that off unless it is told not to.
AS_PEOPLE_HAVE_IT = ["--disable-back-forward-cache"]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
HERE = Path(__file__).parent
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives the one browser, so one worker holds them all."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=QUIET, ignore_default_args=AS_PEOPLE_HAVE_IT
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def world(worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The cast's office, with the settings that an office runs with: files hashed and packed, a strict policy."""
    path = tmp_path_factory.mktemp("browser")
    often = {"ONGIKAR_FILINGS_LINE": "1000000", "ONGIKAR_FILINGS_PHONE": "1000000"}  # all tests are one line, one phone
    settings = {"DJANGO_SETTINGS_MODULE": "ongikar.settings", "ONGIKAR_FILE_MAX_BYTES": str(1024**2), **often}
    with worlds.own(path, **settings) as made:
        made.seed()
        yield made


@pytest.fixture(scope="session")
def site(world: World) -> Iterator[str]:
    """The address of the office as it is served."""
    with world.serving() as server:
        yield server.address


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
