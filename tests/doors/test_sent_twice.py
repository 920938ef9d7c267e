"""A form of one page that comes twice, by a double click or a broken line, is done once."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case, Message
from ongikar.cases.references import receipt_code
from ongikar.grievances.models import Grievance
from ongikar.offices.models import OfficeEvent, SentForm
from ongikar.offices.sent_forms import forget_sent_forms_next
from ongikar.ui import once
from tests.cast import Cast, build_cast, make_case, moment
from tests.databases import at_once, shared_database
from tests.doors.desk import signed_in
from tests.doors.sending import form_of
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

SAID = "দ্বিতীয়বার কিছু করা হয়নি"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
LOOKED = {"offices.Viewing", "sessions.Session", "offices.SentForm"}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-22 12:00"))


def filled(client: Client, page: str, action: str, **typed: Any) -> dict[str, Any]:
    """The form of a page just drawn that leads to this address, with its mark, and what is typed into it."""
    drawn = client.get(page).content.decode()
    token = TOKEN.search(drawn)
    assert token
    field = next(iter(typed), "csrfmiddlewaretoken")
    return {**form_of(drawn, field, action), **typed, "csrfmiddlewaretoken": token[1]}


def rows() -> Counter[str]:
    models = [model for model in apps.get_models() if model._meta.label not in LOOKED]
    return Counter({model._meta.label: model._default_manager.count() for model in models})


def note_page(case: Case) -> tuple[str, str]:
    return f"/desk/cases/{case.reference}/", f"/desk/cases/{case.reference}/notes/"


def assert_done_once(client: Client, page: str, path: str, **typed: Any) -> None:
    data, before = filled(client, page, path, **typed), rows()
    first = client.post(path, data)
    between = rows()
    assert between != before
    second = client.post(path, data)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert rows() == between
    assert SAID in client.get(second["Location"], follow=True).content.decode()


@pytest.mark.parametrize(("act", "field"), [("notes", "body"), ("messages", "body")])
def test_what_an_officer_writes_on_a_case_is_there_once(cast: Cast, act: str, field: str) -> None:
    page = f"/desk/cases/{make_case(cast).reference}/"
    assert_done_once(signed_in("head"), page, f"{page}{act}/", **{field: "রোববার আসবেন বলেছেন"})


def test_what_is_asked_of_somebody_in_a_grievance_is_asked_once(cast: Cast) -> None:
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    page = f"/desk/grievances/{make_grievance(cast).reference}/"
    assert_done_once(
        signed_in("gro"), page, f"{page}acts/evidence/", text="রসিদটি দিন", to="complainant", due_on="2026-12-06"
    )


def test_what_an_office_sets_is_set_once_from_one_page(cast: Cast) -> None:
    client, typed = signed_in("head"), {"weekday": "3", "starts": "11:00", "place": "সম্মেলন কক্ষ"}
    for page in ("one", "one", "another"):
        assert client.post("/desk/hearings/rule/", {**typed, "csrfmiddlewaretoken": page}).status_code == 302
    assert OfficeEvent.objects.filter(verb="hearing.rule_set").count() == 2


def opened(case: Case | Grievance, path: str) -> Client:
    client = Client()
    client.post(f"{path}code/", {"code": receipt_code(str(case.pk), case.link_number)})
    return client


@pytest.mark.parametrize("act", ["withdrawal", "link/revocation"])
def test_an_applicants_act_is_done_once(cast: Cast, act: str) -> None:
    case = make_case(cast)
    page = f"/track/{case.reference}/"
    typed = {"reason": "আর লাগবে না"} if act == "withdrawal" else {}
    assert_done_once(opened(case, page), page, f"{page}{act}/", **typed)
    assert not Message.objects.exists()


def test_the_receipt_after_two_clicks_on_a_new_code_is_the_one_that_opens(cast: Cast) -> None:
    case = make_case(cast)
    page = f"/track/{case.reference}/"
    client = opened(case, page)
    data = filled(client, page, "revocation/")
    client.post(f"{page}link/revocation/", data)
    shown = client.post(f"{page}link/revocation/", data, follow=True).content.decode()
    case.refresh_from_db()
    assert receipt_code(str(case.pk), case.link_number) in shown


def test_the_same_words_on_a_page_drawn_anew_are_a_second_note(cast: Cast) -> None:
    client, (page, path) = signed_in("head"), note_page(make_case(cast))
    for _ in range(2):
        client.post(path, filled(client, page, path, body="ফোন করা হয়েছে"))
    assert Message.objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_again(cast: Cast) -> None:
    client, (page, path) = signed_in("head"), note_page(make_case(cast))
    data = filled(client, page, path, body=" ")
    assert [client.post(path, data).status_code for _ in range(2)] == [422, 422]
    assert client.post(path, {**data, "body": "এখন লেখা হলো"}).status_code == 302


def test_a_form_whose_first_sending_was_killed_is_done(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "PATIENCE", 0.0)
    client, (page, path) = signed_in("head"), note_page(make_case(cast))
    data = filled(client, page, path, body="ফোন করা হয়েছে")
    client.post(path, data)
    Message.objects.all().delete()
    SentForm.objects.update(leads_to="")  # as it lies there when the machine stops in the middle
    assert client.post(path, data).status_code == 302
    assert Message.objects.count() == 1


@pytest.mark.parametrize("later", [timedelta(minutes=31), -timedelta(days=1)], ids=["later", "the clock set back"])
def test_what_was_sent_is_remembered_for_half_an_hour(
    cast: Cast, later: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, (page, path) = signed_in("head"), note_page(make_case(cast))
    data = filled(client, page, path, body="ফোন করা হয়েছে")
    client.post(path, data)
    now = timezone.now()
    assert not forget_sent_forms_next(now + timedelta(minutes=29))
    monkeypatch.setattr(timezone, "now", lambda: now + later)
    assert forget_sent_forms_next(now + later)
    assert not SentForm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one(tmp_path: Path) -> None:
    cast = build_cast()
    client, (page, path) = signed_in("head"), note_page(make_case(cast))
    data = filled(client, page, path, body="ফোন করা হয়েছে")
    click = partial(client.post, path, data)
    with shared_database(tmp_path):
        assert [answer.status_code for answer in at_once(click, click)] == [302, 302]
        assert Message.objects.count() == 1
