"""Every letter of a grievance opens again in the words it was written in, whatever the table of moves allows later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from ongikar.cases.files import Received
from ongikar.cases.references import receipt_code
from ongikar.charter.models import Edition, Tier
from ongikar.clock.hours import in_dhaka
from ongikar.grievances import naming, steps
from ongikar.grievances.appeals import appeal, may_appeal, rule_on_delay
from ongikar.grievances.around.models import Nudge
from ongikar.grievances.around.nudging import nudge
from ongikar.grievances.complaining import inform
from ongikar.grievances.forwarding import forward
from ongikar.grievances.lapsing import note_lapse
from ongikar.grievances.lifecycle import DECIDED, MOVES, State
from ongikar.grievances.models import (
    Complainant,
    Grievance,
    GrievanceEvent,
    Outcome,
    Packet,
    Referral,
    Step,
    TierSeat,
    decide,
)
from ongikar.grievances.outside import key_in, link_of, new_link
from ongikar.grievances.seats import seat_of
from ongikar.grievances.stepping import answer, set_day, take
from ongikar.journal.authors import SYSTEM, requester
from ongikar.notices.models import GrievanceNotice, Recipient
from ongikar.notices.official import papers_of, papers_to_complainant, sheet_of_paper
from ongikar.notices.packing import pack_next
from ongikar.notices.sheets import sheet_of_grievance
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Post, Posting
from tests.cast import NOW, Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import (
    NINE,
    allow_investigation,
    appeal_officer_inside,
    make_grievance,
    separate_grievance_officer,
)
from tests.notices.lives import MINUTE, Walk, Written

AFTERWARDS = moment("2027-12-01 10:00")  # when the letters are read again
CITIZEN = requester("রহিমা খাতুন")
TOKEN = "t" * 43
SCAN = Received("আদেশ.pdf", b"%PDF-1.4 x", "application/pdf")
LINES = "  প্রথম কথা\n  দ্বিতীয় কথা"  # typed with a margin, which in a letter has a meaning of its own


@dataclass
class World:
    """A grievance before an officer here; one in another office to forward to, an appeal officer, a cell outside."""

    cast: Cast
    gro: Posting
    ao: Posting
    pk: UUID
    desks: dict[str, Client]
    citizen: Client
    bangla: bool  # receipts and files are the same for both: they are read along with one of them

    @property
    def grievance(self) -> Grievance:
        return Grievance.objects.select_related("office", "complainant", "edition").get(pk=self.pk)

    @property
    def turn(self) -> Referral:
        turns = Referral.objects.select_related("grievance__office", "seat__post").filter(grievance=self.pk)
        return turns.latest("number")

    def now(self) -> datetime:
        """A minute after the last thing that happened."""
        last = GrievanceEvent.objects.filter(grievance=self.pk).latest("pk")
        return in_dhaka(max(last.at, last.noticed_at) + MINUTE)

    def may(self) -> list[str]:
        turn = self.turn
        acts = set(MOVES[turn.state])
        if turn.delay_unruled:
            acts = {"grievance.delay_admitted", "grievance.delay_refused"} if turn.is_open else acts
        elif turn.is_open:
            acts |= {"steps", "reminded", "grievance.redated"}
            acts |= set() if turn.lapsed_at else {"grievance.lapsed"}
        if turn.state in DECIDED and turn.decisions.filter(told_at=None).exists():
            acts.add("told")
        if not may_appeal(turn, self.now()) or seat_of(turn.grievance.office, turn.tier + 1) is None:
            acts.discard("grievance.appealed")
        elif turn.state in DECIDED:
            acts.add("appealed late")
        return sorted(act for act in acts if act not in WHERE or WHERE[act](turn))

    def do(self, act: str) -> None:
        turn, at = self.turn, self.now()
        sit = {one.post_id: one for one in (self.cast.stranger, self.ao)}
        by = sit.get(turn.seat.post_id or 0, self.gro)
        ACTS[act](self, turn, by=by, at=at)
        while pack_next(at):
            pass
        while tell_next(at):
            pass

    def letters(self) -> dict[str, Written]:
        grievance, found = self.grievance, {}
        told = GrievanceNotice.objects.filter(grievance=grievance).exclude(subject="").select_related("event")
        for one in told.order_by("pk"):
            found[f"{one.event.verb} {one.recipient} {one.pk}"] = self._told(one, grievance.reference)
        mine = {one.event for one in papers_to_complainant(grievance)}
        for paper in papers_of(grievance):
            found[f"{paper.name} {paper.event}"] = self._issued(paper.event, grievance, mine)
        return found

    def papers(self) -> list[tuple[Client, str, int]]:
        """Receipts, pages and the whole file; the letters to those who were asked, and what lies outside."""
        own, gro = f"/grievances/{self.grievance.reference}/", self.desks["gro"]
        found = [(self.citizen, f"{own}{name}", 200) for name in ("", "receipt/", "receipt.pdf")]
        at_desk = [f"/desk{own}{name}" for name in ("", "receipt/", "receipt.pdf", "dossier.pdf")]
        at_desk += [f"/desk/grievances/nudges/{one.pk}/" for one in Nudge.objects.filter(by__isnull=False)[:1]]
        for packet in Packet.objects.exclude(made_at=None):
            at_desk += [f"/desk/grievances/outside/{packet.pk}/{name}" for name in ("", "letter.pdf")]
            link = link_of(TOKEN, at=timezone.now())
            found.append((Client(), f"/answers/{TOKEN}/", 200 if link else 404))
        for step in Step.objects.filter(to_posting=self.cast.clerk):
            asked, clerk = f"/desk/grievances/asked/{step.pk}/", self.desks["clerk"]
            found += [(clerk, asked, 200), (clerk, f"{asked}letter.pdf", 200)]
        return found + [(gro, path, 200) for path in at_desk]

    def _told(self, notice: GrievanceNotice, reference: str) -> Written:
        base = f"/grievances/{reference}/letters/{notice.pk}/"
        mine = notice.recipient == Recipient.REQUESTER
        door = (self.citizen, base) if mine else (self.desks["gro"], f"/desk{base}")
        return Written(partial(paper, "letters/paper.html", notice), [door])

    def _issued(self, event: int, grievance: Grievance, mine: set[int]) -> Written:
        path = f"/grievances/{grievance.reference}/papers/{event}"
        doors = [(self.desks["gro"], f"/desk{path}/")]
        if event in mine:
            doors.append((self.citizen, f"{path}.pdf"))
        return Written(partial(official, grievance.pk, event), doors)


def paper(template: str, notice: GrievanceNotice) -> str:
    fresh = GrievanceNotice.objects.get(pk=notice.pk)
    with translation.override(fresh.language):
        return render_to_string(template, {**sheet_of_grievance(fresh), "language": fresh.language})


def official(grievance: UUID, event: int) -> str:
    sheet = sheet_of_paper(Grievance.objects.get(pk=grievance), event)
    return render_to_string("letters/official.html", {**sheet, "language": "bn"})


WHERE: dict[str, Callable[[Referral], bool]] = {
    "grievance.accepted": lambda turn: not turn.seat.outside,
    "grievance.information_asked": lambda turn: not turn.seat.outside,
    "grievance.shelved": lambda turn: not turn.seat.outside,
    "grievance.disposed": lambda turn: turn.seat.outside or turn.state == State.ACCEPTED,
    "grievance.forwarded": lambda turn: turn.number == 1,
    "reminded": lambda turn: turn.number == 1 and not turn.nudges.exists(),
    "steps": lambda turn: turn.number == 1 and not turn.steps.exists(),
}


def ask_all(world: World, turn: Referral, *, by: Posting, at: datetime) -> None:
    """Every step to everybody it may go to; one of them gets another day, and what has an answer gets it."""
    allow_investigation(turn, by, at=at)
    due = at.date().replace(year=at.year + 1)
    for kind, rule in steps.RULES.items():
        to = steps.To.COMPLAINANT if steps.To.COMPLAINANT in rule.to else rule.to[0]
        whom = world.cast.clerk if to == steps.To.OFFICER else None
        step = take(
            turn, kind, by=by.author(), at=at, to=to, text=LINES, to_posting=whom, to_name="" if whom else "পরিচালক",
            due_on=None if kind == steps.Kind.INVESTIGATION else due, meets_at=at + 60 * MINUTE, place="কক্ষ\nদ্বিতীয় তলা",
            committee=["সদস্য এক", "সদস্য দুই"], copies="মহাপরিচালক", above=True, memo_no="১২",
        )  # fmt: skip
        if step.due_on and step.kind != steps.Kind.INVESTIGATION:
            set_day(step, by=by.author(), at=at, due_on=due.replace(year=due.year + 1), reason=LINES)
        if rule.answered and not rule.minuted:
            answer(step, by=by.author(), at=at, text="উত্তর", code=rule.codes[0] if rule.codes else "")
    turn.refresh_from_db()
    naming.name(turn, people=[world.cast.clerk], by=by.author(), at=at + MINUTE)


def go_on(world: World, turn: Referral, *, by: Posting, at: datetime) -> None:
    following = appeal(turn, appellant="complainant", grounds="মানি না", by=CITIZEN, at=at)
    for packet in following.packets.all():
        new_link(packet, at=timezone.now())


def dispose(world: World, turn: Referral, *, by: Posting, at: datetime) -> None:
    if turn.seat.outside:
        packet = Packet.objects.filter(referral=turn).latest("pk")
        key_in(
            packet, outcome=Outcome.UPHELD, text=LINES, signed_by="সচিব", memo_no="", documents=[SCAN],
            by=world.gro.author(), at=at,
        )  # fmt: skip
    else:
        outcome = Outcome.ANSWER_OK if turn.tier == 1 else Outcome.DIFFERENT
        decide(turn, outcome, by=by.author(), at=at, reasons=LINES, instead=LINES, memo_no="১৪", copies="নথি")


def tell_result(world: World, turn: Referral, *, by: Posting, at: datetime) -> None:
    turn.decisions.filter(told_at=None).latest("pk").tell(by=by.author(), at=at + 60 * 24 * 9 * MINUTE, how="ডাকে")


def redate(world: World, turn: Referral, *, by: Posting, at: datetime) -> None:
    facts = {"due_on": "2027-03-01", "name_bn": "শোক", "name_en": "Mourning", "source": "০৫.০০"}
    turn.record("grievance.redated", by=SYSTEM, at=at, facts=facts)


ACTS: dict[str, Callable[..., object]] = {
    "grievance.accepted": lambda world, turn, by, at: turn.accept(by=by.author(), at=at, scrutiny=NINE),
    "grievance.information_asked": lambda world, turn, by, at: turn.ask_information(by=by.author(), at=at, text=LINES),
    "grievance.information_given": lambda world, turn, by, at: inform(turn, text="১৮ নভেম্বর", by=CITIZEN, at=at),
    "grievance.shelved": lambda world, turn, by, at: turn.shelve(by=by.author(), at=at, reason=LINES, instead=LINES),
    "grievance.disposed": dispose,
    "grievance.forwarded": lambda world, turn, by, at: forward(
        turn, to=world.cast.stranger.office, by=by.author(), at=at, reason=LINES, memo_no="১৫"
    ),
    "grievance.withdrawn": lambda world, turn, by, at: turn.withdraw(by=CITIZEN, at=at),
    "grievance.appealed": go_on,
    "grievance.reopened": lambda world, turn, by, at: turn.reopen(by=CITIZEN, at=at, reason=LINES),
    "grievance.delay_admitted": lambda world, turn, by, at: rule_on_delay(
        turn, admitted=True, by=by.author(), at=at, reason=LINES
    ),
    "grievance.delay_refused": lambda world, turn, by, at: rule_on_delay(
        turn, admitted=False, by=by.author(), at=at, reason=LINES
    ),
    "grievance.redated": redate,
    "grievance.lapsed": lambda world, turn, by, at: note_lapse(turn, max(at, turn.lapses_at)),
    "appealed late": lambda world, turn, by, at: appeal(
        turn, appellant="complainant", grounds="অসুস্থ ছিলাম", by=CITIZEN, at=at + timedelta(days=60)
    ),
    "steps": ask_all,
    "told": tell_result,
    "reminded": lambda world, turn, by, at: nudge(turn, by=world.ao.author(), at=at, text=LINES),
}


@pytest.fixture
def world(cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> World:
    settings.TELL_POSTS = True
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr("ongikar.ui.pdf.pdf_of", lambda html, attached=(): html.encode())
    monkeypatch.setattr("ongikar.notices.dossier.pdf_of", lambda html, attached=(): html.encode())
    monkeypatch.setattr("ongikar.grievances.outside.secrets.token_urlsafe", lambda _size: TOKEN)
    monkeypatch.setattr("ongikar.notices.packing.dossier_of", lambda grievance, at: b"%PDF-1.4 x")
    monkeypatch.setattr("ongikar.grievances.packets.drafts_for", lambda seat: ())
    ao, gro = appeal_officer_inside(cast), separate_grievance_officer(cast)
    for name, one in (("gro", gro), ("ao", ao), ("head", cast.head), ("officer", cast.officer), ("s", cast.stranger)):
        Post.objects.filter(pk=one.post_id).update(email=f"{name}@example.org")
    edition = Edition.objects.create(office=cast.stranger.office, state="published", drafted_at=NOW)
    Tier.objects.create(edition=edition, tier=1, when_bn="", to_bn="অনিক")
    TierSeat.objects.create(office=cast.stranger.office, tier=1, post=cast.stranger.post, title="অন্য দপ্তরের অনিক")
    who = Complainant(name="রহিমা খাতুন", present_address="ক্ষেতলাল", language=request.param)
    grievance = make_grievance(cast, complainant=who, named=(cast.officer,), remedy_sought="সেবা")
    while tell_next(NOW):
        pass
    monkeypatch.setattr(timezone, "now", lambda: AFTERWARDS)
    citizen = Client()
    citizen.post(f"/grievances/{grievance.reference}/code/", {"code": receipt_code(str(grievance.pk), 1)})
    desks = {name: signed_in(name) for name in ("gro", "clerk")}
    return World(cast, gro, ao, grievance.pk, desks, citizen, bangla=request.param == "bn")


@pytest.mark.parametrize("world", ["bn", "en"], indirect=True)
def test_a_letter_says_after_every_later_act_what_it_said_when_it_was_written(world: World) -> None:
    walk = Walk(world.may, world.do, world.letters, world.papers if world.bangla else list)
    walk.on()
    assert walk.acts == set(ACTS)
