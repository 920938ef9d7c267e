"""What happens to a grievance is told like what happens to a case: by the same mechanism, and never the matter."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from ongikar.cases.references import receipt_code
from ongikar.clock.hours import midnight_after
from ongikar.grievances import steps
from ongikar.grievances.appeals import appeal, rule_on_delay
from ongikar.grievances.complaining import inform
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.mistakes import correct_complainant
from ongikar.grievances.models import Complainant, Grievance, Outcome, decide
from ongikar.grievances.stepping import set_day, take
from ongikar.journal.authors import SYSTEM, requester
from ongikar.notices.models import GrievanceNotice, Recipient
from ongikar.notices.of_grievances import OF_STEPS, TELL
from ongikar.notices.post import post_next
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Post, Posting
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import (
    MATTER,
    NINE,
    allow_investigation,
    appeal_officer_inside,
    make_grievance,
    separate_grievance_officer,
)

AT = moment("2026-11-23 10:00")
LATE = moment("2027-01-24 10:00")  # after the month of an appeal
SUBJECT = "সেবা পাইনি"


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


def mailed(cast: Cast, **changes: Any) -> Grievance:
    who = Complainant(name="রহিমা খাতুন", mobile="+8801712345678", email="rahima@example.org", language="bn", **changes)
    return make_grievance(cast, case=make_case(cast), complainant=who)


def tell_all() -> list[GrievanceNotice]:
    while tell_next(AT):
        pass
    return list(GrievanceNotice.objects.select_related("event").order_by("pk"))


def story(cast: Cast, gro: Posting, grievance: Grievance) -> None:
    """Everything that is ever told, in one life."""
    turn, by, me = grievance.current, gro.author(), requester("রহিমা খাতুন")
    turn.ask_information(by=by, at=AT, text="তারিখটি লিখুন")
    inform(turn, text="১৮ নভেম্বর", by=me, at=AT)
    turn.accept(by=by, at=AT, scrutiny=NINE)
    allow_investigation(turn, gro, at=AT)
    for kind in steps.Kind.values:
        whom = steps.RULES[kind].to
        to = next((to for to in (steps.To.COMPLAINANT, steps.To.AUTHORITY) if to in whom), whom[0])
        take(
            turn, kind, by=by, at=AT, to=to, text="লেখাটি", due_on=date(2026, 11, 30), place="সম্মেলনকক্ষ",
            meets_at=moment("2026-11-30 11:00"), to_posting=cast.stranger if to != steps.To.COMPLAINANT else None,
            above=True,
        )  # fmt: skip
    set_day(turn.steps.get(kind="statement"), by=by, at=AT, due_on=date(2026, 12, 2), reason="অসুস্থ")
    turn.record("grievance.no_seat_left", by=SYSTEM, at=AT)
    decide(turn, Outcome.ANSWER_OK, by=by, at=AT, reasons="ল্যাবটি অন্য দপ্তরের")
    turn.reopen(by=me, at=AT, reason="সমাধান হয়নি")
    turn.shelve(by=by, at=AT, reason="আদালতে আছে", instead="রায়ের পরে আসুন")
    correct_complainant(turn, by=by, at=AT, fields={"email": "rahima.khatun@example.org"})
    appeal(turn, appellant="complainant", grounds="", by=me, at=LATE)
    rule_on_delay(grievance.current, admitted=True, by=by, at=LATE, reason="অসুস্থ ছিলেন")
    grievance.current.withdraw(by=me, at=LATE)


@pytest.mark.clause("6.1(ঝ)")
def test_every_verb_has_its_letter_and_line_in_both_languages_and_none_carries_the_matter(
    cast: Cast, gro: Posting, settings: Any
) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/"
    for language in ("bn", "en"):
        GrievanceNotice.objects.all().delete()
        who = Complainant(name="রহিমা খাতুন", mobile="+8801712345678", email="r@example.org", language=language)
        grievance = make_grievance(cast, complainant=who, key=language, named=(cast.head,), subject=SUBJECT)
        story(cast, gro, grievance)
        made = [one for one in tell_all() if one.recipient == Recipient.REQUESTER]
        told = {one.event.verb for one in made}
        expected = {verb for verb, to in TELL.items() if Recipient.REQUESTER in to}
        assert expected - told == {"grievance.forwarded", "grievance.redated", "grievance.lapsed"}
        for one in made:
            assert MATTER not in one.subject + one.body
            assert SUBJECT not in one.subject + one.body
            assert cast.head.account.name_bn not in one.body
            assert one.carrier == "sms" or one.subject
            if language == "en" and one.carrier == "sms":
                assert not re.search("[ঀ-৿]", one.body), one.body


@pytest.mark.clause("7.4(ছ)")
def test_a_lapse_is_told_with_the_way_to_appeal_and_a_result_with_its_reason_and_last_day(
    cast: Cast, gro: Posting
) -> None:
    grievance = mailed(cast)
    turn = grievance.current
    lapse_next(midnight_after(turn.due_on))
    lapse = next(one for one in tell_all() if one.event.verb == "grievance.lapsed" and one.carrier == "file")
    assert "আপিল" in lapse.body
    assert "শেষ দিন" in lapse.body
    turn.refresh_from_db()
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=AT, reasons="ল্যাবটি অন্য দপ্তরের")
    result = next(one for one in tell_all() if one.event.verb == "grievance.disposed" and one.carrier == "file")
    assert "ল্যাবটি অন্য দপ্তরের" in result.body
    assert "শেষ দিন" in result.body
    assert "ল্যাবটি" not in result.subject


def test_nothing_is_told_to_whoever_is_complained_of_but_that_a_step_is_before_him(
    cast: Cast, gro: Posting, settings: Any
) -> None:
    settings.TELL_POSTS = True
    for posting in (cast.head, gro):
        posting.post.email = f"{posting.account.username}@example.org"
        posting.post.save(update_fields=["email"])
    grievance = mailed(cast)
    assert {one.address for one in tell_all() if one.recipient != Recipient.REQUESTER} == {"gro@example.org"}
    turn = grievance.current
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    take(
        turn, steps.Kind.OPINION, by=gro.author(), at=AT, to=steps.To.CONCERNED, to_posting=cast.head, text="কেন দেরি",
        due_on=date(2026, 11, 30),
    )  # fmt: skip
    to_him = [one for one in tell_all() if one.address == "head@example.org"]
    assert [one.recipient for one in to_him] == [Recipient.ASKED]
    for hidden in (grievance.reference, "রহিমা", MATTER, "কেন দেরি"):
        assert hidden not in to_him[0].subject + to_him[0].body


def test_a_step_to_an_officer_is_no_news_to_the_complainant_and_a_nameless_one_is_written_to_nowhere(
    cast: Cast, gro: Posting
) -> None:
    grievance = mailed(cast)
    turn = grievance.current
    take(
        turn, steps.Kind.HEARING, by=gro.author(), at=AT, to=steps.To.CONCERNED, to_posting=cast.head, text="আসুন",
        meets_at=moment("2026-11-30 11:00"), place="কক্ষ",
    )  # fmt: skip
    assert not [one for one in tell_all() if one.event.verb in OF_STEPS and one.recipient == Recipient.REQUESTER]
    make_grievance(cast, anonymous=True, key="nameless", named=(cast.clerk,))
    assert not [one for one in tell_all() if one.grievance.anonymous]


def test_the_post_sends_both_kinds_and_their_files_do_not_meet(
    cast: Cast, gro: Posting, tmp_path: Any, settings: Any
) -> None:
    settings.OUTBOX_DIR = tmp_path
    grievance = mailed(cast, present_address="ক্ষেতলাল")
    tell_all()
    while post_next(AT):
        pass
    names = sorted(path.name for path in tmp_path.glob("*.eml"))
    assert [name for name in names if "g" in name.removesuffix(".eml")]
    assert {one.outcome for one in grievance.notices.filter(carrier="file")} == {"written"}


@pytest.mark.clause("6.1(ঝ)")
def test_letters_are_read_by_the_complainant_and_done_by_whoever_decides(cast: Cast, gro: Posting) -> None:
    grievance = make_grievance(cast, complainant=Complainant(name="করিম", present_address="ক্ষেতলাল"), named=(cast.head,))
    tell_all()
    paper = grievance.notices.get(carrier="paper")
    base = f"/grievances/{grievance.reference}/"
    client = Client()
    assert client.get(f"{base}letters/{paper.pk}/").status_code == 404
    client.post(f"{base}code/", {"code": receipt_code(str(grievance.pk), 1)})
    assert "প্রাপ্তি স্বীকার" in client.get(f"{base}letters/{paper.pk}/").content.decode()
    desk = signed_in("gro")
    assert "জানাতে বাকি" in desk.get(f"/desk{base}").content.decode()
    assert desk.get(f"/desk{base}letters/{paper.pk}/").status_code == 200
    assert signed_in("head").get(f"/desk{base}letters/{paper.pk}/").status_code == 404
    assert desk.post(f"/desk{base}letters/{paper.pk}/handing/").status_code == 302
    assert "জানাতে বাকি" not in desk.get(f"/desk{base}").content.decode()


def test_where_the_program_sends_it_up_the_letter_says_why(cast: Cast) -> None:
    who = Complainant(name="রহিমা", email="r@example.org")
    make_grievance(cast, complainant=who, case=make_case(cast), at=NOW)
    sent = next(one for one in tell_all() if one.event.verb == "grievance.forwarded" and one.carrier == "file")
    assert "নিজের বিরুদ্ধে অভিযোগ কেউ নিষ্পত্তি করেন না" in sent.body


def test_the_seat_is_not_told_in_a_mailbox_that_somebody_complained_of_reads(
    cast: Cast, gro: Posting, settings: Settings
) -> None:
    """Officer and grievance officer share one mailbox, and it is the officer who is complained of."""
    settings.TELL_POSTS = True
    Post.objects.filter(pk__in=(gro.post_id, cast.officer.post_id)).update(email="office@doict.example")
    make_grievance(cast, named=(cast.officer,))
    make_grievance(cast, named=(cast.head,), key="g-2")
    told = [notice for notice in tell_all() if notice.address == "office@doict.example"]
    assert [notice.grievance.intake_key for notice in told] == ["g-2"]
