"""Walking every address of the program, whatever is added to it: what to put in its gaps, and what it answered."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.test import Client

from ongikar.cases.references import link_token
from ongikar.doors.desk.grievance_panels import ACTS, BELOW
from ongikar.grievances.models import Grievance
from ongikar.journal.models import Entry
from tools.reference import views

GAP = re.compile(r"<(?:(\w+):)?(\w+)>")
# What differs each time a page is drawn, and says nothing.
CHANGES = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|value="[0-9a-f]{32}(?:[0-9a-f]{16})?"')
ENDS = {"sign_in", "sign_out", "posting"}


def belonging(grievance: Grievance) -> list[Model]:
    """The grievance and all rows that hang on it, however many models are added."""
    found: dict[tuple[type[Model], Any], Model] = {(Grievance, grievance.pk): grievance}
    fresh: list[Model] = [grievance]
    while fresh:
        rows = [row for one in fresh for row in _hanging_on(one)]
        fresh = [row for row in rows if (type(row), row.pk) not in found]
        found |= {(type(row), row.pk): row for row in fresh}
    return list(found.values())


def _hanging_on(row: Model) -> Iterator[Model]:
    for relation in row._meta.related_objects:
        if relation.one_to_many and relation.related_model._meta.app_label in ("grievances", "notices"):
            yield from relation.related_model._default_manager.filter(**{relation.field.name: row.pk})


ELSEWHERE = {
    **dict.fromkeys(("post", "posting", "account", "order", "edition", "promise", "row", "month", "year"), "1"),
    "size": "a5",
    "part": "tiers",
    "service": "citizen-5",
}
"""Gaps of people, calendars and charters: no key of a grievance belongs there."""


def fillings(kind: str, name: str, grievance: Grievance, rows: list[Model]) -> list[str]:
    """Everything of this grievance that could stand in a gap: its number, its link, and the keys of its rows."""
    if name in ELSEWHERE:
        return [ELSEWHERE[name]]
    if name == "act":
        return [next(iter(ACTS)), next(iter(BELOW))]  # whoever may none of them may not the others
    if name == "token":
        return [link_token(str(grievance.pk), grievance.link_number)]
    if kind == "int":
        return sorted({str(row.pk) for row in rows if isinstance(row.pk, int) and not isinstance(row, Entry)})
    if kind == "uuid":
        return [str(row.pk) for row in rows if isinstance(row.pk, uuid.UUID)]
    return [grievance.edition.office.code] if name == "office" else [grievance.reference]


def addresses_of(grievance: Grievance) -> Iterator[tuple[str, str]]:
    """(name, path) of every address with gaps, filled with whatever belongs to this grievance."""
    rows = belonging(grievance)
    for address, name, _ in views():
        gaps = [(kind, gap) for kind, gap in GAP.findall(address)]
        if gaps:
            for values in product(*(fillings(kind, gap, grievance, rows) for kind, gap in gaps)):
                given = iter(values)
                yield name, GAP.sub(lambda _match, given=given: next(given), address)  # type: ignore[misc]


def plain_addresses() -> Iterator[tuple[str, str]]:
    """(name, path) of every address without gaps, but those that change who is signed in."""
    for address, name, _ in views():
        if not GAP.search(address) and name.partition(":")[2] not in ENDS:
            yield name, address


def filtered(path: str, page: str) -> set[str]:
    """The other looks of a page that it links to itself: filters, months, exports, further pages."""
    hrefs = [href.replace("&amp;", "&") for href in re.findall(r'href="([^"#]+)"', page)]
    return {path + href if href.startswith("?") else href for href in hrefs if f"{path}?" in href or href[0] == "?"}


def body(answer: Any) -> str:
    """What an answer says, whatever its format: the parts of a DOCX or ODT too."""
    data = b"".join(answer) if getattr(answer, "streaming", False) else answer.content
    if data.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(data))
        return "".join(parts.read(name).decode("utf8", "replace") for name in parts.namelist())
    return str(data.decode("utf8", "replace"))


def pages(client: Client, *more: str) -> dict[str, str]:
    """What every address without gaps shows, and these more, with their filters; what changes each time is left out.

    What the walk itself leaves behind, such as that a register was taken, is taken back.
    """
    found: dict[str, str] = {}
    with transaction.atomic():
        for path in (*(path for _, path in plain_addresses()), *more):
            found[path] = body(client.get(path))
            for other in sorted(filtered(path, found[path])):
                found[other] = body(client.get(other))
        transaction.set_rollback(True)
    return {path: CHANGES.sub("", page) for path, page in found.items()}
