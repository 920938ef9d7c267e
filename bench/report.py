"""The tables of figures: aligned for a terminal, and good Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import Cost
from bench.pages import PAGES

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "reference" / "figures.md"
BEFORE_FONT, WITH_FONT = 26_000, 75_000  # bytes as sent
QUEUE_UNPACKED, QUEUE_SENT = 23_000, 6_000
IDLE = 120  # MiB


@dataclass(frozen=True)
class Table:
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    holds: bool = True

    def __str__(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        lines = [self.head, ["-" * width for width in widths], *self.rows]
        shown = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
        return "\n".join([f"## {self.title}", "", *shown])


def verdict(value: float, most: float) -> str:
    return "holds" if value <= most else "MISSED"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(title, head, rows, holds=not any("MISSED" in cell for row in rows for cell in row))


TELLING = "telling, a case filed (ticker)"


def beside_limits(costs: Mapping[str, Cost], statements: Mapping[str, int], letters: float) -> Table:
    """Our pages on PostgreSQL, each with the limit it is held against."""
    rows = []
    for page in PAGES:
        ours, held = costs[page.name], costs.get(page.limit)
        against = ["", "", "", ""]
        if held:
            ratio = ours.cpu / held.cpu
            against = [f"{page.limit} {held.cpu:.2f}", f"{ratio:.2f}", f"≤ {page.most}", verdict(ratio, page.most)]
        rows.append([page.name, f"{ours.cpu:.2f}", *against, *_counted(page.name, ours, statements)])
    head = ["page", "CPU ms", "limit, CPU ms", "ratio", "goal", "", *COUNTED]
    rows.append([TELLING, f"{letters:.2f}", *[""] * (len(head) - 2)])
    return _table("On PostgreSQL, beside the limits of this machine", head, rows)


def by_themselves(costs: Mapping[str, Cost], statements: Mapping[str, int], letters: float) -> Table:
    rows = [
        [page.name, f"{costs[page.name].cpu:.2f}", *_counted(page.name, costs[page.name], statements)] for page in PAGES
    ]
    rows.append([TELLING, f"{letters:.2f}", *[""] * len(COUNTED)])
    return _table("On SQLite", ["page", "CPU ms", *COUNTED], rows)


COUNTED = ("SQL", "goal", "", "bytes", "as sent", "goal", "")


def _counted(name: str, cost: Cost, statements: Mapping[str, int]) -> list[str]:
    page = next(page for page in PAGES if page.name == name)
    sql = [str(statements[name]), "", ""]
    if page.statements:
        sql[1:] = [f"≤ {page.statements}", verdict(statements[name], page.statements)]
    weight = ["", ""]
    if name == "queue":
        fits = cost.unpacked <= QUEUE_UNPACKED and cost.sent <= QUEUE_SENT
        weight = [f"≤ {QUEUE_UNPACKED:,}, {QUEUE_SENT:,}", "holds" if fits else "MISSED"]
    return [*sql, f"{cost.unpacked:,.0f}", f"{cost.sent:,.0f}", *weight]


def weights(visits: Mapping[str, Mapping[str, int]], idle: float, loaded: float) -> Table:
    """What a phone loads on its first visit, and the server's memory."""
    rows = []
    for name, visit in visits.items():
        before = visit["page"] + visit["assets"]
        whole = before + visit["fonts"]
        rows.append(
            [f"{name}, before the font", f"{before:,} bytes", f"≤ {BEFORE_FONT:,}", verdict(before, BEFORE_FONT)]
        )
        shown = f"{whole:,} bytes, {visit['requests']} requests"
        rows.append([f"{name}, with the font", shown, f"≤ {WITH_FONT:,}", verdict(whole, WITH_FONT)])
    rows.append(["ongikar serve, idle", f"{idle:.0f} MiB", f"≤ {IDLE} MiB", verdict(idle, IDLE)])
    rows.append(["ongikar serve, after the round", f"{loaded:.0f} MiB", "", ""])
    return _table("First visit as sent, and memory (PSS)", ["what", "measured", "goal", ""], rows)


def simple(title: str, figures: Mapping[str, float]) -> Table:
    return Table(title, ["way", "measured"], [[name, f"{value:,.2f}"] for name, value in figures.items()])


def keep(text: str, cases: int) -> None:
    """Write docs/reference/figures.md."""
    where = f"{cases:,} cases, Python {platform.python_version()}, {os.cpu_count()} cores of {platform.machine()}"
    head = f"# Figures\n\nMade by `python -m bench --write` ({where}).\nRead the ratios: the times are the machine's."
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(f"{head}\n\n{text}\n", encoding="utf8")
