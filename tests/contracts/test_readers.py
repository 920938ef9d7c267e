"""Every fact has a reader: one table over all verbs, and for each of them a letter, and a place where it stands.

A new verb stands in none of it and fails the first test.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from pytest_django import Settings

from ongikar.cases.access import unread_for
from ongikar.cases.files import receive
from ongikar.cases.models import Case, CaseEvent
from ongikar.grievances.adding import add_to
from ongikar.grievances.around.barring import appeal_barring, approve, recommend_barring
from ongikar.grievances.around.models import Recommendation
from ongikar.grievances.around.nudging import nudge, remind
from ongikar.grievances.around.rating import rate
from ongikar.grievances.around.suggesting import suggest
from ongikar.grievances.complaining import inform
from ongikar.grievances.models import Grievance, GrievanceEvent, Outcome, decide
from ongikar.grievances.stepping import answer, set_day, take
from ongikar.grievances.steps import RULES, Kind, To
from ongikar.grievances.waiting import grievances_unread
from ongikar.journal.authors import outside, requester
from ongikar.journal.readers import ASKED, POST, READERS, REQUESTER, Until
from ongikar.journal.verbs import VERBS
from ongikar.notices import of_grievances, of_offices, tell
from ongikar.notices.models import GrievanceNotice, Notice, Recipient, SeatNotice
from ongikar.notices.tell import tell_next
from ongikar.offices.models import OfficeEvent, Posting
from ongikar.offices.people import record
from tests.addresses import confirmed
from tests.cast import NOW, Cast, build_cast, make_case, moment
from tests.grievances.world import (
    NINE,
    allow_investigation,
    appeal_officer_inside,
    make_grievance,
    separate_grievance_officer,
)

AT = moment("2026-11-23 10:00")
ME = requester("রহিমা খাতুন")
TO_READ = {verb for verb, row in READERS.items() if row.until is Until.READ}
ANSWERS = {verb for verb, row in READERS.items() if row.answers}


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    """An office that mails its posts, whose addresses somebody made sure of."""
    settings.TELL_POSTS = True
    made = build_cast()
    for posting in (made.head, made.officer):
        mailed(posting)
    return made


@pytest.fixture
def gro(cast: Cast) -> Posting:
    mailed(appeal_officer_inside(cast))
    return mailed(separate_grievance_officer(cast))


def mailed(posting: Posting) -> Posting:
    posting.post.email = confirmed(f"{posting.account.username}@example.gov.bd").text
    posting.post.save(update_fields=["email"])
    return posting


# The table


def test_every_verb_has_its_readers_or_says_why_there_are_none() -> None:
    assert set(READERS) == set(VERBS)
    assert [verb for verb, row in READERS.items() if bool(row.by) == bool(row.why)] == []
    assert {one for row in READERS.values() for one in row.by} <= set(Recipient.values)


def test_whatever_the_office_reads_says_how_long_it_stands_before_it() -> None:
    silent = [verb for verb, row in READERS.items() if POST in row.by and row.until is Until.SHOWN]
    assert silent == []
    assert all(POST in READERS[verb].by for verb in TO_READ)


def test_each_is_told_by_the_outbox_of_its_journal() -> None:
    told = tell.TELL | of_grievances.TELL | of_offices.TELL
    listed = {"office.outside_listed"}  # the weekly list is a letter itself (notices.weekly)
    assert {verb: tuple(row.by) for verb, row in READERS.items() if row.by and verb not in listed} == {
        verb: tuple(map(str, by)) for verb, by in told.items()
    }


# What is to be read: done by somebody else than the post that has it, each leaves a mark and makes a notice to it


def life_of_a_case(cast: Cast) -> None:
    by, at = cast.head.author(), AT
    case = make_case(cast)
    case.reply(body="একটি কথা", by=ME, at=at)
    case.ask(by=by, at=at, reason="other", why="কয়টি?")
    case.reply(body="দশটি", by=ME, at=at)
    case.withdraw(by=ME, at=at)


def life_of_a_grievance(cast: Cast, gro: Posting) -> None:
    grievance = make_grievance(cast, named=(cast.officer,), at=NOW)
    add_to(grievance, documents=[receive("তালিকা.pdf", b"%PDF-1.4")], by=ME, at=AT)
    turn = grievance.current
    turn.ask_information(by=gro.author(), at=AT, text="কবে?")
    inform(turn, text="গতকাল", by=ME, at=AT)
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    remind(turn, by=ME, at=moment("2026-12-23 10:00"))
    nudge(turn, by=cast.head.author(), at=AT, text="দেখুন")
    allow_investigation(turn, gro, at=AT)
    for kind in (one for one in Kind if RULES[one].answered and not RULES[one].minuted):
        step = take(
            turn, kind, by=gro.author(), at=AT, to=RULES[kind].to[0], to_posting=None, to_name="একজন", text="লিখুন",
            due_on=date(2026, 11, 30), above=True,
        )  # fmt: skip
        answer(step, by=outside("একজন"), at=AT, text="এই যে", code=next(iter(RULES[kind].codes), ""))
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=AT, reasons="দেওয়া হয়েছে")
    rate(turn, stars=1, comment="কেউ শোনেননি", by=ME, at=AT)
    turn.reopen(by=ME, at=AT, reason="হয়নি")
    decide(turn, Outcome.ANSWER_OK, by=outside("পরিচালক"), at=AT, reasons="আদেশ")
    turn.reopen(by=ME, at=AT, reason="হয়নি")
    turn.shelve(by=outside("পরিচালক"), at=AT, reason="অন্যত্র", instead="আদালতে")
    turn.reopen(by=ME, at=AT, reason="হয়নি")
    turn.withdraw(by=ME, at=AT)


def tell_all() -> None:
    while tell_next(moment("2026-12-24 10:00")):
        pass


def test_every_verb_that_is_to_be_read_says_so_and_is_mailed_to_the_post(cast: Cast, gro: Posting) -> None:
    life_of_a_case(cast)
    life_of_a_grievance(cast, gro)
    written = {
        event.verb for journal in (CaseEvent, GrievanceEvent) for event in journal.objects.filter(facts__to_read=True)
    }
    assert written == TO_READ
    tell_all()
    post = {"recipient": Recipient.POST, "event__facts__to_read": True}
    told = {(one.event.verb, one.address) for one in Notice.objects.filter(**post)}
    told |= {(one.event.verb, one.address) for one in GrievanceNotice.objects.filter(**post)}
    head, officer = "head@example.gov.bd", "gro@example.gov.bd"
    assert told == {(verb, head if verb.startswith("case.") else officer) for verb in TO_READ}


def test_each_of_them_leaves_a_mark_before_the_post_and_no_other(cast: Cast, gro: Posting) -> None:
    """A mark of each verb on a case or grievance of its own."""
    for number, verb in enumerate(sorted(TO_READ)):
        facts = {READERS[verb].words: "আছে"} if READERS[verb].words else {}
        subject: Any = (
            make_case(cast, key=f"k{number}")
            if verb.startswith("case.")
            else make_grievance(cast, key=f"g{number}", named=(cast.officer,))
        )
        event = subject.record(verb, by=ME, at=AT, facts=facts)
        subject.refresh_from_db()
        assert subject.unread == event
        reader = cast.head if isinstance(subject, Case) else gro
        assert marked(reader) == [subject]
        assert not marked(cast.officer)
        subject.record(f"{verb.partition('.')[0]}.read", by=reader.author(), at=AT, facts={"read": event.pk})
        assert not marked(reader)


def marked(posting: Posting) -> list[Model]:
    return [*unread_for(posting, at=AT), *grievances_unread(posting)]


@pytest.mark.parametrize("verb", sorted(ANSWERS))
def test_every_answer_of_the_post_clears_the_mark_and_nobody_elses_does(cast: Cast, gro: Posting, verb: str) -> None:
    subject: Any
    if verb.startswith("case."):
        subject, mine, words = make_case(cast), cast.head, "case.replied"
    else:
        subject, mine, words = make_grievance(cast, named=(cast.officer,)), gro, "grievance.information_given"
    subject.record(words, by=ME, at=AT)
    subject.record(verb, by=cast.clerk.author(), at=AT)
    assert type(subject).objects.get(pk=subject.pk).unread_id
    subject.record(verb, by=mine.author(), at=AT)
    assert type(subject).objects.get(pk=subject.pk).unread_id is None


def test_what_a_post_writes_itself_is_no_news_to_it(cast: Cast, gro: Posting) -> None:
    case, grievance = make_case(cast), make_grievance(cast, named=(cast.officer,))
    case.withdraw(by=cast.head.author(), at=AT, reason="ফোনে")
    decided = decide(grievance.current, Outcome.SHELVED, by=gro.author(), at=AT, reasons="অন্যত্র", instead="আদালতে")
    tell_all()
    assert not Notice.objects.filter(event__verb="case.withdrawn", recipient=Recipient.POST).exists()
    assert not GrievanceNotice.objects.filter(event=decided, recipient=Recipient.POST).exists()
    assert marked(cast.head) + marked(gro) == []


# What stands until it is done


def test_a_step_put_before_somebody_is_told_to_him_and_another_day_to_whom_it_is_set(cast: Cast, gro: Posting) -> None:
    turn = make_grievance(cast, named=(cast.officer,)).current
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    for kind in (Kind.DISCIPLINE, Kind.PROCESS):
        take(turn, kind, by=gro.author(), at=AT, to=To.HEAD, to_posting=cast.head, text="লেখাটি")
    step = take(turn, Kind.STATEMENT, by=gro.author(), at=AT, to=To.COMPLAINANT, text="লিখুন", due_on=date(2026, 11, 30))
    set_day(step, by=gro.author(), at=AT, due_on=date(2026, 12, 7), reason="ছুটি")
    tell_all()
    told = set(GrievanceNotice.objects.values_list("event__verb", "recipient"))
    assert {
        ("grievance.discipline_asked", ASKED), ("grievance.process_asked", ASKED), ("grievance.day_reset", REQUESTER),
    } <= told  # fmt: skip


def test_what_the_offices_own_journal_has_for_a_post_is_mailed_to_it(cast: Cast, gro: Posting) -> None:
    """A suggestion, a recommendation for the blacklist, an appeal from it, and an advice to the head."""
    suggest(cast.office, kind="process", effect="time", text="সহজ করুন", intake_key="s", at=AT, by=None)
    grievance = make_grievance(cast, named=(cast.officer,))
    decide(grievance.current, Outcome.SHELVED, by=gro.author(), at=AT, reasons="না", instead="আদালতে")
    barring = recommend_barring(Grievance.objects.get(), reason="পঞ্চাশবার", proof="১২", by=gro, at=AT)
    above = Posting.objects.get(account__username="ao")
    approve(barring, by=above, at=AT)
    appeal_barring(barring, text="ভুল", at=AT)
    record(cast.office, "recommendation.made", by=gro.author(), at=AT, facts={})
    record(cast.office, "office.amended", by=cast.head.author(), at=AT, facts={})
    assert not Recommendation.objects.exists()
    tell_all()
    told = {(one.event.verb, one.address.partition("@")[0]) for one in SeatNotice.objects.select_related("event")}
    assert told == {
        ("suggestion.received", "gro"), ("suggestion.received", "head"), ("barring.requested", "ao"),
        ("barring.appealed", "head"), ("recommendation.made", "head"),
    }  # fmt: skip
    assert set(OfficeEvent.objects.exclude(told_at=None).values_list("verb", flat=True)) == set(of_offices.TELL)
    for letter in SeatNotice.objects.all():
        assert not [word for word in ("সহজ", "ভুল", "পঞ্চাশ", "রহিমা") if word in letter.subject + letter.body]
