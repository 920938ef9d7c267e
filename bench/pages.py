"""The pages that are measured: who opens each, what it is held against, and how many statements it may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import words
from bench.statements import FORM


@dataclass(frozen=True)
class Deed:
    """One request: a GET, or a POST of `fields`; an empty field is given a value never used before."""

    path: str
    fields: dict[str, str] | None = None


@dataclass(frozen=True)
class Page:
    """`most` is how many times the CPU of the limit named `limit` the page may take; `hits` of 1,000 cases found."""

    name: str
    who: str  # visitor, citizen (who has opened a case), officer (of one post in ten) or head
    deed: Callable[[dict[str, Any], int], Deed]
    status: int = 200
    limit: str = ""
    most: float = 0
    statements: int = 0
    hits: int = 0


def reference(facts: dict[str, Any], turn: int) -> str:
    """One of a thousand cases, so that no page is the same twice."""
    return str(facts["references"][turn * 7919 % len(facts["references"])])


def _ask(facts: dict[str, Any]) -> str:
    return f"/{facts['office']}/services/{facts['service']}/ask/"


def _searching(asked: str, show: str = "open") -> Callable[[dict[str, Any], int], Deed]:
    return lambda facts, turn: Deed(f"/desk/?show={show}", {"words": asked})


def _filing(facts: dict[str, Any], turn: int) -> Deed:
    return Deed(_ask(facts), {**FORM, "matter": words.text(10**6 + turn), "intake_key": ""})


PAGES = (
    Page("home", "citizen", lambda facts, turn: Deed(f"/{facts['office']}/")),
    Page("service", "citizen", lambda facts, turn: Deed(f"/{facts['office']}/services/{facts['service']}/")),
    Page("form", "citizen", lambda facts, turn: Deed(_ask(facts)), limit="plain", most=4),
    Page("filing", "visitor", _filing, status=302, limit="create4", most=1.6, statements=8),
    Page("receipt", "citizen", lambda facts, turn: Deed(f"/track/{facts['opened']}/receipt/")),
    Page("tracking", "visitor", lambda facts, turn: Deed(f"/track/{reference(facts, turn)}/"),
         limit="pg", most=3.5, statements=3),
    Page("tracking, opened", "citizen", lambda facts, turn: Deed(f"/track/{facts['opened']}/")),
    Page("queue", "officer", lambda facts, turn: Deed("/desk/"), limit="staff", most=3, statements=5),
    Page("case", "head", lambda facts, turn: Deed(f"/desk/cases/{reference(facts, turn)}/")),
    Page("search", "head", _searching(words.RARE), limit="fts", most=4, statements=5, hits=1),
    Page("search, other spelling", "head", _searching(words.ASKED), limit="fts", most=4, statements=5, hits=1),
    Page("search, closed", "head", _searching(words.RARE, "closed"), limit="fts", most=4, statements=5, hits=1),
)  # fmt: skip
