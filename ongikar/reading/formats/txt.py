"""Plain text: tables by tabs or pipes, and lines."""

from __future__ import annotations

import re
from itertools import chain, groupby

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.reading.blocks import MOST_CELLS, MOST_LINES, Block, Line, Table, UnreadableCharter
from ongikar.reading.refusals import TOO_MUCH

MIN_CELLS = 2
_RULE = re.compile(r"[\s|:+=-]*")


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text. A row has at least two cells set apart by tabs, or by pipes."""
    if text.count("\t") + text.count("|") > MOST_CELLS or text.count("\n") > MOST_LINES:
        raise UnreadableCharter(*TOO_MUCH)
    rows = [(number, _cells(line), line) for number, line in enumerate(normal_lines(text).splitlines(), 1)]
    blocks: list[Block] = []
    apart = True
    for tabular, group in groupby(rows, key=lambda row: len(row[1]) >= MIN_CELLS):
        found = list(group)
        if tabular and not (len(found) == 1 and _lone_pipe(found[0][2])):
            blocks.append(Table(tuple(cells for _, cells, _ in found), tuple(number for number, _, _ in found)))
            apart = True
            continue
        for number, _, line in found:
            if line.strip():
                blocks.append(Line(normal_form(line), number, apart))
            apart = not line.strip()
    return _without_gaps(blocks)


def _cells(line: str) -> tuple[str, ...]:
    if "\t" in line.strip():
        return tuple(normal_form(cell) for cell in line.split("\t"))
    if "|" in line.strip().rstrip("|") and not _RULE.fullmatch(line):
        return tuple(normal_form(cell) for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
    return ()


def _lone_pipe(line: str) -> bool:
    """Whether one pipe is all that cuts a line: alone it is a mark in a sentence, in several lines a border."""
    return "\t" not in line.strip() and line.strip().strip("|").count("|") == 1


def _without_gaps(blocks: list[Block]) -> list[Block]:
    """Two tables of one width with nothing but blank lines between them are one."""
    series: list[list[Block]] = []
    for block in blocks:
        last = series[-1][-1] if series else None
        if isinstance(block, Table) and isinstance(last, Table) and len(last.rows[-1]) == len(block.rows[0]):
            series[-1].append(block)
        else:
            series.append([block])
    return [_one(several) for several in series]


def _one(series: list[Block]) -> Block:
    """A block, or several tables as one."""
    if len(series) == 1:
        return series[0]
    tables = [block for block in series if isinstance(block, Table)]
    return Table(tuple(chain(*(table.rows for table in tables))), tuple(chain(*(table.lines for table in tables))))
