"""After the half hour of a code: what was typed, chosen and attached waits for the code, and is then done at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.doors.citizen import urls
from ongikar.grievances.around.barring import approve, recommend_barring
from ongikar.grievances.around.suggesting import suggest
from ongikar.grievances.models import Grievance, Outcome, Referral, decide
from ongikar.grievances.seats import seat_of
from ongikar.grievances.stepping import take
from ongikar.grievances.steps import Kind, To
from ongikar.journal.authors import requester as complains
from ongikar.offices.models import Posting
from ongikar.offices.tries import CODE
from tests.cast import Cast, make_case, moment
from tests.doors.sending import form_of
from tests.doors.test_grievances import let_in
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

AT = moment("2026-11-23 10:00")
LONG = "চার দিন পার হলো। <b>কেউ</b> ফোন ধরেন না।\r\n\r\nদ্বিতীয় অনুচ্ছেদ।"
Made = Case | Grievance


@dataclass(frozen=True)
class Act:
    """An act of whoever has the receipt: in which state of things, with what, and which verb it leaves."""

    path: str
    made: Callable[[Cast, Posting], Made]
    verb: str
    typed: dict[str, str] = field(default_factory=dict)
    files: bool = False


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Posting:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


def filed(cast: Cast, gro: Posting) -> Case:
    return make_case(cast, at=AT)


def lodged(cast: Cast, gro: Posting) -> Grievance:
    return make_grievance(cast, at=AT)


def old(cast: Cast, gro: Posting) -> Grievance:
    return make_grievance(cast, at=AT - timedelta(days=8))


def asked(cast: Cast, gro: Posting) -> Grievance:
    grievance = lodged(cast, gro)
    grievance.current.ask_information(by=gro.author(), at=AT, text="কবে গিয়েছিলেন?")
    return grievance


def heard(cast: Cast, gro: Posting) -> Grievance:
    grievance = lodged(cast, gro)
    grievance.current.accept(by=gro.author(), at=AT, scrutiny=NINE)
    step = take(
        grievance.current, Kind.STATEMENT, by=gro.author(), at=AT, to=To.COMPLAINANT, text="লিখিত বক্তব্য দিন",
        due_on=AT.date() + timedelta(days=3),
    )  # fmt: skip
    assert step.pk
    return grievance


def decided(cast: Cast, gro: Posting) -> Grievance:
    grievance = make_grievance(cast, at=AT, named=(cast.officer,))
    decide(grievance.current, Outcome.SHELVED, by=gro.author(), at=AT, reasons="প্রমাণ নেই", instead="আপিল")
    return grievance


def listed(cast: Cast, gro: Posting) -> Grievance:
    grievance = decided(cast, gro)
    above = seat_of(cast.office, 2)
    assert above
    assert above.post
    made = recommend_barring(grievance, reason="বারবার", proof="নথিতে", by=gro, at=AT)
    approve(made, by=above.post.postings.get(), at=AT)
    return grievance


CASE, GRIEVANCE = "/track/{}/", "/grievances/{}/"
ACTS = {
    "papers": Act(CASE + "papers/", filed, "case.replied", {"body": LONG}, files=True),
    "withdrawal": Act(CASE + "withdrawal/", filed, "case.withdrawn", {"reason": "আর দরকার নেই"}),
    "revocation": Act(CASE + "link/revocation/", filed, "case.link_revoked"),
    "grievance_information": Act(
        GRIEVANCE + "information/", asked, "grievance.information_given", {"text": LONG}, files=True
    ),
    "grievance_answer": Act(
        GRIEVANCE + "answer/", heard, "grievance.statement_answered", {"text": LONG, "step": ""}, files=True
    ),
    "grievance_withdrawal": Act(GRIEVANCE + "withdrawal/", lodged, "grievance.withdrawn", {"text": "মিটে গেছে"}),
    "grievance_appeal": Act(GRIEVANCE + "appeal/", decided, "grievance.appealed", {"text": LONG}, files=True),
    "grievance_reopening": Act(GRIEVANCE + "reopening/", decided, "grievance.reopened", {"text": LONG}),
    "grievance_rating": Act(
        GRIEVANCE + "rating/", decided, "grievance.rated", {"text": "দেরি হয়েছে।", "stars": "2", "turn": "1"}
    ),
    "grievance_barring": Act(GRIEVANCE + "barring/", listed, "", {"text": LONG}),
    "grievance_reminder": Act(GRIEVANCE + "reminder/", old, "grievance.reminded"),
}


def paper(name: str = "প্রমাণ.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 proof", "application/pdf")


def code_of(made: Made) -> str:
    return receipt_code(str(made.pk), made.link_number)


def typed_into(act: Act, made: Made) -> dict[str, str]:
    """What is typed; a step is named by its number, which the page of the grievance had."""
    step = {"step": str(made.current.steps.get().pk)} if isinstance(made, Grievance) and "step" in act.typed else {}
    return act.typed | step


def kept(made: Made) -> list[str]:
    """The names of the files that came with it."""
    return sorted(one.name for one in (made.attachments.all() if isinstance(made, Case) else made.files.all()))


def test_every_act_of_whoever_has_the_receipt_stands_in_the_table() -> None:
    views = {one.name: one.callback for one in urls.urlpatterns}
    assert {name for name, view in views.items() if view.__qualname__.startswith("view_of")} == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
def test_what_was_sent_too_late_waits_for_the_code_and_is_done_at_once_with_it(
    cast: Cast, gro: Posting, name: str
) -> None:
    act, browser = ACTS[name], Client()
    made = act.made(cast, gro)
    path, typed = act.path.format(made.reference), typed_into(act, made)
    before = made.events.count()

    answer = browser.post(path, typed | ({"documents": [paper(), paper("ছবি.pdf")]} if act.files else {}))
    assert answer.status_code == 403
    assert "যা লিখেছেন ও বেছেছেন, নিচে আছে" in answer.content.decode()
    page = form_of(answer.content.decode(), "code")
    assert {field: page[field][0] for field in typed} == typed

    for code in ("", "WRNG2345"):
        answer = browser.post(path, {**page, "code": code})
        assert answer.status_code == 403
        assert ("কোডটি মেলেনি" if code else "আট অক্ষর") in answer.content.decode()
        page = form_of(answer.content.decode(), "code")
        assert {field: page[field][0] for field in typed} == typed
    assert made.events.count() == before

    assert browser.post(path, {**page, "code": code_of(made)}).status_code == 302
    done = made.events.order_by("pk").last()
    assert not act.verb or (done and done.verb) == act.verb
    assert kept(made) == (["ছবি.pdf", "প্রমাণ.pdf"] if act.files else [])


def test_what_was_done_has_every_word_and_choice(cast: Cast, gro: Posting) -> None:
    grievance, browser = decided(cast, gro), Client()
    path = f"/grievances/{grievance.reference}/rating/"
    page = form_of(browser.post(path, {"stars": "2", "text": LONG, "turn": "1"}).content.decode(), "code")
    browser.post(path, {**page, "code": code_of(grievance)})
    rating = grievance.current.rating
    assert (rating.stars, rating.comment) == (2, LONG)


def test_too_many_wrong_codes_lose_nothing_either(cast: Cast, gro: Posting) -> None:
    case, browser = filed(cast, gro), Client()
    path = f"/track/{case.reference}/papers/"
    for _try in range(CODE.own):
        browser.post(path, {"body": LONG, "code": "WRNG2345"})
    answer = browser.post(path, {"body": LONG, "code": code_of(case)})
    assert (answer.status_code, "১৫ মিনিট" in answer.content.decode()) == (429, True)
    assert form_of(answer.content.decode(), "code")["body"] == [LONG]
    assert not case.messages.exists()


def test_a_wrong_code_of_an_act_counts_like_one_typed_on_the_page(cast: Cast, gro: Posting) -> None:
    grievance, browser = lodged(cast, gro), Client()
    for _try in range(CODE.own):
        browser.post(f"/grievances/{grievance.reference}/withdrawal/", {"text": "না", "code": "WRNG2345"})
    browser.post(f"/grievances/{grievance.reference}/code/", {"code": code_of(grievance)})
    assert grievance.matter not in browser.get(f"/grievances/{grievance.reference}/").content.decode()


REFUSED = {
    "empty": (asked, "information", {"text": " "}, "যে তথ্য চাওয়া হয়েছে তা লিখুন", 422),
    "no stars": (decided, "rating", {"text": LONG, "turn": "1"}, "একটি বেছে নিন", 422),
    "not decided": (lodged, "reopening", {"text": LONG}, "", 422),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_a_rule_refuses_comes_back_whole_even_where_its_form_is_gone(cast: Cast, gro: Posting, why: str) -> None:
    make, name, typed, said, status = REFUSED[why]
    grievance = make(cast, gro)
    browser = let_in(grievance)
    answer = browser.post(f"/grievances/{grievance.reference}/{name}/", {**typed, "documents": paper()})
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (status, True)
    sent = form_of(page)
    assert {field: sent[field][0] for field in typed} == typed
    assert ("held" in sent) == (name == "information")


def test_words_and_files_of_an_act_that_cannot_be_done_go_to_whoever_has_the_grievance(
    cast: Cast, gro: Posting
) -> None:
    grievance = lodged(cast, gro)
    browser, path = let_in(grievance), f"/grievances/{grievance.reference}/"
    answer = browser.post(f"{path}appeal/", {"text": LONG, "documents": paper()})
    page = answer.content.decode()
    assert (answer.status_code, f'formaction="{path}information/"' in page) == (422, True)
    assert browser.post(f"{path}information/", {**form_of(page), "asked": "0"}).status_code == 302
    given = grievance.events.order_by("pk").last()
    assert given
    assert (given.verb, given.facts["text"], kept(grievance)) == ("grievance.information_given", LONG, ["প্রমাণ.pdf"])


def test_a_reply_to_what_was_closed_meanwhile_comes_back_to_be_kept(cast: Cast, gro: Posting) -> None:
    grievance = lodged(cast, gro)
    browser = let_in(grievance)
    Referral.objects.filter(grievance=grievance).update(revision=7)  # the page was drawn before
    grievance.current.withdraw(by=complains("রহিমা খাতুন"), at=AT)
    answer = browser.post(f"/grievances/{grievance.reference}/withdrawal/", {"text": LONG.replace("\r\n", " ")})
    assert answer.status_code == 422
    assert "দ্বিতীয় অনুচ্ছেদ" in form_of(answer.content.decode())["text"][0]


def test_a_suggestion_is_opened_by_its_code_as_before(cast: Cast, gro: Posting) -> None:
    found = suggest(cast.office, kind="service", effect="time", text=LONG, intake_key="s", at=AT, by=None)
    browser, path = Client(), f"/suggestions/{found.reference}/code/"
    assert browser.post(path, {"code": "WRNG2345"}).status_code == 422
    assert browser.post(path, {"code": receipt_code(str(found.pk), found.link_number)}).status_code == 302
    assert "দ্বিতীয় অনুচ্ছেদ" in browser.get(f"/suggestions/{found.reference}/").content.decode()
