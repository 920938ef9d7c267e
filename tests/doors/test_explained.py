"""Wherever a date is told it explains itself: the days as weeks, and the same in words; to all alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.clock.explanation import Explanation
from ongikar.grievances.models import Grievance
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in
from tests.grievances.world import make_grievance, separate_grievance_officer

Page = Callable[[Cast], tuple[str, dict[str, object]]]
FIVE_DAYS = "institutional-1"


def case_of(cast: Cast) -> Case:
    return make_case(cast, FIVE_DAYS, at=timezone.now())


def grievance_of(cast: Cast) -> Grievance:
    separate_grievance_officer(cast)
    return make_grievance(cast, named=(cast.officer,), at=timezone.now())


def with_code(kept: Case | Grievance, path: str) -> Client:
    client = Client()
    code = receipt_code(str(kept.pk), kept.link_number)
    assert client.post(f"{path}code/", {"code": code}).status_code == 302
    return client


def receipt(cast: Cast) -> tuple[str, dict[str, object]]:
    case = case_of(cast)
    path = f"/track/{case.reference}/"
    return with_code(case, path).get(f"{path}receipt/").content.decode(), case.explanation


def tracked(cast: Cast) -> tuple[str, dict[str, object]]:
    case = case_of(cast)
    return Client().get(f"/track/{case.reference}/").content.decode(), case.explanation


def desk(cast: Cast) -> tuple[str, dict[str, object]]:
    case = case_of(cast)
    return signed_in("head").get(f"/desk/cases/{case.reference}/").content.decode(), case.explanation


def desk_receipt(cast: Cast) -> tuple[str, dict[str, object]]:
    case = case_of(cast)
    return signed_in("head").get(f"/desk/cases/{case.reference}/receipt/").content.decode(), case.explanation


def grievance_tracked(cast: Cast) -> tuple[str, dict[str, object]]:
    grievance = grievance_of(cast)
    return Client().get(f"/grievances/{grievance.reference}/").content.decode(), grievance.current.explanation


def grievance_desk(cast: Cast) -> tuple[str, dict[str, object]]:
    grievance = grievance_of(cast)
    page = signed_in("gro").get(f"/desk/grievances/{grievance.reference}/")
    return page.content.decode(), grievance.current.explanation


@pytest.mark.parametrize("page", [receipt, tracked, desk, desk_receipt, grievance_tracked, grievance_desk])
def test_a_date_is_explained_as_weeks_and_in_words(cast: Cast, page: Page) -> None:
    html, kept = page(cast)
    explanation = Explanation.from_json(kept)
    whole: Any = lxml.html.fromstring(html)
    (due,) = whole.xpath("//section[starts-with(@class, 'due')]")
    assert {"zero", "counted", "off", "due-day"} <= set(due.xpath(".//table[@class='weeks']//td/@class"))
    words = due.xpath(".//*[@class='why']//ul[starts-with(@class, 'plain-list')]/li")
    said = [re.sub(r"\s+", " ", item.text_content()).strip() for item in words]
    assert [*explanation.sentences("bn")] == said[:-1]
    assert said[-1].endswith(explanation.calendar)
