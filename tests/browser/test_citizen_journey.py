"""From asking to taking back: on a phone and on a desk, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page

from tests.browser.asking import ASK, HOME, PERSON, back, file_one, fill_in, reference_of, send
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_fits


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_ask_follow_reply_and_take_back(open_page: Open, site: str, viewport: dict[str, int], scripts: bool) -> None:
    page = open_page(viewport=viewport, scripts=scripts)
    reference, code = file_one(page, site)
    assert "দপ্তরের নিজস্ব লক্ষ্য; সনদে কোনো সংখ্যা নেই" in page.inner_text(".due")

    later = open_page(viewport=viewport, scripts=scripts)
    later.goto(f"{site}/track/")
    later.fill("[name=reference]", f" {reference[:3]} {reference[3:6]}-{reference[6:]}")
    send(later)
    assert "আবেদন পাওয়া গেছে" in later.inner_text(".stages")
    assert PERSON["matter"] not in later.content()

    later.fill("[name=code]", code.lower())
    later.click("aside button[type=submit]")
    assert PERSON["matter"] in later.inner_text("main")

    later.fill("[name=body]", "সভা রবিবার হলে ভালো হয়।")
    later.set_input_files("[name=documents]", [FILE])
    later.click("#reply button[type=submit]")
    assert "আপনার লেখা দপ্তরে পৌঁছেছে।" in later.inner_text("[role=status]")
    assert "তালিকা.pdf" in later.inner_text("main")

    later.click("summary >> text=আবেদন তুলে নিতে চাই")
    later.click("text=হ্যাঁ, আবেদন তুলে নিন")
    assert "আবেদনটি তুলে নেওয়া হয়েছে।" in later.inner_text("[role=status]")
    if scripts:
        assert_fits(later)


FILE: FilePayload = {"name": "তালিকা.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 list"}


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def test_a_case_is_filed_by_the_keyboard_alone(open_page: Open, site: str) -> None:
    page = open_page()
    page.goto(site + HOME)
    tab_to(page, ".skip")
    tab_to(page, "[name=words]")
    page.keyboard.type("cyber")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/")
    tab_to(page, ".rows a[href$='citizen-5/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/citizen-5/")
    tab_to(page, f"a[href='{ASK}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ASK}")
    for name, value in PERSON.items():
        tab_to(page, f"main [name={name}]")
        page.keyboard.insert_text(value)
    tab_to(page, "[name=consent]")
    page.keyboard.press("Space")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/")
    assert reference_of(page)


def test_a_double_click_sends_once(open_page: Open, site: str) -> None:
    page = open_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(site + ASK)
    fill_in(page)
    page.dblclick("main form button[type=submit]")
    page.wait_for_url("**/receipt/")
    assert len(sent) == 1


def test_without_scripts_a_form_sent_again_is_the_same_case(open_page: Open, site: str) -> None:
    page = open_page(scripts=False)
    page.goto(site + ASK)
    fill_in(page)
    send(page)
    first = reference_of(page)
    back(page)
    send(page)
    assert reference_of(page) == first


def test_a_file_that_is_too_large_does_not_travel(open_page: Open, site: str) -> None:
    page = open_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(site + ASK)
    fill_in(page)
    large: FilePayload = {"name": "বড়.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" + bytes(1024**2)}
    page.set_input_files("[name=documents]", [large])
    assert "বড়.pdf" in page.evaluate("document.querySelector('[name=documents]').validationMessage")
    page.click("main form button[type=submit]")
    assert sent == []
    page.set_input_files("[name=documents]", [FILE])
    send(page)
    assert "তালিকা.pdf" in page.inner_text(".slip")
