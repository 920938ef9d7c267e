"""Text typed in Bijoy, at every door: shown in Unicode and asked about; nothing is filed before the answer."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
import pytest
from django import forms
from django.apps import apps
from django.test import Client
from django.utils import timezone

import ongikar.doors
from ongikar.doors import typed as typed_at_doors
from ongikar.doors.typed import Asking
from ongikar.grievances.models import Outcome, decide
from ongikar.grievances.outside import new_link
from ongikar.notices import dossier
from ongikar.notices.packing import pack_next
from tests.bangla.as_bijoy import as_bijoy
from tests.cast import Cast, make_case
from tests.doors import test_asking as asking
from tests.doors import test_desk_counter as counter
from tests.doors import test_desk_grievance_register as grievance_register
from tests.doors import test_desk_register as register
from tests.doors import test_grievances as grievances
from tests.doors import test_hearings as hearings
from tests.doors import test_media_and_suggestions as suggestions
from tests.doors.desk import signed_in
from tests.doors.test_following import opened
from tests.grievances.world import NINE, make_grievance, separate_grievance_officer

MEANT, NAME = "আমি কম্পিউটার প্রশিক্ষণ চাই", "রহিম"
BIJOY = as_bijoy(MEANT)
ASKING = {**asking.FORM, "intake_key": "one"}


@dataclass(frozen=True)
class Place:
    """A form: who sends it where, with what else typed, which field has the text, and where that is kept."""

    client: Client
    path: str
    typed: dict[str, Any]
    field: str
    kept: str  # 'cases.Case.matter'

    def post(self, **more: str) -> Any:
        return self.client.post(self.path, {**self.typed, self.field: BIJOY, **more})

    def texts(self) -> list[str]:
        app, model, field = self.kept.split(".")
        return [str(text) for text in apps.get_model(app, model)._default_manager.values_list(field, flat=True)]


def matter_of_an_asking(cast: Cast) -> Place:
    return Place(Client(), asking.ASK, ASKING, "matter", "cases.Case.matter")


def address_of_an_asking(cast: Cast) -> Place:
    return Place(Client(), asking.ASK, ASKING, "address", "cases.Requester.address")


def reply(cast: Cast) -> Place:
    case = make_case(cast)
    return Place(opened(case), f"/track/{case.reference}/papers/", {}, "body", "cases.Message.body")


def grievance(cast: Cast) -> Place:
    return Place(Client(), grievances.LODGE, grievances.FORM, "matter", "grievances.Grievance.matter")


def remedy_sought(cast: Cast) -> Place:
    return Place(Client(), grievances.LODGE, grievances.FORM, "remedy_sought", "grievances.Grievance.remedy_sought")


def suggestion(cast: Cast) -> Place:
    return Place(Client(), suggestions.SUGGEST, suggestions.TYPED, "text", "grievances.Suggestion.text")


def answer_from_outside(cast: Cast) -> Place:
    turn = make_grievance(cast, named=(cast.head,), at=timezone.now()).current
    while pack_next(timezone.now()):
        pass
    path = f"/answers/{new_link(turn.packets.get(), at=timezone.now())}/"
    typed = {"outcome": "directed", "signed_by": "উপপরিচালক"}
    return Place(Client(), path, typed, "text", "grievances.Decision.reasons")


def desk_counter(cast: Cast) -> Place:
    return Place(signed_in("clerk"), counter.COUNTER, counter.form(), "matter", "cases.Case.matter")


def desk_register(cast: Cast) -> Place:
    return Place(signed_in("clerk"), register.OPEN_TO_ALL, register.form(), "address", "cases.Requester.address")


def desk_grievance_register(cast: Cast) -> Place:
    typed, kept = grievance_register.typed(), "grievances.Grievance.matter"
    return Place(signed_in("clerk"), grievance_register.NEW, typed, "matter", kept)


def note(cast: Cast) -> Place:
    case = make_case(cast)
    path = f"/desk/cases/{case.reference}/notes/"
    return Place(signed_in("head"), path, {"revision": case.revision}, "body", "cases.Message.body")


def decision(cast: Cast) -> Place:
    gro, now = separate_grievance_officer(cast), timezone.now()
    turn = make_grievance(cast, at=now).current
    turn.accept(by=gro.author(), at=now, scrutiny=NINE)
    path, typed = f"/desk/grievances/{turn.grievance.reference}/acts/decision/", {"revision": turn.revision}
    return Place(signed_in("gro"), path, typed | {"outcome": "service_given"}, "reasons", "grievances.Decision.reasons")


def hearing(cast: Cast) -> Place:
    separate_grievance_officer(cast)
    path = f"{hearings.DESK}{timezone.localdate():%Y-%m-%d}/"
    return Place(signed_in("gro"), path, hearings.TYPED, "said", "grievances.HearingEntry.said")


def suspension(cast: Cast) -> Place:
    day = str(timezone.localdate())
    typed = {"order_no": "৫৬.০৪.১২", "order_on": day, "starts_on": day}
    path = "/desk/charter/services/citizen-5/suspension/"
    return Place(signed_in("head"), path, typed, "reason", "charter.Suspension.reason")


def address_of_the_office(cast: Cast) -> Place:
    path, typed = f"/desk/people/offices/{cast.office.pk}/", {"name_bn": cast.office.name_bn}
    return Place(signed_in("head"), path, typed, "address_bn", "offices.Office.address_bn")


def title_of_a_post(cast: Cast) -> Place:
    path = f"/desk/people/posts/{cast.head.post_id}/amendment/"
    return Place(signed_in("head"), path, {"role": "head"}, "title_bn", "offices.Post.title_bn")


def why_an_address_is_wrong(cast: Cast) -> Place:
    typed = {"address": "doict.joypurhat@gmail.com"}
    return Place(signed_in("head"), "/desk/addresses/wrong/", typed, "why", "offices.Address.wrong_why")


def withdrawal(cast: Cast) -> Place:
    case = make_case(cast)
    return Place(opened(case), f"/track/{case.reference}/withdrawal/", {}, "reason", "cases.Result.text")


def rating(cast: Cast) -> Place:
    gro, now = separate_grievance_officer(cast), timezone.now()
    made = make_grievance(cast, at=now)
    made.current.accept(by=gro.author(), at=now, scrutiny=NINE)
    decide(made.current, outcome=Outcome.SERVICE_GIVEN, reasons="দেওয়া হয়েছে", by=gro.author(), at=now)
    path = f"/grievances/{made.reference}/rating/"
    return Place(grievances.let_in(made), path, {"stars": "2"}, "text", "grievances.Rating.comment")


DOORS: list[Callable[[Cast], Place]] = [
    matter_of_an_asking, address_of_an_asking, reply, grievance, remedy_sought, suggestion, answer_from_outside,
    desk_counter, desk_register, desk_grievance_register, note, decision, hearing, suspension, address_of_the_office,
    title_of_a_post, why_an_address_is_wrong, withdrawal, rating,
]  # fmt: skip


def answered(answer: Any, choice: str) -> dict[str, str]:
    """The choice, as the form on the page has it."""
    page: Any = lxml.html.fromstring(answer.content.decode())
    found = page.xpath(f"//form//input[starts-with(@name, 'bijoy-')][@value='{choice}'][not(@checked)]")
    return {one.get("name"): choice for one in found}


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "pdf_of", lambda html, attached=(): b"%PDF-1.4 ")


CHOICES = [(door, "converted", MEANT) for door in DOORS] + [
    (door, "typed", BIJOY) for door in (reply, desk_counter, note)
]


@pytest.mark.parametrize(("door", "choice", "kept"), CHOICES)
def test_a_text_in_bijoy_is_shown_in_unicode_and_filed_as_was_answered(
    cast: Cast, door: Callable[[Cast], Place], choice: str, kept: str
) -> None:
    place = door(cast)
    asked = place.post()
    assert asked.status_code == 422
    assert MEANT in asked.content.decode()
    assert not {MEANT, BIJOY} & set(place.texts())
    assert len(answered(asked, choice)) == 1
    assert place.post(**answered(asked, choice)).status_code in (200, 302)
    assert kept in place.texts()


def test_names_beside_it_are_asked_about_each_by_itself_and_what_is_english_is_not(cast: Cast) -> None:
    client, typed = Client(), {**ASKING, "name": as_bijoy(NAME), "address": "Khetlal", "matter": BIJOY}
    asked = client.post(asking.ASK, typed)
    names = list(answered(asked, "converted"))
    assert len(names) == 2
    assert client.post(asking.ASK, {**typed, names[0]: "converted"}).status_code == 422
    assert client.post(asking.ASK, {**typed, names[0]: "typed", names[1]: "converted"}).status_code == 302
    place = matter_of_an_asking(cast)
    assert place.texts() == [MEANT]


def test_an_answer_holds_for_the_text_it_was_given_to_and_stays_while_the_form_is_put_right(cast: Cast) -> None:
    place = matter_of_an_asking(cast)
    given = answered(place.post(), "typed")
    changed = place.client.post(asking.ASK, {**ASKING, **given, "matter": f"{BIJOY} {BIJOY}"})
    assert (changed.status_code, len(answered(changed, "typed"))) == (422, 1)
    wrong = place.post(**given, phone="১২")
    assert wrong.status_code == 422
    assert f'name="{next(iter(given))}" id="{next(iter(given))}_typed" value="typed" checked' in wrong.content.decode()
    taken = place.post(**answered(place.post(), "converted"), phone="১২")
    assert f">\n{MEANT}</textarea>" in taken.content.decode()
    assert answered(taken, "typed") == {}
    assert place.texts() == []


def test_a_form_in_english_or_in_bangla_is_never_asked_about(cast: Cast) -> None:
    client = Client()
    english = {
        "name": "Md. Wahiduzzaman",
        "address": "Vill: Vatra, Khetlal",
        "matter": "I want a talk on viruses, VPNs & wifi",
    }
    assert client.post(asking.ASK, {**ASKING, **english}).status_code == 302
    assert client.post(asking.ASK, {**ASKING, "intake_key": "two"}).status_code == 302


def test_a_letter_that_is_only_printed_is_asked_about_too(cast: Cast) -> None:
    typed = {**grievances.FORM, "matter": BIJOY, "consent": "", "mobile": ""}
    asked = Client().post(f"{grievances.LODGE}letter/", typed)
    page = asked.content.decode()
    assert (asked.status_code, MEANT in page, "সম্মতি দিন" in page) == (422, True, False)
    letter = Client().post(f"{grievances.LODGE}letter/", {**typed, **answered(asked, "converted")})
    assert f"<p>{MEANT}</p>" in letter.content.decode()


def test_what_is_searched_for_in_bijoy_is_found(cast: Cast) -> None:
    case = make_case(cast)
    service = case.promise.name_bn
    found = Client().post("/doict-joypurhat/search/", {"words": as_bijoy("সাইবার নিরাপত্তা")})
    assert service in found.content.decode()
    assert case.requester.name in signed_in("head").post("/desk/", {"words": as_bijoy("রহিমা খাতুন")}).content.decode()


def test_an_order_pasted_in_bijoy_is_read_once_it_was_answered(cast: Cast) -> None:
    day = str(timezone.localdate())
    line = as_bijoy("২৯ নভেম্বর ২০২৬ রবিবার, রাষ্ট্রীয় শোক")
    typed = {"legal_ref": "৫৬.০৪", "announced_on": day, "text": line, "only_here": "", "entry_key": "k"}
    desk = signed_in("head")
    asked = desk.post("/desk/calendar/new/", typed)
    assert (asked.status_code, len(asked.context["form"].errors["text"])) == (422, 1)
    read = desk.post("/desk/calendar/new/", {**typed, **answered(asked, "converted")})
    assert (read.status_code, "রাষ্ট্রীয় শোক" in read.content.decode()) == (200, True)


NOTHING_TO_ASK = {
    "SignInForm": "a name that is compared",
    "CodeForm": "a code",
    "DocumentForm": "a whole charter, whose reading is shown beside it",
}


def all_forms() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(ongikar.doors.__path__, "ongikar.doors."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, forms.BaseForm) and found.__module__ == module.name:
                yield found


def test_every_form_with_free_text_asks() -> None:
    silent = {
        form.__name__
        for form in all_forms()
        if not issubclass(form, Asking) and any(map(typed_at_doors._is_text, form.base_fields.values()))  # type: ignore[attr-defined]
    }
    assert silent == set(NOTHING_TO_ASK)
