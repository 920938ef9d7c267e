"""What was written before there was a mark, and nobody had answered, is marked by the upgrade."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps

from ongikar import cases, grievances
from ongikar.cases.models import Case
from ongikar.grievances.complaining import inform
from ongikar.grievances.models import Grievance
from ongikar.journal.authors import requester
from tests.cast import NOW, Cast, make_case, moment
from tests.grievances.world import make_grievance, separate_grievance_officer

ME = requester("রহিমা খাতুন")
LATER = moment("2026-11-22 12:00")


def upgrade(package: Any) -> None:
    """What the migration that brings the mark does to the rows that are there."""
    [path] = (Path(package.__path__[0]) / "migrations").glob("*_unread.py")
    import_module(f"{package.__name__}.migrations.{path.stem}").mark_unanswered(apps, None)


def test_the_last_words_on_a_case_are_marked_where_no_officer_has_acted_or_spoken_since(cast: Cast) -> None:
    silent, answered, told, closed = (make_case(cast, key=key) for key in ("a", "b", "c", "d"))
    closed.deliver(by=cast.head.author(), at=NOW, text="দেওয়া হলো")
    for case in (silent, answered, told, closed):
        case.reply(body="একটি কথা", by=ME, at=NOW)
    answered.accept(by=cast.head.author(), at=LATER, limit_applies=True)
    told.say(body="আসছি", by=cast.head.author(), at=LATER)
    Case.objects.update(unread=None)
    upgrade(cases)
    assert set(Case.objects.filter(unread__verb="case.replied")) == {silent, closed}


def test_the_last_words_on_a_grievance_are_marked_in_the_same_way(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    silent, answered = (make_grievance(cast, key=key, named=(cast.officer,)) for key in ("a", "b"))
    for one in (silent, answered):
        one.current.ask_information(by=gro.author(), at=NOW, text="কবে?")
        inform(one.current, text="গতকাল", by=ME, at=NOW)
    answered.current.ask_information(by=gro.author(), at=LATER, text="কোথায়?")
    Grievance.objects.update(unread=None)
    upgrade(grievances)
    assert set(Grievance.objects.filter(unread__isnull=False)) == {silent}
