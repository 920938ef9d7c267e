"""Who is warned of a date, when the warning goes, and that nobody is warned of what is no longer true."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from ongikar.cases import deeds
from ongikar.cases.deeds import act_next
from ongikar.cases.models import Case
from ongikar.notices.models import Carrier, Notice
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Post, Posting
from ongikar.ops.ticker import one_round
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, make_case, moment

FIVE_DAYS = "institutional-1"  # filed on 22 November it is due on the 29th
POST_MAIL, HEAD_MAIL = "assistant@doict.example", "programmer@doict.example"


@pytest.fixture(autouse=True)
def posts_have_mail(cast: Cast, settings: Settings) -> None:
    settings.TELL_POSTS = True
    Post.objects.filter(pk=cast.officer.post_id).update(email=POST_MAIL)
    Post.objects.filter(pk=cast.head.post_id).update(email=HEAD_MAIL)


def with_the_officer(cast: Cast, at: datetime = NOW) -> Case:
    """A case that lies with the officer, whose head is another person."""
    case = make_case(cast, FIVE_DAYS, at=at)
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=at, reason="তাঁর বিষয়")
    return case


def pass_time(*until: str) -> None:
    for text in until:
        now = moment(text)
        while act_next(now) or tell_next(now):
            pass


def warned(case: Case) -> list[tuple[str, str, str]]:
    """(recipient, address, subject without the number) of each warning, in order."""
    found = Notice.objects.filter(case=case, event__verb="case.warned").order_by("pk")
    return [(one.recipient, one.address, one.subject.partition(":")[0]) for one in found]


def test_the_post_is_warned_and_near_the_date_its_head_too(cast: Cast) -> None:
    case = with_the_officer(cast)
    case.accept(by=cast.officer.author(), at=NOW, limit_applies=False, reason="অন্য দপ্তরে", new_date=date(2026, 12, 8))
    pass_time("2026-12-01 09:00", "2026-12-07 09:00", "2026-12-08 09:00")
    assert warned(case) == [
        ("post", POST_MAIL, "আর ৫ কার্যদিবস বাকি"),
        ("post", POST_MAIL, "আর ১ কার্যদিবস বাকি"),
        ("head", HEAD_MAIL, "আর ১ কার্যদিবস বাকি"),
        ("post", POST_MAIL, "আজ শেষ দিন"),
        ("head", HEAD_MAIL, "আজ শেষ দিন"),
    ]


def test_after_the_date_post_and_head_are_told_of_the_lapse(cast: Cast) -> None:
    case = with_the_officer(cast)
    pass_time("2026-11-30 09:30")
    lapsed = Notice.objects.filter(case=case, event__verb="case.lapsed")
    assert {one.recipient for one in lapsed} == {"requester", "post", "head"}


def test_where_head_and_post_are_one_person_there_is_one_message(cast: Cast) -> None:
    own = make_case(cast, FIVE_DAYS)  # lies with the head's own post
    charge = Post.objects.create(office=cast.office, title_bn="সহকারী মেইনটেন্যান্স প্রকৌশলী", email=POST_MAIL)
    Posting.objects.create(account=cast.head.account, post=charge, kind="3-additional", starts_on=NOW.date())
    held = make_case(cast, FIVE_DAYS, key="key-2")  # lies with a post that the head holds besides
    held.transfer(to=charge, by=cast.head.author(), at=NOW, reason="পদটি শূন্য")
    pass_time("2026-11-26 09:00")
    assert [recipient for case in (own, held) for recipient, _address, _subject in warned(case)] == ["post", "post"]


def test_where_head_and_post_read_one_mailbox_there_is_one_message(cast: Cast) -> None:
    case = with_the_officer(cast)
    Post.objects.filter(pk=cast.head.post_id).update(email=POST_MAIL)
    pass_time("2026-11-26 09:00")
    assert [recipient for recipient, _address, _subject in warned(case)] == ["post"]


@pytest.mark.parametrize(
    ("noticed", "goes"),
    [
        ("2026-11-26 09:30", "2026-11-26 09:30"),
        ("2026-11-26 20:00", "2026-11-29 09:00"),  # Thursday evening: the next opening is Sunday's
        ("2026-11-27 12:00", "2026-11-29 09:00"),
        ("2026-11-28 03:00", "2026-11-29 09:00"),
    ],
)
def test_a_warning_goes_out_in_office_hours(cast: Cast, noticed: str, goes: str) -> None:
    case = with_the_officer(cast)
    pass_time(noticed)
    assert {one.next_at for one in Notice.objects.filter(case=case, event__verb="case.warned")} == {moment(goes)}


def test_after_three_days_without_power_there_is_no_storm(cast: Cast) -> None:
    """Warned of one day and of the last day, and lapsed: three facts, and one message about what is true now."""
    case = with_the_officer(cast)
    pass_time("2026-11-30 09:30")
    assert case.events.filter(verb="case.warned").count() == 2
    assert warned(case) == []
    assert Notice.objects.filter(case=case, recipient="post", event__verb="case.lapsed").count() == 1


def test_however_many_cases_lapsed_without_power_no_post_is_warned_of_what_has_passed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    """The ticker takes some cases at a time and tells one fact a round: the first are told while others wait."""
    settings.HEARTBEAT_FILE = tmp_path / "heartbeat"
    monkeypatch.setattr(deeds, "SIZE", 2)
    for number in range(12):
        make_case(cast, FIVE_DAYS, key=f"key-{number}").accept(by=cast.head.author(), at=NOW, limit_applies=True)
    while tell_next(NOW):
        pass
    while one_round(moment("2026-11-30 09:30")):
        pass
    to_posts = Notice.objects.filter(recipient="post", event__verb__in=("case.warned", "case.lapsed"))
    assert {one.event.verb for one in to_posts} == {"case.lapsed"}
    assert to_posts.count() == 12


def test_nobody_is_warned_of_what_was_given_or_stands_meanwhile(cast: Cast) -> None:
    case = with_the_officer(cast)
    while act_next(moment("2026-11-26 09:00")):
        pass
    Case.objects.get(pk=case.pk).deliver(by=cast.officer.author(), at=moment("2026-11-26 09:01"), text="দেওয়া হলো")
    pass_time("2026-11-26 09:02")
    assert warned(case) == []


def test_posts_get_no_mail_unless_the_office_has_said_so(cast: Cast, settings: Settings) -> None:
    settings.TELL_POSTS = False
    case = with_the_officer(cast)
    pass_time("2026-11-26 09:00")
    assert warned(case) == []


# Telling of a delay beforehand


def test_a_delay_is_told_with_reason_and_new_date_and_the_promise_stays(cast: Cast, settings: Settings) -> None:
    settings.INTERIM_REPLY = True
    case = with_the_officer(cast)
    case.tell_delay(by=cast.officer.author(), at=NOW, reason="যন্ত্র মেরামতে", expected_on=date(2026, 12, 3))
    pass_time("2026-11-22 10:01")
    letter = Notice.objects.get(event__verb="case.delay_told", carrier=Carrier.SCREEN)
    assert "যন্ত্র মেরামতে" in letter.body
    assert "বৃহস্পতিবার, ৩ ডিসেম্বর ২০২৬" in letter.body
    assert "রবিবার, ২৯ নভেম্বর ২০২৬" in letter.body
    pass_time("2026-11-30 09:00")
    case.refresh_from_db()
    assert case.due_on == date(2026, 11, 29)
    assert case.late_at(moment("2026-11-30 09:00"))


@pytest.mark.parametrize(
    ("on", "reason", "day", "words"),
    [
        (False, "কারণ", date(2026, 12, 3), "চালু নেই"),
        (True, " ", date(2026, 12, 3), "দুটিই লিখুন"),
        (True, "কারণ", None, "দুটিই লিখুন"),
        (True, "কারণ", date(2026, 11, 29), "পরে হতে হবে"),
        (True, "কারণ", date(2026, 12, 4), "বন্ধের দিন"),
    ],
)
def test_what_a_delay_needs_is_said(
    cast: Cast, settings: Settings, on: bool, reason: str, day: date | None, words: str
) -> None:
    settings.INTERIM_REPLY = on
    case = make_case(cast, FIVE_DAYS)
    with pytest.raises(RuleBroken, match=words):
        case.tell_delay(by=cast.head.author(), at=NOW, reason=reason, expected_on=day)
