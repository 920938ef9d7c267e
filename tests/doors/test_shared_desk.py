"""One computer for two: whoever signs in ends the session before, and reads nothing that the other had typed."""

from __future__ import annotations

import re

from django.contrib.sessions.models import Session
from django.test import Client

from ongikar.cases.models import Case
from ongikar.offices.models import Posting
from ongikar.offices.people import take_charge
from tests.cast import NOW, PASSWORD, START, Cast, make_case
from tests.doors.desk import SIGN_IN, signed_in
from tests.doors.test_desk_signing import TYPED, hidden, idle_for_half_an_hour


def sign_in(client: Client, username: str, **more: str) -> str:
    answer = client.post(SIGN_IN, {"username": username, "password": PASSWORD, **more}, follow=True)
    return answer.content.decode()


def test_a_clerk_who_signs_in_on_the_officers_computer_ends_the_officers_session(cast: Cast) -> None:
    client = signed_in("head")
    before = client.session.session_key
    assert "নাজমা আক্তার" in client.get(f"{SIGN_IN}?another=1").content.decode()
    page = sign_in(client, "clerk")
    assert "শাপলা বেগম" in page
    assert "নাজমা আক্তার" not in page
    assert not Session.objects.filter(session_key=before).exists()


def test_what_one_had_typed_when_the_session_ended_is_not_shown_to_another(cast: Cast) -> None:
    case, client = make_case(cast), signed_in("head")
    idle_for_half_an_hour()
    page = client.post(f"/desk/cases/{case.reference}/notes/", {"revision": "0", "body": TYPED}).content.decode()
    kept = hidden(page)
    assert TYPED not in sign_in(client, "clerk", **kept)
    assert case.messages.count() == 0


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_form_left_open_by_one_is_not_sent_in_the_name_of_another(cast: Cast) -> None:
    case, client = make_case(cast), Client(enforce_csrf_checks=True)
    sign_in(client, "head", csrfmiddlewaretoken=token(client.get(SIGN_IN).content.decode()))
    act = f"/desk/cases/{case.reference}/notes/"
    left_open = {"revision": "0", "body": "আলমারির চাবি", "csrfmiddlewaretoken": token(client.get(act).content.decode())}
    sign_in(client, "clerk", csrfmiddlewaretoken=token(client.get(f"{SIGN_IN}?another=1").content.decode()))
    answer = client.post(act, left_open)
    assert answer.status_code == 403
    assert "আলমারির চাবি" not in answer.content.decode()
    assert Case.objects.get().messages.count() == 0


def test_a_form_left_open_is_good_again_when_the_same_person_comes_back(cast: Cast) -> None:
    case, client = make_case(cast), Client(enforce_csrf_checks=True)
    sign_in(client, "head", csrfmiddlewaretoken=token(client.get(SIGN_IN).content.decode()))
    act = f"/desk/cases/{case.reference}/notes/"
    left_open = {"revision": "0", "body": "আলমারির চাবি", "csrfmiddlewaretoken": token(client.get(act).content.decode())}
    idle_for_half_an_hour()
    sign_in(client, "head", csrfmiddlewaretoken=token(client.get(SIGN_IN).content.decode()))
    assert client.post(act, left_open).status_code == 302
    assert case.messages.get().body == "আলমারির চাবি"


def test_who_holds_several_posts_acts_under_the_one_chosen(cast: Cast) -> None:
    charge = take_charge(
        cast.officer.account, cast.clerk.post, by=cast.head.author(), at=NOW, starts_on=START,
        kind=Posting.Kind.ADDITIONAL, order_no="৫৬.০১",
    )  # fmt: skip
    case, client = make_case(cast), signed_in("officer")
    assert client.get(f"/desk/cases/{case.reference}/").status_code == 404
    assert "অন্য দায়িত্বে যান" in client.get("/desk/").content.decode()
    client.post("/desk/posting/", {"posting": charge.pk})
    assert client.post(f"/desk/cases/{case.reference}/notes/", {"revision": 0, "body": "দেখলাম"}).status_code == 302
    assert case.messages.get().by_posting == charge
    assert "অতিরিক্ত দায়িত্ব" in client.get("/desk/").content.decode()
    for other in (cast.head.pk, "x", ""):
        assert client.post("/desk/posting/", {"posting": other}).status_code == 404
