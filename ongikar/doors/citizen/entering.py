"""The second fact: the code of a receipt lets a browser into a case, a grievance or a suggestion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ongikar.bangla.codes import typed_code
from ongikar.cases import access as of_cases
from ongikar.cases.models import Case
from ongikar.cases.references import CODE_LENGTH, Tracked, code_opens
from ongikar.doors.known import try_of
from ongikar.grievances import access as of_grievances
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.models import Grievance
from ongikar.offices import timezone
from ongikar.offices.models import Office
from ongikar.offices.tries import CODE
from ongikar.rules import TooOften
from ongikar.ui.failures import tell_wait


@dataclass(frozen=True)
class Way:
    """The page of what is followed, and its entry in the menu; whose it is; how a viewing is noted."""

    page: str
    here: str
    office: Callable[[Any], Office]
    note: Callable[..., None]
    write_to: str = ""  # where words go that belong to no act any more


def _unnoted(_found: Suggestion, *, via: str, at: datetime) -> None:
    """Of a suggestion nobody's data are seen."""


WAYS: dict[type[Tracked], Way] = {
    Case: Way("citizen:case", "track", attrgetter("promise.edition.office"), of_cases.note_viewing),
    Grievance: Way(
        "citizen:grievance",
        "grievance",
        attrgetter("edition.office"),
        of_grievances.note_viewing,
        "citizen:grievance_information",
    ),
    Suggestion: Way("citizen:suggestion", "suggestion", attrgetter("office"), _unnoted),
}


def way_to(found: Tracked) -> Way:
    return WAYS[type(found)]


def wrong_code(request: HttpRequest, found: Tracked) -> str:
    """What is wrong with the code that came along; '' where it lets this browser in, which is noted."""
    now = timezone.now()
    wrong = wrong_of(request, found, request.POST.get("code", ""), at=now)
    if not wrong:
        way_to(found).note(found, via="code", at=now)
    return wrong


def wrong_of(request: HttpRequest, found: Tracked, typed: str, *, at: datetime) -> str:
    """What is wrong with a code; '' where it is the one of the receipt. What can be no code is no try."""
    if len(typed_code(typed)) != CODE_LENGTH:
        return _("রসিদে ছাপা কোডটিতে আট অক্ষর থাকে; দেখে পুরোটা লিখুন।")
    tried = try_of(request, CODE, str(found.pk))
    try:
        tried.check(at)
    except TooOften as error:
        return tell_wait(request, error)
    if code_opens(found, typed):
        return ""
    tried.was_wrong(at)
    return _("কোডটি মেলেনি। রসিদে ছাপা আট অক্ষরের কোডটি দেখে লিখুন।")
