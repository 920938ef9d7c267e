"""Every letter of a case opens again in the words it was written in, after every act that the table of moves allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from ongikar.cases.lifecycle import MOVES, RUNNING, State
from ongikar.cases.mistakes import mark_duplicate, refile, undo_delivery
from ongikar.cases.models import Case, CaseEvent
from ongikar.cases.references import receipt_code
from ongikar.cases.warnings import newest
from ongikar.charter.models import Promise
from ongikar.clock.hours import in_dhaka
from ongikar.journal.authors import SYSTEM, requester
from ongikar.notices.models import Carrier, Notice, Recipient
from ongikar.notices.sheets import sheet_of, with_sheets
from ongikar.notices.tell import TELL, tell_next
from ongikar.offices.calendars import calendar_of
from ongikar.offices.models import Office, Post, Posting
from ongikar.offices.people import take_charge
from tests.cast import NOW, START, Cast, account, make_case, moment
from tests.doors.desk import signed_in
from tests.notices.lives import MINUTE, Walk, Written
from tests.notices.stories import FEE, ORDER, delay, redate

AFTERWARDS = moment("2027-12-01 10:00")  # when the letters are read again
CITIZEN = requester("রহিমা খাতুন")
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "fee": ("institutional-2", {"limit_applies": True}),
    "order": ("citizen-6", ORDER),
}


@dataclass
class World:
    """A case with an officer of the district, who may give it to one of an upazila and back, and another like it."""

    cast: Cast
    there: Posting
    accepting: dict[str, Any]
    case_id: UUID
    other: Case
    desks: dict[int, Client]
    citizen: Client
    bangla: bool  # receipts and slips are the same for both: they are read along with one of them

    @property
    def case(self) -> Case:
        return Case.objects.select_related("promise", "office", "post__office", "requester").get(pk=self.case_id)

    def now(self) -> datetime:
        """A minute after the last thing that happened."""
        return in_dhaka(CaseEvent.objects.filter(case=self.case_id).latest("noticed_at").noticed_at + MINUTE)

    def may(self) -> list[str]:
        case = self.case
        acts = set(MOVES[case.state])
        acts |= {"case.told"} if case.state != State.VOID else set()
        if case.state in RUNNING and case.due_on:
            acts |= {"case.lapsed", "case.warned", "case.delay_told", "case.redated"}
        if case.fee_amount is None:
            acts -= {"case.accepted", "case.delivered"}
        return sorted(acts)

    def do(self, act: str) -> None:
        case, at = self.case, self.now()
        ACTS[act](self, case, by=case.post.postings.get().author(), at=at)
        while tell_next(at):
            pass

    def letters(self) -> dict[str, Written]:
        told = with_sheets(Notice.objects.filter(case=self.case_id)).exclude(carrier=Carrier.SMS)
        return {f"{one.event.verb} {one.pk}": self._written(one) for one in told.order_by("pk") if one.subject}

    def papers(self) -> list[tuple[Client, str, int]]:
        case = self.case
        desk, own = f"/desk/cases/{case.reference}/", f"/track/{case.reference}/"
        at_desk = [f"{desk}{name}" for name in ("", "receipt/", "slip/a5/", "slip/80mm.pdf")]
        with_code = [f"{own}{name}" for name in ("", "receipt/", "receipt.pdf")]
        return [(self.desks[case.post_id], path, 200) for path in at_desk] + [(self.citizen, p, 200) for p in with_code]

    def _written(self, notice: Notice) -> Written:
        reference = notice.case.reference
        own, desk = f"/track/{reference}/letters/{notice.pk}/", f"/desk/cases/{reference}/letters/{notice.pk}/"
        to_citizen = notice.recipient == Recipient.REQUESTER and notice.carrier == Carrier.SCREEN
        door = (self.citizen, own) if to_citizen else (self.desks[notice.case.post_id], desk)
        return Written(partial(self._paper, notice), [door])

    def _paper(self, notice: Notice) -> str:
        with translation.override(notice.language):
            return render_to_string("letters/paper.html", {**sheet_of(notice), "language": notice.language})


def accept(world: World, case: Case, **how: Any) -> None:
    case.accept(**{**how, **world.accepting})


def transfer(world: World, case: Case, **how: Any) -> None:
    to = world.cast.officer.post if case.post_id == world.there.post_id else world.there.post
    case.transfer(to=to, reason="তাঁর কাজ", **how)


def misfile(world: World, case: Case, **how: Any) -> None:
    refile(case, promise=world.cast.promise("citizen-2"), reason="ভুল ঘর", **how)


def duplicate(world: World, case: Case, **how: Any) -> None:
    Case.objects.filter(pk=world.other.pk).update(office=case.office_id)
    world.other.refresh_from_db()
    mark_duplicate(case, of=world.other, **how)


def warn(world: World, case: Case, *, by: object, at: datetime) -> None:
    warned_at = newest(case.lapses_at, calendar_of(case.office), at) or at
    case.record("case.warned", by=SYSTEM, at=warned_at, noticed_at=at, facts={"left": 0})


ACTS: dict[str, Callable[..., object]] = {
    "case.fee_set": lambda world, case, **how: case.set_fee(**FEE, **how),
    "case.accepted": accept,
    "case.asked": lambda world, case, **how: case.ask(reason="other", why="  কোন আইডি\n  ঠিকানা দিন", **how),
    "case.resumed": lambda world, case, by, at: case.reply(by=CITIZEN, at=at, body="দিলাম"),
    "case.told": lambda world, case, **how: case.say(body="  বুধবার\n  আসুন", **how),
    "case.delivered": lambda world, case, **how: case.deliver(text="  ক\n  খ", **how),
    "case.refused": lambda world, case, **how: case.refuse(reason="  ক\n\n  খ", remedy="  থানায়\n  যান", **how),
    "case.withdrawn": lambda world, case, by, at: case.withdraw(by=CITIZEN, at=at, reason="লাগবে না"),
    "case.transferred": transfer,
    "case.reopened": lambda world, case, **how: case.reopen(reason="  আবার\n  এসেছে", **how),
    "case.delivery_undone": lambda world, case, **how: undo_delivery(case, reason="ভুল", **how),
    "case.misfiled": misfile,
    "case.duplicate": duplicate,
    "case.delay_told": lambda world, case, by, at: delay(case, at=at),
    "case.redated": lambda world, case, by, at: redate(case, at=at),
    "case.warned": warn,
    "case.lapsed": lambda world, case, by, at: case.record("case.lapsed", by=SYSTEM, at=at),
}


@pytest.fixture
def world(cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> World:
    code, accepting = KINDS[request.param[0]]
    settings.TELL_POSTS = True
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr("ongikar.ui.pdf.pdf_of", lambda html, attached=(): html.encode())
    kalai = Office.objects.get(code="doict-kalai-joypurhat").posts.get()
    there = take_charge(account("kalai", "কালাই কর্মকর্তা"), kalai, by=cast.head.author(), at=NOW, starts_on=START)
    Promise.objects.filter(pk=cast.promise(code).pk).update(post=cast.officer.post)
    for name, one in (("head", cast.head), ("officer", cast.officer), ("kalai", there)):
        Post.objects.filter(pk=one.post_id).update(email=f"{name}@example.org")
    other = make_case(cast, code, key="other")
    case = make_case(cast, code, phone="", language=request.param[1])
    while tell_next(NOW):
        pass
    monkeypatch.setattr(timezone, "now", lambda: AFTERWARDS)
    citizen = Client()
    citizen.post(f"/track/{case.reference}/code/", {"code": receipt_code(str(case.pk), 1)})
    desks = {cast.officer.post_id: signed_in("officer"), there.post_id: signed_in("kalai")}
    return World(cast, there, accepting, case.pk, other, desks, citizen, bangla=request.param[1] == "bn")


@pytest.mark.parametrize("world", [("fee", "bn"), ("order", "en")], indirect=True)
def test_a_letter_says_after_every_later_act_what_it_said_when_it_was_written(world: World) -> None:
    walk = Walk(world.may, world.do, world.letters, world.papers if world.bangla else list)
    walk.on()
    assert walk.acts == set(ACTS) == set(TELL) - {"case.filed", "case.corrected", "case.replied"}
