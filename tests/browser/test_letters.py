"""Letters in a real browser: at the desk and with the citizen, on a wide and a narrow screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ongikar.cases.references import receipt_code
from ongikar.notices.models import Carrier, Notice, Outcome
from ongikar.notices.tell import tell_next
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.cast import NOW, PASSWORD, build_cast, make_case
from tests.notices.stories import told_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def letter() -> Notice:
    make_case(build_cast(), phone="", email="rahima@example.org")
    while tell_next(NOW):
        pass
    return Notice.objects.get(carrier=Carrier.PAPER)


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/sign-in/?next=/desk/notices/")
    page.fill("[name=username]", "clerk")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_clerk_prints_a_letter_and_says_that_it_was_handed_over(
    live_server: object, open_page: Open, letter: Notice, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport)
    sign_in(page, str(live_server))
    page.click("nav a[href='?show=to_print']")
    assert_accessible(page)
    assert_fits(page)
    page.click("table a >> nth=0")
    expect(page.locator("article.letter")).to_contain_text("স্মারক নং")
    assert_accessible(page)
    assert_fits(page)
    page.click("text=ছাপিয়ে দেওয়া হয়েছে")
    expect(page.locator("[role=status]")).to_contain_text("চিঠিটি ছাপিয়ে দেওয়া হয়েছে")
    letter.refresh_from_db()
    assert letter.outcome == Outcome.HANDED


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_citizen_finds_the_letters_of_an_opened_case(
    live_server: object, open_page: Open, letter: Notice, scripts: bool
) -> None:
    page = open_page(viewport=PHONE, scripts=scripts)
    page.goto(f"{live_server}/track/{letter.case.reference}/")
    expect(page.locator("text=যা জানানো হয়েছে")).to_have_count(0)
    page.fill("[name=code]", receipt_code(str(letter.case_id), 1))
    page.click("text=খুলুন")
    page.click(".told a")
    expect(page.locator("article.letter")).to_contain_text("প্রাপ্তি স্বীকার")
    assert_fits(page)
    if scripts:
        assert_accessible(page)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_letter_is_one_sheet_of_paper(live_server: object, open_page: Open, language: str) -> None:
    told_of(build_cast(), "order", language=language, phone="", institution="ক্ষেতলাল কলেজ", designation="অধ্যক্ষ")
    while tell_next(NOW + timedelta(days=60)):
        pass
    page = open_page()
    sign_in(page, str(live_server))
    for notice in Notice.objects.filter(carrier=Carrier.PAPER).select_related("case"):
        page.goto(f"{live_server}/desk/cases/{notice.case.reference}/letters/{notice.pk}/")
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1, notice.subject
