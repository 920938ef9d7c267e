"""Signing in: who gets in, how a session ends, and that nothing typed is lost when it does."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.offices.models import Posting
from tests.cast import PASSWORD, Cast, make_case
from tests.doors.desk import SIGN_IN, signed_in

TYPED = "রোববার গিয়ে দেখিয়ে এসেছি <b>ও</b> লিখে দিয়েছি"


def idle_for_half_an_hour() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def end_yesterday(posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(ends_on=timezone.localdate() - timedelta(days=1))


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page's main form, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found}


def test_a_wrong_name_and_a_wrong_password_are_told_alike(cast: Cast, client: Client) -> None:
    answers = [
        client.post(SIGN_IN, {"username": name, "password": "wrong"}).content.decode().replace(f'value="{name}"', "")
        for name in ("head", "nobody")
    ]
    tokens = re.compile(r'value="[A-Za-z0-9]{64}"')
    assert tokens.sub("", answers[0]) == tokens.sub("", answers[1])
    assert "মেলেনি" in answers[0]


def test_wrong_passwords_are_counted_and_the_name_is_shut_for_fifteen_minutes(cast: Cast, client: Client) -> None:
    for _ in range(5):
        client.post(SIGN_IN, {"username": "head", "password": "wrong"})
    answer = client.post(SIGN_IN, {"username": "head", "password": PASSWORD})
    assert answer.status_code == 429
    assert "১৫ মিনিট" in answer.content.decode()
    assert signed_in("clerk")


@pytest.mark.parametrize("typed", [{}, {"username": "head"}, {"username": "head", "password": "\x00"}])
def test_a_half_filled_form_says_what_is_missing(cast: Cast, client: Client, typed: dict[str, str]) -> None:
    answer = client.post(SIGN_IN, typed)
    assert answer.status_code == 422
    assert "কিছু ঠিক করা দরকার" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "to"),
    [
        ("/desk/?show=late", "/desk/?show=late"),
        ("/doict-joypurhat/services/internal-1/ask/", "/doict-joypurhat/services/internal-1/ask/"),
        ("https://evil.example/desk/", "/desk/"),
        ("//evil.example/desk/", "/desk/"),
        ("/\\evil.example", "/desk/"),
        ("desk/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("/no/such/page/at/all/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_only_pages_of_this_site_are_gone_to_after_signing_in(cast: Cast, client: Client, wanted: str, to: str) -> None:
    answer = client.post(SIGN_IN, {"username": "head", "password": PASSWORD, "next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, to)


def test_who_is_in_already_goes_straight_on(cast: Cast) -> None:
    assert signed_in("head").get(SIGN_IN)["Location"] == "/desk/"


def test_a_posting_that_has_ended_ends_the_session_and_says_so(cast: Cast) -> None:
    client = signed_in("officer")
    end_yesterday(cast.officer)
    answer = client.get("/desk/", follow=True)
    assert answer.redirect_chain == [("/desk/sign-in/?next=/desk/", 302)]
    assert "এই নামে আজ কোনো পদ নেই" in answer.content.decode()


def test_who_holds_no_post_does_not_get_in(cast: Cast, client: Client) -> None:
    end_yesterday(cast.officer)
    answer = client.post(SIGN_IN, {"username": "officer", "password": PASSWORD})
    assert answer.status_code == 422
    assert "কোনো পদ নেই" in answer.content.decode()


def test_half_an_hour_without_work_ends_the_session_and_says_so(cast: Cast, client: Client) -> None:
    assert "৩০ মিনিট" not in client.get(SIGN_IN).content.decode()
    client = signed_in("head")
    idle_for_half_an_hour()
    assert "৩০ মিনিট" in client.get("/desk/", follow=True).content.decode()


def test_signing_out_leaves_nothing_behind(cast: Cast) -> None:
    client = signed_in("head")
    assert client.get("/desk/sign-out/").status_code == 405
    client.post("/desk/sign-out/")
    page = client.get("/desk/", follow=True).content.decode()
    assert "৩০ মিনিট" not in page
    assert "কর্মকর্তাদের প্রবেশ" in page


def test_what_was_typed_when_the_session_ended_comes_back_to_its_act(cast: Cast) -> None:
    case, client = make_case(cast), signed_in("head")
    act = f"/desk/cases/{case.reference}/delivery/"
    idle_for_half_an_hour()
    stopped = client.post(act, {"revision": "0", "text": TYPED})
    page = stopped.content.decode()
    assert stopped.status_code == 200
    assert "হারায়নি" in page
    assert hidden(page)["kept-text"] == TYPED

    back = client.post(SIGN_IN, {**hidden(page), "username": "head", "password": PASSWORD})
    fields = hidden(back.content.decode())
    assert (fields["text"], fields["revision"], fields["came_back"]) == (TYPED, "0", "1")
    assert f'action="{act}"' in back.content.decode()

    shown = client.post(act, fields).content.decode()
    assert "এখনো পাঠানো হয়নি" in shown
    assert TYPED in unescape(shown)
    assert Case.objects.get().is_open
    client.post(act, {"revision": "0", "text": TYPED})
    assert Case.objects.get().results.get().text == TYPED


def test_a_wrong_password_in_between_loses_nothing(cast: Cast) -> None:
    case, client = make_case(cast), signed_in("head")
    idle_for_half_an_hour()
    page = client.post(f"/desk/cases/{case.reference}/notes/", {"revision": "0", "body": TYPED}).content.decode()
    again = client.post(SIGN_IN, {**hidden(page), "username": "head", "password": "wrong"})
    assert again.status_code == 422
    assert hidden(again.content.decode())["kept-body"] == TYPED
