"""Who is to be phoned or gets paper: told by a person, written down once, and seen by exactly who sees the case."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.grievances.models import Complainant
from ongikar.notices.calls import more_in
from ongikar.notices.models import Notice, Outcome
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Viewing
from tests.cast import NOW, Cast, make_case
from tests.doors.desk import signed_in
from tests.grievances.world import MATTER, make_grievance, separate_grievance_officer

CALLS = "/desk/calls/"
SHARED = "+8801712345678"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """A clerk, with two to be phoned, one of them with a shared phone, and two that get paper."""
    people = (("a", "করিম মিয়া", SHARED), ("b", "সালমা খাতুন", SHARED), ("c", "জরিনা বেওয়া", ""), ("d", "হাসেম আলী", ""))
    for key, name, phone in people:
        make_case(cast, key=key, matter="গোপন কথা", name=name, phone=phone)
    while tell_next(NOW):
        pass
    return signed_in("clerk")


def call(name: str) -> Notice:
    return Notice.objects.get(case__requester__name=name, outcome__in=(Outcome.TO_CALL, Outcome.CALLED))


def test_the_list_says_whom_to_phone_and_what_to_say_and_never_the_matter(clerk: Client) -> None:
    page = clerk.get(CALLS).content.decode()
    assert page.count("০১৭১২-৩৪৫৬৭৮") == 2
    line, more = call("করিম মিয়া").body, more_in("bn")
    assert line in page
    assert more in page
    assert line.endswith("০২৫৮৯৯১৫০৭৬")
    assert "গোপন কথা" not in page


def test_one_key_writes_down_that_it_was_said_and_the_call_is_gone(cast: Cast, clerk: Client) -> None:
    first = call("করিম মিয়া")
    answer = clerk.post(f"{CALLS}told/", {"notice": first.pk}, follow=True).content.decode()
    assert "করিম মিয়া: জানানো হয়েছে।" in answer
    assert answer.count("০১৭১২-৩৪৫৬৭৮") == 1
    first.refresh_from_db()
    assert (first.outcome, first.done_by) == (Outcome.CALLED, cast.clerk)
    assert "জানানো হয়েছে।" not in clerk.post(f"{CALLS}told/", {"notice": first.pk}, follow=True).content.decode()


def test_who_does_not_answer_stays_on_the_list_after_the_others_with_the_try(cast: Cast, clerk: Client) -> None:
    first = call("করিম মিয়া")
    for _ in range(2):
        clerk.post(f"{CALLS}missed/", {"notice": first.pk})
    page = clerk.get(CALLS).content.decode()
    assert page.rindex("সালমা খাতুন") < page.rindex("করিম মিয়া")
    assert "২ বার ধরেননি" in page
    clerk.post(f"{CALLS}told/", {"notice": first.pk})
    first.refresh_from_db()
    assert first.outcome == Outcome.CALLED
    clerk.post(f"{CALLS}missed/", {"notice": first.pk})
    first.refresh_from_db()
    assert (first.outcome, first.attempts) == (Outcome.CALLED, 2)


def test_the_letters_print_in_one_go_and_are_written_down_together(cast: Cast, clerk: Client) -> None:
    sheets = clerk.get(f"{CALLS}letters/").content.decode()
    assert sheets.count('<article class="letter"') == 2
    assert Viewing.objects.filter(posting=cast.clerk).count() == 2
    papers = Notice.objects.filter(outcome=Outcome.TO_PRINT)
    numbers = [str(paper.pk) for paper in papers]
    answer = clerk.post(f"{CALLS}letters/handed/", {"notice": [*numbers, "x", "9" * 30]}, follow=True)
    assert "২টি চিঠি ছাপিয়ে দেওয়া হয়েছে" in answer.content.decode()
    assert not papers.all().exists()


@pytest.mark.parametrize("username", ["officer", "stranger"])
def test_who_does_not_see_the_case_sees_and_settles_none_of_it(clerk: Client, username: str) -> None:
    other = signed_in(username)
    first, paper = call("করিম মিয়া"), Notice.objects.filter(outcome=Outcome.TO_PRINT)
    assert "করিম" not in other.get(CALLS).content.decode()
    assert "জরিনা" not in other.get(f"{CALLS}letters/").content.decode()
    for act in ("told", "missed"):
        other.post(f"{CALLS}{act}/", {"notice": first.pk})
    first.refresh_from_db()
    assert (first.outcome, first.attempts) == (Outcome.TO_CALL, 0)
    other.post(f"{CALLS}letters/handed/", {"notice": [one.pk for one in paper]})
    assert paper.all().count() == 2
    assert Client().get(CALLS).status_code == 302
    assert clerk.get(f"{CALLS}told/").status_code == 405


def test_one_call_tells_all_that_is_to_be_told_of_an_application(cast: Cast, clerk: Client) -> None:
    case = call("করিম মিয়া").case
    case.accept(by=cast.head.author(), at=NOW, limit_applies=True)
    while tell_next(NOW):
        pass
    both = list(case.notices.filter(outcome=Outcome.TO_CALL))
    page = clerk.get(CALLS).content.decode()
    assert page.count("০১৭১২-৩৪৫৬৭৮") == 2
    assert all(one.body in page for one in both)
    clerk.post(f"{CALLS}told/", {"notice": [one.pk for one in both]})
    assert len(both) == 2
    assert not case.notices.filter(outcome=Outcome.TO_CALL).exists()


def test_who_stood_before_the_desk_is_not_phoned_about_what_he_was_told_there(cast: Cast) -> None:
    form = {"intake_key": "k", "channel": "counter", "phone": "01712345678", "name": "করিম", "service": "citizen-5"}
    clerk = signed_in("clerk")
    clerk.post("/desk/counter/", {**form, "matter": "আলোচনা", "give": "1", "handed": "বলা হলো"})
    clerk.post("/desk/counter/", {**form, "intake_key": "k2", "matter": "আরেকটি"})
    while tell_next(timezone.now()):
        pass
    assert not Notice.objects.filter(outcome__in=(Outcome.TO_CALL, Outcome.TO_PRINT)).exists()


def test_what_is_to_be_told_of_a_grievance_stands_there_for_whoever_sees_it(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    who = Complainant(name="সালমা খাতুন", mobile="+8801812345678", language="bn")
    grievance = make_grievance(cast, complainant=who, named=(cast.head,), subject="সেবা পাইনি")
    while tell_next(NOW):
        pass
    notice = grievance.notices.get(carrier="call")
    deciding = signed_in(gro.account.username)
    page = deciding.get(CALLS).content.decode()
    for shown in ("সালমা খাতুন", "০১৮১২-৩৪৫৬৭৮", notice.body):
        assert shown in page
    for private in (MATTER, "সেবা পাইনি"):
        assert private not in page
    for username in ("head", "stranger", "clerk"):
        assert "সালমা খাতুন" not in signed_in(username).get(CALLS).content.decode()
    path = f"/desk/grievances/{grievance.reference}/letters/{notice.pk}/handing/"
    assert deciding.post(path, {"from_calls": "1"})["Location"] == CALLS
    notice.refresh_from_db()
    assert (notice.outcome, notice.done_by) == ("called", gro)
    assert "সালমা খাতুন" not in deciding.get(CALLS).content.decode()
