"""Who is warned of a grievance, and when: its officer, near the date the head, past it the next tier too.

Nobody complained of is ever warned, and after days without power each is told once, of what is true now.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from ongikar.grievances import warnings
from ongikar.grievances.models import Grievance, Outcome, Referral, decide
from ongikar.grievances.warnings import warn_next
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Post, Posting
from ongikar.ops.ticker import DEEDS, one_round
from tests.cast import NOW, Cast, moment
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, seat, separate_grievance_officer
from tests.orders import in_force

GRO, HEAD, NEXT = "gro@doict.example", "programmer@doict.example", "ao@doict.example"
TURNS = 12
LATE = ("grievance.warned", "grievance.lapsed", "grievance.overdue")
# Lodged on 22 November 2026 the first tier decides by Monday, 4 January 2027 (thirty working days, 7.4.1(ক)).


@pytest.fixture
def gro(cast: Cast, settings: Settings, tmp_path: Path) -> Posting:
    """A grievance officer, a head and an appeal officer who are three people with three mailboxes."""
    settings.TELL_POSTS, settings.HEARTBEAT_FILE = True, tmp_path / "heartbeat"
    next_tier = appeal_officer_inside(cast)
    deciding = separate_grievance_officer(cast)
    for posting, address in ((deciding, GRO), (cast.head, HEAD), (next_tier, NEXT)):
        Post.objects.filter(pk=posting.post_id).update(email=address)
    return deciding


def about_the_officer(cast: Cast, *, key: str = "g-1") -> Grievance:
    return make_grievance(cast, named=(cast.officer,), key=key)


def live(*until: str) -> None:
    """The ticker at each of these moments, round by round, until it comes to rest."""
    for text in until:
        while one_round(moment(text)):
            pass


def warn(at: str) -> None:
    """Warnings alone, before another deed has passed on what somebody concerned sits over."""
    while warn_next(moment(at)) or tell_next(moment(at)):
        pass


def told(grievance: Grievance) -> list[tuple[str, str, str]]:
    """(day noticed, mailbox, subject without the number) of each warning to an officer, in order."""
    found = GrievanceNotice.objects.filter(grievance=grievance, event__verb__in=LATE).exclude(recipient="requester")
    rows = found.order_by("pk")
    return [(f"{one.made_at:%m-%d}", one.address, one.subject.partition(":")[0]) for one in rows]


def facts(grievance: Grievance) -> list[tuple[str, str, int | None]]:
    found = grievance.events.filter(verb__in=LATE).order_by("at", "pk")
    return [(event.verb, f"{event.at.astimezone(NOW.tzinfo):%m-%d %H:%M}", event.facts.get("days")) for event in found]


def test_officer_head_and_next_tier_are_told_in_their_order(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    live("2026-12-28 09:05", "2027-01-03 09:05", "2027-01-04 09:05", "2027-01-05 09:05", "2027-01-06 09:05")
    assert told(grievance) == [
        ("12-28", GRO, "আর ৫ কার্যদিবস বাকি"),
        ("01-03", GRO, "আর ১ কার্যদিবস বাকি"),
        ("01-03", HEAD, "আর ১ কার্যদিবস বাকি"),
        ("01-04", GRO, "আজ শেষ দিন"),
        ("01-04", HEAD, "আজ শেষ দিন"),
        ("01-05", GRO, "নিষ্পত্তির তারিখ পেরিয়ে গেছে"),
        ("01-05", HEAD, "নিষ্পত্তির তারিখ পেরিয়ে গেছে"),
        ("01-05", NEXT, "নিষ্পত্তির তারিখ পেরিয়ে গেছে"),
        ("01-06", GRO, "নিষ্পত্তির তারিখ ২ কার্যদিবস আগে পেরিয়েছে"),
        ("01-06", HEAD, "নিষ্পত্তির তারিখ ২ কার্যদিবস আগে পেরিয়েছে"),
        ("01-06", NEXT, "নিষ্পত্তির তারিখ ২ কার্যদিবস আগে পেরিয়েছে"),
    ]


@pytest.mark.clause("5.2")
def test_the_next_tier_is_told_that_it_may_direct_and_never_the_matter(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    live("2027-01-05 09:05")
    letter = GrievanceNotice.objects.get(grievance=grievance, recipient="next")
    assert "নিজ উদ্যোগে নির্দেশ" in letter.body
    assert "৫.২" in letter.body
    for letter in GrievanceNotice.objects.filter(grievance=grievance, event__verb__in=LATE):
        assert grievance.matter not in letter.subject + letter.body
        assert grievance.subject not in letter.subject + letter.body


def test_days_after_the_date_are_told_as_often_as_the_office_has_set(
    cast: Cast, gro: Posting, settings: Settings
) -> None:
    settings.WARN_OVERDUE_DAYS = 3
    grievance = about_the_officer(cast)
    live(*(f"2027-01-{day:02} 09:05" for day in range(5, 16)))
    # Friday the 8th and Saturday the 9th are no working days.
    assert [fact for fact in facts(grievance) if fact[0] == warnings.OVERDUE] == [
        (warnings.OVERDUE, "01-10 09:00", 4),
        (warnings.OVERDUE, "01-13 09:00", 7),
    ]


def test_with_the_days_after_turned_off_the_lapse_is_told_and_nothing_more(
    cast: Cast, gro: Posting, settings: Settings
) -> None:
    settings.WARN_OVERDUE_DAYS = 0
    grievance = about_the_officer(cast)
    live("2027-01-05 09:05", "2027-01-06 09:05", "2027-01-10 09:05")
    assert [day for day, _box, _said in told(grievance)] == ["01-05"] * 3


# Never to whom it concerns


def test_a_head_who_is_complained_of_is_never_warned(cast: Cast, gro: Posting) -> None:
    grievance = make_grievance(cast, named=(cast.head,))
    live("2027-01-03 09:05", "2027-01-05 09:05", "2027-01-06 09:05")
    assert HEAD not in {box for _day, box, _said in told(grievance)}
    assert GRO in {box for _day, box, _said in told(grievance)}


def test_where_the_officer_is_complained_of_his_alternate_is_warned(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    grievance.concerned.update(account=gro.account)
    warn("2026-12-28 09:05")
    assert told(grievance) == []
    turn = grievance.current
    turn.seat.alternate = cast.clerk.post
    turn.seat.save(update_fields=["alternate"])
    Post.objects.filter(pk=cast.clerk.post_id).update(email="alternate@doict.example")
    warn("2027-01-03 09:05")
    assert ("01-03", "alternate@doict.example", "আর ১ কার্যদিবস বাকি") in told(grievance)
    assert GRO not in {box for _day, box, _said in told(grievance)}


def test_a_mailbox_that_somebody_complained_of_reads_gets_nothing(cast: Cast, gro: Posting) -> None:
    """The appeal officer's post and the officer's complained of share one mailbox."""
    grievance = about_the_officer(cast)
    Post.objects.filter(pk=cast.officer.post_id).update(email=NEXT)
    live("2027-01-05 09:05")
    assert {box for _day, box, _said in told(grievance)} == {GRO, HEAD}


def test_where_head_and_officer_are_one_person_or_share_a_mailbox_there_is_one_message(
    cast: Cast, gro: Posting
) -> None:
    grievance = about_the_officer(cast)
    seat(cast, 1, cast.head.post)
    live("2027-01-03 09:05")
    assert [box for _day, box, _said in told(grievance)] == [HEAD]
    Post.objects.filter(pk=gro.post_id).update(email=HEAD)
    seat(cast, 1, gro.post)
    live("2027-01-04 09:05")
    assert [box for _day, box, _said in told(grievance)] == [HEAD, HEAD]


# When, and how often


@pytest.mark.parametrize(
    ("noticed", "goes"),
    [
        ("2026-12-28 08:00", None),  # not true before the office opens
        ("2026-12-28 09:30", "2026-12-28 09:30"),
        ("2026-12-28 20:00", "2026-12-29 09:00"),
        ("2027-01-01 12:00", "2027-01-03 09:00"),  # a Friday
    ],
)
def test_officers_are_told_in_office_hours(cast: Cast, gro: Posting, noticed: str, goes: str | None) -> None:
    grievance = about_the_officer(cast)
    warn(noticed)
    found = GrievanceNotice.objects.filter(grievance=grievance, event__verb__in=LATE)
    assert {one.next_at for one in found} == ({moment(goes)} if goes else set())


def test_after_three_days_without_power_facts_are_dated_right_and_each_is_told_once(cast: Cast, gro: Posting) -> None:
    """Off from Thursday evening to Tuesday: a warning, the last day, the lapse and a day after, of a dozen turns."""
    kept = [about_the_officer(cast, key=f"g-{number}") for number in range(TURNS)]
    live("2026-12-31 18:00")
    before = GrievanceNotice.objects.count()
    live("2027-01-06 09:05")
    assert facts(kept[0])[1:] == [
        ("grievance.warned", "01-03 09:00", 1),
        ("grievance.warned", "01-04 09:00", 0),
        ("grievance.lapsed", "01-05 00:00", None),
        ("grievance.overdue", "01-06 09:00", 2),
    ]
    assert {tuple(facts(one)) for one in kept} == {tuple(facts(kept[0]))}
    made = GrievanceNotice.objects.order_by("pk")[before:]
    officers = [(one.grievance_id, one.address) for one in made if one.recipient != "requester"]
    assert len(officers) == len(set(officers)) == TURNS * 3
    assert sum(one.recipient == "requester" and one.carrier == "screen" for one in made) == TURNS  # of the lapse


def test_of_the_days_that_were_missed_after_the_date_the_last_alone_is_written_down(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    live("2027-01-05 09:05", "2027-01-13 09:05")
    assert [fact for fact in facts(grievance) if fact[0] == warnings.OVERDUE] == [(warnings.OVERDUE, "01-13 09:00", 7)]


def test_nobody_is_warned_of_what_was_decided(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    turn = grievance.current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="ল্যাবটি অন্য দপ্তরের")
    live("2027-01-05 09:05")
    assert facts(grievance) == []


def test_a_turn_outside_is_warned_of_by_nobody(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    turn = grievance.current
    turn.seat.post = None
    turn.seat.save(update_fields=["post"])
    live("2027-01-03 09:05")
    assert facts(grievance) == []


def test_a_date_that_moves_is_warned_of_anew(cast: Cast, gro: Posting) -> None:
    grievance = about_the_officer(cast)
    live("2027-01-03 09:05")
    in_force(cast, "রাষ্ট্রীয় শোক ৪ জানুয়ারি ২০২৭", at=moment("2027-01-03 12:00"), announced_on=date(2027, 1, 3))
    live("2027-01-04 09:05", "2027-01-05 09:05")
    assert grievance.current.due_on == date(2027, 1, 5)
    assert facts(grievance)[-1] == ("grievance.warned", "01-05 09:00", 0)
    assert ("grievance.warned", "01-04 09:00", 0) not in facts(grievance)


def test_a_warning_that_fails_is_tried_again_and_stops_nobody(
    cast: Cast, gro: Posting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = about_the_officer(cast), about_the_officer(cast, key="g-2")
    told_of = Referral.record

    def record(turn: Referral, *said: object, **more: object) -> object:
        if turn.grievance_id == first.pk:
            raise RuntimeError("the disk is full")
        return told_of(turn, *said, **more)  # type: ignore[arg-type]

    at = moment("2026-12-28 09:05")
    with monkeypatch.context() as full:
        full.setattr(Referral, "record", record)
        assert warn_next(at)
        assert warn_next(at)
        assert not warn_next(at)
    assert "tried again in an hour" in caplog.text
    assert (facts(first), len(facts(second))) == ([], 1)
    live("2026-12-28 10:06")
    assert facts(first) == [("grievance.warned", "12-28 09:00", 5)]


def test_warnings_are_a_deed_of_the_ticker() -> None:
    assert warn_next in DEEDS
