"""Rule: one thing that can be wrong. examine(): which of them are."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.checks import CheckMessage, Error, Warning

from ongikar.bangla.digits import to_bangla

log = logging.getLogger(__name__)
Facts = Mapping[str, object]
Look = Callable[[datetime], Facts | None]
"""Looks at the installation as of a moment: None where all is well, else what the sentences are filled with."""


@dataclass(frozen=True)
class Rule:
    """`bn` and `en` say what is wrong and what follows from it, `do` what to type or do about it."""

    id: str
    bn: str
    en: str
    do: str
    look: Look
    needs_tables: bool

    @property
    def must(self) -> bool:
        """Whether it must be mended, not only should be."""
        return self.id.startswith("ops.E")

    @property
    def name(self) -> str:
        return self.look.__name__


@dataclass(frozen=True)
class Finding:
    """A rule that found something."""

    rule: Rule
    facts: Facts

    @property
    def bn(self) -> str:
        return self.rule.bn.format(**{name: _in_bangla(value) for name, value in self.facts.items()})

    @property
    def en(self) -> str:
        return self.rule.en.format(**self.facts)

    @property
    def do(self) -> str:
        return self.rule.do.format(**self.facts)

    def message(self) -> CheckMessage:
        """The finding as Django's checks know it."""
        kind = Error if self.rule.must else Warning
        return kind(f"{self.bn}\n\t{self.en}", hint=self.do, id=self.rule.id)


RULES: dict[str, Rule] = {}


def rule(id: str, *, bn: str, en: str, do: str, needs_tables: bool = False) -> Callable[[Look], Look]:
    """Register a function as a rule. One that `needs_tables` is not looked at where the database cannot be used."""

    def register(look: Look) -> Look:
        if f"ops.{id}" in RULES:
            raise ValueError(f"two rules are called {id}")
        RULES[f"ops.{id}"] = Rule(f"ops.{id}", bn, en, do, look, needs_tables)
        return look

    return register


NO_TABLES = frozenset({"ops.E021", "ops.E022", "ops.E023"})
"""Where one of these found something, the rest of the database is not asked."""


def examine(now: datetime) -> list[Finding]:
    """Everything that is wrong as of `now`: what must be mended first, each in the order of the rules."""
    found: list[Finding] = []
    for each in sorted(RULES.values(), key=lambda rule: rule.needs_tables):
        usable = NO_TABLES.isdisjoint(finding.rule.id for finding in found)
        if (usable or not each.needs_tables) and (finding := _looked(each, now)):
            found.append(finding)
    order = list(RULES)
    return sorted(found, key=lambda finding: (not finding.rule.must, order.index(finding.rule.id)))


def _looked(each: Rule, now: datetime) -> Finding | None:
    try:
        facts = each.look(now)
    except Exception as error:
        log.exception("check=%s failed", each.id)
        return Finding(RULES["ops.E099"], {"check": each.id, "error": type(error).__name__})
    return None if facts is None else Finding(each, facts)


@rule(
    "E099",
    bn="পরীক্ষা {check} নিজেই করা গেল না ({error})।",
    en="The check {check} could not be made ({error}).",
    do="Read the lines above, and report them: it is a fault of the program, or of something no check knows yet.",
)
def check_failed(now: datetime) -> Facts | None:
    """Stands for a check that fails itself; it never finds anything by itself."""
    return None


def _in_bangla(value: object) -> object:
    return to_bangla(value) if isinstance(value, int) and not isinstance(value, bool) else value
