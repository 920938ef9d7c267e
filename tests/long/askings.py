"""Askings at every door that files something, each with words of its own, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from tests.running import FORM, World

HIDDEN = re.compile(r'<input type="(?:hidden|date|time)" name="(\w+)" value="([^"]*)"')
NUMBER = re.compile(r"/(\d{10})/")
PERSON = {"name": "রহিমা খাতুন", "mobile": "০১৭১২-৩৪৫৬৭৮", "present_address": "ক্ষেতলাল", "consent": "on"}
COMPLAINT = {**PERSON, "subject": "সেবা পাইনি", "kind": "public", "relation": "self", "service": "citizen-5"}


@dataclass(frozen=True)
class Door:
    """One way in: where its form is, what is typed into it, and where the words can be read afterwards."""

    name: str
    path: str
    typed: Mapping[str, str]
    model: str
    shown: str = ""  # '' where the answer names no number
    words: str = "matter"
    officer: str = ""  # who must have signed in


DOORS = {
    one.name: one
    for one in (
        Door("case", "/doict-joypurhat/services/citizen-5/ask/", FORM, "cases.Case", "/track/{}/"),
        Door("grievance", "/doict-joypurhat/grievance/", COMPLAINT, "grievances.Grievance", "/grievances/{}/"),
        Door("suggestion", "/doict-joypurhat/suggestion/", {"kind": "simpler", "effect": "better"},
             "grievances.Suggestion", "/suggestions/{}/", "text"),
        Door("counter", "/desk/counter/", {"channel": "counter", "phone": "০১৭১২-৩৪৫৬৭৮", "name": "করিম মিয়া",
             "service": "citizen-5", "words": "", "handed": "", "asker": "other"}, "cases.Case", officer="head"),
        Door("register", "/desk/register/citizen-5/", {**FORM, "channel": "letter"}, "cases.Case",
             "/desk/cases/{}/", officer="head"),
        Door("grievance register", "/desk/grievances/new/", {**COMPLAINT, "medium": "counter"},
             "grievances.Grievance", "/desk/grievances/{}/", officer="gro"),
    )
}  # fmt: skip
FIELDS = {"cases.Case": "matter", "grievances.Grievance": "matter", "grievances.Suggestion": "text"}
PRINT_ROWS = """
import sys
from django.apps import apps
for model, field in zip(sys.argv[1::2], sys.argv[2::2]):
    for reference, words in apps.get_model(model).objects.values_list("reference", field):
        print(model, reference, words.replace("\\n", " "))
"""


def seeded() -> None:
    """The cast's office: called in a process of the world's own."""
    from tests.cast import build_cast
    from tests.grievances.world import separate_grievance_officer

    separate_grievance_officer(build_cast())


def filed_by_mail(number: int) -> None:
    """A case whose asker has an address of his own: called in a process of the world's own."""
    from ongikar.cases.intake import file_case
    from ongikar.cases.models import Channel, Requester
    from ongikar.charter.models import Promise
    from tests.cast import NOW

    file_case(
        promise=Promise.objects.on_offer_as("doict-joypurhat", "citizen-5"),
        requester=Requester(name="রহিমা খাতুন", address="ক্ষেতলাল", email=f"r{number}@example.org"),
        matter=f"কথা {number}", channel=Channel.WEB, intake_key=f"mail-{number}", at=NOW,
    )  # fmt: skip


@dataclass
class Asking:
    """What one person asked, once; `answers` are the numbers that the receipts bore, '' where none is named."""

    door: Door
    words: str
    habit: str = ""
    answers: list[str] = field(default_factory=list)
    unread: int = 0  # receipts after which its own words did not stand on the page they lead to
    refused: list[int] = field(default_factory=list)


def hidden_in(page: str) -> dict[str, str]:
    """What the page fills in itself: the key of its form, and the moment of now."""
    return {name: unescape(value) for name, value in HIDDEN.findall(page) if not name.startswith("csrf")}


def form_of(door: Door, page: str, words: str) -> dict[str, str]:
    """The form on this page as a browser would send it, filled in."""
    return {**hidden_in(page), **door.typed, door.words: words}


def number_in(location: str) -> str:
    found = NUMBER.search(location)
    return found[1] if found else ""


@dataclass
class Rows:
    """What lies in the database in the end: (model, number) -> words."""

    words: dict[tuple[str, str], str]

    @classmethod
    def of(cls, world: World) -> Rows:
        told = world.python(PRINT_ROWS, *(word for pair in FIELDS.items() for word in pair))
        lines = (line.split(" ", 2) for line in told.splitlines())
        return cls({(model, reference): words for model, reference, words in lines})

    def having(self, asking: Asking) -> list[str]:
        """The numbers of the rows that have these words."""
        of_model = ((number, words) for (model, number), words in self.words.items() if model == asking.door.model)
        return [number for number, words in of_model if words == asking.words]


FAULTS = ("lost", "doubled", "swallowed", "refused", "stray")
"""A receipt and no row. A row too many. A receipt of another's row, or with another's words. An answer other than a
receipt. A row that nobody asked for."""


def faults_of(asking: Asking, rows: Rows) -> dict[str, int]:
    kept = rows.having(asking)
    elsewhere = [one for one in asking.answers if one and one not in kept]
    of_others = [one for one in elsewhere if (asking.door.model, one) in rows.words]
    nowhere = len(elsewhere) - len(of_others) or (asking.answers and not kept and not of_others)
    return {
        "lost": bool(nowhere),
        "doubled": max(len(kept) - 1, 0),
        "swallowed": bool(of_others or (kept and asking.unread)),
        "refused": len(asking.refused),
    }


def counted(askings: Iterable[Asking], rows: Rows) -> dict[str, int]:
    """How many were asked, and each fault; where there are any, at which door and by which habit."""
    told, asked = dict.fromkeys(("asked", *FAULTS), 0), set()
    for asking in askings:
        told["asked"] += 1
        asked.add((asking.door.model, asking.words))
        for fault, number in faults_of(asking, rows).items():
            where = f"{fault} ({asking.door.name}, {asking.habit})"
            told |= {name: told.get(name, 0) + number for name in (fault, where) if number}
    told["stray"] = sum((model, words) not in asked for (model, _), words in rows.words.items())
    return told


def is_sound(told: dict[str, int]) -> bool:
    return not any(told[fault] for fault in FAULTS)
