"""Whoever is complained of sees of it only what is put before him: every role, every grievance, every address.

Nothing here names an address. What is added to the program is walked by itself: a page with gaps is asked for with
every key that hangs on the grievance; a page without is compared with what it showed before there was a grievance,
so that a list, a count, a search, an export, a notice or a figure that knows of it is seen by its difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.cases.files import receive
from ongikar.grievances import steps
from ongikar.grievances.guard import may_decide
from ongikar.grievances.lodging import lodge
from ongikar.grievances.models import Complainant, Grievance
from ongikar.grievances.stepping import take
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Posting
from ongikar.offices.people import take_charge
from tests.cast import START, Cast, account, build_cast, make_case, moment
from tests.contracts import walking
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, complaint, separate_grievance_officer

AT = moment("2026-11-22 11:00")
PUT_BEFORE_HIM = "zzasked"

# whom or what it is about -> who may look into it. Whoever is complained of is never among them.
SEES: dict[str, set[str]] = {
    "case": {"gro"},  # had by the head
    "service": {"gro"},  # given by the head
    "office": {"gro"},  # the head answers for it
    "officer": {"gro"},
    "clerk": {"gro"},  # without a name, and he is asked for an opinion
    "upazila": {"gro"},
    "two": {"gro"},  # three officers of two offices
    "gro": {"ao"},  # passed up the same day (7.1(ক)ii)
    "ao": {"gro"},  # to the cell, outside; whoever received it still sees that (7.1(ক)iv)
}
# Of whom it is, for the walk with keys: one about each person by each way, and one about somebody else.
ABOUT = {
    "head": ("case", "two"), "officer": ("officer", "gro"), "clerk": ("clerk", "case"), "kalai": ("upazila", "ao"),
    "gro": ("gro",), "ao": ("ao",), "stranger": ("two",), "administrator": ("clerk",), "": ("office",),
}  # fmt: skip
VIEWERS = ("head", "officer", "clerk", "kalai", "gro", "ao", "stranger", "administrator", "")
ON_BOTH = ("head", "gro", "")  # whose walks meet every statement: on PostgreSQL nobody else walks


def walked_by(names: Iterable[str]) -> list[Any]:
    return [name if name in ON_BOTH else pytest.param(name, marks=pytest.mark.once) for name in names]


def tell() -> None:
    while tell_next(AT):
        pass


# Number and dates of what is not about himself are seen by who stands above the deciding officer and reminds him
# (5.2, 5.4), and by the people of the office that posts the file to a seat outside.
NUMBER_AND_DATES = {
    "head": {"officer", "clerk", "upazila", "gro", "ao"},
    "ao": {about for about in SEES if about != "ao"},
    "officer": {"ao"},
    "clerk": {"ao"},
}


def knows_of(username: str, about: str) -> bool:
    """Whether something of this grievance may stand on his pages: he decides, sees its number, or was asked."""
    return username in SEES[about] or about in NUMBER_AND_DATES.get(username, ()) or about == username == "clerk"


class People:
    """The cast with a grievance officer, an appeal officer and one of an upazila."""

    def __init__(self, cast: Cast, *, one_person: bool = False) -> None:
        self.cast = cast
        self.gro = cast.head if one_person else separate_grievance_officer(cast)
        self.ao = appeal_officer_inside(cast)
        below = cast.office.children.order_by("position")[0].posts.get()
        self.kalai = take_charge(account("kalai", "মাহবুবা খানম"), below, by=cast.head.author(), at=AT, starts_on=START)
        self.case = make_case(cast)
        tell()

    @property
    def pages_of_case(self) -> list[str]:
        """The case that one of them is about, at the desk and at the citizens' door."""
        return [f"/desk/cases/{self.case.reference}/", f"/track/{self.case.reference}/"]

    @property
    def everybody(self) -> dict[str, Posting]:
        cast = self.cast
        seated = {"head": cast.head, "officer": cast.officer, "clerk": cast.clerk, "stranger": cast.stranger}
        return seated | {"kalai": self.kalai, "gro": self.gro, "ao": self.ao}

    def lodge(self, about: str) -> Grievance:
        cast = self.cast
        ways: dict[str, dict[str, Any]] = {
            "case": {"case": self.case},
            "service": {"service": self.case.service},
            "office": {"whole_office": True},
            "two": {"named": (cast.head, cast.officer, self.kalai), "kind": "official"},
        }
        named = {"named": (self.everybody.get(about, cast.head),)}
        told = {"subject": f"zzsubject{about}", "matter": f"zzmatter{about}", "identity_hidden": True}
        who = None if about == "clerk" else Complainant(name=f"zzname{about}", mobile="+8801712345678")
        grievance = lodge(
            complaint(cast, **told, **ways.get(about, named), anonymous=who is None), complainant=who,
            documents=[receive(f"zzfile{about}.pdf", b"%PDF-1.4 x")], intake_key=about, at=AT,
        )  # fmt: skip
        if about == "clerk":
            self._ask(grievance, cast.clerk)
        tell()
        return grievance

    def _ask(self, grievance: Grievance, person: Posting) -> None:
        """An act of the deciding officer puts one step, and that alone, before whoever is complained of."""
        turn, by = grievance.current, self.gro.author()
        turn.accept(by=by, at=AT, scrutiny=NINE, discretion="তারিখ আছে")
        take(
            turn, steps.Kind.OPINION, by=by, at=AT, to=steps.To.CONCERNED, to_posting=person, text=PUT_BEFORE_HIM,
            due_on=date(2026, 11, 26),
        )  # fmt: skip


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One moment, and PDFs as the pages they are made of."""

    def now() -> datetime:
        return AT

    monkeypatch.setattr(timezone, "now", now)
    monkeypatch.setattr("ongikar.ui.pdf.pdf_of", lambda html, attached=(): html.encode())
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def client_of(username: str) -> Client:
    return signed_in(username) if username else Client()


def words_of(grievance: Grievance) -> list[str]:
    about, number = grievance.intake_key, grievance.reference
    numbers = (number, in_threes(number), to_bangla(number), to_bangla(in_threes(number)))
    return [f"zz{what}{about}" for what in ("subject", "matter", "name", "file")] + list(numbers)


@pytest.mark.clause("7.1(ক)ii", "7.1(ক)iv")
@pytest.mark.parametrize("about", SEES)
def test_exactly_one_seat_decides_and_nobody_complained_of_at_any_tier(cast: Cast, about: str) -> None:
    people = People(cast)
    grievance = people.lodge(about)
    concerned = {row.account_id for row in grievance.concerned.all()}
    assert concerned
    for turn in grievance.referrals.all():
        decides = [one for one in people.everybody.values() if may_decide(one, turn, AT)]
        assert not {one.account_id for one in decides} & concerned
    current = [who for who, one in people.everybody.items() if may_decide(one, grievance.current, AT)]
    assert current == {"gro": ["ao"], "ao": []}.get(about, ["gro"])


@pytest.mark.parametrize("username", walked_by(VIEWERS))
def test_no_address_opens_it_and_none_acts_on_it_but_for_whoever_may(cast: Cast, username: str) -> None:
    people, client = People(cast), client_of(username)
    for about in ABOUT[username]:
        if username in SEES[about]:
            continue
        grievance = people.lodge(about)
        facts = grievance.events.count()
        for name, path in walking.addresses_of(grievance):
            # By the number alone anybody sees stage and dates at the citizens' door; and nothing else anywhere.
            secret = words_of(grievance)[: 4 if name.startswith("citizen:") else None]
            for answer in (client.get(path), client.post(path, {"revision": 0})):
                page = walking.body(answer).replace(path, "")
                assert not [word for word in secret if word in page], (username, about, name, path)
        assert grievance.events.count() == facts, (username, about)


@pytest.mark.parametrize("username", walked_by(VIEWERS))
def test_no_page_list_count_export_notice_or_figure_changes_by_it(cast: Cast, username: str) -> None:
    people, client = People(cast), client_of(username)
    before = walking.pages(client, *people.pages_of_case)
    assert len(before) > 15
    lodged = [people.lodge(about) for about in SEES if not knows_of(username, about)]
    after = walking.pages(client, *people.pages_of_case)
    assert lodged
    assert [path for path, page in after.items() if page != before.get(path)] == []


@pytest.mark.clause("5.2", "5.4")
@pytest.mark.parametrize("username", walked_by(NUMBER_AND_DATES))
def test_who_sees_number_and_dates_reads_of_it_neither_matter_nor_name(cast: Cast, username: str) -> None:
    people, client = People(cast), client_of(username)
    lodged = [people.lodge(about) for about in SEES if username not in SEES[about]]
    assert lodged
    pages = walking.pages(client)
    secret = [word for one in lodged for word in words_of(one)[1:4]]
    assert [(path, word) for path, page in pages.items() for word in secret if word in page] == []


def test_of_what_is_put_before_him_he_sees_the_step_and_nothing_else(cast: Cast) -> None:
    people = People(cast)
    grievance = people.lodge("clerk")
    pages = walking.pages(client_of("clerk"))
    assert not [word for word in words_of(grievance) for page in pages.values() if word in page]
    step = grievance.current.steps.get()
    assert PUT_BEFORE_HIM in client_of("clerk").get(f"/desk/grievances/asked/{step.pk}/").content.decode()


@pytest.mark.clause("7.1(ক)ii")
@pytest.mark.parametrize("username", walked_by(["head", "officer", "clerk", "administrator", ""]))
def test_where_provider_head_and_grievance_officer_are_one_nothing_at_his_office_changes(
    cast: Cast, username: str
) -> None:
    """Neither a figure nor a monthly report of his: it is counted with the appeal officer."""
    people, client = People(cast, one_person=True), client_of(username)
    before = walking.pages(client, *people.pages_of_case)
    for about in ("case", "service", "office", "two"):
        people.lodge(about)
    after = walking.pages(client, *people.pages_of_case)
    assert [path for path, page in after.items() if page != before.get(path)] == []
