"""Every line that goes by short message: in one part where it can be, and nothing private; cases and grievances."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from ongikar.bangla.sms import size_of
from ongikar.notices.models import Carrier, GrievanceNotice, Notice, Recipient
from ongikar.notices.of_grievances import TELL as OF_GRIEVANCES
from ongikar.notices.of_grievances import short_text as of_grievance
from ongikar.notices.tell import TELL, tell_next
from ongikar.notices.texts import TEMPLATES, short_text, template_of
from tests.cast import NOW, Cast, make_case
from tests.notices.stories import KINDS, MATTER, PERSON, events_of
from tests.notices.test_grievances import gro, mailed, story, tell_all  # noqa: F401  gro is a fixture


@pytest.fixture(autouse=True)
def a_gateway(settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/send"


def due_late(event: Any) -> Any:
    """The fact with the longest date there is, where it has one."""
    if event.facts.get("due_on"):
        event.facts = {**event.facts, "due_on": "2027-09-12"}
    return event


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_line_of_a_case_is_one_part_and_never_the_matter(cast: Cast, kind: str, language: str) -> None:
    told = [
        event for event in events_of(cast, kind, language=language) if Recipient.REQUESTER in TELL.get(event.verb, ())
    ]
    for event in told:
        line = short_text(due_late(event), language)
        assert size_of(line).parts == 1, (event.verb, size_of(line), line)
        for private in (MATTER, PERSON["name"], PERSON["address"], PERSON["phone"][4:]):
            assert private not in line, (event.verb, line)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_line_of_a_grievance_is_one_part_and_never_the_matter(cast: Cast, gro: Any, language: str) -> None:  # noqa: F811
    grievance = mailed(cast)
    assert grievance.complainant is not None
    grievance.complainant.language = language
    grievance.complainant.save(update_fields=["language"])
    story(cast, gro, grievance)
    tell_all()
    notices = GrievanceNotice.objects.filter(carrier=Carrier.SMS).select_related("event__grievance__office")
    assert len({notice.event.verb for notice in notices}) >= 13
    for notice in notices:
        line = of_grievance(due_late(notice.event), language)
        assert size_of(line).parts == notice.parts == 1, (notice.event.verb, size_of(line), line)
        for private in (grievance.matter, grievance.subject, "রহিমা"):
            assert private not in line


@pytest.mark.parametrize("told", [TELL, OF_GRIEVANCES])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_whatever_is_told_to_who_asked_has_its_line(told: Any, language: str) -> None:
    for verb in (verb for verb, recipients in told.items() if Recipient.REQUESTER in recipients):
        assert (TEMPLATES / template_of(verb, language)).is_file(), (verb, language)


def test_the_lines_of_a_shared_phone_are_told_apart_by_number_and_by_no_name(cast: Cast) -> None:
    names = ("রহিমা খাতুন", "করিম মিয়া", "সালমা খাতুন")
    cases = [make_case(cast, key=f"key-{number}", name=name) for number, name in enumerate(names)]
    while tell_next(NOW):
        pass
    lines = [notice.body for notice in Notice.objects.messages().order_by("pk")]
    assert Notice.objects.messages().values_list("case", flat=True).distinct().count() == len(cases)
    assert Counter(Counter(lines).values()) == {1: 3}
    assert not any(name in line for name in names for line in lines)


def test_a_grievance_of_an_office_without_a_phone_names_that_of_the_charters_office(cast: Cast, gro: Any) -> None:  # noqa: F811
    grievance = mailed(cast)
    grievance.office.phone = ""
    event = grievance.events.get(verb="grievance.lodged")
    event.grievance = grievance
    grievance.edition.office.phone = "+8802589915076"
    assert of_grievance(event, "bn").endswith("০২৫৮৯৯১৫০৭৬")
