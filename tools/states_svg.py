"""The state diagram of a case as SVG, drawn from the table of moves. Used by tools/reference.py.

Moves that every open state shares are drawn once, from the box around the open states; the rest are lines
between two states, and a move there and back is one line with two heads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Moves = Mapping[str, Mapping[str, tuple[str, ...]]]

# Where each state stands. A state that is missing here is a KeyError: give it a place.
PLACES = {
    "filed": (160, 110),
    "listed": (160, 410),
    "waiting": (370, 245),
    "accepted": (610, 110),
    "delivered": (980, 110),
    "refused": (980, 260),
    "withdrawn": (980, 410),
}
WIDE, HIGH = 190, 54
BOX = (40, 40, 700, 440)  # around the open states: left, top, width, height
SIZE = (1100, 500)
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


def _out_of_the_box(to: str, label: str) -> Line:
    x, y = PLACES[to]
    return Line((BOX[0] + BOX[2], y), (x - WIDE / 2, y), label)


def shared(moves: Moves, opened: tuple[str, ...]) -> dict[str, str | None]:
    """verb -> the state to which every open state is moved by it; None where each stays what it is."""
    found: dict[str, str | None] = {}
    for verb in moves[opened[0]]:
        targets = [moves[state].get(verb) for state in opened]
        if all(target == (state,) for state, target in zip(opened, targets, strict=True)):
            found[verb] = None
        elif len(set(targets)) == 1 and targets[0]:
            found[verb] = targets[0][0]
    return found


def pairs(moves: Moves, leave_out: set[str]) -> dict[tuple[str, str], str]:
    """(from, to) -> the verb, for the moves that are not shared."""
    return {
        (str(state), str(to)): _short(verb)
        for state, by_verb in moves.items()
        for verb, targets in by_verb.items()
        if verb not in leave_out
        for to in targets
    }


def _short(verb: str) -> str:
    return verb.partition(".")[2]


def lines(moves: Moves, opened: tuple[str, ...]) -> list[Line]:
    """Every arrow of the diagram."""
    whole = shared(moves, opened)
    single = pairs(moves, set(whole))
    drawn = [_out_of_the_box(to, _short(verb)) for verb, to in whole.items() if to]
    for (a, b), verb in single.items():
        if (b, a) not in single:
            drawn.append(_between(a, b, verb, bend=_bend(a, b, opened)))
        elif b in opened and a in opened and a < b:
            drawn.append(_between(a, b, f"{verb} ⇄ {single[b, a]}", back=True))
        elif not (a in opened and b in opened):
            drawn.append(_between(a, b, verb, bend=20))
    return drawn


def _bend(a: str, b: str, opened: tuple[str, ...]) -> float:
    """A line goes around what stands between its ends: above it along the top, below it across the box."""
    (x1, y1), (x2, y2) = PLACES[a], PLACES[b]
    if abs(x1 - x2) > 600:
        return -62
    if a in opened and b in opened:
        return 70 if y1 != y2 else 0
    return -24


def states_svg(moves: Moves, opened: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """The diagram; `labels` are the words on the screen."""
    still = ", ".join(_short(verb) for verb, to in shared(moves, opened).items() if to is None)
    left, top, width, height = BOX
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]} {SIZE[1]}" role="img">',
        "<title>The states of a case and the moves between them</title>",
        f"<style>{STYLE}</style><defs>{HEAD}</defs>",
        f'<rect style="stroke:none" width="{SIZE[0]}" height="{SIZE[1]}"/>',
        f'<rect class="open" x="{left}" y="{top}" width="{width}" height="{height}" rx="10"/>',
        _text(left + width / 2, top + height - 14, f"open; {still} changes no state", "verb"),
        *[line.svg() for line in lines(moves, opened)],
        *[_state(state, labels[state], state in opened) for state in map(str, moves)],
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _state(state: str, label: str, is_open: bool) -> str:
    x, y = PLACES[state]
    kind = "" if is_open else ' class="closed"'
    box = f'<rect{kind} x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="5"/>'
    return box + _text(x, y - 4, state, "name") + _text(x, y + 17, label.partition(",")[0], "verb")
