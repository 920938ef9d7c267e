"""The state diagram of a case as SVG, drawn from the table of moves. Used by tools/reference.py.

Moves that every open state shares are drawn once, from the box around the open states, and moves back to one of
several open states once, to that box. The rest are lines between two states; a move there and back is one line with
two heads, and moves that change no state are named below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Moves = Mapping[str, Mapping[str, tuple[str, ...]]]

# Where each state stands. A state that is missing here is a KeyError: give it a place.
PLACES = {
    "filed": (160, 110),
    "listed": (160, 410),
    "waiting": (370, 245),
    "accepted": (610, 110),
    "delivered": (1080, 110),
    "refused": (1080, 215),
    "withdrawn": (1080, 315),
    "void": (1080, 415),
}
WIDE, HIGH = 190, 54
BOX = (40, 40, 700, 440)  # around the open states: left, top, width, height
SIZE = (1200, 500)
STYLE = (
    "text{font:15px 'Noto Sans Bengali','Noto Sans',sans-serif;text-anchor:middle;fill:#14201a}"
    ".name{font-weight:600}.verb{font-size:13px;paint-order:stroke;stroke:#fff;stroke-width:5px}"
    "rect{fill:#fff;stroke:#0b5d3b;stroke-width:1.5}.open{fill:#f4f8f5;stroke-dasharray:5 4}.closed{fill:#eef1ef}"
    "path{fill:none;stroke:#0b5d3b;stroke-width:1.5}"
)
HEAD = (
    '<marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
    'orient="auto-start-reverse">'
    '<path d="M0 1 9 5 0 9z" style="fill:#0b5d3b;stroke:none"/></marker>'
)


@dataclass(frozen=True)
class Line:
    """An arrow between two places. `bend` moves its middle sideways; `back` puts a head at both ends."""

    start: tuple[float, float]
    end: tuple[float, float]
    label: str
    back: bool = False
    bend: float = 0

    def svg(self) -> str:
        (x1, y1), (x2, y2) = self.start, self.end
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1
        across = ((y1 - y2) / length * self.bend, (x2 - x1) / length * self.bend)
        middle = ((x1 + x2) / 2 + across[0], (y1 + y2) / 2 + across[1])
        control = (middle[0] + across[0], middle[1] + across[1])
        heads = 'marker-end="url(#to)"' + (' marker-start="url(#to)"' if self.back else "")
        path = f"M{x1:g} {y1:g}Q{control[0]:g} {control[1]:g} {x2:g} {y2:g}"
        return f'<path d="{path}" {heads}/>{_text(middle[0], middle[1] + 5, self.label, "verb")}'


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{words}</text>'


def _edge(frm: tuple[float, float], to: tuple[float, float]) -> tuple[float, float]:
    """The point of the box around `frm` that faces `to`."""
    dx, dy = to[0] - frm[0], to[1] - frm[1]
    scale = min(WIDE / 2 / abs(dx) if dx else 9, HIGH / 2 / abs(dy) if dy else 9)
    return (frm[0] + dx * scale, frm[1] + dy * scale)


def _between(a: str, b: str, label: str, *, back: bool = False, bend: float = 0) -> Line:
    return Line(_edge(PLACES[a], PLACES[b]), _edge(PLACES[b], PLACES[a]), label, back, bend)


def _short(verbs: list[str]) -> str:
    return ", ".join(verb.partition(".")[2] for verb in verbs)


def shared(moves: Moves, opened: tuple[str, ...]) -> dict[str, list[str]]:
    """state -> the verbs by which every open state is moved to it."""
    found: dict[str, list[str]] = {}
    for verb in moves[opened[0]]:
        targets = {moves[state].get(verb) for state in opened}
        if len(targets) == 1 and None not in targets:
            found.setdefault(str(min(filter(None, targets))[0]), []).append(verb)
    return found


def still(moves: Moves) -> list[str]:
    """The verbs that change no state, where they are possible at all."""
    found = {verb for state, by_verb in moves.items() for verb, targets in by_verb.items() if targets == (state,)}
    return sorted(found)


def back(moves: Moves, opened: tuple[str, ...]) -> dict[str, list[str]]:
    """closed state -> the verbs by which it may become one of several open states."""
    found = {
        str(state): [verb for verb, targets in by_verb.items() if len(targets) > 1 and set(targets) <= set(opened)]
        for state, by_verb in moves.items()
        if state not in opened
    }
    return {state: verbs for state, verbs in found.items() if verbs}


def single(moves: Moves, opened: tuple[str, ...]) -> dict[tuple[str, str], list[str]]:
    """(from, to) -> the verbs, for the moves that are drawn between two states."""
    gone = {verb for verbs in [*shared(moves, opened).values(), *back(moves, opened).values()] for verb in verbs}
    gone |= set(still(moves))
    found: dict[tuple[str, str], list[str]] = {}
    for state, by_verb in moves.items():
        for verb, targets in by_verb.items():
            for to in () if verb in gone else targets:
                found.setdefault((str(state), str(to)), []).append(verb)
    return found


def lines(moves: Moves, opened: tuple[str, ...]) -> list[Line]:
    """Every arrow of the diagram."""
    edge, returns = BOX[0] + BOX[2], back(moves, opened)
    drawn = []
    for to, verbs in shared(moves, opened).items():
        x, y = PLACES[to][0] - WIDE / 2, PLACES[to][1] - (13 if to in returns else 0)
        drawn.append(Line((edge, y), (x, y), _short(verbs)))
    for start, verbs in returns.items():
        x, y = PLACES[start][0] - WIDE / 2, PLACES[start][1] + 18
        drawn.append(Line((x, y), (edge, y), _short(verbs)))
    return drawn + _between_states(single(moves, opened))


def _between_states(moves: dict[tuple[str, str], list[str]]) -> list[Line]:
    drawn = []
    for (a, b), verbs in moves.items():
        if (b, a) not in moves:
            drawn.append(_between(a, b, _short(verbs), bend=_bend(a, b)))
        elif a < b:
            drawn.append(_between(a, b, f"{_short(verbs)} ⇄ {_short(moves[b, a])}", back=True))
    return drawn


def _bend(a: str, b: str) -> float:
    """A line goes around what stands between its ends: above it along the top, below it across the box."""
    (x1, y1), (x2, y2) = PLACES[a], PLACES[b]
    return -62 if abs(x1 - x2) > 600 else 70 if y1 != y2 else 0


def states_svg(moves: Moves, opened: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """The diagram; `labels` are the words on the screen."""
    left, top, width, height = BOX
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]} {SIZE[1]}" role="img">',
        "<title>The states of a case and the moves between them</title>",
        f"<style>{STYLE}</style><defs>{HEAD}</defs>",
        f'<rect style="stroke:none" width="{SIZE[0]}" height="{SIZE[1]}"/>',
        f'<rect class="open" x="{left}" y="{top}" width="{width}" height="{height}" rx="10"/>',
        _text(left + width / 2, top + height - 14, f"open; no state is changed by {_short(still(moves))}", "verb"),
        *[line.svg() for line in lines(moves, opened)],
        *[_state(state, labels[state], state in opened) for state in map(str, moves)],
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _state(state: str, label: str, is_open: bool) -> str:
    x, y = PLACES[state]
    kind = "" if is_open else ' class="closed"'
    box = f'<rect{kind} x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="5"/>'
    return box + _text(x, y - 4, state, "name") + _text(x, y + 17, re.split("[,;]", label)[0], "verb")
