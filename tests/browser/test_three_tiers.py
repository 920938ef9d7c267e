"""From a broken promise through all three tiers to the end, in Bangla, as the people in it meet it.

Where ONGIKAR_JOURNEY names a folder, its pictures are kept there.
"""

from __future__ import annotations

import email
import os
import re
from datetime import datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings

from ongikar.cases.deeds import act_next
from ongikar.cases.references import receipt_code
from ongikar.clock.hours import midnight_after
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Grievance
from ongikar.notices.packing import pack_next
from ongikar.notices.post import post_next
from ongikar.notices.tell import tell_next
from tests.addresses import confirmed
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_accessible, assert_fits
from tests.cast import PASSWORD, build_cast, make_case, moment
from tests.grievances.world import separate_grievance_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SITE = "https://doict.joypurhat.gov.bd"
HERS, OUTSIDE = "rahima@example.org", "ddadmin@doict.gov.bd"
SCAN: FilePayload = {"name": "আদেশ.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 order"}
# The secret of a link is as wide as its letters happen to be; a page has to hold the widest.
WIDEST = (
    """document.body.innerHTML = document.body.innerHTML.replace(/[0-9a-f]{16,}/g, (is) => "d".repeat(is.length))"""
)
DEEDS = (act_next, lapse_next, pack_next, tell_next, post_next)


class Journey:
    """The office served here, its clock, its post, and the pictures that are taken on the way."""

    def __init__(self, url: str, open_page: Open, outbox: Path, pictures: Path, patch: pytest.MonkeyPatch) -> None:
        self.url, self.open_page, self.outbox, self.pictures, self.patch = url, open_page, outbox, pictures, patch
        self.taken = 0

    def at(self, now: datetime) -> None:
        """It is now then, and the loop has done all that is due."""
        self.patch.setattr(timezone, "now", lambda: now)
        while any(deed(now) for deed in DEEDS):
            pass

    def mail(self, to: str, words: str) -> str:
        """The newest mail to an address whose text has these words."""
        for path in sorted(self.outbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
            message: Any = email.message_from_bytes(path.read_bytes(), policy=default)
            text = str(message.get_body().get_content())
            if message["To"] == to and words in text:
                return text
        raise AssertionError(f"no mail to {to} says {words}")

    def link(self, to: str, words: str, kind: str) -> str:
        """The address of this kind in that mail, as it is served here."""
        [path] = re.findall(rf"{SITE}(/\S*{kind}/\S+)", self.mail(to, words))
        return self.url + str(path)

    def looked_at(self, page: Page, name: str) -> None:
        assert_accessible(page)
        assert_fits(page)
        self.taken += 1
        page.screenshot(path=self.pictures / f"{self.taken}-{name}.png", full_page=True)

    def opened(self, grievance: Grievance) -> Page:
        page = self.open_page(viewport=PHONE)
        page.goto(f"{self.url}/grievances/{grievance.reference}/")
        page.fill("[name=code]", receipt_code(str(grievance.pk), grievance.link_number))
        page.click("aside button[type=submit]")
        return page


@pytest.fixture
def journey(
    live_server: Any, open_page: Open, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Journey:
    settings.SITE_URL, settings.OUTBOX_DIR, settings.FILES_DIR = SITE, tmp_path / "outbox", tmp_path / "files"
    pictures = Path(os.environ.get("ONGIKAR_JOURNEY", tmp_path / "pictures"))
    pictures.mkdir(parents=True, exist_ok=True)
    return Journey(str(live_server), open_page, tmp_path / "outbox", pictures, monkeypatch)


def test_from_a_broken_promise_through_all_three_tiers_to_the_end(journey: Journey) -> None:
    cast = build_cast()
    separate_grievance_officer(cast)  # the second and third tiers are outside, as the charter has them
    confirmed(OUTSIDE)
    case = make_case(cast, "institutional-1", at=moment("2026-11-22 10:00"), email=HERS)
    assert case.lapses_at
    journey.at(case.lapses_at + timedelta(hours=10))
    grievance = complained(journey, case.reference, receipt_code(str(case.pk), case.link_number))
    silent(journey, grievance)
    answered_by_link(journey, grievance)
    answered_on_paper(journey, grievance)
    ended(journey, grievance)


def complained(journey: Journey, reference: str, code: str) -> Grievance:
    """The date has passed; from the page of the case to the receipt of the grievance."""
    page = journey.open_page(viewport=PHONE)
    page.goto(f"{journey.url}/track/{reference}/")
    page.fill("[name=code]", code)
    page.click("aside button[type=submit]")
    expect(page.locator("main")).to_contain_text("পেরিয়ে")
    journey.looked_at(page, "broken-promise")
    page.goto(f"{journey.url}/doict-joypurhat/grievance/?case={reference}")
    page.fill("[name=subject]", "সময়মতো সেবা পাইনি")
    page.fill("[name=matter]", "তারিখ পেরিয়ে গেছে, কেউ কিছু জানাননি।")
    page.fill("[name=name]", "রহিমা খাতুন")
    page.fill("[name=email]", HERS)
    page.check("[name=consent]")
    page.click("main form button[type=submit]:not([name])")
    page.wait_for_url("**/receipt/")
    journey.looked_at(page, "receipt")
    return Grievance.objects.get()


def silent(journey: Journey, grievance: Grievance) -> None:
    """Nobody decides. On the day after the limit the letter's address appeals with one button."""
    journey.at(midnight_after(grievance.current.due_on) + timedelta(hours=9))
    page = journey.open_page(viewport=PHONE, scripts=True)
    page.goto(journey.link(HERS, "নথিতে লেখা হয়েছে", "appeal"))
    journey.looked_at(page, "one-tap-appeal")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("আপিল পাওয়া গেছে")
    assert grievance.current.tier == 2


def answered_by_link(journey: Journey, grievance: Grievance) -> None:
    """The file lies before the appeal officer outside, who answers by the link of the mail."""
    journey.at(timezone.now() + timedelta(hours=1))
    page = journey.open_page(viewport=DESK)
    page.goto(journey.link(OUTSIDE, "উত্তর দেওয়ার লিংক", "answers"))
    journey.looked_at(page, "outside-answer")
    page.check("[name=outcome][value=upheld]")
    page.fill("[name=text]", "দপ্তরের ব্যাখ্যা সন্তোষজনক; আগের অবস্থান বহাল রাখা হলো।")
    page.fill("[name=signed_by]", "উপপরিচালক (প্রশাসন)")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("আদেশ পৌঁছেছে")
    journey.at(timezone.now() + timedelta(days=1))
    hers = journey.open_page(viewport=PHONE)
    hers.goto(journey.link(HERS, "আগের অবস্থান বহাল", "appeal"))
    hers.click("main form button[type=submit]")
    expect(hers.locator("main")).to_contain_text("ক-৪")
    assert grievance.current.tier == 3


def answered_on_paper(journey: Journey, grievance: Grievance) -> None:
    """The cell has no mail address: who had it here posts the packet, and keys its order in."""
    journey.at(timezone.now() + timedelta(hours=1))
    page = journey.open_page(viewport=DESK)
    page.goto(f"{journey.url}/desk/sign-in/?next=/desk/grievances/outside/")
    page.fill("[name=username]", "gro")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.click("table.work a >> nth=0")
    journey.looked_at(page, "packet-to-print")
    page.click("text=ছাপিয়ে পাঠানো হয়েছে")
    journey.at(timezone.now() + timedelta(days=20))
    page.goto(f"{journey.url}/desk/sign-in/?next=/desk/grievances/outside/")
    if page.locator("[name=password]").count():
        page.fill("[name=username]", "gro")
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
    page.goto(f"{journey.url}/desk/grievances/outside/{grievance.current.packets.get().pk}/")
    page.check("[name=outcome][value=directed]")
    page.fill("[name=text]", "সাত কার্যদিবসে সেবা দিয়ে প্রতিবেদন দিন।")
    page.fill("[name=signed_by]", "সদস্যসচিব")
    page.set_input_files("[name=documents]", [SCAN])
    page.click("#order form button[type=submit]")
    expect(page.locator("[role=status]")).to_contain_text("আদেশ লেখা হয়েছে")


def ended(journey: Journey, grievance: Grievance) -> None:
    """She reads each decision, opens the order in the original, and is told what is left outside the tiers."""
    journey.at(timezone.now() + timedelta(hours=1))
    page = journey.opened(grievance)
    for words in ("আগের অবস্থান বহাল", "সাত কার্যদিবসে সেবা দিয়ে", "মূল আদেশ", "সমাধান না হলে জানান"):
        expect(page.locator("main")).to_contain_text(words)
    journey.looked_at(page, "the-end")
    with page.expect_download() as download:
        page.click("text=আদেশ.pdf")
    assert Path(download.value.path()).read_bytes() == SCAN["buffer"]
    page.locator("aside a[href*='/letters/']:not([href$='.pdf'])").first.click()
    expect(page.locator("article.letter")).to_contain_text("স্মারক নং")
    page.evaluate(WIDEST)
    journey.looked_at(page, "letter")
