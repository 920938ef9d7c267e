"""A list of grievances takes as many statements with five rows as with two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ongikar.grievances.around.media import take_up_report
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Outcome, TierSeat, decide
from ongikar.grievances.seats import COORDINATOR
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast, moment
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

LATER = moment("2027-01-11 10:00")  # a week after the limit of what came on 22 November


@pytest.fixture
def gro(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Posting:
    """The officer of the office coordinates."""
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    appeal_officer_inside(cast)
    found = separate_grievance_officer(cast)
    TierSeat.objects.create(office=cast.office, tier=COORDINATOR, post=cast.officer.post, title="জেলা প্রশাসক")
    return found


def open_ones(cast: Cast, gro: Posting, key: str) -> None:
    make_grievance(cast, named=(cast.head,), key=key)
    while lapse_next(LATER):
        pass


def decided_ones(cast: Cast, gro: Posting, key: str) -> None:
    turn = make_grievance(cast, named=(cast.head,), key=key).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="ল্যাবটি অন্য দপ্তরের", root_cause="লোকবল কম")


def reported_ones(cast: Cast, gro: Posting, key: str) -> None:
    take_up_report(
        cast.office, source="social", outlet="একটি পাতা", appeared_on=date(2026, 11, 20), link="https://example.org",
        subject="কেউ ফোন ধরে না", matter="পোস্টে যা আছে", service=None, named=(cast.head,), documents=(), intake_key=key,
        by=gro, at=NOW,
    )  # fmt: skip


NOVEMBER = "first=2026-11-01&last=2026-11-30"


@pytest.mark.parametrize(
    ("who", "address", "make"),
    [
        ("gro", "/desk/grievances/", open_ones),
        ("ao", "/desk/grievances/?show=below", open_ones),
        ("officer", "/desk/grievances/?show=below", open_ones),
        ("ao", "/desk/grievances/nudges/", open_ones),
        ("officer", "/desk/grievances/coordination/", open_ones),
        ("gro", "/desk/grievances/?show=to_tell", decided_ones),
        ("gro", f"/desk/grievances/causes/?{NOVEMBER}&list=1", decided_ones),
        ("gro", f"/desk/reports/registers/complaints/?{NOVEMBER}", decided_ones),
        ("gro", "/desk/reports/months/2026-11/", decided_ones),
        ("gro", "/desk/grievances/media/", reported_ones),
    ],
)
def test_more_rows_take_no_more_statements(
    cast: Cast, gro: Posting, who: str, address: str, make: Callable[[Cast, Posting, str], None]
) -> None:
    desk = signed_in(who)

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    make(cast, gro, "first")
    make(cast, gro, "second")
    statements()  # what is asked once and remembered
    before = statements()
    for key in ("third", "fourth", "fifth"):
        make(cast, gro, key)
    assert statements() == before
