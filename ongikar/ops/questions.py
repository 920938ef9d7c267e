"""Asking at the terminal in Bangla and English: each question is an option too, and a wrong answer is asked again."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass

from ongikar.ops.refusal import Refused


class Wrong(Exception):  # noqa: N818  named for what happened
    """The answer cannot be taken; the message says in both languages what to type instead."""


def as_it_is(answer: str) -> str:
    return answer


@dataclass(frozen=True)
class Question:
    """`name` is the option's (head-name), `check` gives the answer as it is kept or raises Wrong.

    Without a `default` an answer is needed, unless `optional`.
    """

    name: str
    bn: str
    en: str
    default: str = ""
    optional: bool = False
    secret: bool = False
    check: Callable[[str], str] = as_it_is

    def read(self, answer: str) -> str:
        """The answer, or the default where there is none. Raises Wrong."""
        answer = answer.strip() or self.default
        if not answer and not self.optional:
            raise Wrong("এটি লিখতে হবে। / An answer is needed.")
        return self.check(answer) if answer else ""


def ask(question: Question, given: str | None, *, unattended: bool) -> str:
    """What the option said, else the default where nobody is to be asked, else what a person types.

    Raises Refused, naming the option, where an option is wrong, and where an answer is needed and nobody gives one.
    """
    if given is None and not unattended:
        return _typed(question)
    try:
        return question.read(given or "")
    except Wrong as wrong:
        raise Refused(f"--{question.name}: {wrong}") from None


def _typed(question: Question) -> str:
    print(f"\n{question.bn}\n{question.en}")
    shown = f" [{question.default}]" if question.default else ""
    while True:
        try:
            return question.read(_line(f"{shown}> ".lstrip(), secret=question.secret))
        except Wrong as wrong:
            print(wrong)
        except EOFError:
            raise Refused(f"the answers ended before --{question.name}; nothing was founded") from None


def _line(prompt: str, *, secret: bool) -> str:
    return getpass.getpass(prompt) if secret and sys.stdin.isatty() else input(prompt)
