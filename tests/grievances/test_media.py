"""A report in the media is taken up of own motion, and its result published."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ongikar.cases.files import receive
from ongikar.grievances.around.access import media_reports_for
from ongikar.grievances.around.media import publish_result, take_up_report
from ongikar.grievances.models import Grievance, Medium, Outcome, decide
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast
from tests.grievances.world import NINE, separate_grievance_officer

TODAY = NOW.date()


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


def taken_up(cast: Cast, by: Posting, **changes: Any) -> Grievance:
    words: dict[str, Any] = {
        "source": "print", "outlet": "দৈনিক করতোয়া", "appeared_on": date(2026, 11, 20), "link": "https://example.org/a",
        "subject": "সেবা মেলে না", "matter": "সংবাদে যা আছে", "service": None, "named": (cast.officer,), "documents": (),
        "intake_key": "media:1",
    }  # fmt: skip
    return take_up_report(cast.office, by=by, at=NOW, **{**words, **changes})


@pytest.mark.clause("5.1.2")
def test_a_report_is_a_grievance_of_own_motion_without_a_complainant(cast: Cast, gro: Posting) -> None:
    found = taken_up(cast, gro, documents=[receive("সংবাদ.pdf", b"%PDF-1.4 x")])
    assert (found.medium, found.complainant, found.medium_reference) == (
        Medium.SUO_MOTU,
        None,
        "দৈনিক করতোয়া, 20/11/2026",
    )
    assert found.files.count() == 1
    assert taken_up(cast, gro) == found
    assert [one.grievance for one in media_reports_for(gro)] == [found]
    assert not media_reports_for(cast.officer).exists()


@pytest.mark.parametrize("changes", [{"link": ""}, {"appeared_on": date(2026, 11, 23)}])
def test_it_needs_a_copy_or_address_and_a_day_that_has_been(cast: Cast, gro: Posting, changes: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        taken_up(cast, gro, **changes)
    assert not Grievance.objects.exists()


def test_one_against_the_officer_himself_goes_up_by_itself(cast: Cast, gro: Posting) -> None:
    assert taken_up(cast, gro, named=(gro,)).current.tier == 2
    assert not media_reports_for(gro).exists()


def test_the_result_is_published_once_after_the_decision_and_so_told(cast: Cast, gro: Posting) -> None:
    found = taken_up(cast, gro)
    report, turn = found.media_report, found.current
    words: dict[str, Any] = {"where": "দৈনিক করতোয়া, পৃষ্ঠা ৩", "on": TODAY, "by": gro, "at": NOW}
    with pytest.raises(RuleBroken):
        publish_result(report, **words)
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="কারণ")
    with pytest.raises(RuleBroken):
        publish_result(report, **{**words, "where": " "})
    publish_result(report, **words)
    assert turn.decisions.get().told_how == "প্রকাশ: দৈনিক করতোয়া, পৃষ্ঠা ৩"
    with pytest.raises(Overtaken):
        publish_result(report, **words)
