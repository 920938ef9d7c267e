"""The desk in a real browser: a case from the queue to delivery, two officers at once, a charter put in force."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.charter.models import Edition
from ongikar.journal.authors import requester
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.cast import PASSWORD, SAMPLE, Cast, build_cast, make_case, sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def sign_in(page: Page, site: object, username: str = "head") -> None:
    page.goto(f"{site}/desk/")
    page.get_by_label("ব্যবহারকারীর নাম").fill(username)
    page.get_by_label("পাসওয়ার্ড").fill(PASSWORD)
    page.get_by_role("button", name="প্রবেশ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("আমার কাজ")


def assert_good(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


def test_a_case_goes_from_the_queue_by_keyboard_to_delivery(live_server: object, open_page: Open, cast: Cast) -> None:
    make_case(cast, key="later", at=timezone.now())
    make_case(cast, "citizen-6", key="listed", at=timezone.now())
    first = make_case(cast, key="first", at=timezone.now() - timedelta(days=1), name="করিম মিয়া")
    page = open_page()
    sign_in(page, live_server)
    assert_good(page)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_role("heading", level=1).click()
    for key in ("j", "ArrowDown", "k"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{first.reference}/")
    assert_good(page)

    page.get_by_label("হ্যাঁ, প্রযোজ্য").check()
    expect(page.get_by_label("কেন প্রযোজ্য নয়")).to_be_hidden()
    page.get_by_role("button", name="কাজ শুরু করুন").click()
    expect(page.get_by_role("status")).to_have_text("কাজ শুরু হয়েছে।")

    page.get_by_text("আরও কাগজ বা তথ্য চান").click()
    asking = page.locator("#act-asking")
    asking.get_by_label("অন্য কিছু").check()
    asking.get_by_label("ঠিক কী দরকার এবং কেন").fill("কোন বিদ্যালয়ে, কবে, তা লিখুন।")
    asking.get_by_role("button", name="চেয়ে পাঠান").click()
    expect(page.get_by_text("সময় থেমে আছে। থামার আগে তারিখ ছিল")).to_be_visible()
    assert_good(page)

    case = Case.objects.get(pk=first.pk)
    case.reply(body="ক্ষেতলাল স্কুলে, রোববার", by=requester("করিম মিয়া"), at=timezone.now())
    page.reload()
    delivery = page.locator("#act-delivery")
    delivery.get_by_label("কী সেবা দেওয়া হলো").fill("স্কুলে গিয়ে বলে এসেছি।")
    delivery.get_by_label(re.compile("সঙ্গে দেওয়া ফাইল")).set_input_files(
        {"name": "উপস্থিতি.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"}
    )
    delivery.get_by_role("button", name="সেবা দেওয়া হলো").click()
    expect(page.get_by_role("status")).to_have_text("সেবা দেওয়া হয়েছে।")
    expect(page.get_by_role("link", name="উপস্থিতি.pdf").first).to_be_visible()
    assert_good(page)


def test_of_two_officers_at_once_one_is_told_and_loses_nothing(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    case = make_case(cast, at=timezone.now())
    mine = open_page(refusals=True)
    sign_in(mine, live_server)
    theirs = mine.context.new_page()
    for tab in (mine, theirs):
        tab.goto(f"{live_server}/desk/cases/{case.reference}/refusal/")
        tab.get_by_label("কেন দেওয়া যাচ্ছে না").fill("এই দপ্তরের কাজ নয়")
        tab.get_by_label("আবেদনকারী এখন কী করতে পারেন").fill("ইউএনও কার্যালয়ে যান")
    theirs.get_by_role("button", name="না দেওয়ার কথা জানান").click()
    expect(theirs.get_by_role("status")).to_have_text("সেবা দেওয়া যায়নি।")
    mine.get_by_role("button", name="না দেওয়ার কথা জানান").click()
    expect(mine.get_by_role("alert")).to_contain_text("অন্য কেউ এইমাত্র এটি বদলেছেন")
    expect(mine.get_by_label("আবেদনকারী এখন কী করতে পারেন")).to_have_value("ইউএনও কার্যালয়ে যান")
    assert_good(mine)
    assert Case.objects.get().results.count() == 1


def test_what_was_typed_when_the_session_ended_comes_back(live_server: object, open_page: Open, cast: Cast) -> None:
    case = make_case(cast, at=timezone.now())
    page = open_page(viewport=PHONE)
    sign_in(page, live_server)
    page.goto(f"{live_server}/desk/cases/{case.reference}/notes/")
    page.locator("#act-notes").get_by_label("লেখা").fill("ফাইলটি আলমারিতে, দ্বিতীয় তাকে।")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    page.get_by_role("button", name="নোট রাখুন").click()
    expect(page.get_by_text("৩০ মিনিট কোনো কাজ না হওয়ায়")).to_be_visible()
    assert_good(page)
    page.get_by_label("ব্যবহারকারীর নাম").fill("head")
    page.get_by_label("পাসওয়ার্ড").fill(PASSWORD)
    page.get_by_role("button", name="প্রবেশ").click()
    page.get_by_role("button", name="লেখাসহ ফিরে যান").click()
    expect(page.locator("#act-notes").get_by_label("লেখা")).to_have_value("ফাইলটি আলমারিতে, দ্বিতীয় তাকে।")
    page.get_by_role("button", name="নোট রাখুন").click()
    expect(page.locator(".timeline .note")).to_contain_text("আলমারিতে")


def test_a_charter_is_brought_looked_through_corrected_and_published(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    text = sample(f"{SAMPLE}.txt").decode().replace("০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", "১০ দিন বা নির্দেশ মতে", 1)
    page = open_page()
    sign_in(page, live_server)
    page.get_by_role("link", name="সিটিজেনস চার্টার").click()
    page.get_by_role("link", name="নতুন সংস্করণ আনুন").click()
    assert_good(page)
    page.get_by_label("অথবা সনদের লেখা").fill(text)
    page.get_by_role("button", name="পড়ুন").click()
    expect(page.get_by_text("১টি সারিতে সন্দেহ")).to_be_visible()
    assert_good(page)

    doubtful = page.locator("li.doubt")
    doubtful.locator("a.num").click()
    expect(page.locator("tr:target")).to_contain_text("১০ দিন বা নির্দেশ মতে")
    expect(page.locator("tr:target")).to_be_in_viewport()
    doubtful.get_by_role("link").last.click()
    assert_good(page)
    page.get_by_role("group", name="সেবা প্রদানের সময়সীমা").get_by_label("সনদের কথায়").fill("১০ (দশ) কার্যদিবস")
    page.get_by_role("button", name="সংশোধন রাখুন").click()
    expect(page.get_by_text("১০ কার্যদিবস", exact=True)).to_be_visible()

    page.get_by_role("link", name="মিলিয়ে দেখুন").click()
    expect(page.get_by_text("কোনো সন্দেহ নেই")).to_be_visible()
    page.get_by_role("link", name="প্রকাশের দিকে").click()
    expect(page.locator("ins")).to_have_text("১০ (দশ) কার্যদিবস")
    assert_good(page)
    page.get_by_role("button", name="প্রকাশ করুন").click()
    expect(page.get_by_role("status")).to_contain_text("সনদ প্রকাশিত হয়েছে")
    assert Edition.objects.get(state="published") != cast.edition


def test_every_page_of_the_desk_fits_a_phone_in_the_dark(live_server: object, open_page: Open, cast: Cast) -> None:
    case = make_case(cast, at=timezone.now())
    make_case(cast, "citizen-6", key="listed", at=timezone.now())
    page = open_page(viewport=PHONE, dark=True)
    sign_in(page, live_server)
    edition = f"charter/{cast.edition.pk}/"
    for path in (
        "", f"cases/{case.reference}/", f"cases/{case.reference}/receipt/", "interested/citizen-6/",
        "register/institutional-1/", "charter/", edition, "charter/services/",
    ):  # fmt: skip
        page.goto(f"{live_server}/desk/{path}")
        assert_good(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_the_applicant_wrote_stands_on_top_and_goes_when_it_is_read(
    live_server: object, open_page: Open, cast: Cast, viewport: dict[str, int]
) -> None:
    case = make_case(cast, at=timezone.now())
    citizen, desk = open_page(viewport=viewport), open_page(viewport=viewport)
    citizen.goto(f"{live_server}/track/{case.reference}/")
    citizen.get_by_label("রসিদের কোড").fill(receipt_code(str(case.pk), 1))
    citizen.get_by_role("button", name="খুলুন").click()
    citizen.get_by_label("আপনার উত্তর").fill("রোববার নয়, সোমবার আসুন")
    citizen.get_by_role("button", name="পাঠান").click()
    expect(citizen.get_by_role("status")).to_contain_text("আপনার লেখা দপ্তরে পৌঁছেছে")
    expect(citizen.get_by_text("এখনো পড়া হয়নি")).to_be_visible()
    assert_good(citizen)

    sign_in(desk, live_server)
    unread = desk.locator("#unread")
    expect(unread).to_contain_text("আবেদনকারী লিখেছেন")
    assert_good(desk)
    unread.get_by_role("link").click()
    expect(unread).to_contain_text("রোববার নয়, সোমবার আসুন")
    assert_good(desk)
    unread.get_by_role("button", name="পড়েছি").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("আমার কাজ")
    expect(unread).to_have_count(0)
    citizen.reload()
    expect(citizen.get_by_text("দপ্তর লেখাটি পড়েছে")).to_be_visible()
    assert_good(citizen)
