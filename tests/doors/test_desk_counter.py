"""The counter: taken down, found again by phone, given at once, and printed; nothing twice and nothing lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.figures.kept import kept_in, own_target_met_in
from ongikar.figures.months import Month
from ongikar.offices.models import Viewing
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in

COUNTER = "/desk/counter/"


def form(**changes: Any) -> dict[str, Any]:
    return {
        "intake_key": "k1",
        "channel": "counter",
        "phone": "০১৭১২-৩৪৫৬৭৮",
        "name": "করিম মিয়া",
        "words": "",
        "service": "citizen-5",
        "matter": "স্কুলে একটি আলোচনা",
        "handed": "",
        **changes,
    }


SCHOOL = {"service": "institutional-8", "institution": "আদর্শ স্কুল", "designation": "প্রধান শিক্ষক"}  # 3 working days


def family(cast: Cast) -> None:
    """Three people of one phone; one of them asked twice."""
    for number, name in enumerate(("রহিমা খাতুন", "করিম মিয়া", "সালমা খাতুন", "রহিমা খাতুন")):
        make_case(cast, key=f"family-{number}", name=name, at=timezone.now() - timedelta(days=9 - number))


def test_a_walk_in_is_taken_down_by_a_clerk_and_the_next_begins(cast: Cast) -> None:
    client = signed_in("clerk")
    answer = client.post(COUNTER, form())
    assert answer["Location"] == COUNTER
    case = Case.objects.get()
    assert (case.channel, case.requester.phone, case.state) == ("counter", "+8801712345678", "filed")
    assert case.events.get().by_posting == cast.clerk
    page = client.get(COUNTER).content.decode()
    assert receipt_code(str(case.pk), case.link_number) in page
    assert "autofocus" in page
    assert 'value="করিম মিয়া"' not in page


def test_the_people_of_a_shared_phone_are_offered_by_name_and_the_looking_is_logged(cast: Cast) -> None:
    family(cast)
    client = signed_in("clerk")
    for _ in range(3):
        page = client.post(COUNTER, {"look": "1", "phone": "+880 1712 345678"}).content.decode()
    assert page.count('name="asker"') == 3 + 1  # and another person
    assert Viewing.objects.filter(posting=cast.clerk, via="counter").count() == 3


def test_an_earlier_asker_is_picked_and_his_particulars_are_copied(cast: Cast) -> None:
    family(cast)
    salma = Case.objects.get(requester__name="সালমা খাতুন").requester
    assert signed_in("clerk").post(COUNTER, form(name="", asker=salma.pk)).status_code == 302
    who = Case.objects.latest("filed_at").requester
    assert (who.name, who.address) == ("সালমা খাতুন", salma.address)
    assert who.pk != salma.pk


def test_another_person_of_the_same_phone_gives_a_name(cast: Cast) -> None:
    family(cast)
    client = signed_in("clerk")
    nobody = client.post(COUNTER, form(name="", asker="other"))
    assert nobody.status_code == 422
    assert "তালিকা থেকে বেছে নিন" in nobody.content.decode()
    assert client.post(COUNTER, form(name="নূরজাহান", asker="other")).status_code == 302


def test_a_stranger_sees_none_of_this_offices_askers(cast: Cast) -> None:
    family(cast)
    page = signed_in("stranger").post(COUNTER, {"look": "1", "phone": "01712345678"}).content.decode()
    assert "রহিমা" not in page
    assert not Viewing.objects.exists()
    picked = signed_in("officer").post(COUNTER, form(name="", asker=Case.objects.first().requester_id))  # type: ignore[union-attr]
    assert picked.status_code == 422


@pytest.mark.parametrize("words", ["সাইবার", "saibar nirapotta", "cyber"])
def test_a_service_is_found_by_a_few_letters_of_either_script(cast: Cast, words: str) -> None:
    answer = signed_in("clerk").post(COUNTER, {"look": "1", "words": words})
    assert "সাইবার" in answer.context["form"].chosen.name_bn


def test_letters_that_mean_one_service_choose_it_and_letters_that_mean_several_ask(cast: Cast) -> None:
    client = signed_in("clerk")
    several = client.post(COUNTER, form(service="", words="প্রশিক্ষণ"))
    assert several.status_code == 422
    assert several.context["form"].found
    assert "তালিকা থেকে বেছে নিন" in several.content.decode()
    assert client.post(COUNTER, form(service="", words="")).status_code == 422
    assert client.post(COUNTER, form(service="", words="ঝঝঝঝ")).status_code == 422
    one = several.context["form"].found[0].service.code
    assert client.post(COUNTER, form(service=one, words="প্রশিক্ষণ", handed="")).status_code in (302, 422)


def test_given_at_once_is_one_act_that_counts_as_kept(cast: Cast) -> None:
    client = signed_in("clerk")
    assert client.post(COUNTER, form(give="1", handed="লিফলেট দেওয়া হলো", **SCHOOL)).status_code == 302
    case = Case.objects.get()
    assert case.state == "delivered"
    assert case.results.get().text == "লিফলেট দেওয়া হলো"
    assert [event.verb for event in case.events.order_by("pk")] == ["case.filed", "case.delivered"]
    assert case.due_on is not None
    kept = kept_in(cast.office, Month(case.due_on.year, case.due_on.month))
    assert (kept.counted, kept.kept) == (1, 1)


def test_where_the_charter_gives_no_number_it_counts_with_the_offices_own_targets(cast: Cast) -> None:
    signed_in("clerk").post(COUNTER, form(give="1", handed="লিফলেট দেওয়া হলো"))
    due = Case.objects.get().due_on
    assert due is not None
    month = Month(due.year, due.month)
    assert (kept_in(cast.office, month).counted, own_target_met_in(cast.office, month).kept) == (0, 1)


def test_given_at_once_says_what_was_given(cast: Cast) -> None:
    answer = signed_in("clerk").post(COUNTER, form(give="1"))
    assert answer.status_code == 422
    assert "handed" in answer.context["form"].errors
    assert not Case.objects.exists()


@pytest.mark.parametrize("code", ["citizen-6"])
def test_what_cannot_be_given_at_once_is_not_half_taken_down(cast: Cast, code: str) -> None:
    answer = signed_in("clerk").post(COUNTER, form(service=code, give="1", handed="দিলাম"))
    assert answer.status_code == 422
    assert "স্কুলে একটি আলোচনা" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_double_enter_makes_one_case_and_an_old_form_filled_in_again_makes_its_own(cast: Cast) -> None:
    client = signed_in("clerk")
    assert [client.post(COUNTER, form()).status_code for _ in range(2)] == [302, 302]
    assert Case.objects.count() == 1
    again = client.post(COUNTER, form(name="সালমা খাতুন", matter="ছেলের জন্য কোর্স"))
    assert again.status_code == 422
    key = again.context["form"]["intake_key"].value()
    assert key != "k1"
    assert client.post(COUNTER, form(intake_key=key, name="সালমা খাতুন", matter="ছেলের জন্য কোর্স")).status_code == 302
    assert Case.objects.count() == 2


def test_given_twice_is_given_once(cast: Cast) -> None:
    client = signed_in("clerk")
    for _ in range(2):
        assert client.post(COUNTER, form(give="1", handed="দিলাম")).status_code == 302
    assert Case.objects.get().results.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"phone": "১২"}, "phone"),
        ({"name": " "}, "name"),
        ({"phone": ""}, "address"),
        ({"matter": "\n"}, "matter"),
        ({"service": "institutional-1"}, "institution"),
        ({"service": "institutional-1", "institution": "স্কুল"}, "designation"),
        ({"service": "internal-1"}, "staff"),
        ({"service": "no-such"}, "words"),
        ({"channel": "web"}, "channel"),
        ({"name": "ক\x00খ"}, "name"),
    ],
)
def test_what_is_wrong_is_said_on_its_field_and_nothing_typed_is_lost(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    typed = {"matter": "স্কুলে একটি আলোচনা", "address": "", **changes}
    answer = signed_in("clerk").post(COUNTER, form(**typed, handed="যা লেখা ছিল"))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "যা লেখা ছিল" in answer.content.decode()
    assert not Case.objects.exists()


def test_an_institution_and_a_colleague_are_taken_down_with_who_they_are(cast: Cast) -> None:
    client = signed_in("clerk")
    assert client.post(COUNTER, form(**SCHOOL)).status_code == 302
    assert Case.objects.get().requester.institution == "আদর্শ স্কুল"
    colleague = form(intake_key="k2", service="internal-1", staff=cast.officer.account.pk, name="", phone="")
    assert client.post(COUNTER, colleague).status_code == 302
    assert Case.objects.latest("filed_at").requester.account == cast.officer.account


@pytest.mark.parametrize(("size", "page"), [("a5", "slip-a5"), ("80mm", "slip-80mm")])
def test_the_slip_has_number_promise_date_and_phone_and_no_code_that_cannot_be_followed(
    cast: Cast, size: str, page: str
) -> None:
    client = signed_in("clerk")
    client.post(COUNTER, form(**SCHOOL))
    case = Case.objects.get()
    slip = client.get(f"/desk/cases/{case.reference}/slip/{size}/").content.decode()
    assert f'class="{page}"' in slip
    assert receipt_code(str(case.pk), case.link_number) in slip
    assert "০৩ (তিন) কার্যদিবস" in slip
    assert 'class="qr"' not in slip


def test_a_slip_is_for_who_took_it_down_and_for_who_may_see_the_case(cast: Cast, client: Client) -> None:
    signed_in("officer").post(COUNTER, form())  # a service of the head's post
    path = f"/desk/cases/{Case.objects.get().reference}/slip/a5/"
    assert signed_in("officer").get(path).status_code == 200
    assert signed_in("head").get(path).status_code == 200
    assert signed_in("stranger").get(path).status_code == 404
    assert client.get(path).status_code == 302


def test_only_the_post_itself_says_that_its_service_was_given(cast: Cast) -> None:
    answer = signed_in("officer").post(COUNTER, form(give="1", handed="দিলাম"))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_the_last_slips_are_there_after_a_power_cut(cast: Cast) -> None:
    for number in range(8):
        signed_in("clerk").post(COUNTER, form(intake_key=f"k{number}", name=f"আবেদনকারী {number}"))
    page = signed_in("clerk").get(COUNTER).content.decode()
    assert page.count("/slip/80mm/") == 6
    assert "আবেদনকারী 7" in page
    assert "/slip/80mm/" not in signed_in("head").get(COUNTER).content.decode()


def test_an_office_without_a_charter_is_told_so(cast: Cast) -> None:
    assert signed_in("stranger").get(COUNTER).status_code == 200
    assert signed_in("stranger").post(COUNTER, form()).status_code == 422
