"""What was refused is still there: words that are too long, files, and an act after the half hour of a code."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload

from tests.browser.asking import ASK, PERSON, file_one, fill_in, send
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits

PAPER: FilePayload = {"name": "তালিকা.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 list"}
PICTURE: FilePayload = {"name": "ছবি.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 picture"}
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@with_and_without
def test_files_of_a_refused_form_need_not_be_chosen_again(open_page: Open, site: str, scripts: bool) -> None:
    page = open_page(viewport=PHONE, scripts=scripts, refusals=True)
    page.goto(site + ASK)
    fill_in(page)
    page.uncheck("[name=consent]")
    page.set_input_files("[name=documents]", [PAPER, PICTURE])
    send(page)
    assert "তালিকা.pdf" in page.inner_text(".held")
    if scripts:
        assert_accessible(page)
        assert_fits(page)
    page.check(".held li:nth-child(2) input[type=checkbox]")
    page.check("[name=consent]")
    send(page)
    assert "তালিকা.pdf" in page.inner_text(".slip")
    assert "ছবি.pdf" not in page.inner_text(".slip")


@with_and_without
def test_what_is_pasted_is_cut_by_nobody_and_told_in_the_digits_of_the_page(
    open_page: Open, site: str, scripts: bool
) -> None:
    page = open_page(viewport=DESK, scripts=scripts, refusals=True)
    page.goto(site + ASK)
    fill_in(page)
    page.fill("[name=matter]", "")
    page.focus("[name=matter]")
    page.keyboard.insert_text("ক" * 6000)
    assert page.input_value("[name=matter]") == "ক" * 6000
    said = page.evaluate("document.querySelector('[name=matter]').validationMessage") if scripts else ""
    assert ("সর্বোচ্চ ৫০০০ অক্ষর, আছে ৬০০০" in said) == scripts
    send(page)
    assert "সর্বোচ্চ ৫০০০ অক্ষর, আছে ৬০০০" in page.inner_text("#errors")
    assert page.input_value("[name=matter]") == "ক" * 6000
    page.fill("[name=matter]", PERSON["matter"])
    assert page.evaluate("document.querySelector('[name=matter]').validationMessage") == ""
    send(page)
    assert "/receipt/" in page.url


@with_and_without
def test_after_the_half_hour_the_code_is_asked_for_and_the_act_is_done(
    open_page: Open, site: str, scripts: bool
) -> None:
    page = open_page(viewport=PHONE, scripts=scripts, refusals=True)
    reference, code = file_one(page, site)
    page.goto(f"{site}/track/{reference}/")
    page.fill("[name=body]", "সভা রবিবার হলে ভালো হয়।")
    page.set_input_files("[name=documents]", [PAPER])
    page.context.clear_cookies(name="opened")
    page.click("#reply button[type=submit]")
    assert "তালিকা.pdf" in page.inner_text(".held")
    assert page.input_value("[name=body]") == "সভা রবিবার হলে ভালো হয়।"
    if scripts:
        assert_accessible(page)
        assert_fits(page)
    page.fill("[name=code]", code)
    send(page)
    assert "আপনার লেখা দপ্তরে পৌঁছেছে।" in page.inner_text("[role=status]")
    assert "তালিকা.pdf" in page.inner_text("main")
