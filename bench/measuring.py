"""Visitors who open pages, and what a page costs the machine that gives it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

from bench import words
from bench.browser import Answer, Browser
from bench.pages import Page
from bench.processes import cpu_seconds
from bench.world import PASSWORD

WARM = 8  # requests before the first that counts: four threads, each with a connection of its own
ROW = re.compile(r'href="[^"]*/desk/cases/(\d{10})/"')


@dataclass(frozen=True)
class Cost:
    """CPU and wall time in milliseconds a request; bytes of the page as sent and unpacked."""

    cpu: float
    wall: float
    sent: float
    unpacked: float

    @classmethod
    def median(cls, rounds: list[Cost]) -> Cost:
        return cls(*(median(getattr(cost, name) for cost in rounds) for name in ("cpu", "wall", "sent", "unpacked")))


def cost(ask: Callable[[int], Answer], *, times: int, pids: Iterable[int]) -> Cost:
    """What one asking costs the processes and their descendants."""
    for turn in range(WARM):
        ask(turn)
    answers, walls, roots = [], [], list(pids)
    begun = cpu_seconds(roots)
    for turn in range(WARM, WARM + times):
        started = perf_counter()
        answers.append(ask(turn))
        walls.append(perf_counter() - started)
    spent = cpu_seconds(roots) - begun
    sent = sum(answer.sent for answer in answers) / times
    return Cost(spent / times * 1000, median(walls) * 1000, sent, sum(len(answer.body) for answer in answers) / times)


@dataclass
class Visitors:
    """Those who open our pages, each with a browser of their own."""

    base: str
    facts: dict[str, Any]
    cases: int
    browsers: dict[str, Browser] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for who in ("visitor", "citizen", "officer", "head"):
            self.browsers[who] = Browser(self.base)
        self._token("visitor", f"/track/{self.facts['opened']}/")
        self._token("citizen", f"/track/{self.facts['opened']}/")
        self._post("citizen", f"/track/{self.facts['opened']}/code/", {"code": self.facts["code"]})
        for who, username in (("officer", "officer1"), ("head", "officer0")):
            self._token(who, "/desk/sign-in/")
            self._post(who, "/desk/sign-in/", {"username": username, "password": PASSWORD})
            self._token(who, "/desk/")

    def _token(self, who: str, path: str) -> None:
        browser = self.browsers[who]
        self.tokens[who] = browser.token(browser.get(path).text)

    def _post(self, who: str, path: str, fields: dict[str, str]) -> None:
        answer = self.browsers[who].post(path, {**fields, "csrfmiddlewaretoken": self.tokens[who]})
        assert answer.status == 302, (path, answer.status)

    def open(self, page: Page, turn: int) -> Answer:
        """One request for the page; AssertionError where the answer is not what it should be."""
        deed, browser = page.deed(self.facts, turn), self.browsers[page.who]
        if deed.fields is None:
            answer = browser.get(deed.path)
        else:
            fields = {name: value or uuid.uuid4().hex for name, value in deed.fields.items()}
            answer = browser.post(deed.path, {**fields, "csrfmiddlewaretoken": self.tokens[page.who]})
        assert answer.status == page.status, (page.name, answer.status)
        if page.hits:
            found = len(set(ROW.findall(answer.text)))
            assert found == page.hits * self.cases // 1000, (page.name, found)
        return answer


def limit(base: str, name: str) -> Callable[[int], Answer]:
    """One request for a bare page."""
    browser = Browser(base)

    def ask(turn: int) -> Answer:
        if name != "create4":
            return browser.get(f"/{name}")
        about, body = words.text(turn, 90), words.text(10**6 + turn)
        return browser.post("/create4", {"about": about, "who": words.name(turn), "body": body})

    return ask
