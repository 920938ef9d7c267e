"""State diagrams as SVG, drawn from tables of moves. Used by tools/reference.py.

Moves that every open state shares are drawn once, from the box around the open states, and moves back to one of
several open states once, to that box. The rest are lines between two states; a move there and back is one line with
two heads, and moves that change no state are named below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Moves = Mapping[str, Mapping[str, tuple[str, ...]]]
Place = tuple[float, float]

# Where each state stands. A state that is missing here is a KeyError: give it a place.
CASE: dict[str, Place] = {
    "filed": (180, 110),
    "listed": (180, 410),
    "waiting": (350, 245),
    "accepted": (600, 110),
    "delivered": (1110, 110),
    "refused": (1110, 215),
    "withdrawn": (1110, 315),
    "void": (1110, 415),
}
GRIEVANCE: dict[str, Place] = {
    "received": (180, 400),
    "returned": (340, 230),
    "accepted": (600, 80),
    "disposed": (1110, 80),
    "appealed": (1110, 165),
    "shelved": (1110, 250),
    "forwarded": (1110, 345),
    "withdrawn": (1110, 425),
}
WIDE, HIGH = 230, 54
BOX = (40, 40, 700, 440)  # around the open states: left, top, width, height
SIZE = (1250, 500)
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

    start: Place
    end: Place
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


def _edge(frm: Place, to: Place) -> Place:
    """The point of the box around `frm` that faces `to`."""
    dx, dy = to[0] - frm[0], to[1] - frm[1]
    scale = min(WIDE / 2 / abs(dx) if dx else 9, HIGH / 2 / abs(dy) if dy else 9)
    return (frm[0] + dx * scale, frm[1] + dy * scale)


def _short(verbs: list[str]) -> str:
    return ", ".join(verb.partition(".")[2] for verb in verbs)


@dataclass(frozen=True)
class Diagram:
    """The states of one thing: what moves are possible, which states are open, where each stands."""

    moves: Moves
    opened: tuple[str, ...]
    places: Mapping[str, Place]

    def shared(self) -> dict[str, list[str]]:
        """state -> the verbs by which every open state is moved to it."""
        found: dict[str, list[str]] = {}
        for verb in self.moves[self.opened[0]]:
            targets = {self.moves[state].get(verb) for state in self.opened}
            if len(targets) == 1 and None not in targets:
                found.setdefault(str(min(filter(None, targets))[0]), []).append(verb)
        return found

    def still(self) -> list[str]:
        """The verbs that change no state, where they are possible at all."""
        every = ((state, verb, to) for state, by_verb in self.moves.items() for verb, to in by_verb.items())
        return sorted({verb for state, verb, to in every if to == (state,)})

    def back(self) -> dict[str, list[str]]:
        """closed state -> the verbs by which it may become one of several open states."""
        found = {
            str(state): [verb for verb, to in by_verb.items() if len(to) > 1 and set(to) <= set(self.opened)]
            for state, by_verb in self.moves.items()
            if state not in self.opened
        }
        return {state: verbs for state, verbs in found.items() if verbs}

    def single(self) -> dict[tuple[str, str], list[str]]:
        """(from, to) -> the verbs, for the moves that are drawn between two states."""
        boxed = {verb for verbs in self.shared().values() for verb in verbs}
        returns, still = self.back(), self.still()
        found: dict[tuple[str, str], list[str]] = {}
        for state, by_verb in self.moves.items():
            drawn_once = boxed if state in self.opened else set(returns.get(state, ()))
            for verb, targets in by_verb.items():
                for to in () if verb in drawn_once or verb in still else targets:
                    found.setdefault((str(state), str(to)), []).append(verb)
        return found

    def lines(self) -> list[Line]:
        """Every arrow of the diagram."""
        edge, returns = BOX[0] + BOX[2], self.back()
        drawn = []
        for to, verbs in self.shared().items():
            x, y = self.places[to][0] - WIDE / 2, self.places[to][1] - (13 if to in returns else 0)
            drawn.append(Line((edge, y), (x, y), _short(verbs)))
        for start, verbs in returns.items():
            x, y = self.places[start][0] - WIDE / 2, self.places[start][1] + 18
            drawn.append(Line((x, y), (edge, y), _short(verbs)))
        return drawn + self._between_states()

    def _between_states(self) -> list[Line]:
        moves, drawn = self.single(), []
        for (a, b), verbs in moves.items():
            if (b, a) not in moves:
                drawn.append(self._line(a, b, _short(verbs), bend=self._bend(a, b)))
            elif a < b:
                drawn.append(self._line(a, b, f"{_short(verbs)} ⇄ {_short(moves[b, a])}", back=True))
        return drawn

    def _line(self, a: str, b: str, label: str, *, back: bool = False, bend: float = 0) -> Line:
        start, end = self.places[a], self.places[b]
        return Line(_edge(start, end), _edge(end, start), label, back, bend)

    def _bend(self, a: str, b: str) -> float:
        """A line goes around what stands between its ends: along the outside, or across the box."""
        (x1, y1), (x2, y2) = self.places[a], self.places[b]
        far = abs(x1 - x2)
        return -62 if far > 600 else 70 if y1 != y2 and far else 0

    def svg(self, title: str, labels: Mapping[str, str]) -> str:
        """The diagram; `labels` are the words on the screen."""
        left, top, width, height = BOX
        still = f"; no state is changed by {_short(self.still())}" if self.still() else ""
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]} {SIZE[1]}" role="img">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style><defs>{HEAD}</defs>",
            f'<rect style="stroke:none" width="{SIZE[0]}" height="{SIZE[1]}"/>',
            f'<rect class="open" x="{left}" y="{top}" width="{width}" height="{height}" rx="10"/>',
            _text(left + width / 2, top + height - 14, f"open{still}", "verb"),
            *[line.svg() for line in self.lines()],
            *[self._state(state, labels[state]) for state in map(str, self.moves)],
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _state(self, state: str, label: str) -> str:
        x, y = self.places[state]
        kind = "" if state in self.opened else ' class="closed"'
        box = f'<rect{kind} x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="5"/>'
        return box + _text(x, y - 4, state, "name") + _text(x, y + 17, re.split("[,;]", label)[0], "verb")
