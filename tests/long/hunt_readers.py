"""`make fuzz`: what reads what others wrote, given torn files, cells and order lines; none raises the unexpected."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ongikar.bangla.codes import typed_code
from ongikar.bangla.mails import typed_mail
from ongikar.bangla.phones import normal_mobile, normal_phone
from ongikar.bangla.search import matches
from ongikar.bangla.typed_bijoy import meant
from ongikar.bangla.typed_dates import NoDate, typed_date
from ongikar.bangla.typed_times import NoTime, typed_time
from ongikar.bangla.words import number_of
from ongikar.bangla.written_dates import written_date
from ongikar.cases.files import ENDINGS, receive
from ongikar.charter.drafting import draft_from
from ongikar.clock.gazette import read_orders
from ongikar.ops.refusal import Refused
from ongikar.ops.vault import archive
from ongikar.reading import UnreadableCharter, layout, read_charter, source_text
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import read_papers
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.rules import RuleBroken
from tests.cast import Cast
from tests.long import mutating
from tests.long.conftest import Note

SEED = 31
ON = date(2026, 12, 1)


class Hunt:
    """Inputs given to readers; an answer that nobody expects is a fault, told once for each place it comes from."""

    def __init__(self, *expected: type[Exception]) -> None:
        self.expected = expected
        self.told: Counter[str] = Counter()
        self.faults: dict[str, object] = {}

    def give(self, read: Callable[..., object], *given: Any, **how: Any) -> None:
        self.told["inputs"] += 1
        try:
            read(*given, **how)
        except self.expected:
            self.told["refused"] += 1
        except Exception as error:  # noqa: BLE001 - a fault is what nobody expected
            last = traceback.extract_tb(error.__traceback__)[-1]
            self.faults.setdefault(f"{read.__name__}: {type(error).__name__} in {last.name}:{last.lineno}", given)

    def end(self, note: Note) -> None:
        note(**self.told, faults=len(self.faults))
        assert self.faults == {}


def kept(told: Iterable[Any]) -> None:
    """As the database keeps it: JSON of whole signs."""
    for one in told:
        text = json.dumps(one.to_json(), ensure_ascii=False)
        text.encode()
        assert "\x00" not in text, one
        assert "\\u0000" not in text, one


def limit(cell: str) -> None:
    limit, doubts = read_time_limit(cell)
    kept([limit, *doubts])
    assert limit.max is None or limit.min is None or limit.min <= limit.max, limit


def fee(cell: str) -> None:
    one, doubts = read_fee(cell)
    kept([one, *doubts])


def channels(cell: str) -> None:
    one, doubts = read_channels(cell)
    kept([one, *doubts])


def papers(cell: str) -> None:
    one, doubts = read_papers(cell)
    kept([one, *doubts])


def officers(cell: str) -> None:
    several, doubts = read_officers(cell)
    kept([*several, *doubts])


def test_cells(note: Note) -> None:
    hunt = Hunt()
    for cell in mutating.cells(Random(f"{SEED} cells"), 3000):
        for read in (limit, fee, channels, papers, officers):
            hunt.give(read, cell)
    hunt.end(note)


LINES = (typed_date, written_date, typed_time, normal_phone, normal_mobile, typed_mail, typed_code, number_of)


def test_order_lines(note: Note) -> None:
    hunt, dice = Hunt(NoDate, NoTime), Random(f"{SEED} orders")
    for text in mutating.orders(dice, 5000):
        hunt.give(read_orders, text, year=dice.choice((None, 2027)))
        line = text.partition("\n")[0]
        for read in LINES:
            hunt.give(read, line)
        hunt.give(meant, {"name": text, "matter": text[::-1]})
        hunt.give(matches, line[:60], "উপজেলা নির্বাহী অফিসার")
    hunt.end(note)


def read_whole(data: bytes) -> None:
    sheet = read_charter(data, "x", on=ON)
    kept([sheet])
    layout(data)
    assert "\x00" not in source_text(data)


def test_documents(note: Note) -> None:
    hunt = Hunt(UnreadableCharter)
    for data in mutating.documents(Random(f"{SEED} documents"), 900):
        hunt.give(read_whole, data)
    hunt.end(note)


@pytest.mark.django_db
def test_drafts(note: Note, cast: Cast) -> None:
    """What was read is a draft in the database, whatever was read."""
    hunt = Hunt(UnreadableCharter)
    at = datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Asia/Dhaka"))

    def drafted(data: bytes) -> None:
        sheet, text = read_charter(data, "x", on=ON), source_text(data)
        draft_from(sheet, office=cast.office, source=data, source_text=text, at=at, by=None).delete()

    for data in mutating.documents(Random(f"{SEED} drafts"), 250):
        hunt.give(drafted, data)
    hunt.end(note)


def taken(name: str, data: bytes) -> None:
    file = receive(name, data)
    assert file.name.lower().endswith((ENDINGS[file.media_type], ".jpeg")), file.name
    assert len(file.name) <= 200


def test_files(note: Note) -> None:
    hunt = Hunt(RuleBroken, UnreadableCharter)
    for name, data in mutating.files(Random(f"{SEED} files"), 5000):
        hunt.give(taken, name, data)
        hunt.give(read_charter, data, name)
    hunt.end(note)


def test_archives(note: Note, tmp_path: Path) -> None:
    """What `restore` is given, which opens an archive and takes out what it names."""
    hunt, dice, file = Hunt(Refused), Random(f"{SEED} archives"), tmp_path / "a.zip"
    manifest = {
        "format": archive.FORMAT, "version": "1", "made_at": "x", "engine": "sqlite", "migrations": [], "rows": {},
        "missing": [], "key": "k",
        "members": {"database.sqlite3": {"bytes": 9, "sha256": hashlib.sha256(b"x" * 9).hexdigest()}},
    }  # fmt: skip
    whole = mutating.packed({"database.sqlite3": b"x" * 9, "manifest.json": json.dumps(manifest).encode()})

    def opened(_data: bytes) -> None:
        with archive.opened(file) as made:
            made.take("database.sqlite3", tmp_path / "out", lambda _bytes: None)

    for _ in range(3000):
        file.write_bytes(mutating.damaged(whole, dice, dice.randint(0, 5)))
        hunt.give(opened, file.read_bytes())
        (tmp_path / "out").unlink(missing_ok=True)
    hunt.end(note)
