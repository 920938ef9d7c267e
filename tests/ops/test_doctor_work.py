"""What doctor says of work that is stuck: of grievances as of cases, and nothing of what waits for its hour."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from ongikar.grievances.models import GrievanceEvent
from ongikar.notices.models import GrievanceNotice, Notice, Outcome
from ongikar.notices.troubles import Trouble
from tests.cast import NOW
from tests.grievances.world import make_grievance
from tests.ops.test_doctor import Sound, found, sound
from tests.ops.test_doctor import _letter as letter

__all__ = ["sound"]


def test_what_is_stuck_of_grievances_is_found_as_of_cases(sound: Sound) -> None:
    grievance = make_grievance(sound.cast, named=(sound.cast.officer,))
    GrievanceEvent.objects.update(told_at=NOW)
    assert not {"ops.E062", "ops.E063", "ops.W064"} & set(found())
    QuerySet(GrievanceEvent).update(noticed_at=NOW - timedelta(hours=2), told_at=None)
    grievance.referrals.update(act_after=NOW - timedelta(hours=2))
    GrievanceNotice.objects.create(
        grievance=grievance, event=grievance.events.get(), recipient="post", carrier="email", subject="-", body="-",
        made_at=NOW, outcome=Outcome.FAILED, trouble=Trouble.ADDRESS,
    )  # fmt: skip
    assert {"ops.E062", "ops.E063", "ops.W064"} <= set(found())


def test_a_letter_that_waits_for_its_hour_is_no_trouble_and_one_passed_over_is(sound: Sound) -> None:
    """Officers are told in office hours, and many letters of one order leave by turn."""
    letter(sound, hours_ago=5, outcome=Outcome.WAITING, next_at=NOW + timedelta(hours=3))
    assert "ops.W065" not in found()
    Notice.objects.update(next_at=NOW - timedelta(hours=2))
    assert "ops.W065" in found()
