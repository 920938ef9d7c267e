"""The offices of part 3: a page each, asked at by choice, a queue of its own, and the clock that runs on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.sms import size_of
from ongikar.cases.access import cases_for
from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.notices import of_grievances
from ongikar.notices.letters import compose
from ongikar.notices.texts import short_text
from ongikar.offices.models import Office, Posting
from ongikar.offices.people import take_charge
from tests.cast import NOW, START, Cast, account, make_case, moment
from tests.doors.desk import signed_in
from tests.doors.test_asking import ASK, FORM, HOME, file_one, form_key
from tests.grievances.world import make_grievance

KALAI = "doict-kalai-joypurhat"


@pytest.fixture
def kalai(cast: Cast) -> Posting:
    """The officer of one upazila, who has signed in since long."""
    post = Office.objects.get(code=KALAI).posts.get()
    officer = account("kalai", "কালাই কর্মকর্তা")
    return take_charge(officer, post, by=cast.head.author(), at=NOW, starts_on=START)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_page_of_an_upazila_tells_whom_how_and_by_whose_charter(cast: Cast, client: Client) -> None:
    page = text_of(client, f"/{KALAI}/")
    kalai = Office.objects.get(code=KALAI)
    assert kalai.name_bn in page
    assert f'href="{kalai.website}"' in page
    assert "পদটি এখন শূন্য" in page
    assert "নিজস্ব সিটিজেনস চার্টার নেই" in page
    assert f"{HOME}services/citizen-5/?at={KALAI}" in page
    assert f"{ASK}?at={KALAI}" in text_of(client, f"{HOME}services/citizen-5/?at={KALAI}")


def test_it_names_who_holds_the_post(kalai: Posting, client: Client) -> None:
    assert "কালাই কর্মকর্তা" in text_of(client, f"/{KALAI}/")


def test_home_and_part_3_of_the_charter_lead_there(cast: Cast, client: Client) -> None:
    for page in (text_of(client, HOME), text_of(client, f"{HOME}charter/")):
        assert page.count('href="/doict-') >= 5
        assert f'href="/{KALAI}/"' in page
    assert client.get("/elsewhere/").status_code == 404


def test_that_it_has_no_charter_of_its_own_is_a_finding(cast: Cast) -> None:
    page = text_of(signed_in("head"), f"/desk/charter/{cast.edition.pk}/")
    assert "আওতাধীন দপ্তরের নিজস্ব সনদ নেই" in page


def test_asked_at_an_upazila_it_lies_there_and_the_receipt_says_so(kalai: Posting, client: Client) -> None:
    case = file_one(client, place=KALAI)
    receipt = text_of(client, f"/track/{case.reference}/receipt/")
    assert (case.office, case.post) == (kalai.office, kalai.post)
    assert kalai.office.name_bn in receipt
    assert kalai.office.name_bn in text_of(client, f"/track/{case.reference}/")
    assert case.reference in text_of(signed_in("kalai"), f"/desk/cases/{case.reference}/")
    assert signed_in("head").get(f"/desk/cases/{case.reference}/").status_code == 404


def test_asked_without_choosing_it_lies_with_the_district(cast: Cast, client: Client) -> None:
    page = text_of(client, ASK)
    assert re.findall(r'<option value="([^"]*)" selected', page) == [""]
    assert page.count("<option") == 6
    assert file_one(client).office == cast.office
    assert f'<option value="{KALAI}" selected' in text_of(client, f"{ASK}?at={KALAI}")


def test_an_office_that_is_not_of_this_charter_is_not_taken(cast: Cast, client: Client) -> None:
    answer = client.post(ASK, {**FORM, "place": "elsewhere", "intake_key": form_key(client)})
    assert answer.status_code == 422
    assert "তালিকা থেকে দপ্তর বেছে নিন" in answer.content.decode()
    assert not Case.objects.exists()


def test_an_office_without_upazilas_shows_no_choice(cast: Cast, client: Client) -> None:
    Office.objects.filter(parent=cast.office).update(parent=None)
    assert "কোন দপ্তরে চান" not in text_of(client, ASK)
    assert "উপজেলায় চাইতে" not in text_of(client, HOME)
    assert file_one(client).office == cast.office


DISTRICT, OWN, POST = "০২৫৮৯৯১৫০৭৬", "০১৭২২৩৩৪৪৫৫", "০১৭৬৬৭৭৮৮৯৯"
WHOSE = "(জেলা কার্যালয়, জয়পুরহাট)"


def said_of(case: Case, desk: Client) -> dict[str, str]:
    """Everything that says where to phone about a case, by name; without the foot of a page, which is the charter's."""
    opened, event = Client(), case.events.get(verb="case.filed")
    opened.post(f"/track/{case.reference}/code/", {"code": receipt_code(str(case.pk), 1)})
    pages = {
        "receipt": text_of(opened, f"/track/{case.reference}/receipt/"),
        "tracking": text_of(Client(), f"/track/{case.reference}/"),
        "desk receipt": text_of(desk, f"/desk/cases/{case.reference}/receipt/"),
        "slip": text_of(desk, f"/desk/cases/{case.reference}/slip/80mm/"),
    }
    letters = {"letter": compose(event, "requester", "bn").body, "message": short_text(event, "bn")}
    return {name: plain(page) for name, page in (pages | letters).items()}


def plain(page: str) -> str:
    """The words of a page's main part, or of a letter, a space between them, and phones without their dashes."""
    text = page.partition("<main")[2].partition("</main>")[0] or page
    return " ".join(re.sub(r"<[^>]*>", "", text).split()).replace("-", "")


@pytest.mark.parametrize("own", ["office", "post", ""])
def test_an_upazilas_case_is_asked_after_at_its_own_phone_or_at_the_districts_by_name(
    kalai: Posting, client: Client, own: str
) -> None:
    number = {"office": OWN, "post": POST}.get(own, DISTRICT)
    if own:
        row: Any = kalai.office if own == "office" else kalai.post
        row.phone = f"+88{to_ascii(number)}"
        row.save(update_fields=["phone"])
    case = file_one(client, place=KALAI)
    words = said_of(case, signed_in("kalai"))
    words["service"] = plain(text_of(client, f"{HOME}services/citizen-5/?at={KALAI}")).partition("ফোনে জানতে")[2]
    for name, text in words.items():
        asked = set(re.findall(r"(?:ফোন|ফোন করুন:|জেলা|।|^) ?(০\d{9,10}(?: \(জেলা কার্যালয়, জয়পুরহাট\))?)", text))
        assert asked == {number if own or name == "message" else f"{number} {WHOSE}"}, name
    assert ("জেলা ০" in words["message"]) is not bool(own)


def test_a_vacant_upazilas_case_is_asked_after_at_the_district_and_the_message_stays_one_part(
    cast: Cast, client: Client
) -> None:
    case = file_one(client, place=KALAI)
    words = said_of(case, signed_in("head"))
    assert all(DISTRICT in one for one in words.values())
    assert size_of(words["message"]).parts == 1


def test_a_grievance_of_an_upazila_is_asked_after_where_it_lies_and_not_at_whom_it_is_about(
    cast: Cast, kalai: Posting
) -> None:
    Office.objects.filter(pk=kalai.office.pk).update(phone="+8801722334455")
    grievance = make_grievance(cast, office=Office.objects.get(code=KALAI), named=(kalai,))
    event, opened = grievance.events.first(), Client()
    assert event is not None
    opened.post(f"/grievances/{grievance.reference}/code/", {"code": receipt_code(str(grievance.pk), 1)})
    receipt = plain(text_of(opened, f"/grievances/{grievance.reference}/receipt/"))
    for words in (receipt, of_grievances.compose(event, "requester", "bn").body):
        assert DISTRICT in words
        assert WHOSE in words
        assert OWN not in words
    assert f"জেলা {DISTRICT}" in of_grievances.short_text(event, "bn")


def test_between_district_and_upazila_the_clock_runs_on(cast: Cast, kalai: Posting) -> None:
    case = make_case(cast, "institutional-1")
    due_on, act_after = case.due_on, case.act_after
    for client, to in ((signed_in("head"), kalai.post), (signed_in("kalai"), cast.head.post)):
        form = {"revision": case.revision, "to": to.pk, "reason": "যার কাজ তার কাছে"}
        assert client.post(f"/desk/cases/{case.reference}/transfer/", form).status_code == 302
        case.refresh_from_db()
        assert (case.post, case.due_on, case.act_after) == (to, due_on, act_after)
    assert [event.verb for event in case.events.order_by("pk")][-2:] == ["case.transferred"] * 2


def test_what_came_while_the_line_was_down_is_dated_to_when_it_came(cast: Cast, kalai: Posting) -> None:
    """The upazila's line was down for a day: taken down on paper, written in the next day by its own officer."""
    client = signed_in("kalai")
    assert "institutional-1" in text_of(client, "/desk/register/")
    form = {
        "intake_key": "k", "channel": "counter", "received_on": "2026-07-19", "received_time": "10:00",
        "name": "রহিমা", "institution": "কলেজ", "designation": "অধ্যক্ষ", "address": "কালাই", "matter": "ল্যাব",
    }  # fmt: skip
    answer = client.post("/desk/register/institutional-1/", form)
    case = Case.objects.get() if answer.status_code == 302 else None
    assert case is not None, answer.content.decode()
    assert (case.office, case.filed_at) == (kalai.office, moment("2026-07-19 10:00"))
    assert list(cases_for(kalai)) == [case]
