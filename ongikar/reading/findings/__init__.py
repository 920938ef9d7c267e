"""The linter: what a charter leaves weak, each finding with a Bangla and an English sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ongikar.reading.findings import document, grievances, services, words
from ongikar.reading.sheet import CharterSheet, Finding

_RULES = (*services.RULES, *grievances.RULES, *document.RULES, *words.RULES)


def findings_of(sheet: CharterSheet, *, on: date | None) -> Iterator[Finding]:
    """Every finding, in the order of the rules' numbers and of the document.

    `on` is today, or None to leave out what depends on it (L6).
    """
    found = [finding for rule in _RULES for finding in rule(sheet)]
    if on is not None:
        found += document.review_overdue(sheet, on)
    yield from sorted(found, key=lambda finding: int(finding.rule[1:]))
