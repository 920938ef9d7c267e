"""A deed is written with its fact, both or neither: whatever fails in between leaves nothing half done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import models

from ongikar.grievances.around.hearings import hold
from ongikar.grievances.around.models import Hearing, Nudge
from ongikar.grievances.around.nudging import nudge
from ongikar.grievances.models import Decision, Grievance, GrievanceEvent, Outcome, Referral, decide
from ongikar.journal.models import Entry
from ongikar.offices.memos import set_numbering
from ongikar.offices.models import MemoNumbering, OfficeEvent, Posting
from tests.cast import NOW, Cast, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

AT = moment("2026-11-23 10:00")


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def turn(cast: Cast, gro: Posting) -> Referral:
    found = make_grievance(cast, named=(cast.officer,)).current
    found.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    set_numbering(cast.office, pattern="ক-{n}", next_number=7, yearly=False, by=cast.head.author(), at=NOW)
    return found


def failing(monkeypatch: pytest.MonkeyPatch, kind: type[models.Model]) -> None:
    def broken(**_fields: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(kind._default_manager, "create", broken)


def kept() -> list[object]:
    """What a deed of these could have left behind."""
    counted = (Decision, GrievanceEvent, Nudge, Hearing, OfficeEvent)
    return [
        *(kind._default_manager.count() for kind in counted),
        *Referral.objects.order_by("pk").values_list("state", "scrutiny"),
        *Grievance.objects.values_list("national_no", "link_number"),
        *MemoNumbering.objects.values_list("pattern", "next_number"),
    ]


Deed = Callable[[Referral, Posting], object]
DEEDS: dict[str, Deed] = {
    "asking": lambda turn, gro: turn.ask_information(by=gro.author(), at=AT, text="তারিখটি লিখুন"),
    "scrutiny": lambda turn, gro: turn.scrutinise(by=gro.author(), at=AT, scrutiny={**NINE, "8": "yes"}),
    "national": lambda turn, gro: turn.grievance.note_national_no(by=gro.author(), at=AT, number="১২৩"),
    "revoking": lambda turn, gro: turn.grievance.revoke_link(by=gro.author(), at=AT),
    "nudging": lambda turn, gro: nudge(turn, by=gro.author(), at=AT, text="শেষ করুন"),
}


@pytest.mark.parametrize("name", list(DEEDS))
def test_a_deed_whose_fact_cannot_be_written_is_not_done(
    turn: Referral, gro: Posting, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept()
    failing(monkeypatch, GrievanceEvent)
    with pytest.raises(OSError, match="full"):
        DEEDS[name](turn, gro)
    assert kept() == before


def test_a_turn_whose_decision_cannot_be_written_is_not_decided(
    turn: Referral, gro: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept()
    failing(monkeypatch, Decision)
    with pytest.raises(OSError, match="full"):
        decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=AT, reasons="ল্যাবটি অন্য দপ্তরের")
    assert kept() == before


def test_what_is_written_into_an_office_is_written_with_its_fact(
    cast: Cast, turn: Referral, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept()
    monkeypatch.setattr(Entry, "save", lambda *_given, **_more: 1 / 0)
    monkeypatch.setattr(OfficeEvent.objects, "create", lambda **_fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        hold(cast.office, held_on=AT.date(), by=cast.head, at=AT)
    with pytest.raises(ZeroDivisionError):
        set_numbering(cast.office, pattern="খ-{n}", next_number=1, yearly=False, by=cast.head.author(), at=AT)
    assert kept() == before
