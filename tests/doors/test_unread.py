"""What an applicant writes is read by somebody: it is marked before the post that has the case until it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.cases.access import unread_for
from ongikar.cases.mistakes import mark_duplicate, refile
from ongikar.cases.models import Case
from ongikar.cases.replying import write
from ongikar.journal.authors import requester
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Posting
from ongikar.offices.people import hand_over
from ongikar.rules import Overtaken
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in
from tests.doors.test_following import opened

WORDS = "রোববার নয়, সোমবার আসুন"
LATE = "আরও একটি কথা আছে"
HEADING = "নতুন লেখা এসেছে"


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast, at=timezone.now() - timedelta(hours=1))


def sent(case: Case, words: str = WORDS, **more: Any) -> Any:
    """The applicant writes, in the browser that was let in."""
    return opened(case).post(f"/track/{case.reference}/papers/", {"body": words, **more}, follow=True)


def shown(case: Case) -> str:
    return to_bangla(in_threes(case.reference))


def stands(username: str, case: Case, path: str = "/desk/") -> bool:
    """Whether the list of new writing above this one's queue has the case."""
    page = signed_in(username).get(path).content.decode()
    found = re.search(r'<section class="notice amber" id="unread">(.*?)</section>', page, re.S)
    return found is not None and shown(case) in found[1]


def page_of(case: Case, username: str = "head") -> str:
    return signed_in(username).get(f"/desk/cases/{case.reference}/").content.decode()


def read(client: Client, case: Case, page: str) -> Any:
    """Press the button on a page as it was drawn."""
    up_to = re.search(r'name="up_to" value="(\d+)"', page)
    assert up_to, "no button"
    return client.post(f"/desk/cases/{case.reference}/reading/", {"up_to": up_to[1]}, follow=True)


def act(client: Client, case: Case, name: str, revision: int, **typed: Any) -> Any:
    return client.post(f"/desk/cases/{case.reference}/{name}/", {"revision": revision, **typed})


def test_what_is_written_stands_above_the_queue_of_the_post_that_has_it_and_of_no_other(cast: Cast, case: Case) -> None:
    assert not stands("head", case)
    answer = sent(case).content.decode()
    assert "পড়া হলে এই পাতায় দেখা যাবে" in answer
    assert "এখনো পড়া হয়নি" in answer
    assert stands("head", case)
    assert stands("head", case, "/desk/?show=closed")
    for other in ("officer", "clerk", "stranger"):
        assert not stands(other, case)
    assert "১ নতুন<" in signed_in("head").get("/desk/calendar/").content.decode()
    page = page_of(case)
    assert page.index(HEADING) < page.index(WORDS) < page.index("কী করবেন")


def test_marking_it_read_takes_it_away_and_tells_who_wrote(cast: Cast, case: Case) -> None:
    sent(case)
    client = signed_in("head")
    answer = read(client, case, page_of(case))
    assert answer.redirect_chain[-1][0] == "/desk/"
    assert not stands("head", case)
    event = case.events.get(verb="case.read")
    assert (event.by_name, event.by_posting) == ("নাজমা আক্তার", cast.head)
    page = opened(case).get(f"/track/{case.reference}/").content.decode()
    assert "দপ্তর লেখাটি পড়েছে" in page
    assert "এখনো পড়া হয়নি" not in page
    assert HEADING not in page_of(case)


def test_what_came_after_the_page_was_drawn_stays_unread(cast: Cast, case: Case) -> None:
    sent(case)
    client, page = signed_in("head"), page_of(case)
    sent(case, LATE)
    answer = read(client, case, page).content.decode()
    assert "আরও লেখা এসেছে" in answer
    assert stands("head", case)
    again = page_of(case)
    new = again[again.index('id="unread"') : again.index("কী চাওয়া হয়েছে")]
    assert LATE in new
    assert WORDS not in new
    read(client, case, again)
    assert not stands("head", case)
    assert "আগেই পড়া হয়েছে" in read(client, case, again).content.decode()


def test_a_colleague_of_another_post_sees_it_on_the_case_and_clears_nothing(cast: Cast, case: Case) -> None:
    sent(case)
    clerk, page = signed_in("clerk"), page_of(case, "clerk")
    assert WORDS in page
    assert 'name="up_to"' not in page
    assert clerk.post(f"/desk/cases/{case.reference}/reading/", {"up_to": 10**6}).status_code == 404
    case.refresh_from_db()
    assert act(clerk, case, "messages", case.revision, body="আসছি").status_code == 302
    assert stands("head", case)


ANSWERS: list[tuple[str, dict[str, Any]]] = [
    ("messages", {"body": "সোমবার আসছি"}),
    ("acceptance", {"limit_applies": "yes"}),
    ("asking", {"reason": "other", "why": "কয়টি কক্ষ?"}),
    ("delivery", {"text": "দেওয়া হলো"}),
    ("refusal", {"reason": "না", "remedy": "অন্যত্র"}),
    ("withdrawal", {"reason": "ফোনে বলেছেন"}),
]


@pytest.mark.parametrize(("name", "typed"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_an_answer_of_the_post_that_has_it_clears_the_mark(
    cast: Cast, case: Case, name: str, typed: dict[str, Any]
) -> None:
    sent(case)
    case.refresh_from_db()
    assert act(signed_in("head"), case, name, case.revision, **typed).status_code == 302
    assert not stands("head", case)
    case.refresh_from_db()
    assert case.unread_id is None


@pytest.mark.parametrize(("name", "typed"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_no_act_passes_over_words_that_came_after_its_page_was_drawn(
    cast: Cast, case: Case, name: str, typed: dict[str, Any]
) -> None:
    client, seen = signed_in("head"), case.revision
    sent(case)
    answer = act(client, case, name, seen, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "না-পড়া লেখা আছে" in page
    assert WORDS in page
    assert next(iter(typed.values())) in page  # what the officer typed comes back
    case.refresh_from_db()
    assert (case.state, case.unread_id is None) == ("filed", False)
    fresh = re.search(r'name="revision" value="(\d+)"', page)
    assert fresh
    assert act(client, case, name, int(fresh[1]), **typed).status_code == 302
    assert not stands("head", case)


def test_an_answer_in_the_same_moment_does_not_take_away_what_it_did_not_see(cast: Cast, case: Case) -> None:
    sent(case)
    loaded = Case.objects.get(pk=case.pk)
    sent(case, LATE)
    loaded.say(body="সোমবার আসছি", by=cast.head.author(), at=timezone.now())
    assert stands("head", case)
    with pytest.raises(Overtaken):
        loaded.deliver(by=cast.head.author(), at=timezone.now(), text="দেওয়া হলো")


def test_with_the_case_the_mark_goes_to_the_other_post(cast: Cast, case: Case) -> None:
    sent(case)
    case.refresh_from_db()
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=timezone.now(), reason="তাঁর বিষয়")
    assert (stands("head", case), stands("officer", case)) == (False, True)
    read(signed_in("officer"), case, page_of(case, "officer"))
    assert not stands("officer", case)


def test_of_a_vacant_post_the_head_reads(cast: Cast, case: Case) -> None:
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=timezone.now(), reason="তাঁর বিষয়")
    sent(case)
    assert not stands("head", case)
    hand_over(cast.officer, by=cast.head.author(), at=timezone.now())
    assert stands("head", case)
    read(signed_in("head"), case, page_of(case))
    assert not stands("head", case)


def test_a_withdrawal_is_put_before_the_post(cast: Cast, case: Case) -> None:
    opened(case).post(f"/track/{case.reference}/withdrawal/", {"reason": "অন্যত্র পেয়েছি"})
    assert stands("head", case)
    assert "অন্যত্র পেয়েছি" in page_of(case)
    read(signed_in("head"), case, page_of(case))
    assert not stands("head", case)


def test_papers_that_were_asked_for_are_put_before_the_post_and_are_asked_for_no_longer(cast: Cast, case: Case) -> None:
    case.ask(by=cast.head.author(), at=timezone.now(), reason="other", why="কয়টি কম্পিউটার?")
    waits = "আপনার উত্তর পৌঁছালেই সময় আবার চলবে"
    assert waits in opened(case).get(f"/track/{case.reference}/").content.decode()
    page = sent(case, "দশটি", documents=SimpleUploadedFile("তালিকা.pdf", b"%PDF-1.4 x")).content.decode()
    assert waits not in page
    assert stands("head", case)
    desk = page_of(case)
    new = desk[desk.index('id="unread"') : desk.index("কী চাওয়া হয়েছে")]
    assert "দশটি" in new
    assert "তালিকা.pdf" in new


def test_who_has_sent_what_was_asked_need_not_be_phoned_for_it(cast: Cast, case: Case) -> None:
    case.ask(by=cast.head.author(), at=timezone.now(), reason="other", why="কয়টি কম্পিউটার?")
    while tell_next(timezone.now()):
        pass
    needless = "জানানোর দরকার নেই"
    assert needless not in signed_in("head").get("/desk/calls/").content.decode()
    sent(case, "দশটি")
    assert needless in signed_in("head").get("/desk/calls/").content.decode()


def test_what_a_clerk_takes_down_on_the_phone_is_put_before_the_post_too(cast: Cast, case: Case) -> None:
    now = timezone.localtime()
    taken = {"body": WORDS, "received_on": f"{now:%Y-%m-%d}", "received_time": f"{now:%H:%M}"}
    assert act(signed_in("clerk"), case, "reply", case.revision, **taken).status_code == 302
    assert stands("head", case)
    case.refresh_from_db()
    assert act(signed_in("head"), case, "reply", case.revision, **taken | {"body": LATE}).status_code == 302
    assert case.events.filter(facts__to_read=True).count() == 1  # his own words are no news to himself


CLOSING: list[tuple[str, Callable[[Case, Posting], object]]] = [
    ("delivered", lambda case, by: case.deliver(by=by.author(), at=timezone.now(), text="দেওয়া হলো")),
    ("refused", lambda case, by: case.refuse(by=by.author(), at=timezone.now(), reason="না", remedy="অন্যত্র")),
    ("withdrawn", lambda case, by: case.withdraw(by=by.author(), at=timezone.now(), reason="ফোনে")),
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("state", "close"), CLOSING, ids=[state for state, _ in CLOSING])
def test_a_reply_on_a_case_closed_meanwhile_is_kept_read_and_said_truthfully(
    cast: Cast, case: Case, state: str, close: Callable[[Case, Posting], object], prefix: str
) -> None:
    client = opened(case)
    close(case, cast.head)
    answer = client.post(f"{prefix}/track/{case.reference}/papers/", {"body": WORDS}, follow=True).content.decode()
    said = ("was closed on", "the post that had it will read it", "complain") if prefix else (
        "শেষ হয়েছে", "আবেদনটি যে পদে ছিল, সেই পদ পড়বে", "অভিযোগ করুন"
    )  # fmt: skip
    for words in (*said, WORDS, f'href="{prefix}/{cast.office.code}/"'):
        assert words in answer, words
    case.refresh_from_db()
    assert (case.state, case.messages.filter(kind="in").get().body) == (state, WORDS)
    assert stands("head", case)
    assert act(signed_in("head"), case, "messages", case.revision, body="আবার আবেদন করুন").status_code == 302
    assert not stands("head", case)


def test_a_withdrawal_of_a_case_closed_meanwhile_keeps_its_reason(cast: Cast, case: Case) -> None:
    client = opened(case)
    case.deliver(by=cast.head.author(), at=timezone.now(), text="দেওয়া হলো")
    answer = client.post(f"/track/{case.reference}/withdrawal/", {"reason": WORDS}, follow=True).content.decode()
    assert "শেষ হয়েছে" in answer
    assert WORDS in page_of(case)
    assert stands("head", case)


def voided(cast: Cast, case: Case, how: str) -> Case:
    """The case is void by mistake; the one that goes on in its place, with the other officer."""
    by, at = cast.head.author(), timezone.now()
    if how == "misfiled":
        return refile(case, promise=cast.promise("citizen-2"), by=by, at=at, reason="অন্য সেবা")
    first = make_case(cast, key="first", at=timezone.now() - timedelta(hours=2))
    first.transfer(to=cast.officer.post, by=by, at=at, reason="তাঁর বিষয়")
    mark_duplicate(case, of=first, by=by, at=at)
    return first


@pytest.mark.parametrize(("how", "whose"), [("misfiled", "head"), ("duplicate", "officer")])
def test_a_reply_on_a_case_void_by_mistake_goes_to_the_one_in_its_place(
    cast: Cast, case: Case, how: str, whose: str
) -> None:
    client = opened(case)
    right = voided(cast, case, how)
    file = SimpleUploadedFile("তালিকা.pdf", b"%PDF-1.4 x")
    sent_now = {"body": WORDS, "documents": file}
    answer = client.post(f"/track/{case.reference}/papers/", sent_now, follow=True).content.decode()
    assert shown(right) in answer
    assert "দপ্তর সেখানেই পড়বে" in answer
    assert WORDS in answer
    assert stands(whose, right)
    assert not stands("head", case)
    assert WORDS in page_of(right, whose)
    assert [one.name for one in right.attachments.all()] == ["তালিকা.pdf"]


@pytest.mark.parametrize(("how", "whose"), [("misfiled", "head"), ("duplicate", "officer")])
def test_words_not_read_before_a_case_was_void_go_along_with_it(cast: Cast, case: Case, how: str, whose: str) -> None:
    sent(case)
    case.refresh_from_db()
    right = voided(cast, case, how)
    assert (stands(whose, right), stands("head", case)) == (True, False)
    assert WORDS in page_of(right, whose)


def test_a_reply_is_not_lost_to_an_officer_who_acts_in_the_same_moment(cast: Cast, case: Case) -> None:
    case.ask(by=cast.head.author(), at=timezone.now(), reason="other", why="কয়টি?")
    loaded = Case.objects.get(pk=case.pk)
    case.transfer(to=cast.officer.post, by=cast.head.author(), at=timezone.now(), reason="তাঁর বিষয়")
    write(loaded, body=WORDS, by=requester("রহিমা খাতুন"), at=timezone.now())
    assert stands("officer", case)
    case.refresh_from_db()
    assert (case.state, case.messages.count()) == ("filed", 1)


def test_the_list_of_the_interested_shows_the_words_before_many_are_taken_up(cast: Cast) -> None:
    case = make_case(cast, "citizen-6", at=timezone.now() - timedelta(hours=1))
    other = make_case(cast, "citizen-6", key="two", at=timezone.now() - timedelta(hours=1))
    sent(case)
    case.refresh_from_db()
    page = signed_in("head").get("/desk/interested/citizen-6/").content.decode()
    assert WORDS in page
    seen = f"{case.reference}:{case.revision}"
    sent(case, LATE)
    fee = {
        "deed": "fees",
        "pick": [seen, f"{other.reference}:{other.revision}"],
        "fees-amount": "0",
        "fees-rule": "নীতি",
    }
    assert "তালিকাটি এইমাত্র বদলেছে" in signed_in("head").post("/desk/interested/citizen-6/", fee).content.decode()
    assert stands("head", case)


def test_the_queue_has_nothing_of_this_where_nothing_is_unread(cast: Cast, case: Case) -> None:
    assert HEADING not in signed_in("head").get("/desk/").content.decode()
    assert not unread_for(cast.head, at=timezone.now()).exists()
