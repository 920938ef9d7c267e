"""The counter in a real browser: driven by the keyboard alone, with a line that breaks, and without scripts."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ongikar.cases.models import Case
from tests.browser.conftest import PHONE, Open
from tests.browser.test_desk import assert_good, sign_in
from tests.cast import Cast, build_cast, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_KEYS = 65


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def begins(page: Page) -> None:
    """The counter stands ready for the next one."""
    expect(page.get_by_label("ফোন", exact=True)).to_be_focused()
    page.wait_for_load_state()


class Keys:
    """A keyboard that counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)


def test_a_walk_in_and_a_call_of_the_same_phone_by_keyboard_alone(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    page = open_page()
    page.add_init_script("window.print = () => {}")
    sign_in(page, live_server, "clerk")
    page.wait_for_load_state()
    walk_in = Keys(page)
    walk_in.press("F2")
    begins(page)
    walk_in.type("01712345678")
    walk_in.press("Tab")
    walk_in.type("করিম মিয়া")
    walk_in.press("Tab", "Tab")
    walk_in.type("সাইবার")
    expect(page.locator("#found [name=service]:checked")).to_be_visible()
    assert_good(page)
    walk_in.press("Tab", "Tab")
    walk_in.type("স্কুলে আলোচনা চান")
    walk_in.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("আবেদন নেওয়া হয়েছে")
    begins(page)
    assert walk_in.pressed <= MOST_KEYS

    call = Keys(page)
    call.press("F4")
    call.type("০১৭১২৩৪৫৬৭৮")
    call.press("Tab")
    expect(page.get_by_label("করিম মিয়া")).to_be_focused()
    call.press("Space", "Tab")
    call.type("totho")
    expect(page.locator("#further")).to_contain_text("তথ্য প্রদান")
    call.press("Tab", "Tab")
    call.type("ঠিকানা")
    call.press("Tab", "Tab")
    call.type("ঠিকানা বলা হলো")
    call.press("F9")
    expect(page.get_by_role("status")).to_contain_text("সেবা দেওয়া হয়েছে")
    assert call.pressed <= MOST_KEYS
    first, second = Case.objects.order_by("filed_at")
    assert (first.channel, first.state, second.channel, second.state) == ("counter", "filed", "phone", "delivered")

    begins(page)
    page.keyboard.press("F8")
    page.wait_for_url(f"**/cases/{second.reference}/slip/80mm/")
    assert_good(page)
    page.keyboard.press("F2")
    begins(page)


def test_a_line_that_breaks_loses_nothing_and_makes_one_case(live_server: object, open_page: Open, cast: Cast) -> None:
    page = open_page(refusals=True)
    sign_in(page, live_server, "clerk")
    page.goto(f"{live_server}/desk/counter/")
    page.get_by_label("ফোন", exact=True).fill("01712345678")
    page.get_by_label("নাম", exact=True).fill("করিম মিয়া")
    page.get_by_label("কোন সেবা").fill("সাইবার")
    expect(page.locator("#found [name=service]:checked")).to_be_visible()
    page.evaluate("() => { window.line = fetch; window.fetch = async () => { throw new TypeError('no line'); }; }")
    page.get_by_label("কী চান").fill("স্কুলে আলোচনা")
    page.keyboard.press("Enter")
    expect(page.get_by_text("সংযোগ পাওয়া যাচ্ছে না")).to_be_visible()
    page.evaluate("() => { window.fetch = line; }")
    page.get_by_label("কী চান").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("কী চাওয়া হয়েছে তা লিখুন")
    expect(page.get_by_label("নাম", exact=True)).to_have_value("করিম মিয়া")
    page.get_by_label("কী চান").fill("স্কুলে আলোচনা")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("আবেদন নেওয়া হয়েছে")
    assert Case.objects.get().matter == "স্কুলে আলোচনা"


def test_without_scripts_on_a_phone_in_the_dark(live_server: object, open_page: Open, cast: Cast) -> None:
    for number, name in enumerate(("রহিমা খাতুন", "করিম মিয়া", "সালমা খাতুন")):
        make_case(cast, key=f"k{number}", name=name, at=timezone.now())
    page = open_page(viewport=PHONE, scripts=False, dark=True)
    sign_in(page, live_server, "clerk")
    page.get_by_role("link", name="কাউন্টার").click()
    page.get_by_label("ফোন", exact=True).fill("01712345678")
    page.get_by_label("কোন সেবা").fill("cyber")
    page.get_by_role("button", name="খুঁজুন").click()
    page.get_by_label("সালমা খাতুন").check()
    page.get_by_label("কী চান").fill("আলোচনা")
    page.get_by_role("button", name="আবেদন নিন").click()
    expect(page.get_by_role("status")).to_contain_text("আবেদন নেওয়া হয়েছে")
    assert Case.objects.latest("filed_at").requester.name == "সালমা খাতুন"
