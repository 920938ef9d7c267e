"""How well single cells are read: every labelled field of a corpus beside what the reader gives."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ongikar.bangla.normal import normal_form
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.time_limit import read_time_limit

Values = dict[str, str]
Row = dict[str, str]


@dataclass(frozen=True)
class CellScore:
    """One labelled cell: which fields were read wrongly, and whether the reading said that it is unsure."""

    kind: str
    origin: str
    cell: str
    wrong: tuple[str, ...]
    unsure: bool

    @property
    def silent(self) -> bool:
        return bool(self.wrong) and not self.unsure


def _time_limit(cell: str) -> tuple[Values, bool]:
    limit, doubts = read_time_limit(cell)
    return {
        "kind": limit.kind,
        "min": _shown(limit.min),
        "max": _shown(limit.max),
        "unit": limit.unit or "",
        "condition": limit.condition or "",
    }, bool(doubts)


def _fee(cell: str) -> tuple[Values, bool]:
    fee, doubts = read_fee(cell)
    return {
        "kind": fee.kind,
        "amounts_bdt": ";".join(fee.amounts),
        "payment": ";".join(fee.payment),
        "code": fee.code or "",
    }, bool(doubts)


def _officer(cell: str) -> tuple[Values, bool]:
    officers, doubts = read_officers(cell)
    return {
        "name": ";".join(officer.name for officer in officers if officer.name),
        "designation": ";".join(officer.designation for officer in officers if officer.designation),
        "office": ";".join(officer.office for officer in officers if officer.office),
        "phones": ";".join(phone for officer in officers for phone in officer.phones),
        "emails": ";".join(mail for officer in officers for mail in officer.emails),
        "room": ";".join(officer.room for officer in officers if officer.room),
    }, bool(doubts)


def _channels(cell: str) -> tuple[Values, bool]:
    channels, doubts = read_channels(cell)
    return {"channels": ";".join(channels.values)}, bool(doubts)


_READERS: dict[str, Callable[[str], tuple[Values, bool]]] = {
    "time-limits": _time_limit,
    "fees": _fee,
    "officers": _officer,
    "channels": _channels,
}
_SETS = {"payment", "channels", "phones", "emails"}


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def same(field: str, expected: str, got: str) -> bool:
    """As the corpus compares: NFC, white space; sets without order, amounts as numbers, a condition by its words."""
    expected, got = normal_form(expected), normal_form(got)
    if field == "kind":
        return expected.removesuffix("/unclear") == got
    if field in _SETS:
        return set(expected.split(";")) == set(got.split(";"))
    if field == "amounts_bdt":
        return _amounts(expected) == _amounts(got)
    if field == "condition":
        return _same_condition(expected, got)
    return _bare(expected) == _bare(got)


def _amounts(text: str) -> list[Decimal | str]:
    return [_decimal(one) for one in text.split(";") if one]


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _same_condition(expected: str, got: str) -> bool:
    """Labels say a condition in a person's words ("after application"), so half of the shorter one's words will do."""
    one, other = _stems(expected), _stems(got)
    return bool(one) == bool(other) and len(one & other) * 2 >= min(len(one), len(other))


def _stems(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\s,;:()]+", text.lower())}


def _bare(text: str) -> str:
    return re.sub(r"[\s,।.]", "", text)


def score_row(kind: str, row: Row) -> CellScore:
    """Read the cell of one row and compare every field that the row labels."""
    values, unsure = _READERS[kind](row["cell"])
    wrong = tuple(
        f"{field}: {row[field]!r} read as {got!r}"
        for field, got in values.items()
        if not same(field, row[field] or "", got)
    )
    return CellScore(kind, row["origin"], row["cell"], wrong, unsure)


def cell_scores(corpus: Path) -> Iterator[CellScore]:
    """The score of every labelled cell, kind by kind."""
    for kind in _READERS:
        with (corpus / "cells" / f"{kind}.tsv").open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield score_row(kind, row)


def wrong_fields(found: Sequence[CellScore]) -> int:
    return sum(len(score.wrong) for score in found)
