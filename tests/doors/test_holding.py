"""Files of a form that is refused lie ready for it, in every door, for that browser alone, and half an hour at most."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.files import path_of
from ongikar.cases.models import Attachment, Case
from ongikar.doors import held
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
from ongikar.ops import sweeping, ticker
from tests.cast import PASSWORD, Cast, make_case, sample
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


def held_of(page: str) -> list[str]:
    found: list[str] = form_of(page, "held")["held"]
    return found


ASKED = FORMS["asking"]


@pytest.fixture
def refused(cast: Cast, gro: Posting) -> tuple[Client, str]:
    """An asking with two files that lacks the consent, and the page that gives it back."""
    client = Client()
    return client, refuse(client, ASK, ASKED, paper(), paper("ছবি.pdf"))


def test_one_may_be_left_out_and_another_chosen_beside_it(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "left_out": held_of(page)[0], "documents": paper("তৃতীয়.pdf")}
    again = client.post(ASK, sent).content.decode()
    assert [one.split(":")[2] for one in held_of(again)] == ["ছবি.pdf", "তৃতীয়.pdf"]
    assert client.post(ASK, {**form_of(again, "held"), "consent": "on"}).status_code == 302
    assert stored() == ["ছবি.pdf", "তৃতীয়.pdf"]


def test_one_that_is_chosen_again_comes_once(refused: tuple[Client, str]) -> None:
    client, page = refused
    assert client.post(ASK, {**form_of(page, "held"), "consent": "on", "documents": paper()}).status_code == 302
    assert stored() == ["ছবি.pdf", "প্রমাণ.pdf"]


def test_a_form_that_was_opened_anew_has_nothing_of_it(refused: tuple[Client, str]) -> None:
    client, _page = refused
    assert READY not in client.get(ASK).content.decode()
    assert client.post(ASK, {**hidden_of(client, ASK), **FORM}).status_code == 302
    assert stored() == []


def test_no_other_browser_and_no_other_form_gets_them(refused: tuple[Client, str]) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "consent": "on"}
    other = "/doict-joypurhat/services/citizen-6/ask/"
    for thief, path in ((Client(), ASK), (client, other)):
        answer = thief.post(path, sent)
        assert (answer.status_code, f"“প্রমাণ.pdf” ফাইলটি আর রাখা নেই। {GONE}" in answer.content.decode()) == (422, True)
    stranger = Client()
    refuse(stranger, ASK, ASKED, paper("আমার.pdf"))  # a browser with a number of its own
    assert stranger.post(ASK, sent).status_code == 422
    assert stored() == []


def test_no_address_serves_them(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    number = held_of(page)[0].split(":")[0]
    for path in (f"/held/{number}/", f"/files/{number}/", f"{ASK}{number}/"):
        assert client.get(path).status_code == 404
    folders = {path for path in held_dir.rglob("*") if path.is_dir()} | {held_dir}
    assert {stat.S_IMODE(path.stat().st_mode) for path in lying(held_dir)} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    assert client.cookies["browser"].value not in str(lying(held_dir))


def test_after_half_an_hour_the_page_names_what_is_to_be_chosen_again(
    refused: tuple[Client, str], held_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "consent": "on"}
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(minutes=31))
    answer = client.post(ASK, sent)
    again = answer.content.decode()
    assert (answer.status_code, "আর রাখা নেই" in again, READY in again) == (422, True, False)
    assert FORM["matter"] in again
    assert not Case.objects.exists()
    assert client.post(ASK, {**form_of(again), "consent": "on", "documents": paper()}).status_code == 302
    ticker.one_round(timezone.now())
    assert lying(held_dir) == []


def test_each_sending_begins_the_half_hour_anew(refused: tuple[Client, str], monkeypatch: pytest.MonkeyPatch) -> None:
    client, page = refused
    for minutes in (20, 40):
        monkeypatch.setattr(timezone, "now", lambda late=minutes: AT + timedelta(minutes=late))
        page = client.post(ASK, form_of(page, "held")).content.decode()
        assert READY in page


def test_once_it_is_done_they_go_but_not_from_under_a_second_click(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    sent = {**form_of(page, "held"), "consent": "on"}
    first = client.post(ASK, sent)
    assert client.post(ASK, sent).headers["Location"] == first.headers["Location"]
    assert (Case.objects.count(), stored()) == (1, ["ছবি.pdf", "প্রমাণ.pdf"])
    assert sweeping.sweep(AT + timedelta(minutes=2)) == 0
    assert lying(held_dir) == []


def test_signing_out_and_another_person_signing_in_leave_nothing(cast: Cast, gro: Posting, held_dir: Path) -> None:
    form = FORMS["delivery"]
    for leave in (
        lambda client: client.post("/desk/sign-out/"),
        lambda client: client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}),
    ):
        client, path = signed_in("head"), f"/desk/cases/{make_case(cast, key=str(leave), at=AT).reference}/delivery/"
        refuse(client, path, form, paper())
        assert len(lying(held_dir)) == 1
        leave(client)
        assert lying(held_dir) == []


def test_the_same_person_signing_in_again_keeps_them(cast: Cast, gro: Posting, held_dir: Path) -> None:
    client, path = FORMS["delivery"].way(cast, gro)
    refuse(client, path, FORMS["delivery"], paper())
    client.post(SIGN_IN, {"username": "head", "password": PASSWORD})
    assert len(lying(held_dir)) == 1


def test_the_next_person_at_a_digital_centre_finds_nothing(refused: tuple[Client, str], held_dir: Path) -> None:
    client, page = refused
    client.post(f"{ASK}next/")
    assert lying(held_dir) == []
    assert client.post(ASK, {**form_of(page, "held"), "consent": "on"}).status_code == 422


# --- what may not lie here


def test_of_what_may_be_sealed_nothing_ever_lies_on_the_disk(cast: Cast, gro: Posting, held_dir: Path) -> None:
    """Whoever is complained of runs this machine: whatever else is wrong with the form, he finds no file of it."""
    keeper = Posting.objects.get(account__username="head")
    keeper.account.is_administrator = True
    keeper.account.save()
    for wrong in ({"consent": ""}, {"matter": ""}, {"mobile": "১"}, {"officers": ["none"]}, {"subject": PASTED}):
        for named in ({"officers": [str(keeper.post_id)]}, {"written": keeper.account.name_bn}, {}):
            client = Client()
            sent = {**hidden_of(client, LODGE), **COMPLAINT, **named, **wrong, "documents": paper()}
            answer = client.post(LODGE, sent)
            assert (answer.status_code, READY in answer.content.decode()) == (422, False)
            assert "এই ফরমের ফাইল এই যন্ত্রে রাখা হয় না" in answer.content.decode()
            assert "প্রমাণ.pdf" in answer.content.decode()
    assert lying(held_dir) == []


def test_of_a_sealed_grievance_no_act_holds_a_file(cast: Cast, gro: Posting, held_dir: Path) -> None:
    grievance = asked(cast, gro)
    Grievance.objects.update(sealed=True)
    path = f"/grievances/{grievance.reference}/information/"
    for client in (Client(), let_in(grievance)):
        client.post(path, {"text": "", "documents": paper()})
    assert lying(held_dir) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.exe", b"MZ"), ("খালি.pdf", b""), ("বড়.pdf", b"%PDF-1.4" + bytes(2 * 1024**2)), ("x.txt", b"text")],
)
def test_what_would_not_be_taken_is_not_held_and_is_named(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings, name: str, data: bytes
) -> None:
    settings.FILE_MAX_BYTES = 1024**2
    page = refuse(Client(), ASK, ASKED, SimpleUploadedFile(name, data), paper())
    assert [one.split(":")[2] for one in held_of(page)] == ["প্রমাণ.pdf"]
    assert len(lying(held_dir)) == 1
    assert name in page.partition("এই ফাইলগুলো রাখা যায়নি")[2]


def large(name: str, size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4" + bytes(size - 8), "application/pdf")


def test_a_form_has_room_for_so_much_and_the_rest_is_named(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings
) -> None:
    settings.HELD_FORM_BYTES = 250_000
    page = refuse(Client(), ASK, ASKED, large("ক.pdf", 200_000), large("খ.pdf", 100_000), large("গ.pdf", 40_000))
    assert [one.split(":")[2] for one in held_of(page)] == ["ক.pdf", "গ.pdf"]
    assert "খ.pdf" in page.partition("এই ফাইলগুলো রাখা যায়নি")[2]


def test_an_office_has_room_for_so_much_and_the_oldest_leave_first(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HELD_OFFICE_BYTES = 250_000
    clients = [Client() for _number in range(3)]
    pages = []
    for minute, client in enumerate(clients):
        monkeypatch.setattr(timezone, "now", lambda late=minute: AT + timedelta(minutes=late))
        pages.append(refuse(client, ASK, ASKED, large(f"{minute}.pdf", 120_000)))
    assert len(lying(held_dir)) == 2
    statuses = [client.post(ASK, {**form_of(page, "held"), "consent": "on"}).status_code
                for client, page in zip(clients, pages, strict=True)]  # fmt: skip
    assert statuses == [422, 302, 302]


def test_small_files_are_never_so_many_that_looking_for_room_takes_long(
    cast: Cast, gro: Posting, held_dir: Path, settings: Settings
) -> None:
    settings.HELD_OFFICE_BYTES = 4 * held.COUNTED
    for _number in range(6):
        refuse(Client(), ASK, ASKED, paper())
    assert len(lying(held_dir)) == 4


def test_a_disk_that_takes_no_more_names_the_file(
    cast: Cast, gro: Posting, held_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_dir.write_text("not a folder")
    page = refuse(Client(), ASK, ASKED, paper())
    assert "প্রমাণ.pdf" in page.partition("এই ফাইলগুলো রাখা যায়নি")[2]
    assert FORM["matter"] in page


def test_too_many_files_are_counted_for_whoever_sends_them(cast: Cast, gro: Posting, settings: Settings) -> None:
    settings.FILES_MAX_COUNT = 2
    client = Client()
    page = refuse(client, ASK, ASKED, *(paper(f"{number}.pdf") for number in range(3)))
    assert "সর্বোচ্চ ২টি ফাইল নেওয়া যায়, আছে ৩টি" in page
    sent = {**form_of(page, "held"), "consent": "on", "left_out": held_of(page)[1]}
    assert client.post(ASK, sent).status_code == 302
    assert stored() == ["0.pdf", "2.pdf"]


def test_the_document_of_a_charter_is_held_when_the_session_ends_and_not_when_it_is_what_is_wrong(
    cast: Cast, gro: Posting, held_dir: Path
) -> None:
    head, path = signed_in("head"), "/desk/charter/new/"
    assert head.post(path, {"file": SimpleUploadedFile("x.txt", "কিছু নয়".encode())}).status_code == 422
    assert lying(held_dir) == []
    Session.objects.all().delete()
    page = head.post(path, {"file": SimpleUploadedFile("charter.txt", sample("doict-joypurhat.txt"))}).content.decode()
    assert "charter.txt" in page
    back = head.post(SIGN_IN, {**form_of(page, "username"), "username": "head", "password": PASSWORD})
    shown = head.post(path, form_of(back.content.decode(), "came_back")).content.decode()
    assert "charter.txt" in shown
    assert head.post(path, form_of(shown, "held")).status_code in (302, 422)
