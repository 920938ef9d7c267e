"""Somebody complains by web: form ক-১, a receipt, and what can be done with it; nobody needs an account."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases.references import receipt_code
from ongikar.grievances.around.models import Rating
from ongikar.grievances.lodging import fingerprint
from ongikar.grievances.models import Grievance, Outcome, decide
from tests.cast import Cast, make_case, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

LODGE = "/doict-joypurhat/grievance/"
FORM = {
    "intake_key": "one",
    "kind": "public",
    "subject": "সেবা পাইনি",
    "matter": "চার দিন পার হলো, কেউ ফোন ধরেন না।",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭১২-৩৪৫৬৭৮",
    "relation": "self",
    "consent": "on",
}


def lodged(client: Client, **changes: Any) -> Grievance:
    answer = client.post(LODGE, {**FORM, **changes})
    assert answer.status_code == 302, re.findall(r'class="error"[^>]*>(.*?)<', answer.content.decode(), re.S)
    return Grievance.objects.get(reference=answer["Location"].split("/")[-3])


def let_in(grievance: Grievance) -> Client:
    client = Client()
    code = receipt_code(str(grievance.pk), grievance.link_number)
    assert client.post(f"/grievances/{grievance.reference}/code/", {"code": code}).status_code == 302
    return client


def page_of(client: Client, grievance: Grievance) -> str:
    return client.get(f"/grievances/{grievance.reference}/").content.decode()


def act(client: Client, grievance: Grievance, name: str, **typed: Any) -> int:
    return client.post(f"/grievances/{grievance.reference}/{name}/", typed).status_code


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", [LODGE, f"{LODGE}letter/"])
def test_the_form_and_its_blank_letter_open_in_both_languages(
    cast: Cast, client: Client, prefix: str, path: str
) -> None:
    assert client.get(prefix + path).status_code == 200


@pytest.mark.clause("6.1(ক)", "6.1(খ)", "6.1(ছ)", "ক-১")
def test_a_good_form_gives_a_number_a_date_and_a_code_and_nothing_of_the_matter_on_the_receipt(cast: Cast) -> None:
    separate_grievance_officer(cast)
    client = Client()
    grievance = lodged(client)
    receipt = client.get(f"/grievances/{grievance.reference}/receipt/").content.decode()
    assert receipt_code(str(grievance.pk), 1) in receipt
    assert "-এর মধ্যে" in receipt
    assert FORM["matter"] not in receipt
    assert grievance.complainant is not None
    assert grievance.complainant.mobile == "+8801712345678"
    assert client.post(LODGE, FORM).status_code == 302
    assert Grievance.objects.count() == 1
    pdf = client.get(f"/grievances/{grievance.reference}/receipt.pdf")
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"matter": " "}, "অভিযোগটি কী"),
        ({"mobile": ""}, "ফল জানানোর একটি উপায় দিন"),
        ({"mobile": "১২৩"}, "নম্বরটি মিলিয়ে দেখুন"),
        ({"consent": ""}, "পরিচয় ছাড়া অভিযোগ বেছে নিন"),
        ({"case_reference": "1234567890"}, "নম্বরটি মেলেনি"),
        ({"kind": "other"}, "সঠিক"),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(cast: Cast, client: Client, typed: Any, said: str) -> None:
    answer = client.post(LODGE, {**FORM, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert FORM["subject"] in page
    assert said in page or said == "সঠিক"
    assert not Grievance.objects.exists()


@pytest.mark.clause("7.1.1(খ)")
def test_without_identity_a_token_alone_opens_it(cast: Cast, client: Client) -> None:
    grievance = lodged(client, anonymous="on", name="", mobile="", consent="")
    assert (grievance.complainant, grievance.anonymous) == (None, True)
    assert FORM["matter"] in page_of(let_in(grievance), grievance)


def test_the_identity_number_is_masked_and_said_to_be_unchecked(cast: Cast, client: Client) -> None:
    grievance = lodged(client, identity_kind="nid", identity_number="১৯৮৭৬৫৪৩২১")
    page = page_of(let_in(grievance), grievance)
    assert "৪৩২১" in page
    assert "১৯৮৭৬৫" not in page
    assert "পরিচয় যাচাই হয়নি" in page


@pytest.mark.clause("7.1(ক)ii")
def test_where_the_program_sends_it_up_the_receipt_says_why_and_to_whom_and_the_date_stays(cast: Cast) -> None:
    client = Client()
    grievance = lodged(client)
    receipt = client.get(f"/grievances/{grievance.reference}/receipt/").content.decode()
    first, second = grievance.referrals.all()
    assert "নিজের বিরুদ্ধে অভিযোগ কেউ নিষ্পত্তি করেন না" in receipt
    assert second.seat.title in receipt
    assert first.due_on == second.due_on


def test_against_a_case_by_number_and_code_or_from_its_own_page(cast: Cast, client: Client) -> None:
    case = make_case(cast, at=timezone.now())
    code = receipt_code(str(case.pk), 1)
    assert client.post(LODGE, {**FORM, "case_reference": case.reference, "case_code": "WRONG"}).status_code == 422
    grievance = lodged(client, case_reference=case.reference, case_code=code)
    assert (grievance.case, grievance.service) == (case, case.service)
    client.post(f"/track/{case.reference}/code/", {"code": code})
    page = client.get(f"{LODGE}?case={case.reference}").content.decode()
    assert case.reference in page
    assert "case_code" not in page
    assert "আবেদনের পরের দিন থেকেই" in page or "আবেদনের দিনের পরে" in page  # advice, which blocks nobody
    assert lodged(client, intake_key="two", case_reference=case.reference).case == case


@pytest.mark.clause("5.1.1", "4(ক)")
def test_an_officer_named_is_concerned_and_an_office_under_it_can_be(cast: Cast, client: Client) -> None:
    grievance = lodged(client, officers=[str(cast.head.post_id)])
    assert [row.because for row in grievance.concerned.all()] == ["named"]
    child = cast.office.children.first()
    assert child
    assert lodged(client, intake_key="two", place=child.code).office == child


def test_where_the_text_is_not_kept_that_is_said_before_and_after(cast: Cast, client: Client) -> None:
    cast.head.account.is_administrator = True
    cast.head.account.save(update_fields=["is_administrator"])
    before = client.post(LODGE, FORM)
    assert before.status_code == 422
    for words in ("এই লেখা এখানে রাখা হবে না", "www.grs.gov.bd", "৩৩৩", "ডাকে"):
        assert words in before.content.decode()
    assert not Grievance.objects.exists()
    grievance = lodged(client, knows_sealed="on")
    after = client.get(f"/grievances/{grievance.reference}/receipt/").content.decode()
    assert (grievance.complainant, grievance.matter, grievance.subject, grievance.case) == (None, "", "", None)
    assert grievance.sha256 == fingerprint(FORM["matter"])
    assert grievance.sha256 in after
    assert "এই লেখা এখানে রাখা হবে না" in after


@pytest.mark.clause("6.1(ক)", "6.1(খ)")
def test_the_letter_is_printed_from_what_was_typed_and_keeps_nothing(cast: Cast, client: Client) -> None:
    page = client.post(f"{LODGE}letter/", FORM).content.decode()
    assert FORM["matter"] in page
    assert fingerprint(FORM["matter"]) in page
    assert not Grievance.objects.exists()


def test_by_the_number_alone_stage_and_dates_are_shown_and_nothing_else(cast: Cast, client: Client) -> None:
    separate_grievance_officer(cast)
    grievance = make_grievance(cast)
    page = page_of(client, grievance)
    assert "অভিযোগ পাওয়া গেছে" in page
    for secret in (grievance.matter, grievance.subject, "রহিমা", "01712345678"):
        assert secret not in page
    answer = client.post("/track/", {"reference": grievance.reference})
    assert answer.headers["Location"] == f"/grievances/{grievance.reference}/"
    for name in ("information", "answer", "withdrawal", "appeal", "reopening", "rating"):
        assert act(client, grievance, name, text="না") == 403
    assert grievance.events.count() == 1
    assert client.get(f"/grievances/{grievance.reference}/receipt/").status_code == 302
    assert client.get(f"/grievances/{grievance.reference}/receipt.pdf").status_code == 404


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    return set_to


def test_what_was_asked_is_answered_and_a_decision_is_read_rated_reopened_and_appealed(cast: Cast, clock: Any) -> None:
    gro = separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    grievance = make_grievance(cast)
    turn, at = grievance.current, moment("2026-11-23 10:00")
    turn.ask_information(by=gro.author(), at=at, text="তারিখটি লিখুন")
    clock(at)
    client = let_in(grievance)
    assert "তারিখটি লিখুন" in page_of(client, grievance)
    assert act(client, grievance, "information", text=" ") == 422
    assert act(client, grievance, "information", text="১৮ নভেম্বর") == 302
    turn.refresh_from_db()
    turn.accept(by=gro.author(), at=at, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=at, reasons="ল্যাবটি এই দপ্তরের নয়")
    page = page_of(client, grievance)
    assert "ল্যাবটি এই দপ্তরের নয়" in page
    assert "২৩ ডিসেম্বর" in page  # the last day of the appeal
    assert act(client, grievance, "rating", stars="9") == 422
    assert act(client, grievance, "rating", stars="2") == 302
    assert act(client, grievance, "reopening", text="এখনো পাইনি") == 302
    turn.refresh_from_db()
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=at, reasons="একই")
    assert act(client, grievance, "appeal", text="") == 302
    assert act(client, grievance, "appeal", text="") == 422
    grievance.refresh_from_db()
    assert ([row.stars for row in Rating.objects.all()], grievance.current.tier) == ([2], 2)
    assert act(client, grievance, "withdrawal", text="") == 302
    assert "প্রত্যাহার" in page_of(client, grievance)


WHOLE = {
    "remedy_sought": "ল্যাবটি চালু করুন", "service_name": "ল্যাব স্থাপন", "applied_on": "১৮/১১/২০২৬", "tracking_no": "ডকেট-৭",
    "relation": "child", "recipient_name": "মর্জিনা বেগম", "email": "rahima@example.com", "present_address": "ক্ষেতলাল",
    "same_address": "on", "institution": "ক্ষেতলাল উচ্চ বিদ্যালয়", "designation": "শিক্ষক", "identity_kind": "birth",
    "identity_number": "১৯৮৭", "identity_hidden": "on",
}  # fmt: skip


@pytest.mark.clause("6.1(ক)", "6.1(খ)", "6.1(চ)")
def test_form_k1_field_by_field_is_kept_as_it_was_given(cast: Cast, client: Client) -> None:
    grievance = lodged(client, **WHOLE)
    who = grievance.complainant
    assert who
    assert (who.present_address, who.permanent_address) == ("ক্ষেতলাল", "ক্ষেতলাল")
    assert (who.institution, who.designation, who.identity_kind) == (WHOLE["institution"], "শিক্ষক", "birth")
    assert (grievance.applied_on, grievance.relation) == (date(2026, 11, 18), "child")
    names = ("remedy_sought", "service_name", "tracking_no", "recipient_name")
    kept = {name: getattr(grievance, name) for name in names}
    assert kept == {name: WHOLE[name] for name in kept}


@pytest.mark.clause("6.1(ক)", "6.1(খ)")
def test_every_starred_field_of_form_k1_is_asked_and_none_but_the_matter_is_needed(cast: Cast, client: Client) -> None:
    page = client.get(LODGE).content.decode()
    starred = ("name", "identity_number", "permanent_address", "present_address", "mobile", "service_name", "subject")
    assert [one for one in (*starred, "matter", "same_address", "documents") if f'name="{one}"' not in page] == []
    grievance = lodged(client, subject="", name="")
    assert (grievance.subject, grievance.complainant and grievance.complainant.name) == ("", "")


@pytest.mark.clause("4(ক)", "4(খ)", "4(গ)")
@pytest.mark.parametrize("kind", Grievance.Kind.values)
def test_of_all_three_kinds(cast: Cast, client: Client, kind: str) -> None:
    given = {"institution": "উপজেলা শিক্ষা অফিস", "designation": "হিসাবরক্ষক (অবসরপ্রাপ্ত)"}
    grievance = lodged(client, kind=kind, **given)
    assert (grievance.kind, grievance.current.is_open) == (kind, True)
    assert str(Grievance.Kind(kind).label) in client.get(f"/grievances/{grievance.reference}/receipt/").content.decode()


@pytest.mark.clause("6.1(চ)")
def test_the_relations_of_the_law_are_offered(cast: Cast, client: Client) -> None:
    """The aggrieved, a head or nominee of an institution or office; a parent, spouse or child."""
    assert set(Grievance.Relation.values) == {"self", "head", "nominee", "parent", "spouse", "child"}
    page = client.get(LODGE).content.decode()
    assert all(f'value="{one}"' in page for one in Grievance.Relation.values)


@pytest.mark.clause("6.1(ঞ)")
def test_written_by_somebody_at_a_digital_centre_that_is_a_fact_on_it(cast: Cast, client: Client) -> None:
    grievance = lodged(client, agent="ক্ষেতলাল ইউডিসি, সুমন")
    assert (grievance.medium, grievance.medium_reference) == ("agent", "ক্ষেতলাল ইউডিসি, সুমন")


@pytest.mark.clause("7.1(ক)iv")
def test_the_appeal_officer_can_be_chosen_and_it_goes_to_the_cell(cast: Cast, client: Client) -> None:
    separate_grievance_officer(cast)
    assert 'value="tier2"' in client.get(LODGE).content.decode()
    grievance = lodged(client, officers=["tier2"], written="অচেনা একজন\nরফিকুল ইসলাম")
    assert grievance.current.tier == 3
    assert {str(row) for row in grievance.concerned.all()} == {
        grievance.referrals.all()[1].grievance.edition.tiers.get(tier=2).to_bn,
        "অচেনা একজন",
        "রফিকুল ইসলাম, সহকারী প্রোগ্রামার",
    }
    receipt = client.get(f"/grievances/{grievance.reference}/receipt/").content.decode()
    assert "আপিল কর্মকর্তার বিরুদ্ধে" in receipt
    assert "সেলে পাঠানো হয়েছে" in page_of(client, grievance)
