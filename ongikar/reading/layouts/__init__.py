"""Tables that a document has lost: lines of text brought back to rows of cells, layout by layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from ongikar.reading.blocks import Block, Line
from ongikar.reading.layouts.labels import labelled
from ongikar.reading.layouts.piped import piped
from ongikar.reading.layouts.sentences import sentences
from ongikar.reading.layouts.spaced import spaced
from ongikar.reading.layouts.streams import streamed

# From the surest to the least sure; each sees the lines that those before it left.
_LAYOUTS: tuple[Callable[[Sequence[Line]], list[Block]], ...] = (piped, labelled, streamed, spaced, sentences)


def arranged(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with tables found in their lines; tables that the document sets apart itself stay as they are."""
    found = list(blocks)
    for layout in _LAYOUTS:
        found = [block for part in _runs(found) for block in _by(layout, part)]
    return found


def _runs(blocks: Iterable[Block]) -> list[list[Block]]:
    return [list(group) for _, group in groupby(blocks, key=lambda block: isinstance(block, Line))]


def _by(layout: Callable[[Sequence[Line]], list[Block]], run: list[Block]) -> list[Block]:
    lines = [block for block in run if isinstance(block, Line)]
    return layout(lines) if lines else run
