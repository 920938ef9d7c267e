"""Going back: a page comes out of the browser's cache as it was left, and what is private is gone after signing out.

How Chromium does it: a page sent with `no-store` is kept like any other, and is shown again as long as no cookie of
the site has changed meanwhile and its scripts have fetched nothing that was sent so (the counter's have); else it is
asked for anew. Signing in and out changes cookies. Firefox keeps no page that was sent with `no-store`.
"""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.asking import ASK, HOME, back, fill_in
from tests.browser.conftest import Open
from tests.browser.test_desk import sign_in
from tests.cast import PASSWORD, Cast, build_cast, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "zz করিম মিয়া"
NO_COOKIE = "/static/ui/css/site.css"  # every page with a form gives the browser a cookie


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def leave(page: Page, address: str) -> None:
    """Go elsewhere, and have this page note whether it comes back as it was left."""
    page.evaluate("addEventListener('pageshow', (event) => { window.kept = event.persisted; })")
    page.goto(address)


def was_kept(page: Page) -> bool:
    return bool(page.evaluate("window.kept === true"))


def test_a_page_comes_back_as_it_was_left(live_server: object, open_page: Open, cast: Cast) -> None:
    page = open_page()
    page.goto(f"{live_server}{HOME}")
    page.fill("main [name=words]", "সাইবার")
    leave(page, f"{live_server}/track/")
    back(page)
    assert was_kept(page)
    assert page.input_value("main [name=words]") == "সাইবার"


def test_a_form_comes_back_with_what_was_typed_and_after_a_page_with_a_cookie_as_another_form(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    page = open_page(refusals=True)
    page.goto(f"{live_server}{ASK}")
    key = page.input_value("[name=intake_key]")
    page.fill("main [name=matter]", "সাইবার")
    for elsewhere, kept in ((NO_COOKIE, True), ("/track/", False)):
        leave(page, f"{live_server}{elsewhere}")
        back(page)
        assert was_kept(page) == kept
        assert page.input_value("main [name=matter]") == "সাইবার"
        assert (page.input_value("[name=intake_key]") == key) == kept


def test_a_form_whose_sending_was_broken_off_is_sent_after_back(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    page = open_page(refusals=True)
    page.goto(f"{live_server}{ASK}")
    fill_in(page)
    page.evaluate("addEventListener('submit', (event) => event.preventDefault(), { once: true })")
    page.click("main form button[type=submit]")
    leave(page, f"{live_server}{NO_COOKIE}")
    back(page)
    assert was_kept(page)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/receipt/")


@pytest.mark.parametrize("where", ["here", "in another window"])
def test_after_signing_out_back_shows_nothing_of_the_desk(
    live_server: object, open_page: Open, cast: Cast, where: str
) -> None:
    case = make_case(cast, at=timezone.now(), name=SECRET)
    page = open_page()
    sign_in(page, live_server)
    page.goto(f"{live_server}/desk/cases/{case.reference}/")
    expect(page.locator("main")).to_contain_text(SECRET)
    leave(page, f"{live_server}/desk/" if where == "here" else f"{live_server}/track/")
    other = page if where == "here" else page.context.new_page()
    other.goto(f"{live_server}/desk/")
    other.get_by_role("button", name="বের হন").click()
    expect(other.locator("main")).not_to_contain_text(SECRET)
    for _ in range(2):
        back(page)
        assert SECRET not in page.content()
    assert not was_kept(page)


def test_the_next_officer_does_not_come_back_to_what_the_one_before_read(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    case = make_case(cast, at=timezone.now(), name=SECRET)
    page = open_page(refusals=True)
    sign_in(page, live_server)
    leave(page, f"{live_server}/desk/cases/{case.reference}/")
    page.goto(f"{live_server}/desk/sign-in/?another=1")
    page.get_by_label("ব্যবহারকারীর নাম").fill("officer")
    page.get_by_label("পাসওয়ার্ড").fill(PASSWORD)
    page.get_by_role("button", name="প্রবেশ").click()
    page.wait_for_url("**/desk/")
    for _ in range(3):
        back(page)
        assert SECRET not in page.content()
