"""How well whole charters are read: every expected value of a corpus beside what the reader gives."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ongikar.bangla.normal import normal_form
from ongikar.reading import CharterSheet, UnreadableCharter, read_charter
from ongikar.reading.sheet import ServiceLine

FIELDS = ("section", "number", "name", "time_limit_text", "fee_text", "officer_text")
_UNSURE = {"time_limit_text": "time_limit", "fee_text": "fee", "officer_text": "officers"}
_MARKS = re.compile(r"[*#_`]+|(?:^|(?<=\s))[-•·ØØ➢*]\s+|(?:^|(?<=\s))[0-9]\.\s")


@dataclass
class Score:
    """Right and wrong values of one charter; `doubted` are the wrong ones that say they are unsure."""

    name: str
    origin: str
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    doubted: int = 0
    mistakes: list[str] = field(default_factory=list)

    def mark(self, what: str, expected: Any, got: Any, *, unsure: bool = False) -> None:
        if _same(expected, got):
            self.right[what] += 1
            return
        self.wrong[what] += 1
        self.doubted += unsure
        self.mistakes.append(f"{what}: {expected!r} read as {got!r}{' (unsure)' if unsure else ''}")

    @property
    def share(self) -> float:
        total = self.right.total() + self.wrong.total()
        return self.right.total() / total if total else 1.0


def folded(text: Any) -> Any:
    """As the corpus compares: NFC, white space, bullets, emphasis and a closing stop left out."""
    if not isinstance(text, str):
        return text
    plain = normal_form(_MARKS.sub(" ", normal_form(text)))
    return plain.replace("©", "").strip(" ।.;") or None


def _same(expected: Any, got: Any) -> bool:
    expected, got = folded(expected), folded(got)
    if expected == got or (expected == "ঐ" and got):
        return True
    if isinstance(expected, str) and isinstance(got, str):
        return re.sub(r"\s", "", expected).replace("র্", "") == re.sub(r"\s", "", got).replace("র্", "")
    return False


def _values(service: ServiceLine) -> dict[str, Any]:
    return {
        "section": service.section,
        "number": service.number,
        "name": service.name,
        "time_limit_text": service.time_limit.text or None,
        "fee_text": service.fee.text or None,
        "officer_text": service.officers[0].text if service.officers else None,
    }


def score_charter(expected: dict[str, Any], sheet: CharterSheet | None, name: str, origin: str) -> Score:
    """Services are paired in order by likeness of name; what has no partner is missing or invented."""
    score = Score(name, origin)
    services = sheet.services if sheet else ()
    _score_services(score, expected["services"], services)
    tiers = sheet.grievance_tiers if sheet else ()
    for want, got in _zipped(expected["grievance_tiers"], tiers):
        loose = want.get("undecidable", ()) if want else ()
        if want is None or got is None:
            score.mark("tier", want and want["to"], got and got.to)
            continue
        if "to" not in loose:
            score.mark("tier", want["to"], got.to)
        if "time_limit_text" not in loose:
            score.mark("tier limit", want["time_limit_text"], got.time_limit.text or None)
    rows = sheet.expectations if sheet else ()
    for text, row in _zipped(expected["expectations"], rows):
        score.mark("expectation", text, row.text if row else None)
    for office, read in _zipped(expected["subordinate_offices"], sheet.subordinate_offices if sheet else ()):
        score.mark("office", office and office["name"], read and read.name)
    score.mark("issued_on", expected["issued_on"], sheet.issued_on if sheet else None)
    return score


def _zipped(expected: Sequence[Any], got: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for place in range(max(len(expected), len(got))):
        yield (
            expected[place] if place < len(expected) else None,
            got[place] if place < len(got) else None,
        )


def _score_services(score: Score, expected: list[dict[str, Any]], got: Sequence[ServiceLine]) -> None:
    for want, service in _paired(expected, got):
        if want is None or service is None:
            score.mark("service", want and want["name"], service and service.name)
            continue
        values, doubts = _values(service), {doubt.field for doubt in service.unsure}
        for name in FIELDS:
            if name not in want.get("undecidable", ()):
                unsure = _UNSURE.get(name, name) in doubts or "name" in doubts
                score.mark(name, want[name], values[name], unsure=unsure)


def _paired(
    expected: list[dict[str, Any]], got: Sequence[ServiceLine]
) -> Iterator[tuple[dict[str, Any] | None, ServiceLine | None]]:
    left = [str(folded(want["name"])) for want in expected]
    right = [str(folded(service.name)) for service in got]
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal" or b - a == d - c:
            yield from zip(expected[a:b], got[c:d], strict=True)
        else:
            yield from _zipped(expected[a:b], got[c:d])


def scores(corpus: Path) -> Iterator[Score]:
    """The score of every charter of the corpus, in the order of their names."""
    with (corpus / "charters" / "sources.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        path = corpus / "charters" / row["file"]
        expected = json.loads((corpus / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
        try:
            sheet = read_charter(path.read_bytes(), path.name)
        except UnreadableCharter:
            sheet = None
        yield score_charter(expected, sheet, path.stem, row["origin"])


def table(found: Sequence[Score], *, mistakes: bool = False) -> str:
    """One line a charter and one for each origin; with `mistakes`, every wrong value under its charter."""
    lines = [f"{'charter':38} {'origin':11} {'right':>6} {'wrong':>6} {'unsure':>6}  share"]
    for score in found:
        lines.append(_line(score.name, score.origin, [score]))
        lines += [f"    {mistake}" for mistake in score.mistakes if mistakes]
    for origin in sorted({score.origin for score in found}):
        lines.append(_line("all", origin, [score for score in found if score.origin == origin]))
    return "\n".join(lines)


def _line(name: str, origin: str, found: Sequence[Score]) -> str:
    right = sum(score.right.total() for score in found)
    wrong = sum(score.wrong.total() for score in found)
    doubted = sum(score.doubted for score in found)
    return f"{name:38} {origin:11} {right:6} {wrong:6} {doubted:6}  {right / max(right + wrong, 1):6.1%}"
