"""People who file at an office that may die under them: each sends the form he has until it is answered."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape
from http.client import HTTPException
from http.cookiejar import CookieJar

from tests.cast import PASSWORD
from tests.long.askings import DOORS, Asking, Door, form_of, hidden_in, number_in
from tests.running import PATIENCE, Reply, Visitor

ONCE, TWICE, AGAIN, ANEW, BACK = "once", "clicked twice", "sent again", "typed anew", "back, other words"
HABITS = (ONCE, TWICE, AGAIN, ANEW, BACK)
TRIES = 300  # to send a form over lines that break; on a slow machine a new server takes a quarter of a minute
A_WHILE = 3  # seconds until a line that broke is tried again
A_BROWSER = 3  # askings, until somebody else sits down with a browser of his own


class Office:
    """Where the office is served just now. `deadly` after so many forms: the server has to be ended and begun anew."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.at, self.left, self.breaks = "", 0, 0

    def opens(self, address: str, *, deadly: int = 0) -> None:
        with self.changed:
            self.at, self.left = address, deadly
            self.changed.notify_all()

    def sending(self) -> None:
        """A form is on its way: it may be the one with which the server dies."""
        with self.changed:
            self.left -= 1
            self.changed.notify_all()

    def has_to_die(self) -> bool:
        """Wait for the form with which the server dies; False once everything was asked."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.left <= 0, 10 * PATIENCE)  # the last life is a long one
            return self.at != ""

    def address(self, *, after: str = "") -> str:
        """Where it is served: another place than where the line broke, or the same, where a slow machine broke it."""
        with self.changed:
            self.breaks += bool(after)
            self.changed.wait_for(lambda: self.at != after, A_WHILE)
            return self.at

    def answer(self, cookies: CookieJar, act: Callable[[Visitor], Reply]) -> Reply:
        """Do it until there is an answer: over a line that breaks, and with the next server."""
        at = self.address()
        for _try in range(TRIES):
            try:
                return act(Visitor(at, cookies))
            except (OSError, HTTPException):
                at = self.address(after=at)
        raise AssertionError("nobody serves any more")

    def get(self, cookies: CookieJar, path: str) -> Reply:
        return self.answer(cookies, lambda visitor: visitor.get(path))

    def post(self, cookies: CookieJar, path: str, form: dict[str, str]) -> Reply:
        def send(visitor: Visitor) -> Reply:
            self.sending()
            return visitor.post(path, form)

        return self.answer(cookies, send)


@dataclass
class Person:
    """A browser, and whoever has signed in with it."""

    office: Office
    cookies: CookieJar = field(default_factory=CookieJar)

    def sign_in(self, username: str) -> Person:
        self.office.get(self.cookies, "/desk/sign-in/")
        typed = {"username": username, "password": PASSWORD}
        assert self.office.post(self.cookies, "/desk/sign-in/", typed).status == 302
        return self

    def form(self, asking: Asking) -> dict[str, str]:
        return form_of(asking.door, self.office.get(self.cookies, asking.door.path).text, asking.words)

    def send(self, asking: Asking, form: dict[str, str]) -> None:
        """Send it; where the page asks whether this is another asking, send that page."""
        reply = self.office.post(self.cookies, asking.door.path, form)
        if reply.status == 422:
            reply = self.office.post(self.cookies, asking.door.path, form | hidden_in(reply.text))
        if reply.status != 302:
            asking.refused.append(reply.status)
            return
        number = number_in(reply.headers["Location"])
        asking.answers.append(number if asking.door.shown else "")
        receipt = self.office.get(self.cookies, reply.headers["Location"])
        shown = self.office.get(self.cookies, asking.door.shown.format(number)).text if asking.door.shown else ""
        asking.unread += receipt.status != 200 or (asking.door.shown != "" and escape(asking.words) not in shown)

    def files(self, door: Door, words: str, habit: str) -> Iterator[Asking]:
        """One asking in the way that people have, or two where he goes back and types other words."""
        asking = Asking(door, words, habit)
        form = self.form(asking)
        if habit == TWICE:
            with ThreadPoolExecutor(2) as both:
                list(both.map(lambda _: self.send(asking, form), range(2)))
        else:
            self.send(asking, form)
        if habit == AGAIN:
            self.send(asking, form)
        if habit == ANEW and not door.officer:
            self.send(asking, self.form(asking))
        yield asking
        if habit == BACK:
            other = Asking(door, f"{words} অন্য কথা।", habit)
            self.send(other, form | {door.words: other.words})
            yield other


def rush(office: Office, *, askings: int, people: int, seed: int, doors: Sequence[str] = tuple(DOORS)) -> list[Asking]:
    """So many askings by so many people at once, each door and each habit in its turn, in an order of the seed."""
    turns = [(DOORS[doors[n % len(doors)]], HABITS[n // len(doors) % len(HABITS)], n) for n in range(askings)]
    random.Random(seed).shuffle(turns)

    def work(own: Sequence[tuple[Door, str, int]]) -> list[Asking]:
        officers: dict[str, Person] = {}
        made: list[Asking] = []
        browser = Person(office)
        for turn, (door, habit, number) in enumerate(own):
            if turn % A_BROWSER == 0:
                browser = Person(office)
            if door.officer and door.officer not in officers:
                officers[door.officer] = Person(office).sign_in(door.officer)
            made += officers.get(door.officer, browser).files(door, f"সাইবার নিরাপত্তা, কথা {number}।", habit)
        return made

    with ThreadPoolExecutor(people) as crowd:
        return [asking for some in crowd.map(work, [turns[n::people] for n in range(people)]) for asking in some]
