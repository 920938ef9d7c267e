"""What is looked at on a page in the browser."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.wider import PUT_ON, wider_faces

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf8")
RULES = "axe.run(document, {resultTypes: ['violations']})"


def assert_accessible(page: Page) -> None:
    """No axe violation on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    faults = [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
        for fault in page.evaluate(RULES)["violations"]
        for node in fault["nodes"]
    ]
    assert faults == [], f"{page.url}:\n" + "\n".join(faults)


def assert_fits(page: Page) -> None:
    """Nothing on the page is wider than the screen, with our faces or with those that a machine has of its own."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert excess <= 0, f"{page.url} is {excess} px wider than the screen"
    excess = page.evaluate(PUT_ON, wider_faces())
    assert excess <= 0, f"{page.url} is {excess} px wider than the screen with a wider face"
