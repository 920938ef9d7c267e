"""No table at all: numbered sentences that carry the limit after a dash or colon, and steps of complaint."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import Block, Line, Role, Roles, Table
from ongikar.reading.columns import label_role
from ongikar.reading.headings import heading_of
from ongikar.reading.layouts.likeness import likeness

_NUMBERED = compiled(r"^[-•*\s]*\(?([0-9০-৯]{1,2}|[ক-হ])\s*[.।):]\s*(\S.*)$", re.DOTALL)
_APART = compiled(r"\s*[:ঃ]\s+|\s+[–—-]\s*|(?<=[ঀ-৿)])\s*[–—]\s*|\s*=\s*|(?<=[ঀ-৿])[:ঃ](?=\S)|(?<=[ঀ-৿])-\s+")
_PIECES = compiled(r"[;।]\s*|,\s*(?![^()]*\))(?=\S)|\s*\((?=[^()]*\)\s*$)|\)\s*$")
_LAST_BRACKET = compiled(r"\s*\(([^()]+)\)\s*$")
_LABEL = compiled(
    normal_form(r"^(?:সময়(?:সীমা)?|ফি|ফিস|মূল্য|খরচ|দায়িত্বে|দায়িত্বপ্রাপ্ত|কর্মকর্তা|time|fee|by)\s*[:ঃ-]\s*"), re.IGNORECASE
)
_TIER = compiled(
    normal_form(
        r"^[-•*\s]*(?:(?:tier|level|step|stage)\s*[-:]?\s*([0-9]{1,2})|([০-৯0-9]{1,2})\s*(?:ম|য়|র্থ)?\s*(?:ধাপ|স্তর|পর্যায়)|(প্রথম|দ্বিতীয়|তৃতীয়|চতুর্থ|আপিল|আপীল|রিভিউ|পুনর্বিবেচনা|first|appeal|review)(?:ে|ত)?\s*(?:ধাপ|স্তর|পর্যায়)?\S*)\s*[:ঃ.–-]*\s*(\S.*)$"
    ),
    re.IGNORECASE,
)
_ORDINALS = tuple(map(normal_form, ("প্রথম", "দ্বিতীয়", "তৃতীয়", "চতুর্থ")))
SERVICE: Roles = ("number", "name", "limit", "fee", "officer", "papers")
TIER: Roles = ("number", "to", "limit", "contact")
FEWEST, CERTAIN, LONGEST = 3, 0.6, 300
Row = tuple[str, ...]


def sentences(lines: Sequence[Line]) -> list[Block]:
    """The lines with runs of such sentences as Tables; all else stays as it is."""
    blocks: list[Block] = []
    part: str | None = None
    place = 0
    services, tiers = (
        _Rows(lines, _service),
        {below: _Rows(lines, partial(_tier, below=below)) for below in (True, False)},
    )
    while place < len(lines):
        part = heading_of(lines[place].text) or part
        found = _tiers(tiers[part == "grievance"], place) or _services(services, place)
        if found:
            table, place = found
            blocks.append(table)
        else:
            blocks.append(lines[place])
            place += 1
    return blocks


class _Rows:
    """What each line gives as a row of one kind; no line is read twice, wherever a run of rows is looked for."""

    def __init__(self, lines: Sequence[Line], read: Callable[[str], Row | None]) -> None:
        self.lines, self._read = lines, read
        self._rows: dict[int, Row | None] = {}
        self._runs: dict[int, tuple[int, int]] = {}

    def run(self, start: int) -> tuple[int, int]:
        """Where the run of rows that begins at this line ends, and how many of them name a limit."""
        if start not in self._runs:
            end = start
            while end < len(self.lines) and self._row(end):
                end += 1
            limits = 0
            for place in range(end, start - 1, -1):
                limits += place < end and bool((self._row(place) or ("", "", ""))[2])
                self._runs[place] = end, limits
        return self._runs[start]

    def between(self, start: int, end: int) -> tuple[Row, ...]:
        return tuple(row for place in range(start, end) if (row := self._row(place)))

    def _row(self, place: int) -> Row | None:
        if place not in self._rows:
            self._rows[place] = self._read(self.lines[place].text)
        return self._rows[place]


def _services(read: _Rows, start: int) -> tuple[Table, int] | None:
    end, promised = read.run(start)
    if end - start < FEWEST or promised < (end - start) * CERTAIN:
        return None
    rows, lines = read.between(start, end), read.lines
    guesses = tuple(
        "" if row[2] and likeness(row[2], "limit") >= 1.0 and _simple(lines[start + n].text) else "sentence"
        for n, row in enumerate(rows)
    )
    return Table(rows, tuple(line.at for line in lines[start:end]), guesses, SERVICE), end


def _simple(text: str) -> bool:
    """Whether a sentence is nothing but a name, one mark, and the limit."""
    match = _NUMBERED.match(text)
    return bool(match) and len(_APART.findall(match[2])) == 1 and not re.search(r"[;,]", match[2]) if match else False


def _service(text: str) -> Row | None:
    match = _NUMBERED.match(text)
    apart = _APART.search(match[2]) if match else None
    if not match or not apart or len(match[2]) > LONGEST:
        return None
    name, rest = match[2][: apart.start()].strip(" .।"), match[2][apart.end() :].strip()
    cells: dict[Role, str] = {"number": match[1], "name": name}
    pieces = [piece for part in _PIECES.split(rest) if (piece := part.strip(" ।.,"))]
    whole = likeness(rest.strip(" ।."), "limit") >= 1.0 and likeness(rest, "fee") < 1.0
    if whole and (len(pieces) == 1 or max(likeness(piece, "fee") for piece in pieces) < 1.0):
        cells["limit"] = rest
    else:
        _sorted_pieces(cells, pieces)
    return tuple(cells.get(role, "") for role in SERVICE) if name else None


def _sorted_pieces(cells: dict[Role, str], pieces: Sequence[str]) -> None:
    """Put each part of a sentence where it is most like a cell."""
    columns: tuple[Role, ...] = ("limit", "fee", "officer", "papers")
    for piece in pieces:
        label = _LABEL.match(piece)
        plain = piece[label.end() :] if label else piece
        score, role = max((likeness(plain, role) + (_labelled(label, role) if label else 0), role) for role in columns)
        if score >= 0.8:
            cells[role] = f"{cells[role]}, {piece}" if role in cells else piece


def _labelled(label: re.Match[str], role: Role) -> float:
    return 3.0 if label_role(label[0]) == role else 0.0


def _tiers(read: _Rows, start: int) -> tuple[Table, int] | None:
    """Steps of complaint, numbered as steps, or numbered lines below a heading of complaints."""
    end, limits = read.run(start)
    if end - start < 2 or not limits:
        return None
    return Table(read.between(start, end), tuple(line.at for line in read.lines[start:end]), (), TIER), end


def _tier(text: str, *, below: bool) -> Row | None:
    if len(text) > LONGEST:
        return None
    step, plain = _TIER.match(normal_form(text)), _NUMBERED.match(text) if below else None
    if step:
        ordinal = next((str(n) for n, word in enumerate(_ORDINALS, 1) if step[3] == word), "")
        number, rest = step[1] or step[2] or ordinal, step[4]
    elif plain:
        number, rest = plain[1], plain[2]
    else:
        return None
    cuts = [match for match in _APART.finditer(rest) if likeness(rest[match.end() :].strip(" ।."), "limit") >= 1.0]
    bracket = _LAST_BRACKET.search(rest)
    if cuts:
        to, limit = rest[: cuts[-1].start()].strip(), rest[cuts[-1].end() :].strip()
        person = next(iter(_APART.finditer(to)), None)
        return (
            (number, to[: person.start()].strip(), limit, to[person.end() :].strip())
            if person
            else (number, to, limit, "")
        )
    if bracket and likeness(bracket[1], "limit") >= 1.0:
        return number, rest[: bracket.start()].strip(), bracket[1], ""
    if bracket and likeness(bracket[1], "contact") >= 1.0:
        return number, rest[: bracket.start()].strip(), "", bracket[1]
    return (number, rest.strip(), "", "") if likeness(rest, "to") > 0 or step else None
