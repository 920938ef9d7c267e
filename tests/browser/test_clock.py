"""The page of a clock in doubt, in a real browser: on a phone, in both languages, to the head's word."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from ongikar.offices import watched
from ongikar.ops import clockwatch
from tests.browser.conftest import PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.browser.test_desk import sign_in
from tests.cast import build_cast, make_case
from tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_head_says_that_the_clock_is_right(
    live_server: LiveServer, open_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(build_cast(), at=timezone.now())
    machine = Machine(timezone.now())
    settings.CLOCK_WATCHED = True
    monkeypatch.setattr(watched, "reading", machine.reading)
    monkeypatch.setattr(watched._Held, "trust", None)
    clockwatch.look()
    machine.leaps(days=-1)
    clockwatch.look()
    page = open_page(viewport=PHONE)
    sign_in(page, live_server)
    page.get_by_role("link", name="দেখুন ও ঠিক করুন").click()
    assert_fits(page)
    assert_accessible(page)
    page.goto(f"{live_server}/en/desk/clock/")
    assert_fits(page)
    expect(page.get_by_role("status").first).to_contain_text("not certain that this computer's clock is right")
    page.get_by_role("button", name="The clock is right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The computer's clock")
    expect(page.get_by_text("There is no doubt about the clock")).to_be_visible()
