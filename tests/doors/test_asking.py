"""A citizen asks by web: a form, a case, a receipt; and follows it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from tests.cast import Cast

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
    key = form_key(client)
    client.post(ASK, {**FORM, "intake_key": key, **changes})
    return Case.objects.get(intake_key=f"web:{key}")


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
        f"{HOME}services/institutional-8/form/?sample=1",
        "/desk/sign-in/",
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


def test_the_charter_page_is_the_whole_document(cast: Cast, client: Client) -> None:
    page = client.get(f"{HOME}charter/").content.decode()
    for words in (
        "প্রয়োজনীয় কাগজ পত্র ও প্রাতিষ্ঠান",
        "অন্যান্যাবশ্যিক",
        "05/12/2023".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")),
    ):
        assert words in page
    assert page.count("বিনামূল্যে") == 19
