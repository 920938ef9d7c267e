"""A citizen asks by web: a form, a case, a receipt; and follows it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.charter.models import Edition
from ongikar.charter.suspensions import suspend
from ongikar.offices.models import Office
from tests.cast import Cast
from tests.doors import seed

FORM = {
    "name": "রহিমা খাতুন",
    "address": "ক্ষেতলাল",
    "phone": "০১৭১২-৩৪৫ ৬৭৮",
    "matter": "সাইবার নিরাপত্তা নিয়ে জানতে চাই",
    "consent": "on",
}
HOME = "/doict-joypurhat/"
ASK = f"{HOME}services/citizen-5/ask/"


def form_key(client: Client, path: str = ASK) -> str:
    found = re.search(r'name="intake_key" value="([0-9a-f]+)"', client.get(path).content.decode())
    assert found
    return found[1]


def file_one(client: Client, **changes: str) -> Case:
    answer = client.post(ASK, {**FORM, "intake_key": form_key(client), **changes})
    return Case.objects.get(reference=answer["Location"].split("/")[-3])


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        HOME,
        f"{HOME}charter/",
        f"{HOME}services/citizen-5/",
        f"{HOME}services/citizen-6/",
        ASK,
        "/track/",
        "/ui/patterns/",
        f"{HOME}services/institutional-8/form/",
        f"{HOME}services/institutional-8/form/?sample=1",
    ],
)
def test_every_public_page_opens_in_both_languages(cast: Cast, client: Client, prefix: str, path: str) -> None:
    assert client.get(prefix + path).status_code == 200


def test_a_good_form_gives_a_receipt(cast: Cast, client: Client) -> None:
    answer = client.post(ASK, {**FORM, "intake_key": form_key(client)}, follow=True)
    page = answer.content.decode()
    case = Case.objects.get()
    assert case.requester.phone == "+8801712345678"
    assert receipt_code(str(case.pk), 1) in page
    assert "দপ্তরের নিজস্ব লক্ষ্য; সনদে কোনো সংখ্যা নেই" in page
    assert "বিনামূল্যে" in page


def test_fifty_one_clicks_make_one_case(cast: Cast, client: Client) -> None:
    key = form_key(client)
    for _ in range(51):
        assert client.post(ASK, {**FORM, "intake_key": key}).status_code == 302
    assert Case.objects.count() == 1


def test_a_form_fetched_anew_and_sent_with_the_same_words_is_the_same_case(cast: Cast, client: Client) -> None:
    first = client.post(ASK, {**FORM, "intake_key": "one"})
    again = client.post(ASK, {**FORM, "intake_key": "two"}, follow=True)
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "এই আবেদনটি আগেই পাওয়া গেছে" in again.content.decode()
    assert client.post(ASK, {**FORM, "matter": "আরেকটি কথা", "intake_key": "three"})["Location"] != first["Location"]
    assert Client().post(ASK, {**FORM, "intake_key": "four"})["Location"] != first["Location"]
    assert Case.objects.count() == 3


@pytest.mark.parametrize("phone", ["12345", "০১২৩৪৫", "ফোন", "017123456789", "+1 202 555 0100"])
def test_a_wrong_phone_is_said_and_nothing_typed_is_lost(cast: Cast, client: Client, phone: str) -> None:
    answer = client.post(ASK, {**FORM, "phone": phone, "intake_key": "k"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "শুরু ০১ দিয়ে" in page
    assert FORM["matter"] in page


def test_who_has_no_phone_says_so(cast: Cast, client: Client) -> None:
    assert file_one(client, phone="", no_phone="on").requester.phone == ""


def test_without_the_code_only_stage_and_dates_are_shown(cast: Cast, client: Client) -> None:
    case = file_one(client)
    page = Client().get(f"/track/{case.reference}/").content.decode()
    assert "আবেদন পাওয়া গেছে" in page
    assert FORM["matter"] not in page
    assert FORM["name"] not in page


def test_the_code_opens_the_matter(cast: Cast, client: Client) -> None:
    case = file_one(client)
    other = Client()
    assert other.post(f"/track/{case.reference}/code/", {"code": "WRONG"}).status_code == 422
    other.post(f"/track/{case.reference}/code/", {"code": receipt_code(str(case.pk), 1).lower()})
    assert FORM["matter"] in other.get(f"/track/{case.reference}/").content.decode()


def test_absent_and_forbidden_look_alike(cast: Cast, client: Client) -> None:
    case = file_one(client)
    there = Client().get(f"/track/{case.reference}/receipt.pdf")
    absent = Client().get("/track/1111111111/receipt.pdf")
    echoed = there.content.replace(case.reference.encode(), b"1111111111")  # the page's own address
    assert (there.status_code, echoed) == (404, absent.content)


def test_an_internal_service_asks_to_sign_in(cast: Cast, client: Client) -> None:
    assert client.get(f"{HOME}services/internal-1/ask/").status_code == 403


@pytest.mark.parametrize("words", ["প্রশিক্ষণ", "proshikkhon", "প্রশিক্ষন", "training"])
def test_a_service_is_found_in_any_spelling(cast: Cast, client: Client, words: str) -> None:
    assert "citizen-6" in client.post(f"{HOME}search/", {"words": words}).content.decode()


def test_words_are_searched_by_post_alone(cast: Cast, client: Client) -> None:
    assert client.get(f"{HOME}search/").status_code == 302


def test_each_service_is_listed_with_limit_and_price_as_printed(cast: Cast, client: Client) -> None:
    page = client.get(HOME).content.decode()
    services = [row for row in seed.rows() if len(row) == 7 and row[0].strip("০১২৩৪৫৬৭৮৯") == ""]
    assert len(services) == 23
    for row in services:
        assert f'<span class="name">{row[1]}</span>' in page
        assert f">{row[5]}</span>" in page
        assert f'<span class="fee">{row[4]}</span>' in page


def test_a_limit_without_a_number_is_never_shown_as_a_promise(cast: Cast, client: Client) -> None:
    page = " ".join(client.get(f"{HOME}services/citizen-5/").content.decode().split())
    assert "দপ্তরের নিজস্ব লক্ষ্য; সনদে কোনো সংখ্যা নেই" in page
    assert "কত কার্যদিবস তা সনদে লেখা নেই" in page
    assert "তাৎক্ষণিক/কার্যদিব স (প্রযোজ্য ক্ষেত্রে)" in page
    assert "“প্রযোজ্য ক্ষেত্রে”: কাজ শুরুর সময় কর্মকর্তা জানাবেন" in page
    assert "আজ আবেদন করলে সেবা পাবেন" not in page


def test_a_limit_with_a_number_promises_a_date(cast: Cast, client: Client) -> None:
    page = client.get(f"{HOME}services/institutional-8/").content.decode()
    assert "আজ আবেদন করলে সেবা পাবেন" in page
    assert "<q>০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)</q>" in page
    assert "সনদে কোনো সংখ্যা নেই" not in page


@pytest.mark.parametrize("code", ["citizen-6", "institutional-3"])
def test_a_service_by_order_offers_the_list_of_the_interested(cast: Cast, client: Client, code: str) -> None:
    page = client.get(f"{HOME}services/{code}/").content.decode()
    assert "আগ্রহীদের তালিকায় নাম দিন" in page
    assert "কত টাকা (বা শূন্য), কোন নীতিমালায় এবং কীভাবে পরিশোধ" in page


@pytest.mark.parametrize("code", ["citizen-6", "institutional-3", "internal-1", "internal-4"])
def test_what_starts_by_order_or_plan_says_so(cast: Cast, client: Client, code: str) -> None:
    page = client.get(f"{HOME}services/{code}/").content.decode()
    assert "সেবাটি যা থেকে শুরু হয়: ঊর্ধ্বতন কর্তৃপক্ষের নির্দেশনা, বার্ষিক কর্মপরিকল্পনা" in page


def test_who_asks_for_an_institution_says_which(cast: Cast, client: Client) -> None:
    path = f"{HOME}services/institutional-8/ask/"
    page = client.post(path, {**FORM, "intake_key": "k"}).content.decode()
    assert "প্রতিষ্ঠানের নাম লিখুন।" in page
    assert "আপনার পদবি লিখুন।" in page
    office = {"institution": "উপজেলা শিক্ষা অফিস", "designation": "অফিস সহকারী"}
    assert client.post(path, {**FORM, **office, "intake_key": "k"}).status_code == 302


def test_a_paper_that_does_not_come_along_is_a_question_and_no_refusal(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk.account)
    path, form = f"{HOME}services/internal-2/ask/", {**FORM, "intake_key": "k"}
    page = client.post(path, form).content.decode()
    assert "“অফিস আদেশ” কীভাবে দেবেন, বেছে নিন। কাগজটি না থাকলেও আবেদন করা যায়।" in page
    assert client.post(path, {**form, "paper_0": "now"}).status_code == 422
    assert client.post(path, {**form, "paper_0": "later"}).status_code == 302
    assert Case.objects.get().matter.endswith("পরে বা হাতে দেব: অফিস আদেশ")


def test_the_form_itself_is_the_application(cast: Cast, client: Client) -> None:
    page = client.get(ASK).content.decode()
    assert "এই ফরমটিই আপনার আবেদনপত্র" in page
    assert "paper_0" not in page


def test_what_the_office_expects_stands_on_the_form_and_refuses_nobody(cast: Cast, client: Client) -> None:
    page = client.get(ASK).content.decode()
    for expectation in cast.edition.expectations.all():
        assert expectation.text_bn in page
    assert "এর কোনোটির জন্য আবেদন ফেরত দেওয়া হয় না।" in page


def test_a_suspended_service_says_by_which_order_and_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    service = cast.promise("citizen-5").service
    assert service is not None
    suspend(
        service,
        by=cast.head,
        at=timezone.now(),
        order_no="৫৬.০০.১২৩",
        order_on=timezone.localdate(),
        reason="ভবন মেরামত",
        starts_on=timezone.localdate(),
    )
    for path in (f"{HOME}services/citizen-5/", ASK):
        page = client.get(path).content.decode()
        assert "৫৬.০০.১২৩" in page
        assert "ভবন মেরামত" in page
        assert "আবেদন পাঠান" not in page
    answer = client.post(ASK, {**FORM, "intake_key": "k"})
    assert answer.status_code == 409
    assert FORM["matter"] in answer.content.decode()
    assert not Case.objects.exists()


def test_one_office_is_the_front_page_and_several_are_listed(cast: Cast, client: Client) -> None:
    assert client.get("/")["Location"] == HOME
    assert "আবেদনের অবস্থা" in client.get("/track/").content.decode()
    other = Office.objects.create(code="elsewhere-2", name_bn="জেলা কার্যালয়, বগুড়া", body_bn="অন্য অধিদপ্তর")
    Edition.objects.create(office=other, state="published", drafted_at=timezone.now())
    page = client.get("/").content.decode()
    assert HOME in page
    assert "জেলা কার্যালয়, বগুড়া" in page


def test_a_form_that_is_too_long_says_so(cast: Cast, client: Client) -> None:
    answer = client.post(ASK, {**FORM, "matter": "ক" * 6000, "intake_key": "k"})
    assert answer.status_code == 422
    assert "লেখাটি বড়: সর্বোচ্চ ৫০০০ অক্ষর, আছে ৬০০০। ছোট করে লিখুন।" in answer.content.decode()
