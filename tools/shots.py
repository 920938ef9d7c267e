"""Take the pictures of docs/shots: every page of the demo at 320 and 1280 pixels, and at 1280 in English.

Starts the demo on a port and in a directory of its own, and stops it at the end: `python tools/shots.py [NAME…]`.
`NAME-WIDTH.png` is in Bangla, `NAME-WIDTH-en.png` in English, `NAME-WIDTH-dark.png` for a device that is set to dark.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "shots"
CHARTER = ROOT / "ongikar" / "charter" / "samples" / "doict-joypurhat.txt"
PORT = 8391
SITE = f"http://127.0.0.1:{PORT}"
PUBLIC_SITE = "http://ongikar.example"  # what the slips of the pictures carry: a code to 127.0.0.1 would be no use
OFFICE = "/doict-joypurhat"
LAST_MONTH = date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011
PUBLIC = {
    "home": f"{OFFICE}/",
    "charter": f"{OFFICE}/charter/",
    "service": f"{OFFICE}/services/institutional-1/",
    "service-no-number": f"{OFFICE}/services/citizen-5/",
    "service-by-order": f"{OFFICE}/services/citizen-6/",
    "form": f"{OFFICE}/services/citizen-5/form/?sample=1",
    "ask": f"{OFFICE}/services/citizen-5/ask/",
    "ask-institution": f"{OFFICE}/services/institutional-8/ask/",
    "upazila": "/doict-kalai-joypurhat/",
    "hearing": f"{OFFICE}/hearing/",
    "suggestion": f"{OFFICE}/suggestion/",
    "track": "/track/",
    "not-found": "/nowhere/",
    "sign-in": "/desk/sign-in/",
    "patterns": "/ui/patterns/",
}
DESK = {
    "desk": "/desk/",
    "desk-late": "/desk/?show=late",
    "desk-register": "/desk/register/citizen-5/",
    "desk-interested": "/desk/interested/citizen-6/",
    "desk-notices": "/desk/notices/",
    "desk-figures": "/desk/figures/",
    "desk-grievances": "/desk/grievances/",
    "desk-grievance-register": "/desk/grievances/new/",
    "desk-outside": "/desk/grievances/outside/",
    "desk-complaints": "/desk/reports/registers/complaints/",
    "desk-report-year": f"/desk/reports/years/{LAST_MONTH.year - (LAST_MONTH.month < 7)}/",
    "desk-causes": "/desk/grievances/causes/?list=1",
    "desk-hearings": "/desk/hearings/",
    "desk-suggestions": "/desk/suggestions/",
    "desk-reports": "/desk/reports/",
    "desk-report-month": f"/desk/reports/months/{LAST_MONTH:%Y-%m}/",
    "desk-calendar": "/desk/calendar/",
    "desk-calendar-new": "/desk/calendar/new/",
    "desk-calendar-year": "/desk/calendar/new-year/",
    "desk-charter": "/desk/charter/",
    "desk-charter-new": "/desk/charter/new/",
    "desk-services": "/desk/charter/services/",
    "desk-first-day": "/desk/first-day/",
    "desk-addresses": "/desk/addresses/",
    "desk-printer": "/desk/first-day/printer/",
    "desk-suspension": "/desk/charter/services/citizen-7/suspension/",
}
DARK = ("home", "service-no-number", "receipt", "desk", "desk-case")
ASKED = {
    "name": "সেলিনা পারভীন",
    "address": "পাঁচবিবি, জয়পুরহাট",
    "phone": "01712345678",
    "institution": "উপজেলা শিক্ষা অফিস",
    "designation": "অফিস সহকারী",
    "matter": "আমাদের অফিসে অনলাইন হাজিরা চালু করতে চাই; দুই দিনের সহায়তা দরকার।",
}
# Pages that come after a form: what is typed into it before it is sent.
SENT = {
    "search": (f"{OFFICE}/", {"[name=words]": "proshikkhon"}, ".search button"),
    "ask-wrong": (
        f"{OFFICE}/services/institutional-2/ask/",
        {"[name=phone]": "12345"},
        "main form button[type=submit]",
    ),
}
TALLEST = {320: 2000, 1280: 1200}  # pixels of a page that are shown; the rest is more of the same
COLOURS = 64  # of a picture: pages of ink on paper need no more, and the pictures stay small
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@contextmanager
def demo() -> Iterator[str]:
    """The demo office being served; gives the printed text, which holds the sign-ins."""
    with tempfile.TemporaryDirectory(prefix="ongikar-shots-") as data:
        env = {**os.environ, "ONGIKAR_DATA": data, "ONGIKAR_BIND": f"127.0.0.1:{PORT}", "SITE_URL": PUBLIC_SITE}
        log = Path(data, "log").open("w+")  # noqa: SIM115  open as long as the server runs
        command = [sys.executable, "-m", "ongikar", "demo", "--serve"]
        server = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.DEVNULL, cwd=ROOT)
        try:
            _wait()
            log.seek(0)
            yield log.read()
        finally:
            server.terminate()
            server.wait(20)


def _wait(tries: int = 240) -> None:
    for _ in range(tries):
        try:
            urllib.request.urlopen(SITE + "/", timeout=2)  # noqa: S310  the demo on loopback
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The demo did not start.")


def take(browser: Browser, name: str, path: str, cookies: list[Any]) -> None:
    """One page in Bangla at both widths, in English, and dark where that is shown."""
    _shoot(browser, f"{name}-320", path, cookies, width=320)
    _shoot(browser, f"{name}-1280", path, cookies)
    _shoot(browser, f"{name}-1280-en", f"/en{path}", cookies)
    if name in DARK:
        _shoot(browser, f"{name}-1280-dark", path, cookies, dark=True)
    print(f"{name}: {path}")


def _shoot(
    browser: Browser, name: str, path: str, cookies: list[Any], *, width: int = 1280, dark: bool = False
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    context.add_cookies(cookies)
    page = context.new_page()
    answer = page.goto(SITE + path)
    if answer is None or answer.status >= 500:
        sys.exit(f"{path}: {answer and answer.status}")
    _send(page, name)
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST[width])
    clip: Any = {"x": 0, "y": 0, "width": width, "height": height}
    file = SHOTS / f"{name}.png"
    page.screenshot(path=file, full_page=True, clip=clip)
    Image.open(file).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    context.close()


def _send(page: Page, name: str) -> None:
    _, typed, button = SENT.get(name.rsplit("-320")[0].rsplit("-1280")[0], ("", {}, ""))
    for field, value in typed.items():
        page.fill(field, value)
    if button:
        page.click(button)
        page.wait_for_load_state()


def late(browser: Browser, printed: str) -> dict[str, str]:
    """The tracking page of a broken promise: it lies with the upazila, and whoever has the number sees it."""
    page = browser.new_context().new_page()
    sign_in(page, printed, "UPAZILA")
    page.goto(f"{SITE}/desk/?show=late")
    href = page.locator("main a[href*='/desk/cases/']").first.get_attribute("href") or ""
    return {"tracking-late": href.replace("/desk/cases/", "/track/")}


def file_case(page: Page) -> str:
    """File a case as a citizen would, and return its reference."""
    page.goto(f"{SITE}{OFFICE}/services/institutional-8/ask/")
    for name, value in ASKED.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=consent]")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/receipt/**")
    return page.url.split("/track/")[1].split("/")[0]


def sign_in(page: Page, printed: str, role: str = "HEAD") -> None:
    found = re.search(rf"{role}\s+(\S+)\s+(\S+)", printed)
    if not found:
        sys.exit(f"The demo printed no sign-in of {role}.")
    page.goto(f"{SITE}/desk/sign-in/")
    page.fill("[name=username]", found[1])
    page.fill("[name=password]", found[2])
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")


def draft(page: Page) -> dict[str, str]:
    """Bring the sample charter once more, and return the pages of its draft."""
    page.goto(f"{SITE}/desk/charter/new/")
    page.set_input_files("[name=file]", CHARTER)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/charter/\d+/$"))
    review = page.url.removeprefix(SITE)
    row = page.locator("main a[href*='/services/']").first.get_attribute("href") or review
    return {"desk-review": review, "desk-promise": row, "desk-publication": f"{review}publication/"}


def order(browser: Browser, page: Page, printed: str) -> dict[str, str]:
    """The page of what an order moves: the clerk has entered it, the head has checked it."""
    clerk = browser.new_context().new_page()
    sign_in(clerk, printed, "CLERK")
    clerk.goto(f"{SITE}/desk/calendar/new/")
    clerk.fill("[name=legal_ref]", "০৫.০০.০০০০.১৭৩.০৮.০১৪.২৬-৪৫১")
    closed = date.today() + timedelta(days=2)  # noqa: DTZ011
    clerk.fill("[name=text]", f"রাষ্ট্রীয় শোক {closed} – {closed + timedelta(days=1)}")
    clerk.click("main form button[type=submit]")
    clerk.click("[name=enter]")
    clerk.wait_for_url(re.compile(r"/orders/\d+/$"))
    page.goto(clerk.url)
    page.click("form[action$='/checking/'] button")
    page.wait_for_selector("form[action$='/approval/']")
    return {"desk-order": clerk.url.removeprefix(SITE)}


def grievance(page: Page) -> dict[str, str]:
    """The demo's grievance that is under investigation, and the first of its letters."""
    page.goto(f"{SITE}/desk/grievances/")
    page.click("tr:has-text('আইডি খোলায় দেরি') a")
    path = page.url.removeprefix(SITE)
    letter = page.locator("a[href*='/papers/']").first.get_attribute("href") or path
    return {"desk-grievance": path, "desk-grievance-letter": letter}


def pages_of(browser: Browser, page: Page, printed: str) -> dict[str, str]:
    """Every page to take, with what has to be done before it is there."""
    reference = file_case(page)
    tracking = f"/track/{reference}/"
    sign_in(page, printed)
    case = {"tracking": tracking, "receipt": f"{tracking}receipt/", "desk-case": f"/desk/cases/{reference}/"}
    sent = {name: path for name, (path, *_) in SENT.items()}
    more = late(browser, printed) | draft(page) | order(browser, page, printed) | grievance(page)
    return {**PUBLIC, **sent, **case, **DESK, **more}


def main(wanted: list[str]) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with demo() as printed, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=QUIET, ignore_default_args=["--disable-back-forward-cache"]
        )
        context = browser.new_context()
        pages = pages_of(browser, context.new_page(), printed)
        cookies = context.cookies()
        for name, path in pages.items():
            if not wanted or name in wanted:
                take(browser, name, path, cookies)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
