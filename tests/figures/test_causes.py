"""What recurs, and how it was rated: counted of what one may see, and never told of under five."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ongikar.figures.causes import by_cause, by_month, by_service, decided_in, rated_in
from ongikar.grievances.access import grievances_for
from ongikar.grievances.around.models import Recommendation
from ongikar.grievances.around.rating import rate
from ongikar.grievances.around.recommending import answer, recommend
from ongikar.grievances.models import Grievance, Outcome, decide
from ongikar.journal.authors import requester
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast
from tests.grievances.world import NINE, make_grievance, separate_grievance_officer

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
COMPLAINANT = requester("রহিমা খাতুন")


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import build_cast

    return build_cast()


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


def decided(cast: Cast, gro: Posting, key: str, cause: str = "জনবল নেই", **about: Any) -> Grievance:
    grievance = make_grievance(cast, key=key, **{"named": (cast.officer,), **about})
    turn = grievance.current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="কারণ", root_cause=cause, prevention="একজন চাই")
    return grievance


@pytest.mark.clause("5.1.2")
def test_one_cause_is_one_row_however_it_is_spaced_and_a_service_is_named(cast: Cast, gro: Posting) -> None:
    service = cast.promise("citizen-5").service
    decided(cast, gro, "a", service=service)
    decided(cast, gro, "b", cause="জনবল  নেই ")
    decided(cast, gro, "c", cause="")
    found = decided_in(grievances_for(gro), *YEAR)
    assert [(one.label, one.count) for one in by_cause(found)] == [("জনবল নেই", 2), ("", 1)]
    assert [(one.key, one.promise is not None, one.count) for one in by_service(found)] == [
        ("-", False, 2),
        ("citizen-5", True, 1),
    ]
    assert [(one.key, one.count) for one in by_month(found)] == [("2026-11", 3)]
    assert decided_in(grievances_for(gro), date(2026, 1, 1), date(2026, 11, 21)) == []


def test_nobody_counts_what_is_against_himself(cast: Cast, gro: Posting) -> None:
    decided(cast, gro, "a")
    decided(cast, gro, "b")
    seat = cast.office.tier_seats.get(tier=1)
    seat.alternate = cast.officer.post
    seat.save(update_fields=["alternate"])
    assert len(decided_in(grievances_for(gro), *YEAR)) == 2
    assert decided_in(grievances_for(cast.officer), *YEAR) == []


def test_a_median_is_shown_from_five_ratings_up(cast: Cast, gro: Posting) -> None:
    mine = grievances_for(gro)
    for number, stars in enumerate((1, 2, 4, 4, 5)):
        assert rated_in(mine, *YEAR, appeals=False).middle is None
        turn = decided(cast, gro, f"k{number}").current
        rate(turn, stars=stars, by=gro.author() if number == 4 else COMPLAINANT, at=NOW)
    rated = rated_in(mine, *YEAR, appeals=False)
    assert (rated.counted, rated.middle, rated.by_phone) == (5, 4.0, 1)
    assert rated_in(mine, *YEAR, appeals=True).counted == 0


@pytest.mark.clause("7.1(ছ)")
def test_the_head_is_advised_without_what_is_against_himself_and_answers_once(cast: Cast, gro: Posting) -> None:
    decided(cast, gro, "a")
    decided(cast, gro, "b", named=(cast.head,))
    found = decided_in(grievances_for(gro), *YEAR)
    words: dict[str, Any] = {
        "kind": "simpler",
        "service": None,
        "cause": "জনবল নেই",
        "period": YEAR,
        "by": gro,
        "at": NOW,
    }
    with pytest.raises(RuleBroken):
        recommend(cast.office, found=found, text=" ", **words)
    of_head = [one for one in found if one.referral.grievance.intake_key == "b"]
    with pytest.raises(RuleBroken):
        recommend(cast.office, found=of_head, text="একজন লোক দিন", **words)
    made = recommend(cast.office, found=found, text="একজন লোক দিন", **words)
    assert (len(found), made.counted) == (2, 1)
    with pytest.raises(RuleBroken):
        answer(made, answer="taken", text="হবে", by=gro, at=NOW)
    answer(made, answer="taken", text="লোক চাওয়া হয়েছে", by=cast.head, at=NOW + timedelta(days=1))
    with pytest.raises(Overtaken):
        answer(made, answer="declined", text="না", by=cast.head, at=NOW)
    assert Recommendation.objects.get().answer == "taken"
