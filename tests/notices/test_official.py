"""Each step is an official letter: memo number, date, subject, clause, addressee, copies and signature."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from ongikar.cases.access import NotThere
from ongikar.cases.references import receipt_code
from ongikar.grievances.appeals import appeal
from ongikar.grievances.complaining import inform
from ongikar.grievances.forwarding import forward
from ongikar.grievances.models import Complainant, Grievance, Outcome, decide
from ongikar.grievances.stepping import set_day, take
from ongikar.grievances.steps import Kind, To
from ongikar.journal.authors import requester
from ongikar.notices.official import TEMPLATES, papers_of, papers_to_complainant, sheet_of_paper, sheet_of_step
from ongikar.offices.memos import numbering_of, set_numbering
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import (
    MATTER,
    NINE,
    allow_investigation,
    appeal_officer_inside,
    make_grievance,
    separate_grievance_officer,
)

SOON = date(2026, 11, 30)
WHO = {"name": "রহিমা খাতুন", "mobile": "+8801712345678", "present_address": "ক্ষেতলাল, জয়পুরহাট"}


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


def opened(cast: Cast, gro: Posting, **changes: Any) -> Grievance:
    grievance = make_grievance(cast, complainant=Complainant(**WHO), **{"named": (cast.officer,), **changes})
    grievance.current.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    return grievance


def told(sheet: dict[str, Any]) -> str:
    """Everything that stands on a letter, on one line."""
    said = [line for block in sheet["blocks"] for line in block.lines]
    flat = [": ".join(line) if isinstance(line, tuple) else line for line in said]
    return " ".join([sheet["subject"], *flat, *sheet["to"], *sheet["copies"], sheet["number"]])


def ask(grievance: Grievance, by: Posting, kind: str, **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"to": To.OFFICER, "text": "কেন দেরি হলো, জানান", "due_on": SOON, "at": NOW, "memo_no": "১২"}
    return sheet_of_step(take(grievance.current, kind, by=by.author(), **{**plain, **more}))


LETTERS = [
    (Kind.OPINION, {"to_name": "প্রোগ্রামার"}, "মতামত", "৭.১(খ)"),
    (Kind.ORDER, {"to_name": "প্রোগ্রামার"}, "নির্দেশ", "৭.১(ঙ)iv"),
    (Kind.PERMISSION, {"to": To.AUTHORITY, "to_name": "পরিচালক"}, "অনুমতি", "৭.১(ঘ)"),
    (Kind.INVESTIGATION, {"to": To.INVESTIGATOR, "to_name": "উপপরিচালক", "above": True}, "তদন্ত", "৭.১.২"),
    (
        Kind.HEARING,
        {"to": To.COMPLAINANT, "meets_at": moment("2026-11-30 11:00"), "place": "সম্মেলনকক্ষ"},
        "শুনানির নোটিশ",
        "৭.১.২(ঘ)",
    ),
    (Kind.STATEMENT, {"to": To.OTHER, "to_name": "সাক্ষী"}, "লিখিত বক্তব্য", "৭.১.২(ঘ)"),
    (Kind.EVIDENCE, {"to_name": "প্রোগ্রামার"}, "নথি", "৭.১(গ)"),
    (Kind.DISCIPLINE, {"to": To.AUTHORITY, "to_name": "পরিচালক"}, "বিভাগীয় ব্যবস্থা", "৭.১(জ)"),
    (Kind.PROCESS, {"to": To.HEAD, "to_name": "দপ্তরপ্রধান"}, "পদ্ধতি পরিবর্তন", "৭.১(ছ)"),
]


@pytest.mark.clause("7.1(গ)", "7.1(ছ)", "7.1(জ)", "7.1.2", "7.1.2(ঘ)")
@pytest.mark.parametrize(("kind", "more", "subject", "clause"), LETTERS)
def test_every_step_is_a_letter_with_memo_clause_addressee_copies_and_signature(
    cast: Cast, gro: Posting, kind: str, more: dict[str, Any], subject: str, clause: str
) -> None:
    grievance = opened(cast, gro)
    if kind == Kind.INVESTIGATION:
        allow_investigation(grievance.current, gro, at=NOW)
    sheet = ask(grievance, gro, kind, copies="মহাপরিচালক\nনথি", **more)
    assert subject in sheet["subject"]
    assert clause in told(sheet)
    assert "কেন দেরি হলো, জানান" in told(sheet)
    assert (sheet["memo_no"], sheet["copies"]) == ("১২", ["মহাপরিচালক", "নথি"])
    assert (sheet["signed_by"], sheet["post"], sheet["office"]) == (gro.account.name_bn, gro.post, cast.office)
    assert sheet["to"][0] == more.get("to_name", "রহিমা খাতুন")
    assert MATTER not in told(sheet)


def test_information_forwarding_a_new_day_and_the_result_are_letters_too(cast: Cast, gro: Posting) -> None:
    grievance = opened(cast, gro)
    turn, by = grievance.current, gro.author()
    step = take(turn, Kind.OPINION, by=by, at=NOW, to=To.OFFICER, to_name="প্রোগ্রামার", text="মতামত", due_on=SOON)
    set_day(step, by=by, at=NOW, due_on=date(2026, 12, 3), reason="নথি আনতে হবে")
    turn.ask_information(by=by, at=NOW, text="কবে গিয়েছিলেন?", memo_no="১৩")
    inform(turn, text="১৮ নভেম্বর", by=requester("রহিমা"), at=NOW)
    decide(turn, Outcome.ANSWER_OK, by=by, at=NOW, reasons="ল্যাবটি অন্য দপ্তরের", memo_no="১৪", copies="প্রোগ্রামার")
    papers = papers_of(grievance)
    assert [paper.memo_no for paper in papers] == ["", "", "১৩", "১৪"]
    assert [paper.memo_no for paper in papers_to_complainant(grievance)] == ["১৩", "১৪"]
    with pytest.raises(NotThere):
        sheet_of_paper(grievance, papers[0].event, to_complainant=True)
    opinion, day, information, result = (sheet_of_paper(grievance, paper.event) for paper in papers)
    assert "৩০ নভেম্বর ২০২৬" in told(opinion)
    assert "৩ ডিসেম্বর ২০২৬" in told(day)
    assert "কবে গিয়েছিলেন?" in told(information)
    assert information["to"] == ["রহিমা খাতুন", "ক্ষেতলাল, জয়পুরহাট"]
    for said in ("ল্যাবটি অন্য দপ্তরের", "ফরম ক-২", "আপিলের শেষ দিন", "৬.২", "প্রোগ্রামার"):
        assert said in told(result)
    assert cast.officer.account.name_bn not in told(result) + told(information)
    with pytest.raises(NotThere):
        sheet_of_paper(grievance, grievance.events.filter(verb="grievance.lodged").get().pk)


def test_what_is_forwarded_goes_to_the_seat_there_with_a_copy_to_the_complainant(cast: Cast, gro: Posting) -> None:
    from ongikar.charter.models import Edition, Tier
    from ongikar.grievances.models import TierSeat

    grievance, there = opened(cast, gro), cast.stranger.office
    edition = Edition.objects.create(office=there, state="published", drafted_at=NOW)
    Tier.objects.create(edition=edition, tier=1, when_bn="", to_bn="অনিক")
    TierSeat.objects.create(office=there, tier=1, post=cast.stranger.post, title="অভিযোগ নিষ্পত্তি কর্মকর্তা")
    forward(grievance.current, to=there, by=gro.author(), at=NOW, reason="তাঁদের বিষয়", memo_no="১৫")
    event = grievance.events.get(verb="grievance.forwarded")
    sheet = sheet_of_paper(grievance, event.pk)
    assert (sheet["memo_no"], sheet["to"][0]) == ("১৫", "অভিযোগ নিষ্পত্তি কর্মকর্তা")
    assert sheet["copies"] == ["রহিমা খাতুন, অভিযোগকারী"]
    assert "তাঁদের বিষয়" in told(sheet)


def test_the_letter_of_a_decision_names_the_appeal_as_it_stood_then_whatever_came_of_it(
    cast: Cast, gro: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once appealed, its turn has no last day of appeal any more; told later, it has another."""
    grievance, me = opened(cast, gro), requester("রহিমা খাতুন")
    turn = grievance.current
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="ল্যাবটি অন্য দপ্তরের", instead="  ক\n  খ")
    path = f"/desk/grievances/{grievance.reference}/papers/{papers_of(grievance)[0].event}"
    desk, before = signed_in("gro"), ""
    for deed in (
        lambda: None,
        lambda: turn.decisions.get().tell(by=gro.author(), at=moment("2026-11-29 10:00"), how="ডাকে"),
        lambda: appeal(turn, appellant="complainant", grounds="", by=me, at=moment("2026-12-06 10:00")),
        lambda: grievance.current.withdraw(by=me, at=moment("2026-12-07 10:00")),
    ):
        deed()
        answer = desk.get(f"{path}/")
        page = answer.content.decode().partition("<main>")[2]
        assert answer.status_code == 200
        assert page == (before or page)
        before = page
    assert "<dt>আপিলের শেষ দিন</dt>" in before
    assert "মঙ্গলবার, ২২ ডিসেম্বর ২০২৬" in before
    assert desk.get(f"{path}.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("kind", [Kind.OPINION, Kind.ORDER, Kind.HEARING, Kind.STATEMENT, Kind.EVIDENCE])
def test_a_letter_to_whoever_is_complained_of_says_what_is_put_before_him_and_nothing_else(
    cast: Cast, gro: Posting, kind: str
) -> None:
    grievance = opened(cast, gro, case=make_case(cast), named=())
    sheet = ask(grievance, gro, kind, to=To.CONCERNED, to_posting=cast.head, meets_at=moment("2026-11-30 11:00"))
    assert sheet["to"][0] == cast.head.account.name_bn
    for hidden in (grievance.reference, "রহিমা", MATTER, grievance.subject):
        assert hidden not in told(sheet)


@pytest.mark.parametrize("hidden", [True, False])
def test_a_name_whose_secrecy_was_asked_stands_on_no_letter_but_his_own(cast: Cast, gro: Posting, hidden: bool) -> None:
    grievance = opened(cast, gro, identity_hidden=hidden)
    asked = ask(grievance, gro, Kind.PERMISSION, to=To.AUTHORITY, to_name="পরিচালক")
    assert ("রহিমা" in told(asked)) is not hidden
    assert cast.officer.account.name_bn in told(asked)
    assert grievance.reference == asked["number"]


def test_a_number_is_drawn_where_the_office_has_set_a_numbering_and_none_twice(cast: Cast, gro: Posting) -> None:
    by = cast.head.author()
    with pytest.raises(RuleBroken):
        set_numbering(cast.office, pattern="৫৬.০৪", next_number=7, yearly=True, by=by, at=NOW)
    set_numbering(cast.office, pattern="৫৬.০৪.{yy}.{n}", next_number=7, yearly=True, by=by, at=NOW)
    grievance = opened(cast, gro)
    assert ask(grievance, gro, Kind.EVIDENCE, memo_no="")["memo_no"] == "৫৬.০৪.২৬.৭"
    assert ask(grievance, gro, Kind.EVIDENCE, memo_no="নিজের")["memo_no"] == "নিজের"
    assert ask(grievance, gro, Kind.EVIDENCE, memo_no="")["memo_no"] == "৫৬.০৪.২৬.৮"
    after = moment("2027-01-03 10:00")
    later = take(
        grievance.current, Kind.EVIDENCE, by=gro.author(), at=after, to=To.OFFICER, to_name="ক", text="খ",
        due_on=after.date(),
    )  # fmt: skip
    assert later.memo_no == "56.04.27.1"
    set_numbering(cast.office, pattern="", next_number=1, yearly=False, by=by, at=NOW)
    assert numbering_of(cast.office) is None
    assert ask(grievance, gro, Kind.EVIDENCE, memo_no="")["memo_no"] == ""


def test_letters_are_printed_from_the_grievances_page_and_are_not_there_for_others(
    cast: Cast, gro: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    grievance = opened(cast, gro)
    step = take(
        grievance.current, Kind.OPINION, by=gro.author(), at=NOW, to=To.CONCERNED, to_posting=cast.officer,
        text="কেন দেরি", due_on=SOON, memo_no="১২",
    )  # fmt: skip
    [paper] = papers_of(grievance)
    base, desk = f"/desk/grievances/{grievance.reference}/", signed_in("gro")
    assert f"{base}papers/{paper.event}.pdf" in desk.get(base).content.decode()
    assert "স্মারক নং: ১২" in desk.get(f"{base}papers/{paper.event}/").content.decode()
    assert desk.get(f"{base}papers/{paper.event}.pdf").content.startswith(b"%PDF")
    for name in ("head", "officer", "clerk"):
        assert signed_in(name).get(f"{base}papers/{paper.event}/").status_code == 404
    letter = f"/desk/grievances/asked/{step.pk}/letter.pdf"
    assert signed_in("officer").get(letter).content.startswith(b"%PDF")
    assert signed_in("head").get(letter).status_code == 404
    assert desk.get(f"{base}papers/{paper.event + 9}/").status_code == 404


def test_the_head_sets_the_numbering_and_nobody_else(cast: Cast, gro: Posting) -> None:
    page, path = signed_in("head"), "/desk/grievances/numbering/"
    assert page.post(path, {"pattern": "৫৬.{x}", "next_number": "1"}).status_code == 422
    assert page.post(path, {"pattern": "৫৬.{n}", "next_number": "12", "yearly": "on"}).status_code == 302
    found = numbering_of(cast.office)
    assert found is not None
    assert (found.pattern, found.next_number, found.yearly) == ("56.{n}", 12, True)
    assert "56.{n}" in page.get(path).content.decode()
    assert signed_in("gro").get(path).status_code in (403, 404)


def test_no_letter_is_without_its_template() -> None:
    assert {f"grievance.{kind}_asked" for kind in Kind.values} <= set(TEMPLATES)


def test_the_complainant_prints_the_letters_to_him_with_the_receipts_code_and_no_other(
    cast: Cast, gro: Posting
) -> None:
    grievance = opened(cast, gro)
    ask(grievance, gro, Kind.OPINION, to_name="প্রোগ্রামার")
    ask(grievance, gro, Kind.STATEMENT, to=To.COMPLAINANT)
    opinion, statement = papers_of(grievance)
    base, client = f"/grievances/{grievance.reference}/", Client()
    assert client.get(f"{base}papers/{statement.event}.pdf").status_code == 404
    client.post(f"{base}code/", {"code": receipt_code(str(grievance.pk), 1)})
    page = client.get(base).content.decode()
    assert f"{base}papers/{statement.event}.pdf" in page
    assert f"{base}papers/{opinion.event}.pdf" not in page
    assert client.get(f"{base}papers/{statement.event}.pdf").content.startswith(b"%PDF")
    assert client.get(f"{base}papers/{opinion.event}.pdf").status_code == 404


@pytest.mark.clause("7.1(ঘ)")
def test_a_permission_is_given_or_not_at_the_heads_own_desk(cast: Cast, gro: Posting) -> None:
    grievance = opened(cast, gro)
    step = take(
        grievance.current, Kind.PERMISSION, by=gro.author(), at=NOW, to=To.HEAD, to_posting=cast.head,
        text="তদন্তের অনুমতি চাই", due_on=date(2030, 1, 1),
    )  # fmt: skip
    head, path = signed_in("head"), f"/desk/grievances/asked/{step.pk}/"
    assert "অনুমতি দেওয়া হলো না" in head.get(path).content.decode()
    assert head.post(path, {"text": "ঠিক আছে"}).status_code == 422
    assert head.post(path, {"text": "ঠিক আছে", "code": "served"}).status_code == 422
    assert head.post(path, {"text": "ঠিক আছে", "code": "granted"}).status_code == 302
    step.refresh_from_db()
    assert step.answer_code == "granted"
