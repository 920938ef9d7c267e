"""Posts and people at the desk: seated, acting, handed over, let in anew, closed; each act with its author."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.offices.models import Account, Invitation, Office, Post, Posting
from tests.cast import PASSWORD, Cast, account, make_case
from tests.doors.desk import SIGN_IN, signed_in

PEOPLE = "/desk/people/"
NEW = "নতুন পাসওয়ার্ডটি লম্বা"


def seating(post: Post, **changes: object) -> dict[str, object]:
    return {"kind": Posting.Kind.REGULAR, "name_bn": "মিতা রায়", "username": "mita", **changes}


def code_of(page: str) -> str:
    found = re.search(r'class="ref">([A-Z0-9 ]+)<', page)
    assert found, page
    return found[1].replace(" ", "")


def vacant(cast: Cast) -> Post:
    return Post.objects.get(office__code="doict-kalai-joypurhat")


def test_a_new_colleague_is_seated_and_comes_in_by_a_code_without_mail(cast: Cast, client: Client) -> None:
    page = signed_in("head").post(f"{PEOPLE}posts/{vacant(cast).pk}/seating/", seating(vacant(cast))).content.decode()
    code = code_of(page)
    assert "৭ দিন" in page
    assert "অন্তত ১০টি অক্ষর" in page
    assert client.post(SIGN_IN, {"username": "mita", "password": NEW}).status_code == 422
    assert client.post("/desk/invitation/", {"code": code.lower()})["Location"] == f"/desk/invitation/{code}/"
    way_in = f"/desk/invitation/{code}/"
    for given, said in (
        (("short", "short"), "অন্তত ১০টি"), (("password123", "password123"), "প্রচলিত"), ((NEW, "x"), "এক নয়"),
    ):  # fmt: skip
        answer = client.post(way_in, {"password": given[0], "again": given[1]})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert client.post(way_in, {"password": NEW, "again": NEW})["Location"] == SIGN_IN
    assert client.get(way_in).status_code == 404
    assert client.post(SIGN_IN, {"username": "mita", "password": NEW}).status_code == 302
    assert code not in Invitation.objects.get().digest
    verbs = Office.objects.get(code="doict-kalai-joypurhat").events.order_by("-pk").values_list("verb", "by_name")
    assert list(verbs)[:4] == [
        ("office.password_set", "মিতা রায়"), ("office.invited", "নাজমা আক্তার"),
        ("office.charge_taken", "নাজমা আক্তার"), ("office.account_opened", "নাজমা আক্তার"),
    ]  # fmt: skip


def test_a_forgotten_password_is_reset_the_same_way_and_ends_every_session(cast: Cast, client: Client) -> None:
    inside, head = signed_in("clerk"), signed_in("head")
    old, new = (
        code_of(head.post(f"{PEOPLE}accounts/{cast.clerk.account_id}/invitation/").content.decode()) for _ in range(2)
    )
    assert client.get(f"/desk/invitation/{old}/").status_code == 404
    assert inside.get("/desk/").status_code == 200
    client.post(f"/desk/invitation/{new}/", {"password": NEW, "again": NEW})
    assert inside.get("/desk/").status_code == 302
    assert client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}).status_code == 422


def test_a_code_that_is_too_old_opens_nothing(cast: Cast, client: Client) -> None:
    page = signed_in("head").post(f"{PEOPLE}accounts/{cast.clerk.account_id}/invitation/").content.decode()
    Invitation.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    answer = client.get(f"/desk/invitation/{code_of(page)}/")
    assert answer.status_code == 404
    assert "নতুন কোড নিন" in answer.content.decode()


def test_who_hands_over_is_out_that_second_and_the_next_is_in(cast: Cast) -> None:
    case, leaving = make_case(cast), signed_in("head")
    office = account("deputy", "নতুন প্রোগ্রামার")
    Posting.objects.create(
        account=office, post=cast.officer.post, kind=Posting.Kind.ADDITIONAL, starts_on=cast.head.starts_on
    )
    path = f"{PEOPLE}posts/{cast.head.post_id}/holders/{cast.head.pk}/handover/"
    answer = leaving.post(path, {"posting": cast.head.pk, "successor": office.pk, "order_no": "৫৬.১"})
    assert answer["Location"] == SIGN_IN
    assert leaving.get("/desk/").status_code == 302
    successor = signed_in("deputy")
    successor.post("/desk/posting/", {"posting": Posting.objects.get(account=office, post=cast.head.post).pk})
    assert successor.get(f"/desk/cases/{case.reference}/").status_code == 200
    assert "হস্তান্তর" in successor.get(PEOPLE).content.decode()


def test_the_last_who_could_seat_anybody_does_not_leave_the_office_without(cast: Cast) -> None:
    Account.objects.filter(is_administrator=True).update(is_active=False)
    path = f"{PEOPLE}posts/{cast.head.post_id}/holders/{cast.head.pk}/handover/"
    answer = signed_in("head").post(path, {"posting": cast.head.pk})
    assert answer.status_code == 422
    assert "কে দায়িত্ব নিচ্ছেন" in answer.content.decode()
    assert Posting.objects.in_force_at(timezone.now()).filter(pk=cast.head.pk).exists()


def test_acting_during_a_leave_ends_by_itself(cast: Cast) -> None:
    today, client = timezone.localdate(), signed_in("head")
    path = f"{PEOPLE}posts/{cast.clerk.post_id}/seating/"
    given = {"kind": Posting.Kind.ACTING, "account": cast.officer.account_id}
    assert "কোন তারিখ পর্যন্ত" in client.post(path, given).content.decode()
    client.post(path, {**given, "ends_on": str(today + timedelta(days=3))})
    held = Posting.objects.of_account(cast.officer.account_id, timezone.now())
    assert [one.post for one in held] == [cast.officer.post, cast.clerk.post]
    assert len(Posting.objects.of_account(cast.officer.account_id, timezone.now() + timedelta(days=4))) == 1


def test_the_handover_list_names_what_is_open_and_nobody(cast: Cast) -> None:
    case = make_case(cast)
    page = signed_in("head").get(f"{PEOPLE}posts/{cast.head.post_id}/list/").content.decode()
    digits = page.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")).replace(" ", "")
    assert case.reference in digits.replace("\u00a0", "")
    assert case.promise.name_bn in page
    assert case.requester.name not in page
    assert case.matter not in page
    for username in ("officer", "clerk", "stranger", "administrator"):
        status = signed_in(username).get(f"{PEOPLE}posts/{cast.head.post_id}/list/").status_code
        assert status in (302, 404), username


def test_a_post_is_renamed_and_opened_and_a_double_name_is_said(cast: Cast) -> None:
    client = signed_in("head")
    form = {"title_bn": "জেলা আইসিটি অফিসার", "title_en": "", "role": "head", "phone": "০১৭১১১১১১১১", "email": ""}
    assert client.post(f"{PEOPLE}posts/{cast.head.post_id}/amendment/", form).status_code == 302
    cast.head.post.refresh_from_db()
    assert (cast.head.post.title_bn, cast.head.post.phone) == ("জেলা আইসিটি অফিসার", "+8801711111111")
    answer = client.post(f"{PEOPLE}posts/new/", {**form, "office": cast.office.pk})
    assert answer.status_code == 422
    assert "আগে থেকেই আছে" in answer.content.decode()
    made = client.post(
        f"{PEOPLE}posts/new/", {**form, "title_bn": "হিসাবরক্ষক", "role": "clerk", "office": cast.office.pk}
    )
    assert made.status_code == 302


def test_a_closed_account_signs_in_no_more_and_nobody_closes_his_own(cast: Cast, client: Client) -> None:
    head, inside = signed_in("head"), signed_in("clerk")
    head.post(f"{PEOPLE}accounts/{cast.clerk.account_id}/closing/")
    assert inside.get("/desk/").status_code == 302
    assert client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}).status_code == 422
    head.post(f"{PEOPLE}accounts/{cast.head.account_id}/closing/")
    assert head.get("/desk/").status_code == 200


def test_a_head_becomes_nobody_of_another_office_and_no_administrator(cast: Cast) -> None:
    """Who holds a post elsewhere too is not let in anew by this head: a code would be their access."""
    Posting.objects.create(
        account=cast.stranger.account, post=vacant(cast), kind=Posting.Kind.ADDITIONAL, starts_on=cast.head.starts_on
    )
    head = signed_in("head")
    for whom in (cast.stranger.account, Account.objects.get(username="administrator")):
        assert head.post(f"{PEOPLE}accounts/{whom.pk}/invitation/").status_code == 404
        assert head.post(f"{PEOPLE}accounts/{whom.pk}/closing/").status_code == 404
    assert not Invitation.objects.exists()


def test_an_administrator_seats_people_and_is_written_down_as_such(cast: Cast) -> None:
    client = signed_in("administrator")
    assert client.get("/desk/", follow=True).redirect_chain[-1] == (PEOPLE, 302)
    assert "অন্য দপ্তর" in client.get(PEOPLE).content.decode()
    client.post(f"{PEOPLE}posts/{vacant(cast).pk}/seating/", seating(vacant(cast)))
    event = Office.objects.get(code="doict-kalai-joypurhat").events.get(verb="office.charge_taken")
    assert (event.by_kind, event.by_name, event.by_posting) == ("admin", "প্রশাসক", None)


@pytest.mark.parametrize("username", ["officer", "clerk"])
def test_nobody_else_keeps_people(cast: Cast, username: str) -> None:
    client = signed_in(username)
    assert client.get(PEOPLE).status_code == 404
    assert client.post(f"{PEOPLE}posts/{vacant(cast).pk}/seating/", seating(vacant(cast))).status_code == 404


def test_a_stranger_sees_no_post_of_this_office(cast: Cast) -> None:
    client = signed_in("stranger")
    assert cast.office.name_bn not in client.get(PEOPLE).content.decode()
    assert client.get(f"{PEOPLE}posts/{cast.head.post_id}/").status_code == 404
