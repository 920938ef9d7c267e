"""Taking down what came by another way than the web: dated when it was received, held to the edition of that day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.charter.models import Edition
from ongikar.charter.suspensions import suspend
from tests.cast import Cast
from tests.doors.desk import signed_in

PATH = "/desk/register/institutional-1/"
OPEN_TO_ALL = "/desk/register/citizen-5/"


def form(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime() - timedelta(minutes=2)
    return {
        "intake_key": "a1",
        "channel": "letter",
        "received_on": now.date(),
        "received_time": f"{now:%H:%M}",
        "name": "মোঃ মিজানুর রহমান",
        "institution": "জেলা শিক্ষা অফিস",
        "designation": "গবেষণা কর্মকর্তা",
        "memo_no": "৩৭.০১.৩৮",
        "address": "জয়পুরহাট সদর",
        "phone": "০২৫৮৯-৯১৫০৭৬",
        "matter": "ল্যাবের তালিকা পাঠাতে অনুরোধ।",
        **changes,
    }


def test_every_service_of_the_charter_can_be_taken_down(cast: Cast) -> None:
    page = signed_in("clerk").get("/desk/register/").content.decode()
    assert page.count('href="/desk/register/') == 23 + 1  # and the entry of the menu


def test_a_letter_becomes_a_case_dated_when_it_was_received(cast: Cast) -> None:
    earlier = timezone.localtime() - timedelta(days=3)
    client = signed_in("clerk")
    answer = client.post(PATH, form(received_on=earlier.date(), received_time="10:05"))
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/cases/{case.reference}/receipt/"
    assert (case.channel, timezone.localtime(case.filed_at).date()) == ("letter", earlier.date())
    assert case.requester.phone == "+880258991" + "5076"
    event = case.events.get(verb="case.filed")
    assert (event.by_posting, event.at) == (cast.clerk, case.filed_at)
    assert event.noticed_at > event.at + timedelta(days=2)
    slip = client.get(answer["Location"]).content.decode()
    assert receipt_code(str(case.pk), case.link_number) in slip
    assert "০৫ (পাঁচ) কার্যদিবস" in slip


def test_a_channel_the_charter_does_not_list_is_taken_all_the_same(cast: Cast) -> None:
    assert "sms" not in cast.promise("citizen-5").channels
    assert signed_in("clerk").post(OPEN_TO_ALL, form(channel="sms")).status_code == 302


def test_a_form_sent_twice_makes_one_case(cast: Cast) -> None:
    client, typed = signed_in("clerk"), form()
    assert client.post(PATH, typed)["Location"] == client.post(PATH, typed)["Location"]
    assert Case.objects.count() == 1


def test_without_a_phone_it_is_taken_and_told_on_paper(cast: Cast) -> None:
    assert signed_in("clerk").post(PATH, form(phone="")).status_code == 302
    assert Case.objects.get().requester.phone == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "web"}, "channel"),
        ({"received_on": date(2022, 1, 1)}, "received_on"),
        ({"received_on": timezone.localdate() + timedelta(days=1)}, "received_on"),
        ({"received_on": "আজ"}, "received_on"),
        ({"received_time": "25:99"}, "received_time"),
        ({"institution": ""}, "institution"),
        ({"designation": ""}, "designation"),
        ({"name": " "}, "name"),
        ({"matter": "\n \n"}, "matter"),
        ({"phone": "১২"}, "phone"),
        ({"email": "না@"}, "email"),
        ({"papers": ["জন্ম সনদ"]}, "papers"),
        ({"name": "ক\x00খ"}, "name"),
    ],
)
def test_what_is_wrong_is_said_on_its_field_and_nothing_typed_is_lost(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    answer = signed_in("clerk").post(PATH, form(**changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "৩৭.০১.৩৮" in answer.content.decode()
    assert Case.objects.count() == 0


def test_an_internal_service_is_asked_for_by_a_colleague(cast: Cast) -> None:
    client, path = signed_in("clerk"), "/desk/register/internal-1/"
    assert client.post(path, form()).status_code == 422
    assert client.post(path, form(staff=cast.stranger.account.pk)).status_code == 422
    assert client.post(path, form(staff=cast.officer.account.pk)).status_code == 302
    who = Case.objects.get().requester
    assert (who.account, who.name) == (cast.officer.account, "রফিকুল ইসলাম")


def test_what_was_received_under_an_earlier_edition_is_held_to_that_one(cast: Cast) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(published_at=timezone.now() - timedelta(days=30))
    client = signed_in("head")
    draft = client.post("/desk/charter/new/", {"text": bytes(cast.edition.source).decode()})["Location"]
    client.post(f"{draft}publication/")
    yesterday = timezone.localtime() - timedelta(days=1)
    client.post(PATH, form(intake_key="a", received_on=yesterday.date(), received_time="10:00"))
    client.post(
        PATH, form(intake_key="b", received_on=timezone.localdate(), received_time=f"{timezone.localtime():%H:%M}")
    )
    old, new = Case.objects.order_by("filed_at")
    assert (old.promise.edition_id, old.service_id) == (cast.edition.pk, new.service_id)


def test_a_suspended_service_is_not_taken_down_and_the_order_is_named(cast: Cast) -> None:
    service = cast.promise("institutional-1").service
    assert service is not None
    day = timezone.localdate()
    suspend(
        service, by=cast.head, at=timezone.now(), order_no="৫৬.০৪", order_on=day, reason="সফটওয়্যার বন্ধ", starts_on=day
    )
    answer = signed_in("clerk").post(PATH, form(received_on=day, received_time="00:00"))
    assert answer.status_code == 422
    assert "সফটওয়্যার বন্ধ" in answer.content.decode()
    assert "৩৭.০১.৩৮" in answer.content.decode()


def test_a_stranger_takes_nothing_down_for_this_office(cast: Cast, client: Client) -> None:
    assert signed_in("stranger").post(PATH, form()).status_code == 404
    assert "কোনো সনদ এখনো প্রকাশিত নয়" in signed_in("stranger").get("/desk/register/").content.decode()
    assert client.get("/desk/register/").status_code == 302
    assert signed_in("clerk").put(PATH).status_code == 405
    assert signed_in("clerk").get("/desk/register/no-such-service/").status_code == 404


def test_the_slip_is_for_those_who_may_see_the_case(cast: Cast) -> None:
    signed_in("clerk").post(PATH, form())
    path = f"/desk/cases/{Case.objects.get().reference}/receipt/"
    assert signed_in("head").get(path).status_code == 200
    assert signed_in("officer").get(path).status_code == 404
    assert signed_in("stranger").get(path).status_code == 404
