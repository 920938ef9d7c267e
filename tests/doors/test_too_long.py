"""What is longer than its place is refused with both numbers, and stays in its field whole: nothing cuts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from django import forms
from django.forms import BaseForm
from django.test import Client
from pytest_django import Settings

import ongikar
from ongikar import doors
from ongikar.cases.references import receipt_code
from ongikar.doors.complaints import NamesField
from ongikar.doors.fields import MAIL_MOST, LineField, MailField, TextField
from ongikar.grievances.models import Grievance, Outcome, decide
from ongikar.grievances.stepping import take
from ongikar.grievances.steps import Kind, To
from ongikar.offices.models import Posting
from tests.cast import Cast, make_case
from tests.contracts.walking import plain_addresses
from tests.doors.desk import signed_in
from tests.doors.sending import form_of
from tests.doors.test_asking import ASK, FORM, HOME
from tests.doors.test_code_again import ACTS, AT, gro
from tests.doors.test_grievances import FORM as COMPLAINT
from tests.doors.test_grievances import LODGE
from tests.grievances.world import NINE, make_grievance

__all__ = ["gro"]
PACKAGE = Path(ongikar.__file__).parent
PASTED = "ক" * 9_998 + "শেষ"
SECRET = (forms.HiddenInput, forms.PasswordInput)


def every_field() -> Iterator[tuple[str, forms.Field]]:
    """The fields of every form of every door, by form and name."""
    for module in walk_packages(doors.__path__, f"{doors.__name__}."):
        import_module(module.name)
    kinds: list[Any] = [BaseForm]
    for kind in kinds:
        kinds += [one for one in kind.__subclasses__() if one not in kinds]
    for form in kinds:
        if form.__module__.startswith("ongikar."):
            yield from (
                (f"{form.__module__}.{form.__name__}.{name}", field)
                for name, field in vars(form).get("base_fields", {}).items()
            )


def test_every_written_field_counts_in_the_signs_that_are_kept() -> None:
    """ড় of one sign becomes two when it is kept: a name counted before would be too long for its row."""
    for where, field in every_field():
        most = getattr(field, "max_length", None)
        if most and isinstance(field, forms.CharField) and not isinstance(field.widget, SECRET):
            if isinstance(field, MailField):
                assert most <= MAIL_MOST, where
            elif not isinstance(field, forms.URLField) and "charter_forms" not in where:
                assert isinstance(field, LineField | TextField), where
                with pytest.raises(forms.ValidationError):
                    field.clean("\u09dc" * most)


def test_no_page_lets_a_browser_cut_what_is_pasted(cast: Cast, client: Client) -> None:
    pages = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.js")]
    assert [str(path) for path in pages if "maxlength" in path.read_text(encoding="utf8").lower()] == []
    head = signed_in("head")
    walked = [path for _, path in plain_addresses()]
    for path in (*walked, ASK, LODGE, f"{HOME}suggestion/", "/desk/register/citizen-5/"):
        if not path.endswith((".pdf", ".docx", ".csv")):
            assert "maxlength" not in head.get(path).content.decode().lower(), path
    assert 'data-most="5000"' in client.get(ASK).content.decode()


def said(most: int, has: int = len(PASTED)) -> str:
    return f"সর্বোচ্চ {most} অক্ষর, আছে {has}".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))


def assert_whole(answer: Any, name: str, most: int, action: str = "") -> None:
    """The page says how many signs there may be and how many there are, and has them all in the field."""
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said(most) in page
    assert form_of(page, name, action)[name] == [PASTED]


@pytest.mark.parametrize("name", ["name", "address", "phone", "matter"])
def test_an_asking_comes_back_whole(cast: Cast, client: Client, name: str) -> None:
    most = {"name": 200, "address": 400, "phone": 40, "matter": 5000}[name]
    assert_whole(client.post(ASK, {**FORM, "intake_key": "k", name: PASTED}), name, most)


@pytest.mark.parametrize(("name", "most"), [("subject", 300), ("tracking_no", 60), ("agent", 60), ("name", 200)])
def test_a_grievance_comes_back_whole_and_so_does_its_letter(cast: Cast, client: Client, name: str, most: int) -> None:
    typed = {**COMPLAINT, "intake_key": "k", name: PASTED}
    assert_whole(client.post(LODGE, typed), name, most)
    assert_whole(client.post(f"{LODGE}letter/", {**typed, "consent": "", "kind": ""}), name, most)
    assert not Grievance.objects.exists()


def test_a_letter_has_every_sign_that_was_typed(cast: Cast, client: Client) -> None:
    page = client.post(f"{LODGE}letter/", {**COMPLAINT, "matter": PASTED}).content.decode()
    assert PASTED in page


def test_a_name_among_many_that_is_too_long_is_told(cast: Cast, client: Client) -> None:
    answer = client.post(LODGE, {**COMPLAINT, "intake_key": "k", "written": f"করিম, প্রধান সহকারী\r\n{'ক' * 201}"})
    assert (answer.status_code, said(200, 201) in answer.content.decode()) == (422, True)
    with pytest.raises(forms.ValidationError):
        NamesField().clean("ক" * 201)
    assert NamesField().clean("ক" * 200 + "\r\n" + "খ" * 200)


MOST_OF = {"body": 5000, "reason": 500, "text": 10_000}
LIMITS = {"grievance_withdrawal": 500, "grievance_rating": 2000, "grievance_barring": 5000}


@pytest.mark.parametrize("act", [name for name, one in ACTS.items() if one.typed])
def test_an_act_comes_back_whole(cast: Cast, gro: Posting, act: str) -> None:
    one = ACTS[act]
    made = one.made(cast, gro)
    field = next(name for name in MOST_OF if name in one.typed)
    most = LIMITS.get(act, MOST_OF[field])
    pasted = PASTED if most < len(PASTED) else PASTED + "য"
    steps = {"step": str(made.current.steps.get().pk)} if act == "grievance_answer" else {}  # type: ignore[union-attr]
    browser, code = Client(), receipt_code(str(made.pk), made.link_number)
    page = "track" if one.path.startswith("/track/") else "grievances"
    browser.post(f"/{page}/{made.reference}/code/", {"code": code})
    answer = browser.post(one.path.format(made.reference), {**one.typed, **steps, field: pasted})
    assert said(most, len(pasted)) in answer.content.decode()
    assert form_of(answer.content.decode(), field)[field] == [pasted]


def test_the_end_of_a_line_counts_once_as_in_the_page(cast: Cast, client: Client) -> None:
    lines = "\r\n".join(["ক"] * 2500)  # 4999 signs, 7498 as a browser sends them
    assert client.post(ASK, {**FORM, "matter": lines, "intake_key": "k"}).status_code == 302


def test_letters_that_are_kept_as_two_signs_are_counted_as_two(cast: Cast, client: Client) -> None:
    answer = client.post(ASK, {**FORM, "name": "\u09dc" * 150, "intake_key": "k"})
    assert (answer.status_code, said(200, 300) in answer.content.decode()) == (422, True)


DESK = [
    ("head", "/desk/cases/{case}/notes/", "body", 5000, {}),
    ("head", "/desk/cases/{case}/delivery/", "text", 5000, {}),
    ("head", "/desk/register/citizen-5/", "name", 200, {}),
    ("clerk", "/desk/suggestions/new/", "text", 5000, {}),
    ("head", "/desk/grievances/new/", "matter", 5000, {}),
    ("clerk", "/desk/counter/", "matter", 5000, {"words": ""}),
]


@pytest.mark.parametrize("door", DESK, ids=lambda door: door[1])
def test_what_is_typed_at_the_desk_comes_back_whole(cast: Cast, door: Any) -> None:
    username, path, name, most, more = door
    case = make_case(cast)
    client = signed_in(username)
    answer = client.post(path.format(case=case.reference), {"revision": 0, "intake_key": "k", **more, name: PASTED})
    assert_whole(answer, name, most, "notes/" if name == "body" else "")


@pytest.mark.parametrize(("act", "name"), [("word", "note"), ("wrong", "why")])
def test_a_note_without_a_form_of_its_own_comes_back_to_be_shortened(cast: Cast, act: str, name: str) -> None:
    head, path = signed_in("head"), f"/desk/addresses/{act}/"
    answer = head.post(path, {"address": "office@example.org", name: PASTED})
    assert_whole(answer, name, 300)
    sent = form_of(answer.content.decode(), name)
    assert sent["address"] == ["office@example.org"]
    assert head.post(path, {**sent, name: "ফোনে জানিয়েছেন"}).status_code == 302


def test_the_grounds_of_an_officer_come_back_whole(cast: Cast, gro: Posting) -> None:
    turn = make_grievance(cast, named=(cast.head,), at=AT).current
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    step = take(
        turn, Kind.STATEMENT, by=gro.author(), at=AT, to=To.CONCERNED, to_posting=cast.head, text="বক্তব্য দিন",
        due_on=AT.date(),
    )  # fmt: skip
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=AT, reasons="কারণ")
    pasted = PASTED + "য"
    answer = signed_in("head").post(f"/desk/grievances/asked/{step.pk}/appeal/", {"grounds": pasted})
    assert said(10_000, len(pasted)) in answer.content.decode()
    assert form_of(answer.content.decode(), "grounds")["grounds"] == [pasted]


@pytest.mark.parametrize("path", [f"{HOME}search/", "/desk/"])
def test_words_to_search_by_are_looked_for_whole_or_not_at_all(cast: Cast, path: str) -> None:
    answer = signed_in("head").post(path, {"words": PASTED})
    page = answer.content.decode()
    assert said(100 if path == "/desk/" else 200) in page
    assert PASTED in page


def test_what_a_form_with_all_its_text_may_weigh_is_told(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    answer = client.post(ASK, {**FORM, "matter": PASTED * 3})
    assert (answer.status_code, "লেখাটি খুব বড়" in answer.content.decode()) == (413, True)


def test_the_limit_is_told_in_english_too(cast: Cast, client: Client) -> None:
    page = client.post(f"/en{ASK}", {**FORM, "matter": PASTED, "intake_key": "k"}).content.decode()
    assert "at most 5000 characters (it has 10001)" in page
    assert re.search(r'data-too-long="[^"]*\{most\}[^"]*\{has\}', page)
