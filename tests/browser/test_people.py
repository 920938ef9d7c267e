"""Upazilas and people in a real browser: asked at an upazila, seated by a code, handed over, one computer for two."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ongikar.cases.models import Case
from ongikar.offices.models import Office, Posting
from tests.browser.conftest import PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.browser.test_desk import assert_good, sign_in
from tests.cast import PASSWORD, Cast, build_cast, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KALAI = "doict-kalai-joypurhat"
NEW = "নতুন পাসওয়ার্ডটি লম্বা"


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def ask_at_kalai(page: Page, site: object) -> Case:
    """From the upazila's page to the receipt."""
    page.goto(f"{site}/{KALAI}/")
    assert_fits(page)
    page.get_by_role("link", name="সাইবার নিরাপত্তা").click()
    page.get_by_role("link", name="আবেদন করুন").click()
    expect(page.get_by_label("কোন দপ্তরে চান")).to_have_value(KALAI)
    assert_fits(page)
    for label, value in {"আপনার নাম": "রহিমা", "ঠিকানা": "কালাই", "মোবাইল নম্বর": "০১৭১২৩৪৫৬৭৮", "কী চান": "পরামর্শ"}.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("রাখতে ও ব্যবহার করতে পারবে").check()
    page.get_by_role("button", name="আবেদন পাঠান").click()
    expect(page.locator(".slip")).to_contain_text("কালাই")
    return Case.objects.get()


def test_asked_at_an_upazila_without_scripts_and_taken_up_by_a_new_colleague(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    case = ask_at_kalai(open_page(viewport=PHONE, scripts=False), live_server)
    post = Office.objects.get(code=KALAI).posts.get()
    assert case.post == post

    head = open_page()
    sign_in(head, live_server)
    head.get_by_role("link", name="পদ ও মানুষ").click()
    assert_good(head)
    head.goto(f"{live_server}/desk/people/posts/{post.pk}/")
    head.get_by_label("নতুন জনের নাম").fill("মিতা রায়")
    head.get_by_label("ব্যবহারকারীর নাম").fill("mita")
    assert_good(head)
    head.get_by_role("button", name="দায়িত্ব দিন").click()
    code = head.locator(".slip .ref").inner_text()
    assert_good(head)

    mita = open_page(viewport=PHONE, dark=True)
    mita.goto(f"{live_server}/desk/invitation/")
    mita.get_by_label("প্রবেশের কোড").fill(code.lower())
    assert_good(mita)
    mita.get_by_role("button", name="এগিয়ে যান").click()
    mita.get_by_label("নতুন পাসওয়ার্ড").fill(NEW)
    mita.get_by_label("আবার লিখুন").fill(NEW)
    assert_good(mita)
    mita.get_by_role("button", name="পাসওয়ার্ড রাখুন").click()
    mita.get_by_label("ব্যবহারকারীর নাম").fill("mita")
    mita.get_by_label("পাসওয়ার্ড").fill(NEW)
    mita.get_by_role("button", name="প্রবেশ").click()
    mita.get_by_role("link", name="হস্তান্তরের তালিকা").click()
    expect(mita.locator("tbody tr").first).to_contain_text("সাইবার নিরাপত্তা")
    assert_good(mita)


def test_on_one_computer_the_next_sees_nothing_of_the_one_before(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    case = make_case(cast, at=timezone.now())
    page = open_page(refusals=True)
    sign_in(page, live_server)
    page.goto(f"{live_server}/desk/cases/{case.reference}/notes/")
    page.locator("#act-notes").get_by_label("লেখা").fill("আলমারির চাবি আমার কাছে")
    other = page.context.new_page()
    other.goto(f"{live_server}/desk/")
    other.get_by_role("link", name="অন্য জন কাজ করবেন").click()
    assert_accessible(other)
    other.get_by_label("ব্যবহারকারীর নাম").fill("clerk")
    other.get_by_label("পাসওয়ার্ড").fill(PASSWORD)
    other.get_by_role("button", name="প্রবেশ").click()
    expect(other.locator(".whoami")).to_contain_text("শাপলা বেগম")
    page.get_by_role("button", name="নোট রাখুন").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("কিছুই পাঠানো হয়নি")
    expect(page.locator("body")).not_to_contain_text("আলমারির চাবি")
    assert_good(page)
    assert case.messages.count() == 0


def test_a_mistake_is_put_right_under_the_post_chosen(live_server: object, open_page: Open, cast: Cast) -> None:
    now = timezone.now()
    case = make_case(cast, at=now)
    charge = Posting.objects.create(
        account=cast.officer.account, post=cast.head.post, kind=Posting.Kind.ADDITIONAL, starts_on=cast.head.starts_on
    )
    page = open_page(viewport=PHONE)
    sign_in(page, live_server, "officer")
    page.get_by_role("button", name="অতিরিক্ত দায়িত্ব").click()
    page.goto(f"{live_server}/desk/cases/{case.reference}/refiling/")
    page.get_by_label("সঠিক সেবা").select_option(str(cast.promise("citizen-1").pk))
    page.locator("#act-refiling").get_by_label("কারণ").fill("তথ্য চেয়েছেন")
    assert_good(page)
    page.get_by_role("button", name="সঠিক সেবায় লিখুন").click()
    expect(page.get_by_role("status")).to_contain_text("সঠিক সেবায় লেখা হয়েছে")
    assert case.events.get(verb="case.misfiled").by_posting == charge
    page.goto(f"{live_server}/desk/cases/{case.reference}/")
    expect(page.locator(".notice")).to_contain_text("সঠিক আবেদন")
    assert_good(page)
