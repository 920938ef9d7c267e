"""Whoever types a stranger's number on the web cannot have it flooded; what matters is always sent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from ongikar.cases.models import Case, Channel
from ongikar.grievances.models import Medium
from ongikar.notices.models import GrievanceNotice, Notice
from ongikar.notices.tell import tell_next
from tests.addresses import confirmed
from tests.cast import NOW, Cast, make_case
from tests.doors.desk import signed_in
from tests.grievances.world import make_grievance, separate_grievance_officer

HERS = "rahima@example.org"


@pytest.fixture(autouse=True)
def ceilings(settings: Settings) -> Settings:
    settings.EMAIL_HOST, settings.DEMO = "mail.example", False
    settings.SMS_URL = "https://gateway.example/send"
    settings.RECEIPTS_ADDRESS, settings.RECEIPTS_OFFICE = 2, 4
    return settings


def file_each(cast: Cast, times: int, code: str = "citizen-5", **changes: Any) -> list[Case]:
    return [make_case(cast, code, key=f"key-{number}", **changes) for number in range(times)]


def told(model: Any = Notice, at: datetime = NOW) -> Counter[str]:
    while tell_next(at):
        pass
    rows = model.objects.filter(recipient="requester").exclude(carrier="screen")
    return Counter(rows.values_list("carrier", flat=True))


def test_past_the_ceiling_of_a_number_a_person_calls(cast: Cast) -> None:
    file_each(cast, 5, email=HERS)
    assert told() == {"sms": 2, "email": 2, "call": 3}
    page = signed_in("clerk").get("/desk/calls/").content.decode()
    assert page.count("০১৭১২") >= 3


def test_past_the_ceiling_of_an_address_without_a_phone_there_is_paper(cast: Cast) -> None:
    file_each(cast, 3, email=HERS.upper(), phone="")
    assert told() == {"email": 2, "paper": 1}


def test_past_the_ceiling_of_the_office_strangers_numbers_are_called_too(cast: Cast) -> None:
    for number in range(6):
        make_case(cast, key=f"key-{number}", phone=f"+880171234567{number}")
    assert told() == {"sms": 4, "call": 2}


def test_a_day_later_messages_go_again(cast: Cast) -> None:
    file_each(cast, 3)
    assert told() == {"sms": 2, "call": 1}
    make_case(cast, key="next", at=NOW + timedelta(days=1))
    assert told(at=NOW + timedelta(days=1)) == {"sms": 3, "call": 1}


def test_what_the_office_says_of_a_case_never_counts(cast: Cast) -> None:
    cases = file_each(cast, 4, "citizen-1")
    told()
    for case in cases:
        case.ask(by=cast.officer.author(), at=NOW, reason="other", why="ঠিকানা লিখুন")
    assert told() == {"sms": 6, "call": 2}


def test_what_was_taken_down_at_the_counter_never_counts(cast: Cast) -> None:
    file_each(cast, 4, channel=Channel.LETTER)
    assert told() == {"sms": 4}


def test_an_address_that_was_confirmed_has_no_ceiling(cast: Cast) -> None:
    confirmed(HERS)
    file_each(cast, 4, email=HERS)
    assert told() == {"email": 4, "sms": 2}


def test_grievances_are_the_same(cast: Cast) -> None:
    separate_grievance_officer(cast)
    for number in range(4):
        make_grievance(cast, key=f"g{number}", medium=Medium.WEB)
    counts = told(GrievanceNotice)
    assert (counts["sms"], counts["call"]) == (2, 2)
