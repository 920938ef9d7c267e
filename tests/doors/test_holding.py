"""Files of a form that is refused lie ready for it, in every door, for that browser alone, and half an hour at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from ongikar.cases.files import path_of
from ongikar.cases.models import Attachment
from ongikar.doors.citizen import act_forms, answering, grievance_forms
from ongikar.doors.citizen import forms as citizen_forms
from ongikar.doors.desk import forms as desk_forms
from ongikar.doors.desk import (
    grievance_appeals,
    grievance_register,
    grievance_steps,
    media,
    outside,
    registering,
)
from ongikar.doors.desk import grievance_forms as turn_forms
from ongikar.doors.upload import FilesField
from ongikar.grievances.around.models import HearingEntry
from ongikar.grievances.links import appeal_path
from ongikar.grievances.models import Grievance, GrievanceFile, Packet, Step, TierSeat
from ongikar.grievances.outside import new_link
from ongikar.grievances.stepping import take
from ongikar.grievances.steps import Kind, To
from ongikar.notices.packing import pack_next
from ongikar.offices.models import Account, Posting
from tests.cast import PASSWORD, Cast
from tests.doors.desk import SIGN_IN, signed_in
from tests.doors.sending import form_of
from tests.doors.test_asking import ASK, FORM
from tests.doors.test_code_again import AT, LONG, asked, decided, filed, gro, heard, paper
from tests.doors.test_following import opened
from tests.doors.test_grievances import FORM as COMPLAINT
from tests.doors.test_grievances import LODGE, let_in
from tests.doors.test_identity import KEYED_IN, LETTER, MEDIA
from tests.doors.test_too_long import PASTED, every_field
from tests.grievances.world import NINE, make_grievance

__all__ = ["gro"]
READY, GONE = "এই ফাইলগুলো রাখা আছে", "আবার বেছে নিন"


@pytest.fixture(autouse=True)
def held_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.HELD_DIR, settings.FILES_DIR = tmp_path / "held", tmp_path / "files"
    return tmp_path / "held"


def lying(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def stored() -> list[str]:
    """The names of the files that came through whole."""
    rows = [row for model in (Attachment, GrievanceFile) for row in model.objects.all()]
    return sorted(row.name for row in rows if path_of(row.pk).read_bytes() == b"%PDF-1.4 proof")


Way = tuple[Client, str]


@dataclass(frozen=True)
class Form:
    """A form that takes files: how one comes to it, what is refused, and what is mended then."""

    kind: type[Any]
    way: Callable[[Cast, Posting], Way]
    refused: dict[str, Any]
    mended: dict[str, Any]
    done: int = 302


def of_case(cast: Cast, gro: Posting) -> Way:
    case = filed(cast, gro)
    return opened(case), f"/track/{case.reference}/papers/"


def of_complainant(make: Callable[[Cast, Posting], Grievance], act: str) -> Callable[[Cast, Posting], Way]:
    def way(cast: Cast, gro: Posting) -> Way:
        grievance = make(cast, gro)
        return let_in(grievance), f"/grievances/{grievance.reference}/{act}/"

    return way


def one_tap(cast: Cast, gro: Posting) -> Way:
    return Client(), appeal_path(decided(cast, gro).current)


def by_link(cast: Cast, gro: Posting) -> Way:
    return Client(), f"/answers/{new_link(packed(cast), at=AT)}/"


def packet(cast: Cast, gro: Posting) -> Way:
    return signed_in("clerk"), f"/desk/grievances/outside/{packed(cast).pk}/"


def packed(cast: Cast) -> Packet:
    """A grievance against the head, with the first tier and the one above given to seats outside."""
    TierSeat.objects.update(post=None)
    turn = make_grievance(cast, at=AT).current
    while pack_next(AT):
        pass
    return turn.packets.get()


def on_case(act: str) -> Callable[[Cast, Posting], Way]:
    return lambda cast, gro: (signed_in("head"), f"/desk/cases/{filed(cast, gro).reference}/{act}/")


def on_turn(act: str, make: Callable[[Cast, Posting], Grievance]) -> Callable[[Cast, Posting], Way]:
    return lambda cast, gro: (signed_in("gro"), f"/desk/grievances/{make(cast, gro).reference}/acts/{act}/")


def put_before_the_head(cast: Cast, gro: Posting) -> Way:
    turn = make_grievance(cast, named=(cast.head,), at=AT).current
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    step = take(
        turn, Kind.STATEMENT, by=gro.author(), at=AT, to=To.CONCERNED, to_posting=cast.head, text="বক্তব্য দিন",
        due_on=AT.date(),
    )  # fmt: skip
    return signed_in("head"), f"/desk/grievances/asked/{step.pk}/"


def from_the_hearing(cast: Cast, gro: Posting) -> Way:
    clerk = signed_in("clerk")
    clerk.post(f"/desk/hearings/{AT:%Y-%m-%d}/", {"matter": "বাতি নেই", "name": "করিম"})
    return clerk, f"/desk/hearings/entries/{HearingEntry.objects.get().pk}/grievance/"


def at(path: str, user: str = "") -> Callable[[Cast, Posting], Way]:
    return lambda cast, gro: (signed_in(user) if user else Client(), path)


TEXT = {"text": "লেখা"}
WHEN = {"received_on": "2026-11-23", "received_time": "10:00"}
ORDER = {"text": "সাত দিনে দিন", "signed_by": "উপপরিচালক", "memo_no": "৯"}
FORMS = {
    "asking": Form(citizen_forms.AskForm, at(ASK), {**FORM, "consent": ""}, {"consent": "on"}),
    "complaint": Form(grievance_forms.GrievanceForm, at(LODGE), {**COMPLAINT, "matter": ""}, {"matter": LONG}),
    "reply": Form(citizen_forms.ReplyForm, of_case, {"body": ""}, {"body": "দশটি"}),
    "information": Form(act_forms.AnswerForm, of_complainant(asked, "information"), {"text": ""}, TEXT),
    "answer": Form(act_forms.StepForm, of_complainant(heard, "answer"), {"text": ""}, TEXT),
    "appeal": Form(act_forms.AppealForm, of_complainant(decided, "appeal"), {"text": PASTED + "য"}, TEXT),
    "one tap": Form(act_forms.AppealForm, one_tap, {"text": PASTED + "য"}, TEXT, done=200),
    "by link": Form(answering.AnswerForm, by_link, ORDER, {"outcome": "service_given"}, done=200),
    "desk reply": Form(desk_forms.ReplyForm, on_case("reply"), {"body": "", **WHEN}, {"body": "ফোনে বলেছেন"}),
    "delivery": Form(desk_forms.DeliverForm, on_case("delivery"), {"text": ""}, TEXT),
    "letter": Form(registering.RegisterForm, at(LETTER.path, "clerk"), {**LETTER.typed, "name": ""}, {"name": "করিম"}),
    "keyed in": Form(
        grievance_register.RegisterForm, at(KEYED_IN.path, "clerk"), {**KEYED_IN.typed, "matter": ""}, {"matter": LONG}
    ),
    "hearing": Form(
        grievance_register.RegisterForm, from_the_hearing, {**KEYED_IN.typed, "matter": ""}, {"matter": LONG}
    ),
    "media": Form(media.ReportForm, at(MEDIA.path, "gro"), {**MEDIA.typed, "outlet": ""}, {"outlet": "একটি পাতা"}),
    "keyed appeal": Form(
        grievance_appeals.AppealForm,
        lambda cast, gro: (signed_in("clerk"), f"/desk/grievances/appeals/new/?of={decided(cast, gro).reference}"),
        {"appellant": "complainant", **WHEN, "number": "1"},
        {},
    ),
    "order": Form(outside.OrderForm, packet, ORDER, {"outcome": "service_given"}),
    "step": Form(grievance_steps.AnswerForm, put_before_the_head, {"text": ""}, TEXT),
    "taken down": Form(turn_forms.AnswerForm, on_turn("answering", heard), {"text": ""}, TEXT),
    "informed": Form(turn_forms.InformedForm, on_turn("informed", asked), {"text": ""}, TEXT),
    "telling": Form(
        turn_forms.TellForm, on_turn("telling", decided), {"manner": "bearer", "how": ""}, {"how": "বাহক আবুল"}
    ),
}  # fmt: skip
every_form = pytest.mark.parametrize("name", FORMS)


def hidden_of(client: Client, path: str) -> dict[str, Any]:
    """What the form holds when it is opened: its key, its revision, the step it answers."""
    page = client.get(path, follow=True).content.decode()
    return {key: value for key, value in form_of(page, "documents", path).items() if key in HIDDEN}


HIDDEN = ("intake_key", "revision", "step")


def test_every_form_that_takes_files_stands_in_the_table() -> None:
    kinds = {where.rsplit(".", 1)[0] for where, one in every_field() if isinstance(one, FilesField)}
    assert kinds == {f"{one.kind.__module__}.{one.kind.__name__}" for one in FORMS.values()}


def refuse(client: Client, path: str, form: Form, *files: SimpleUploadedFile, **more: Any) -> str:
    """The page that gives the form back."""
    answer = client.post(path, {**hidden_of(client, path), **form.refused, "documents": list(files), **more})
    assert answer.status_code == 422
    return answer.content.decode()


def mended(page: str, name: str, path: str) -> dict[str, Any]:
    """The form of the page with what was wrong put right; its files are named by the page alone."""
    more = {"keyed appeal": {"number": path[-10:]}}.get(name, {})
    if name == "taken down":
        more = {"step": str(Step.objects.get().pk)}
    return {**form_of(page, "held"), **FORMS[name].mended, **more}


@every_form
def test_the_files_of_a_refused_form_lie_ready_and_go_along_when_it_is_mended(
    cast: Cast, gro: Posting, held_dir: Path, name: str
) -> None:
    form = FORMS[name]
    client, path = form.way(cast, gro)
    page = refuse(client, path, form, paper(), paper("ছবি.pdf"))
    assert READY in page
    assert len(lying(held_dir)) == 2
    assert stored() == []
    assert client.post(path, mended(page, name, path)).status_code == form.done
    assert stored() == ["ছবি.pdf", "প্রমাণ.pdf"]


@every_form
def test_a_stale_token_loses_neither_words_nor_files_but_those_that_may_not_lie_here(
    cast: Cast, gro: Posting, held_dir: Path, name: str
) -> None:
    form = FORMS[name]
    client, path = form.way(cast, gro)
    client.handler.enforce_csrf_checks = True
    sent = {**hidden_of(client, path), **form.refused, **form.mended, "documents": [paper()]}
    answer = client.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 403
    if path.startswith("/desk/"):  # somebody else has signed in there, who sees nothing of it
        assert lying(held_dir) == []
        return
    given = form_of(page)
    may_be_sealed = name in ("complaint", "information", "answer", "appeal", "one tap")
    assert (READY in page, "প্রমাণ.pdf" in page) == (not may_be_sealed, True)
    assert {key: given[key] for key in form.mended} == {key: [value] for key, value in form.mended.items()}
    client.handler.enforce_csrf_checks = False
    assert client.post(path, given).status_code == form.done
    assert stored() == ([] if may_be_sealed else ["প্রমাণ.pdf"])


DESK_FORMS = [name for name, form in FORMS.items() if ".desk." in form.kind.__module__]


@pytest.mark.parametrize("name", DESK_FORMS)
def test_a_session_that_ended_gives_back_words_and_files_to_the_same_person(
    cast: Cast, gro: Posting, held_dir: Path, name: str
) -> None:
    form = FORMS[name]
    client, path = form.way(cast, gro)
    username = Account.objects.get(pk=client.session["_auth_user_id"]).username
    sent = {**hidden_of(client, path), **form.refused, "documents": [paper()]}
    Session.objects.all().delete()
    page = client.post(path, sent).content.decode()
    may_be_sealed = name in ("keyed in", "hearing", "media")
    assert "প্রমাণ.pdf" in page
    assert len(lying(held_dir)) == (0 if may_be_sealed else 1)
    wrong = client.post(SIGN_IN, {**form_of(page, "username"), "username": username, "password": "wrong"})
    back = client.post(
        SIGN_IN, {**form_of(wrong.content.decode(), "username"), "username": username, "password": PASSWORD}
    )
    shown = client.post(path, form_of(back.content.decode(), "came_back"))
    assert stored() == []
    assert (READY in shown.content.decode()) == (not may_be_sealed)
    if not may_be_sealed:
        assert client.post(path, mended(shown.content.decode(), name, path)).status_code == form.done
        assert stored() == ["প্রমাণ.pdf"]
