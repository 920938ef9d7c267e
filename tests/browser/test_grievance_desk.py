"""A grievance is keyed in while somebody waits: by the keyboard alone, within a minute, and with its receipt."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from ongikar.cases.references import receipt_code
from ongikar.grievances.lodging import lodge
from ongikar.grievances.models import Complainant, Grievance
from tests.browser.conftest import PHONE, Open
from tests.browser.test_counter import Keys
from tests.browser.test_desk import assert_good, sign_in
from tests.cast import Cast, build_cast
from tests.grievances.world import complaint, separate_grievance_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECONDS_A_KEY = 0.28  # an average typist, thinking and looking included (Card, Moran and Newell's keystroke model: K)
MINUTE = 60
WRONG = "+8801711111111"
MATTER = "তিনবার এসেও সনদের সেবাটি পাইনি, কেউ তারিখ বলেন না।"


@pytest.fixture
def cast() -> Cast:
    cast = build_cast()
    separate_grievance_officer(cast)
    return cast


@pytest.mark.clause("6.1(জ)")
def test_keyed_in_by_keyboard_alone_within_a_minute(live_server: object, open_page: Open, cast: Cast) -> None:
    page = open_page()
    page.add_init_script("window.print = () => {}")
    sign_in(page, live_server, "clerk")
    page.goto(f"{live_server}/desk/grievances/new/")
    expect(page.get_by_label("কীভাবে এসেছে")).to_be_focused()
    assert_good(page)
    keys = Keys(page)
    keys.press("ArrowDown", "ArrowDown", "Tab", "Tab")
    keys.type(MATTER)
    keys.press("Tab")
    keys.type("করিম মিয়া")
    keys.press("Tab")
    keys.type("01712345678")
    keys.press("Enter")
    page.wait_for_url("**/receipt/")
    assert_good(page)
    grievance = Grievance.objects.get()
    assert (grievance.medium, grievance.matter) == ("counter", MATTER)
    assert keys.pressed * SECONDS_A_KEY < MINUTE, keys.pressed


def test_the_form_and_all_that_folds_out_of_it_fit_a_phone(live_server: object, open_page: Open, cast: Cast) -> None:
    page = open_page(viewport=PHONE)
    sign_in(page, live_server, "clerk")
    page.goto(f"{live_server}/desk/grievances/new/")
    page.locator("details.act summary").click()
    assert_good(page)


def test_what_was_keyed_in_wrongly_is_put_right_on_a_phone_and_the_new_receipt_stands_there(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    grievance = lodge(
        complaint(cast, medium="phone", named=(cast.officer,)), complainant=Complainant(name="করিম মিয়া", mobile=WRONG),
        intake_key="keyed", at=timezone.now(), by=cast.clerk.author(),
    )  # fmt: skip
    page = open_page(viewport=PHONE)
    sign_in(page, live_server, "clerk")
    page.goto(f"{live_server}/desk/grievances/{grievance.reference}/receipt/")
    assert_good(page)
    page.get_by_text("তথ্য ভুল হলে সংশোধন করুন").click()
    page.wait_for_selector("main [name=mobile]")
    assert_good(page)
    page.get_by_label("ফোন").fill("০১৭১২৩৪৫৬৭৮")
    page.get_by_text("সংশোধন রাখুন").click()
    page.wait_for_url("**/receipt/")
    expect(page.get_by_role("status")).to_contain_text("নতুন রসিদটি দিন")
    expect(page.locator(".code")).to_have_text(receipt_code(str(grievance.pk), 2))
    assert_good(page)
