"""The calendar in a real browser: a year entered, an order approved with its figures moving, and a count by anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ongikar.cases.models import Case
from ongikar.offices.models import CalendarOrder
from ongikar.ops.ripples import ripple_next
from tests.browser.conftest import PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.cast import PASSWORD, Cast, build_cast, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def sign_in(page: Page, site: object, username: str) -> None:
    page.goto(f"{site}/desk/")
    page.get_by_label("ব্যবহারকারীর নাম").fill(username)
    page.get_by_label("পাসওয়ার্ড").fill(PASSWORD)
    page.get_by_role("button", name="প্রবেশ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("আমার কাজ")


def assert_good(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


def tick() -> None:
    while ripple_next(timezone.now()):
        pass


def test_an_order_goes_from_paper_to_the_dates_it_moves(live_server: object, open_page: Open, cast: Cast) -> None:
    case = make_case(cast, "institutional-1", at=timezone.now())
    assert case.due_on is not None
    clerk, head = open_page(), open_page()
    sign_in(clerk, live_server, "clerk")
    clerk.get_by_role("link", name="ছুটির ক্যালেন্ডার").click()
    assert_good(clerk)
    clerk.get_by_role("link", name="নতুন আদেশ লিখুন").click()
    clerk.get_by_label("স্মারক নং ও তারিখ, বা গেজেটের ঠিকানা").fill("০৫.০০.০০০০-৪৫১")
    clerk.get_by_label("কোন দিন, কী আদেশ").fill(f"রাষ্ট্রীয় শোক {case.due_on}")
    clerk.get_by_role("button", name="পড়ে দেখুন").click()
    expect(clerk.get_by_role("heading", name="যা পড়া হলো")).to_be_visible()
    assert_good(clerk)
    clerk.get_by_role("button", name="লিখে রাখুন").click()
    expect(clerk.get_by_text("আপনি লিখেছেন, তাই অন্য একজন মেলাবেন")).to_be_visible()

    sign_in(head, live_server, "head")
    head.goto(clerk.url)
    assert_good(head)
    head.get_by_role("button", name="মিলিয়েছি, সব ঠিক আছে").click()
    expect(head.get_by_text("গোনা হচ্ছে:")).to_be_visible()
    assert_good(head)
    tick()
    # The figures come by themselves, without a reload.
    head.get_by_role("button", name="অনুমোদন করুন ও কার্যকর করুন").click(timeout=15_000)
    tick()
    expect(head.get_by_text("শেষ হয়েছে")).to_be_visible(timeout=15_000)
    assert_good(head)
    moved = Case.objects.get(pk=case.pk)
    assert moved.due_on is not None
    assert moved.due_on > case.due_on


def test_a_year_is_entered_on_one_screen_on_a_phone_without_scripts(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    page = open_page(viewport=PHONE, scripts=False)
    sign_in(page, live_server, "clerk")
    page.goto(f"{live_server}/desk/calendar/new-year/")
    assert_fits(page)
    page.get_by_label("স্মারক নং ও তারিখ, বা গেজেটের ঠিকানা").fill("গেজেট, অতিরিক্ত সংখ্যা")
    page.get_by_label("তারিখ: শবে বরাত").fill("২৪ জানুয়ারি")
    page.get_by_role("button", name="পড়ে দেখুন").click()
    expect(page.get_by_text("তারিখ লেখা হয়নি, তাই তালিকায় নেই")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="লিখে রাখুন").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("সালের ছুটির তালিকা")
    assert_fits(page)
    assert CalendarOrder.objects.get().days.count() > 5


def test_anybody_counts_working_days_on_a_phone_without_scripts(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    page = open_page(viewport=PHONE, scripts=False)
    page.goto(f"{live_server}/doict-joypurhat/")
    page.get_by_role("link", name="কার্যদিবস গুনুন").click()
    page.get_by_label("আবেদন যেদিন পাওয়া গেছে").fill("২৪/১১/২০২৬")
    page.get_by_label("কত").fill("৩")
    page.get_by_role("button", name="গুনুন").click()
    expect(page.get_by_text("রবিবার, ২৯ নভেম্বর ২০২৬-এর মধ্যে")).to_be_visible()
    assert_fits(page)


def test_the_calendar_and_the_count_are_accessible(live_server: object, open_page: Open, cast: Cast) -> None:
    page = open_page()
    for path in (
        "",
        f"?since={timezone.localdate() - timedelta(days=9)}&number=30&unit=working_day&district=rangamati",
    ):
        page.goto(f"{live_server}/doict-joypurhat/count/{path}")
        assert_good(page)
    sign_in(page, live_server, "head")
    for path in ("calendar/?year=2026", "calendar/?year=2029", "calendar/new/", "calendar/new-year/"):
        page.goto(f"{live_server}/desk/{path}")
        assert_good(page)
