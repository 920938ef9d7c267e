"""Lines of CSV for the spreadsheets of an office."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"  # without it a spreadsheet reads Bangla as something else
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def line(cells: Iterable[object]) -> str:
    """One line, its end included; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([defused(str(cell)) for cell in cells])
    return out.getvalue()


def defused(text: str) -> str:
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(FORMULA) else text
