"""Following an asking: the receipt, the public page, what the code opens, and the acts of who asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import lxml.html
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from ongikar.cases.files import receive
from ongikar.cases.models import Case
from ongikar.cases.references import can_be_reached, receipt_code, tracking_link
from tests.cast import Cast, make_case

LONG_AGO = timezone.now() - timedelta(days=60)
BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
SITE = "https://doict.joypurhat.gov.bd"


def opened(case: Case) -> Client:
    """The browser of who has the receipt."""
    client = Client()
    code = receipt_code(str(case.pk), case.link_number)
    assert client.post(f"/track/{case.reference}/code/", {"code": code}).status_code == 302
    return client


def receipt(case: Case) -> str:
    return opened(case).get(f"/track/{case.reference}/receipt/").content.decode()


def test_a_receipt_says_everything_it_must(cast: Cast) -> None:
    page = receipt(make_case(cast, "institutional-8"))
    for words in (
        "<q>০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)</q>",
        "বুধবার, ২৫ নভেম্বর ২০২৬-এর মধ্যে",
        "১০ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ",
        "তারিখটি কীভাবে এল",
        "বিনামূল্যে",
        "প্রোগ্রামার",
        "০২৫৮৯৯১৫০৭৬",
        "জেলা কার্যালয়, জয়পুরহাট",
        "অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)",
        "৩০ কার্যদিবস",
    ):
        assert words in page, words


def test_the_reference_is_shown_in_bangla_in_groups_of_three(cast: Cast) -> None:
    case = make_case(cast)
    Case.objects.filter(pk=case.pk).update(reference="4827306155")
    case.refresh_from_db()
    assert '<p class="ref">৪৮২ ৭৩০ ৬১৫ ৫</p>' in receipt(case)


def test_the_qr_code_is_the_tracking_link(cast: Cast, settings: Settings) -> None:
    settings.SITE_URL = SITE
    case = make_case(cast)
    page: Any = lxml.html.fromstring(receipt(case))
    link = tracking_link(case)
    assert link.startswith(f"{SITE}/t/{case.pk}/")
    image = page.find(".//img[@class='qr']").get("src")
    assert image == segno.make(link, error="m", micro=False).svg_data_uri(scale=3, dark="#000", light="#fff")
    assert link in page.text_content()


@pytest.mark.parametrize(
    "site", ["", "http://127.0.0.1:8000", "http://localhost:8000", "http://192.168.1.5", "http://pc"]
)
def test_without_a_public_address_the_slip_carries_the_phone(cast: Cast, settings: Settings, site: str) -> None:
    settings.SITE_URL = site
    page = receipt(make_case(cast))
    assert "অবস্থা জানতে নম্বরটি বলে ফোন করুন" in page
    assert 'class="qr"' not in page


def test_an_address_that_others_can_reach_is_known() -> None:
    assert can_be_reached(SITE)
    assert can_be_reached("http://203.112.218.69")


def test_a_receipt_by_order_says_that_the_date_comes_later(cast: Cast) -> None:
    page = receipt(make_case(cast, "citizen-6"))
    assert "আপনি আগ্রহীদের তালিকায় আছেন" in page
    assert "<q>নির্দেশনা অনুযায়ী</q>" in page


def test_a_receipt_is_shown_to_who_has_the_code_alone(cast: Cast) -> None:
    case = make_case(cast)
    assert Client().get(f"/track/{case.reference}/receipt/")["Location"] == f"/track/{case.reference}/"


@pytest.mark.parametrize("typed", ["৪৮২ ৭৩০ ৬১৫ ০", "482", "", "০১৭১২৩৪৫৬৭৮", "নম্বর নেই"])
def test_a_reference_with_typing_errors_is_said_and_kept(cast: Cast, client: Client, typed: str) -> None:
    answer = client.post("/track/", {"reference": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()


@pytest.mark.parametrize("write", [str, lambda r: f" {r[:3]}-{r[3:6]} {r[6:]} ", lambda r: r.translate(BANGLA)])
def test_a_reference_is_read_in_any_digits_and_spacing(cast: Cast, client: Client, write: object) -> None:
    case = make_case(cast)
    answer = client.post("/track/", {"reference": write(case.reference)})  # type: ignore[operator]
    assert answer["Location"] == f"/track/{case.reference}/"


def test_papers_asked_for_are_told_and_sent(cast: Cast) -> None:
    case = make_case(cast)
    case.ask(by=cast.head.author(), at=timezone.now(), reason="other", why="কয়টি কম্পিউটার?")
    client, path = opened(case), f"/track/{case.reference}/papers/"
    assert "কয়টি কম্পিউটার?" in client.get(f"/track/{case.reference}/").content.decode()
    file = SimpleUploadedFile("তালিকা.pdf", b"%PDF-1.4 list")
    assert client.post(path, {"body": "দশটি", "documents": file}).status_code == 302
    case.refresh_from_db()
    assert case.state == "filed"
    assert [a.name for a in case.attachments.all()] == ["তালিকা.pdf"]


def test_a_reply_after_the_half_hour_is_kept_and_goes_with_the_code(cast: Cast) -> None:
    case = make_case(cast)
    path = f"/track/{case.reference}/papers/"
    stranger = Client()
    answer = stranger.post(path, {"body": "দশটি কম্পিউটার"})
    assert answer.status_code == 403
    assert "দশটি কম্পিউটার" in answer.content.decode()
    assert stranger.post(path, {"body": "দশটি", "code": "WRONG"}).status_code == 403
    right = {"body": "দশটি কম্পিউটার", "code": receipt_code(str(case.pk), 1)}
    assert stranger.post(path, right).status_code == 302
    assert case.messages.get().body == "দশটি কম্পিউটার"


def test_an_asking_is_withdrawn_with_its_reason(cast: Cast) -> None:
    case = make_case(cast)
    opened(case).post(f"/track/{case.reference}/withdrawal/", {"reason": "আর দরকার নেই"})
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert case.results.get().text == "আর দরকার নেই"


def test_what_was_delivered_is_fetched(cast: Cast) -> None:
    case = make_case(cast)
    case.deliver_with(
        documents=[receive("সনদ.pdf", b"%PDF-1.4 done")], text="দেওয়া হলো", by=cast.head.author(), at=timezone.now()
    )
    client, file = opened(case), case.attachments.get()
    page = client.get(f"/track/{case.reference}/").content.decode()
    assert "দপ্তর যা দিয়েছে" in page
    assert "সেবা দেওয়া হয়েছে" in page
    path = f"/track/{case.reference}/files/{file.pk}/"
    assert b"".join(client.get(path).streaming_content) == b"%PDF-1.4 done"  # type: ignore[attr-defined]
    assert Client().get(path).status_code == 404


def test_a_revoked_link_and_code_open_nothing(cast: Cast, settings: Settings) -> None:
    settings.SITE_URL = SITE
    case = make_case(cast)
    link, code = tracking_link(case).removeprefix(SITE), receipt_code(str(case.pk), 1)
    assert Client().get(link).status_code == 200
    opened(case).post(f"/track/{case.reference}/link/revocation/")
    assert Client().get(link).status_code == 404
    assert Client().post(f"/track/{case.reference}/code/", {"code": code}).status_code == 422


@pytest.mark.parametrize("act", ["code", "papers", "withdrawal", "link/revocation"])
def test_the_address_of_an_act_leads_to_its_page(cast: Cast, client: Client, act: str) -> None:
    case = make_case(cast)
    assert client.get(f"/track/{case.reference}/{act}/")["Location"] == f"/track/{case.reference}/"


def test_a_broken_promise_is_red_and_an_own_target_is_not(cast: Cast) -> None:
    promised = make_case(cast, "institutional-8", at=LONG_AGO, key="a")
    targeted = make_case(cast, "citizen-5", at=LONG_AGO, key="b")
    red = Client().get(f"/track/{promised.reference}/").content.decode()
    amber = Client().get(f"/track/{targeted.reference}/").content.decode()
    assert "প্রতিশ্রুত তারিখ পেরিয়ে গেছে" in red
    assert 'class="due red"' in red
    assert "দপ্তরের নিজস্ব লক্ষ্যের তারিখ পেরিয়ে গেছে" in amber
    assert "due red" not in amber


def test_stage_and_dates_are_all_that_is_public(cast: Cast) -> None:
    case = make_case(cast)
    case.refuse(by=cast.head.author(), at=timezone.now(), reason="গোপন কারণ", remedy="গোপন প্রতিকার")
    page = Client().get(f"/track/{case.reference}/").content.decode()
    assert "সেবা দেওয়া যায়নি" in page
    for private in ("গোপন কারণ", "গোপন প্রতিকার", case.matter, case.requester.name, "নাজমা"):
        assert private not in page
    assert "গোপন প্রতিকার" in opened(case).get(f"/track/{case.reference}/").content.decode()
