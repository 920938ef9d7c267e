"""Walking a table of moves: every act that a state allows, after every way into that state, each undone again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

from django.db import transaction
from django.test import Client

MINUTE = timedelta(minutes=1)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in here is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class _Words(HTMLParser):
    """The text of a sheet of paper: what stands within its `main`."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = 0, list[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.append(" ".join(data.split()))


def words_of(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return "\n".join(reader.found)


@dataclass(frozen=True)
class Written:
    """A letter: the sheet that its PDF is made of, and the addresses at which it opens, for whoever is let in there."""

    sheet: Callable[[], str]
    doors: list[tuple[Client, str]]

    def words(self) -> str:
        return words_of(self.sheet())

    def opens(self, words: str) -> None:
        for client, path in self.doors:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert words_of(answer.content.decode()) == words, path


@dataclass
class Walk:
    """`may`: the acts possible now; `do`: one of them; `letters`: what is written by now, by a name that stays;
    `papers`: what else is printed or shown of it, with the status each has by now.

    After each act everything that can follow is done, once, and undone again. The letters that the act wrote say after
    each of those what they said at first, and open at their doors; where one of those is done for the first time every
    letter written so far is read again, and the walk goes on from there.
    """

    may: Callable[[], list[str]]
    do: Callable[[str], None]
    letters: Callable[[], dict[str, Written]]
    papers: Callable[[], list[tuple[Client, str, int]]]
    acts: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def on(self, said: dict[str, str] | None = None, last: str = "", fresh: frozenset[str] = frozenset()) -> None:
        """`said`: what the letters said as they were written; `fresh`: those that the last act wrote."""
        said = said if said is not None else self._read({}, fresh, ("", ""))
        for act in self.may():
            with undone():
                self.do(act)
                first = act not in self.acts
                now = self._read(said, frozenset(said) if first else fresh, (last, act))
                self.acts.add(act)
                self.pairs.add((last, act))
                if first:
                    self._open(said, fresh)
                    self.on(now, act, frozenset(now.keys() - said.keys()))

    def _read(self, said: dict[str, str], again: frozenset[str], acts: tuple[str, str]) -> dict[str, str]:
        """What the letters say, with those written now; some are read again."""
        now = dict(said)
        for name, one in self.letters().items():
            if name not in said:
                now[name] = one.words()
            elif name in again:
                assert one.words() == said[name], (acts, name)
        return now

    def _open(self, said: dict[str, str], names: frozenset[str]) -> None:
        for name, one in self.letters().items():
            if name in names:
                one.opens(said[name])
        for client, path, status in self.papers():
            assert client.get(path).status_code == status, path
