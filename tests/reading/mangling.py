"""The sample charter as other offices would have laid it out: the same words in another shape."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from importlib.resources import files

NAME = "doict-joypurhat.txt"
_TO_ASCII = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def source() -> str:
    return (files("ongikar.charter") / "samples" / NAME).read_text(encoding="utf-8")


def _rows(change: Callable[[list[str]], str]) -> str:
    return "\n".join(change(line.split("\t")) if "\t" in line else line for line in source().splitlines())


def with_pipes() -> str:
    return _rows(lambda cells: " | ".join(cells))


def with_outer_pipes() -> str:
    return _rows(lambda cells: "| " + " | ".join(cells) + " |")


def one_cell_a_line() -> str:
    return _rows(lambda cells: "\n" + "\n\n".join(cells) + "\n")


def one_cell_a_line_without_gaps() -> str:
    return "\n".join(line for line in _rows("\n".join).splitlines() if line.strip())


def cells_closed_by_pipes() -> str:
    return _rows(lambda cells: " |\n".join(cells) + " |")


def without_serials() -> str:
    """One cell a line, the serials and the row of column numbers lost."""
    body = re.compile(r"[০-৯]+$|\([০-৯]\)$")
    return _rows(lambda cells: "\n" + "\n\n".join(c for c in cells if not body.match(c)) + "\n")


def with_ascii_digits() -> str:
    return source().translate(_TO_ASCII)


def with_joiners() -> str:
    """Joiners and non-joiners strewn in as keyboards do, and the other spelling of য় ড় ঢ়."""
    text = source().replace("র্য", "র্\u200cয").replace("ক্ষ", "ক্\u200dষ").replace(" ", " \u200b")
    for letter, composed in (("\u09af\u09bc", "\u09df"), ("\u09a1\u09bc", "\u09dc"), ("\u09a2\u09bc", "\u09dd")):
        text = text.replace(letter, composed)
    return text


def with_wide_spaces() -> str:
    return re.sub(r" ", "\u00a0  ", source()).replace("\n", " \r\n")


def with_columns_moved() -> str:
    """Time limit third and officer before fee, as in the form for field offices."""
    order = (0, 1, 5, 2, 3, 6, 4)
    return _rows(lambda cells: "\t".join(cells[place] for place in order) if len(cells) == 7 else "\t".join(cells))


def with_headings_damaged() -> str:
    """The first digits of numbered headings lost, and page furniture around."""
    text = re.sub(r"(?m)^[০-৯](?=[.]|[.][০-৯])", "", source())
    return (
        "মেনু নির্বাচন করুন\nMain Content Skipped\nText size A A A\n" + text + "\n\nসাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৪-০১-০৭\n"
    )


def as_html() -> str:
    """A portal page: nested frame table, styles, scripts, entities, breaks within cells."""
    parts = [
        "<!DOCTYPE html><html><head><title>চার্টার</title><style>td{color:red}</style></head><body>",
        "<script>var x='<table><tr><td>১</td></tr></table>';</script><nav>মেনু</nav><table class='frame'><tr><td>",
    ]
    rows: list[list[str]] = []
    for line in [*source().splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        parts += _table(rows)
        rows = []
        parts.append(f"<p><span style='font-size:12pt'>{html.escape(line)}</span>&nbsp;</p>")
    return "\n".join([*parts, "</td></tr></table></body></html>"])


def _table(rows: list[list[str]]) -> list[str]:
    """Rows as markup; the officer's cell of the rows is merged where it is the same."""
    if not rows:
        return []
    cut = ["<table border=1><tbody>"]
    for place, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            above = place > 0 and column == 6 and column < len(rows[place - 1]) and rows[place - 1][column] == cell
            if above:
                continue
            span = 1
            while column == 6 and place + span < len(rows) and rows[place + span][column:] == [cell]:
                span += 1
            text = html.escape(cell).replace(" ফোন:", "<br/>ফোন:").replace(" www", "<br>www")
            cells.append(f"<td rowspan='{span}'><p>{text}</p></td>" if span > 1 else f"<td><p>{text}</p></td>")
        cut.append(f"<tr>{''.join(cells)}</tr>")
    return [*cut, "</tbody></table>"]


def as_fields() -> str:
    """A list of labelled fields instead of tables."""
    header: list[str] = []
    lines = []
    for line in source().splitlines():
        cells = line.split("\t")
        if len(cells) != 7:
            lines.append(line)
        elif not cells[0][0].isdigit():
            header = header if cells[0].startswith("(") else cells
        else:
            lines += [
                f"{cells[0]}. {cells[1]}",
                *(f"{label}: {cell}" for label, cell in zip(header[1:], cells[1:], strict=True)),
                "",
            ]
    return "\n".join(lines)


_SHAPES = (
    with_pipes,
    with_outer_pipes,
    one_cell_a_line,
    one_cell_a_line_without_gaps,
    cells_closed_by_pipes,
    without_serials,
    with_ascii_digits,
    with_joiners,
    with_wide_spaces,
    with_columns_moved,
    with_headings_damaged,
    as_html,
    as_fields,
)
SHAPES: dict[str, Callable[[], str]] = {shape.__name__: shape for shape in _SHAPES}
