"""Asking as a citizen does it: by the form, with a mouse and a keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page

HOME = "/doict-joypurhat/"
ASK = f"{HOME}services/citizen-5/ask/"
PERSON = {
    "name": "রহিমা খাতুন",
    "address": "ক্ষেতলাল, জয়পুরহাট",
    "phone": "০১৭১২-৩৪৫ ৬৭৮",
    "matter": "আমাদের বিদ্যালয়ে সাইবার নিরাপত্তা নিয়ে কথা বলতে চাই।",
}


def fill_in(page: Page) -> None:
    for name, value in PERSON.items():
        page.fill(f"main [name={name}]", value)
    page.check("[name=consent]")


def send(page: Page) -> None:
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def back(page: Page) -> None:
    """Press Back. A page that comes out of the browser's cache never loads, so nothing may wait for that."""
    page.go_back(wait_until="commit")
    page.evaluate("document.readyState === 'complete' || new Promise((done) => addEventListener('load', done))")


def file_one(page: Page, site: str) -> tuple[str, str]:
    """File an asking; the browser then shows its receipt. Gives reference and code."""
    page.goto(site + ASK)
    fill_in(page)
    send(page)
    return reference_of(page), page.inner_text(".code")


def reference_of(page: Page) -> str:
    found = re.search(r"/track/(\d{10})/receipt/", page.url)
    assert found, page.url
    return found[1]
