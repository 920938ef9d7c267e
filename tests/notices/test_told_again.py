"""A wrong phone or e-mail, put right: who it was meant for hears what went astray, and the stranger nothing more."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.mistakes import correct_requester
from ongikar.cases.models import Case, CaseEvent, Channel
from ongikar.cases.references import link_token, receipt_code
from ongikar.grievances.appeals import appeal
from ongikar.grievances.links import appeal_path
from ongikar.grievances.lodging import lodge
from ongikar.grievances.mistakes import correct_complainant
from ongikar.grievances.models import Complainant, Grievance, GrievanceEvent, Outcome, decide
from ongikar.grievances.stepping import take
from ongikar.grievances.steps import Kind, To
from ongikar.journal.authors import requester
from ongikar.notices.calls import calls, papers
from ongikar.notices.carriers import CARRIERS
from ongikar.notices.kinds import Carrier
from ongikar.notices.kinds import Outcome as Told
from ongikar.notices.models import Answer, GrievanceNotice, Notice, Telling
from ongikar.notices.post import post_next
from ongikar.notices.reports import Report, take_in
from ongikar.notices.tell import tell_next
from ongikar.notices.troubles import Trouble
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, complaint, make_grievance, separate_grievance_officer

WRONG, RIGHT = "rahma@example.org", "rahima@example.org"
BAD_PHONE, PHONE = "+8801711111111", "+8801712345678"
LATER = moment("2026-11-22 15:00")
NEXT_DAY = moment("2026-11-23 11:00")
AFTERWARDS = moment("2027-06-01 10:00")  # by day, whenever the test is run
INSTITUTION = ("institution", "designation")
CITIZEN = requester("রহিমা খাতুন")


@dataclass
class Out:
    """What machines gave to whom, and what they answer for an address that bounces."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    bounces: set[str] = field(default_factory=set)

    def take(self, notice: Telling) -> Answer:
        if notice.address in self.bounces:
            return Answer(Told.FAILED, Trouble.RECIPIENT)
        self.sent.append((notice.address, f"{notice.subject}\n{notice.body}"))
        return Answer(Told.SENT)

    def to(self, address: str) -> list[str]:
        return [text for to, text in self.sent if to == address]


@pytest.fixture
def out(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Out:
    """A mail server and a gateway that take everything."""
    settings.EMAIL_HOST, settings.DEMO, settings.SITE_URL = "mail.example", False, "https://seba.example"
    found = Out()
    for carrier in (Carrier.EMAIL, Carrier.SMS):
        monkeypatch.setitem(CARRIERS, carrier, found.take)
    return found


def go(at: Any) -> None:
    while tell_next(at):
        pass
    while post_next(at):
        pass


def put_right(case: Case, **fields: str) -> str:
    """The clerk corrects it at the desk; the words of the page that comes of it."""
    case.refresh_from_db()
    who = {name: getattr(case.requester, name) for name in ("name", "address", "phone", "email", *INSTITUTION)}
    form = {"revision": case.revision, **who, **fields}
    page = signed_in("clerk").post(f"/desk/cases/{case.reference}/correction/", form, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_the_right_one_hears_what_went_to_the_wrong_address_and_that_one_nothing_more(cast: Cast, out: Out) -> None:
    case = make_case(cast, "institutional-1", email=WRONG)
    go(NOW)
    case.ask(by=cast.head.author(), at=LATER, reason="other", why="কোন শ্রেণির জন্য?")
    case.say(by=cast.head.author(), at=LATER, body="বুধবার আসুন")
    while tell_next(LATER):  # both wait in the outbox, on a line that is down
        pass
    old_link = re.search(r"https://seba.example(/t/\S+)", out.to(WRONG)[0])
    assert old_link is not None
    assert Client().get(old_link[1]).status_code == 200
    page = put_right(case, email=RIGHT)
    assert "থামানো হলো" in page
    assert "সেখানে যাওয়া বাকি ছিল ২টি" in page
    assert "আবার জানানো হচ্ছে" in page
    assert "নতুন রসিদটি দিন" in page
    assert f"/desk/cases/{case.reference}/receipt/" in page
    before = len(out.to(WRONG))
    go(AFTERWARDS)
    told = out.to(RIGHT)
    assert [text.partition(":")[0] for text in told] == [
        "যোগাযোগের তথ্য ঠিক করা হয়েছে", "প্রাপ্তি স্বীকার", "আরও কাগজ বা তথ্য দরকার", "দপ্তরের বার্তা",
    ]  # fmt: skip
    assert "২৯ নভেম্বর ২০২৬" in told[1]
    assert "কোন শ্রেণির জন্য?" in told[2]
    assert "বুধবার আসুন" in told[3]
    token = link_token(str(case.pk), 2)
    assert all(f"/t/{case.pk}/{token}/" in text for text in told)
    assert len(out.to(WRONG)) == before
    assert Client().get(old_link[1]).status_code == 404


def test_the_old_code_opens_nothing_and_the_new_receipt_has_another(cast: Cast, out: Out) -> None:
    case = make_case(cast, email=WRONG)
    old, new = (receipt_code(str(case.pk), number) for number in (1, 2))
    stranger, own = Client(), Client()
    stranger.post(f"/track/{case.reference}/code/", {"code": old})
    put_right(case, email=RIGHT)
    assert old not in (receipt := signed_in("clerk").get(f"/desk/cases/{case.reference}/receipt/").content.decode())
    assert new in receipt
    assert stranger.get(f"/track/{case.reference}/receipt/").status_code == 302
    assert own.post(f"/track/{case.reference}/code/", {"code": old}).status_code == 422
    assert own.post(f"/track/{case.reference}/code/", {"code": new}).status_code == 302
    go(NOW + timedelta(days=30))
    assert not [text for _to, text in out.sent if old in text or new in text]


def test_what_comes_later_goes_to_the_right_one_alone_and_is_told_once(cast: Cast, out: Out) -> None:
    case = make_case(cast, "institutional-1", email=WRONG)
    go(NOW)
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"email": RIGHT})
    go(LATER)
    out.sent.clear()
    case.refresh_from_db()
    case.accept(by=cast.head.author(), at=NEXT_DAY, limit_applies=True)
    case.deliver(by=cast.head.author(), at=NEXT_DAY, text="দেওয়া হলো")
    go(NEXT_DAY)
    assert [to for to, _text in out.sent] == [RIGHT, RIGHT]


def test_of_a_closed_case_the_result_is_told_and_no_question_that_was_answered(cast: Cast, out: Out) -> None:
    case = make_case(cast, "institutional-1", email=WRONG)
    case.ask(by=cast.head.author(), at=LATER, reason="other", why="কোন শ্রেণি?")
    case.reply(by=CITIZEN, at=LATER + timedelta(hours=1), body="দশম")
    case.accept(by=cast.head.author(), at=NEXT_DAY, limit_applies=True)
    case.deliver(by=cast.head.author(), at=NEXT_DAY, text="প্রশিক্ষণ দেওয়া হলো")
    go(NEXT_DAY)
    correct_requester(case, by=cast.clerk.author(), at=NEXT_DAY, fields={"email": RIGHT})
    go(NEXT_DAY + timedelta(minutes=1))
    assert [text.partition(":")[0] for text in out.to(RIGHT)][1:] == ["প্রাপ্তি স্বীকার", "সেবা দেওয়া হয়েছে"]
    assert "প্রশিক্ষণ দেওয়া হলো" in out.to(RIGHT)[-1]


def test_what_bounced_is_dropped_and_told_again_and_a_second_correction_does_it_once_more(cast: Cast, out: Out) -> None:
    out.bounces = {WRONG, "r@example.org"}
    case = make_case(cast, email=WRONG)
    go(NOW)
    assert Notice.objects.get(case=case, carrier=Carrier.EMAIL).outcome == Told.FAILED
    for number, address in enumerate(("r@example.org", RIGHT), 1):
        correct_requester(case, by=cast.clerk.author(), at=LATER + timedelta(minutes=number), fields={"email": address})
        go(LATER + timedelta(minutes=number))
    wrong = Notice.objects.exclude(address=RIGHT).filter(carrier=Carrier.EMAIL)
    assert set(wrong.values_list("outcome", flat=True)) == {Told.DROPPED}
    assert [text.partition(":")[0] for text in out.to(RIGHT)] == ["যোগাযোগের তথ্য ঠিক করা হয়েছে", "প্রাপ্তি স্বীকার"]


def test_two_corrections_before_the_first_is_told_tell_the_last_address_alone(cast: Cast, out: Out) -> None:
    case = make_case(cast, email=WRONG)
    go(NOW)
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"email": "r@example.org"})
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"email": RIGHT})
    out.sent.clear()
    go(LATER)
    assert {to for to, _text in out.sent} == {RIGHT}
    assert len([text for text in out.to(RIGHT) if text.startswith("প্রাপ্তি স্বীকার")]) == 1


def test_a_message_is_told_again_at_the_right_number_and_a_report_of_the_wrong_one_calls_nobody(
    cast: Cast, out: Out, settings: Settings
) -> None:
    settings.SMS_URL, settings.SMS_ID = "http://127.0.0.1:9/send", ""
    case = make_case(cast, phone=BAD_PHONE)
    go(NOW)
    wrong = Notice.objects.get(case=case, carrier=Carrier.SMS)
    put_right(case, phone="০১৭১২৩৪৫৬৭৮")
    go(AFTERWARDS)
    assert len(out.to(BAD_PHONE)) == 1
    assert ["নতুন রসিদ নিন" in text for text in out.to(PHONE)] == [True, False]
    take_in([Report(str(wrong.pk), "UNDELIVERED")], at=AFTERWARDS)
    wrong.refresh_from_db()
    assert wrong.outcome == Told.DROPPED
    assert calls(cast.head) == []


def test_who_is_phoned_is_phoned_at_the_right_number_about_each_thing_once(cast: Cast) -> None:
    case = make_case(cast, phone=BAD_PHONE)
    go(NOW)
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"phone": PHONE})
    go(LATER)
    [call] = calls(cast.head)
    assert call.notice.address == PHONE
    lines = [notice.body for notice in call.notices]
    assert len(lines) == len(set(lines)) == 2
    page = signed_in("head").get("/desk/calls/").content.decode()
    assert "01712345678" in page.replace("-", "") or "০১৭১২" in page
    assert "০১৭১১" not in page


def test_who_stood_at_the_counter_hears_that_the_receipt_is_another_and_nothing_that_was_said_there(cast: Cast) -> None:
    case = make_case(cast, phone=BAD_PHONE)
    Case.objects.filter(pk=case.pk).update(channel=Channel.COUNTER)
    go(NOW)
    case.refresh_from_db()
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"phone": PHONE})
    go(LATER)
    [call] = calls(cast.head)
    assert [notice.event.verb for notice in call.notices] == ["case.corrected"]


def test_a_letter_on_paper_is_printed_again_with_the_right_address(cast: Cast) -> None:
    case = make_case(cast, phone="", address="ভুল গ্রাম")
    go(NOW)
    [first] = papers(cast.head)
    first.hand_over(by=cast.head, at=NOW)
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"address": "ক্ষেতলাল, জয়পুরহাট"})
    go(LATER)
    assert [letter.event.verb for letter in papers(cast.head)] == ["case.corrected", "case.filed"]
    printed = signed_in("head").get("/desk/calls/letters/").content.decode()
    assert printed.count("ক্ষেতলাল, জয়পুরহাট") == 2
    assert "ভুল গ্রাম" not in printed
    case.refresh_from_db()
    assert case.link_number == 2


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        ({"email": ""}, {"email": RIGHT}),  # added, not wrong
        ({"email": RIGHT}, {"name": "রহিমা বেগম"}),
        ({"email": RIGHT}, {"address": "কালাই"}),
    ],
)
def test_what_sent_nothing_astray_tells_nothing_again_and_leaves_the_receipt(
    cast: Cast, out: Out, who: dict[str, Any], fields: dict[str, str]
) -> None:
    case = make_case(cast, **who)
    go(NOW)
    out.sent.clear()
    assert "থামানো হলো" not in put_right(case, **fields)
    go(AFTERWARDS)
    case.refresh_from_db()
    assert (out.sent, case.link_number) == ([], 1)


def test_the_address_taken_away_is_told_nothing_more_and_a_person_is_phoned_instead(cast: Cast, out: Out) -> None:
    case = make_case(cast, email=WRONG, phone=PHONE)
    go(NOW)
    assert calls(cast.head) == []
    correct_requester(case, by=cast.clerk.author(), at=LATER, fields={"email": ""})
    out.sent.clear()
    go(LATER)
    assert out.sent == []
    assert [notice.event.verb for notice in calls(cast.head)[0].notices] == ["case.corrected", "case.filed"]


def test_of_two_who_correct_at_once_the_second_is_told_and_takes_nothing_back(cast: Cast) -> None:
    mine = make_case(cast, email=WRONG)
    theirs = Case.objects.get(pk=mine.pk)
    correct_requester(mine, by=cast.clerk.author(), at=LATER, fields={"email": RIGHT})
    with pytest.raises(Overtaken):
        correct_requester(theirs, by=cast.head.author(), at=LATER, fields={"name": "অন্য নাম"})
    assert CaseEvent.objects.filter(verb="case.corrected").count() == 1


# Grievances


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


def complained(cast: Cast, **changes: Any) -> Grievance:
    who = Complainant(name="রহিমা খাতুন", mobile=PHONE, email=WRONG)
    return make_grievance(cast, complainant=who, **{"named": (cast.officer,), **changes})


def put_complainant_right(grievance: Grievance, client: Client, **fields: str) -> str:
    path = f"/desk/grievances/{grievance.reference}/correction/"
    form = {"revision": grievance.current.revision, "name": "রহিমা খাতুন", "mobile": "01712345678", "email": WRONG}
    answer = client.post(path, {**form, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_complainant_put_right_hears_receipt_questions_and_result_and_the_old_link_is_dead(
    cast: Cast, gro: Posting, out: Out
) -> None:
    grievance = complained(cast)
    turn = grievance.current
    go(NOW)
    turn.accept(by=gro.author(), at=LATER, scrutiny=NINE)
    take(
        turn,
        Kind.STATEMENT,
        by=gro.author(),
        at=LATER,
        to=To.COMPLAINANT,
        text="কবে গিয়েছিলেন?",
        due_on=NEXT_DAY.date(),
    )
    go(LATER)
    old = re.search(r"https://seba.example(/g/\S+)", out.to(WRONG)[0])
    assert old is not None
    code = receipt_code(str(grievance.pk), 1)
    page = put_complainant_right(grievance, signed_in("gro"), email=RIGHT)
    assert "নতুন রসিদটি দিন" in page
    assert code not in page
    assert receipt_code(str(grievance.pk), 2) in page
    before = len(out.to(WRONG))
    go(AFTERWARDS)
    assert [text.partition(":")[0] for text in out.to(RIGHT)] == [
        "যোগাযোগের তথ্য ঠিক করা হয়েছে", "অভিযোগের প্রাপ্তি স্বীকার", "অভিযোগ গৃহীত হয়েছে", "লিখিত বক্তব্য চাওয়া হয়েছে",
    ]  # fmt: skip
    assert len(out.to(WRONG)) == before
    assert Client().get(old[1]).status_code == 404
    assert Client().post(f"/grievances/{grievance.reference}/code/", {"code": code}).status_code == 422


def test_a_result_that_went_astray_is_told_again_with_an_appeal_link_that_works(
    cast: Cast, gro: Posting, out: Out
) -> None:
    grievance = complained(cast)
    turn = grievance.current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="ল্যাবটি অন্য দপ্তরের")
    go(NOW)
    old = appeal_path(turn)
    correct_complainant(turn, by=gro.author(), at=LATER, fields={"email": RIGHT})
    go(LATER)
    [result] = [text for text in out.to(RIGHT) if text.startswith("অভিযোগের ফল")]
    assert "ল্যাবটি অন্য দপ্তরের" in result
    turn.refresh_from_db()
    assert appeal_path(turn) in result
    assert Client().get(old).status_code == 404
    assert Client().get(appeal_path(turn)).status_code == 200


def test_who_keyed_it_in_puts_it_right_within_a_day_and_whoever_is_complained_of_never(
    cast: Cast, gro: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    who = Complainant(name="রহিমা খাতুন", mobile=BAD_PHONE)
    keyed = lodge(
        complaint(cast, medium="phone", named=(cast.head,)), complainant=who, intake_key="keyed", at=now,
        by=cast.clerk.author(),
    )  # fmt: skip
    clerk, path = signed_in("clerk"), f"/desk/grievances/{keyed.reference}/correction/"
    assert f'href="{path}"' in clerk.get(f"/desk/grievances/{keyed.reference}/receipt/").content.decode()
    assert "০১৭১২" not in (page := put_complainant_right(keyed, clerk, mobile="০১৭১২৩৪৫৬৭৮", email="", name="রহিমা"))
    assert receipt_code(str(keyed.pk), 2) in page
    keyed.refresh_from_db()
    assert keyed.complainant is not None
    assert (keyed.complainant.mobile, keyed.complainant.name) == (PHONE, "রহিমা")
    for name in ("head", "officer", "stranger"):
        assert signed_in(name).get(path).status_code == 404
    with pytest.raises(RuleBroken):
        correct_complainant(keyed.current, by=cast.head.author(), at=now, fields={"email": RIGHT})
    seen = signed_in("gro").get(f"/desk/grievances/{keyed.reference}/").content.decode()
    assert "০১৭১১-১১১১১১ → ০১৭১২-৩৪৫৬৭৮" in seen
    assert f'href="{path}"' in seen
    assert "০১৭১১" not in Client().get(f"/grievances/{keyed.reference}/").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=2))
    assert signed_in("clerk").get(path).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"mobile": "12"}, "মিলিয়ে দেখুন"),
        ({"mobile": "", "email": ""}, "একটি উপায় রাখুন"),
        ({}, "কিছুই বদলানো হয়নি"),
        ({"revision": "99", "email": RIGHT}, "এইমাত্র এটি বদলেছেন"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    cast: Cast, gro: Posting, fields: dict[str, str], said: str
) -> None:
    grievance = complained(cast)
    form = {"revision": grievance.current.revision, "name": "রহিমা খাতুন", "mobile": "01712345678", "email": WRONG}
    answer = signed_in("gro").post(f"/desk/grievances/{grievance.reference}/correction/", {**form, **fields})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not GrievanceEvent.objects.filter(verb="grievance.corrected").exists()
    assert GrievanceNotice.objects.filter(again__gt=0).count() == 0


def test_after_an_appeal_the_complainant_put_right_hears_of_the_tier_it_lies_before_now(
    cast: Cast, gro: Posting, out: Out
) -> None:
    grievance = complained(cast)
    turn = grievance.current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=NOW, reasons="ল্যাবটি অন্য দপ্তরের")
    appeal(turn, appellant="complainant", grounds="", by=CITIZEN, at=LATER)
    go(LATER)
    correct_complainant(grievance.current, by=gro.author(), at=NEXT_DAY, fields={"email": RIGHT})
    go(NEXT_DAY)
    assert [text.partition(":")[0] for text in out.to(RIGHT)][1:] == ["অভিযোগের প্রাপ্তি স্বীকার", "আপিল পাওয়া গেছে"]
