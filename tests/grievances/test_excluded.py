"""What 6.1 leaves out is heard, numbered and said where to turn with; what is broken inside it can be taken."""

from __future__ import annotations

import pytest

from ongikar.bangla.digits import to_bangla
from ongikar.grievances import remedies
from ongikar.grievances.guard import may_decide
from ongikar.grievances.lifecycle import MOVES, State
from ongikar.grievances.models import Grievance, Referral
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast
from tests.grievances.world import NINE, make_grievance, separate_grievance_officer

EXCLUDED = {**NINE, "8": "yes"}
INCLUDED = {**NINE, "8": "no"}


@pytest.fixture
def turn(cast: Cast) -> Referral:
    separate_grievance_officer(cast)
    return make_grievance(cast, matter="আদালতে মামলা চলছে; তবু সনদের সময়ে নকল পাইনি").current


@pytest.mark.clause("6.1, last item")
def test_each_excluded_matter_has_a_text_in_both_languages_with_its_clause_and_source() -> None:
    found = remedies.ways(*remedies.EXCLUDED)
    assert [way.code for way in found] == ["rti", "court", "appeal_in_law"]
    assert all(way.text_bn and way.text_en and way.source and "৬.১" in way.clause for way in found)


@pytest.mark.clause("6.1, last item")
@pytest.mark.parametrize("number", [20, 30, 24, 10, 15])
def test_the_text_on_information_has_the_numbers_of_its_act(number: int) -> None:
    """20 working days, 30 with several units, 24 hours for life and liberty, refusal in 10, appeal in 15."""
    way = remedies.elsewhere()["rti"]
    assert to_bangla(number) in way.text_bn
    assert str(number) in way.text_en


@pytest.mark.clause("7.1.1(গ)")
def test_a_broken_standard_within_an_excluded_matter_is_taken_and_that_is_on_record(cast: Cast, turn: Referral) -> None:
    event = turn.accept(by=cast.officer.author(), at=NOW, scrutiny=EXCLUDED)
    assert turn.state == State.ACCEPTED
    assert event.facts["standard_alone"] is True


@pytest.mark.clause("7.1.1(গ)")
def test_of_any_other_matter_nothing_is_left_out(cast: Cast, turn: Referral) -> None:
    assert turn.accept(by=cast.officer.author(), at=NOW, scrutiny=INCLUDED).facts["standard_alone"] is False


@pytest.mark.clause("7.1(ক)v")
def test_only_whoever_decides_files_away_and_only_with_a_reason(cast: Cast, turn: Referral) -> None:
    """No door but his has the act (tests/contracts); and no move but his leads to নথিজাত."""
    assert {verb for verbs in MOVES.values() for verb, to in verbs.items() if State.SHELVED in to} == {
        "grievance.shelved"
    }
    assert [one for one in (cast.head, cast.officer, cast.clerk) if may_decide(one, turn, NOW)] == []
    for reason, instead in (("", "আদালতে যান"), ("আদালতে বিচারাধীন", " ")):
        with pytest.raises(RuleBroken):
            turn.shelve(by=cast.officer.author(), at=NOW, reason=reason, instead=instead)
    assert turn.is_open


@pytest.mark.clause("7.1.1(ক)")
def test_whether_one_without_a_name_is_acted_on_is_at_discretion_with_its_reason(cast: Cast) -> None:
    separate_grievance_officer(cast)
    turn = make_grievance(cast, anonymous=True, complainant=None).current
    with pytest.raises(RuleBroken, match="পরিচয় ছাড়া"):
        turn.accept(by=cast.officer.author(), at=NOW, scrutiny=INCLUDED)
    event = turn.accept(by=cast.officer.author(), at=NOW, scrutiny=INCLUDED, discretion="তারিখ ও প্রমাণ আছে")
    assert event.facts["discretion"] == "তারিখ ও প্রমাণ আছে"


@pytest.mark.clause("5.1.2")
def test_the_office_of_its_own_motion_needs_no_name_and_no_discretion(cast: Cast) -> None:
    separate_grievance_officer(cast)
    turn = make_grievance(cast, medium="suo_motu", complainant=None).current
    turn.accept(by=cast.officer.author(), at=NOW, scrutiny=INCLUDED)
    assert turn.state == State.ACCEPTED


def test_nothing_at_lodging_asks_whether_it_is_excluded(cast: Cast, turn: Referral) -> None:
    assert Grievance.objects.get().matter == turn.grievance.matter
