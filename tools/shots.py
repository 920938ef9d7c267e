"""Take the pictures of docs/shots: every page of the demo at 320 and 1280 pixels, in Bangla and English.

Starts the demo on a port and in a directory of its own, and stops it at the end: `python tools/shots.py [NAME…]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SHOTS = Path(__file__).resolve().parent.parent / "docs" / "shots"
PORT = 8391
SITE = f"http://127.0.0.1:{PORT}"
OFFICE = "/doict-joypurhat"
PUBLIC = {
    "home": f"{OFFICE}/",
    "service": f"{OFFICE}/services/institutional-1/",
    "service-no-number": f"{OFFICE}/services/citizen-5/",
    "service-by-order": f"{OFFICE}/services/citizen-6/",
    "ask": f"{OFFICE}/services/citizen-5/ask/",
    "charter": f"{OFFICE}/charter/",
    "track": "/track/",
    "patterns": "/ui/patterns/",
    "sign-in": "/desk/sign-in/",
}
DESK = {"desk": "/desk/", "desk-charter": "/desk/charter/"}
WIDTHS = (320, 1280)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@contextmanager
def demo() -> Iterator[str]:
    """The demo office being served; gives the printed text, which holds the sign-ins."""
    with tempfile.TemporaryDirectory(prefix="ongikar-shots-") as data:
        env = {**os.environ, "ONGIKAR_DATA": data, "ONGIKAR_BIND": f"127.0.0.1:{PORT}", "SITE_URL": SITE}
        log = Path(data, "log").open("w+")  # noqa: SIM115  open as long as the server runs
        server = subprocess.Popen([sys.executable, "-m", "ongikar", "demo", "--serve"], env=env, stdout=log)
        try:
            _wait()
            log.seek(0)
            yield log.read()
        finally:
            server.terminate()
            server.wait(20)


def _wait(tries: int = 120) -> None:
    for _ in range(tries):
        try:
            urllib.request.urlopen(SITE + "/", timeout=2)  # noqa: S310  the demo on loopback
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The demo did not start.")


def take(browser: Browser, name: str, path: str, cookies: list[dict[str, object]]) -> None:
    for width in WIDTHS:
        for language, prefix in (("bn", ""), ("en", "/en")):
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.add_cookies(cookies)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{SITE}{prefix}{path}")
            page.screenshot(path=SHOTS / f"{name}-{width}-{language}.png", full_page=True)
            context.close()
    print(f"{name}: {path}")


def ask(page: Page) -> str:
    """File a case as a citizen would, and return the address of its receipt."""
    page.goto(f"{SITE}{OFFICE}/services/institutional-8/ask/")
    for name, value in {
        "name": "সেলিনা পারভীন",
        "address": "পাঁচবিবি, জয়পুরহাট",
        "phone": "01712345678",
        "institution": "উপজেলা শিক্ষা অফিস",
        "designation": "অফিস সহকারী",
        "matter": "আমাদের অফিসে ই-নথি চালু করতে চাই; দুই দিনের সহায়তা দরকার।",
    }.items():
        if page.locator(f"[name={name}]").count():
            page.fill(f"[name={name}]", value)
    if page.locator("[name=consent]").count():
        page.check("[name=consent]")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/receipt/**")
    return page.url.removeprefix(SITE)


def sign_in(page: Page, printed: str) -> None:
    username, password = printed.split("HEAD", 1)[1].split()[:2] if "HEAD" in printed else ("head", "")
    page.goto(f"{SITE}/desk/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")


def main(wanted: list[str]) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with demo() as printed, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        context = browser.new_context()
        page = context.new_page()
        pages = dict(PUBLIC)
        pages["receipt"] = ask(page)
        pages["tracking"] = pages["receipt"].split("receipt")[0]
        sign_in(page, printed)
        pages |= DESK
        page.goto(f"{SITE}/desk/")
        first = page.locator("main table a[href*='/desk/cases/']").first.get_attribute("href")
        pages["desk-case"] = first or "/desk/"
        cookies = context.cookies()
        for name, path in pages.items():
            if not wanted or name in wanted:
                take(browser, name, path, cookies)  # type: ignore[arg-type]
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
