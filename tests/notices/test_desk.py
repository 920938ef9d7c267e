"""Letters at the desk: who sees which, what a person can do about them, and how they look on paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ongikar.cases.access import NotThere
from ongikar.cases.references import receipt_code
from ongikar.notices import desk
from ongikar.notices.access import letter_of, letter_to_requester, notices_for, told_of
from ongikar.notices.models import Carrier, Notice, Outcome, Recipient
from ongikar.notices.sheets import blocks, sheet_of
from ongikar.notices.tell import IN_A_LINE, TELL, tell_next
from ongikar.notices.troubles import Trouble
from ongikar.offices.models import Viewing
from tests.cast import NOW, Cast, make_case
from tests.doors.desk import signed_in
from tests.notices.stories import LATER, MATTER, events_of

LIST = "/desk/notices/"


def told_case(cast: Cast, key: str = "key-1", **who: Any) -> Any:
    case = make_case(cast, key=key, **{"phone": ""} | who)
    while tell_next(NOW):
        pass
    return case


def paper_of(case: Any) -> Notice:
    return Notice.objects.get(case=case, carrier=Carrier.PAPER)


def path_of(notice: Notice, act: str = "") -> str:
    return f"/desk/cases/{notice.case.reference}/letters/{notice.pk}/{act}"


@pytest.mark.parametrize(("username", "sees"), [("head", 1), ("clerk", 1), ("officer", 0), ("stranger", 0)])
def test_a_letter_is_seen_by_whoever_sees_its_case(cast: Cast, username: str, sees: int) -> None:
    notice = paper_of(told_case(cast))
    client = signed_in(username)
    assert client.get(LIST).content.decode().count(f'"{path_of(notice)}"') == sees
    assert client.get(path_of(notice)).status_code == (200 if sees else 404)
    assert client.get(f"/desk/cases/{notice.case.reference}/letters/{notice.pk}.pdf").status_code == (
        200 if sees else 404
    )
    for act in ("sending/", "handing/"):
        assert client.post(path_of(notice, act)).status_code == (302 if sees else 404)
    assert notices_for(getattr(cast, username)).filter(carrier=Carrier.PAPER).count() == sees


def test_a_letter_of_another_case_is_not_there(cast: Cast) -> None:
    mine, theirs = told_case(cast, "a"), told_case(cast, "b")
    with pytest.raises(NotThere):
        letter_of(mine, paper_of(theirs).pk)
    path = path_of(paper_of(theirs)).replace(theirs.reference, mine.reference)
    assert signed_in("head").get(path).status_code == 404


def test_looking_at_a_letter_is_logged(cast: Cast) -> None:
    notice = paper_of(told_case(cast))
    signed_in("head").get(path_of(notice))
    viewing = Viewing.objects.get()
    assert (viewing.subject, viewing.posting, viewing.via) == (notice.case_id, cast.head, "desk")


@pytest.mark.parametrize("show", ["", *desk.FILTERS, "nonsense"])
def test_every_filter_opens_empty_and_full(cast: Cast, show: str) -> None:
    client = signed_in("head")
    assert 'class="empty"' in client.get(f"{LIST}?show={show}").content.decode()
    notice = paper_of(told_case(cast))
    for outcomes in desk.FILTERS.values():
        for outcome in outcomes:
            Notice.objects.filter(pk=notice.pk).update(outcome=outcome, next_at=NOW, done_at=NOW, done_by=cast.head)
            assert client.get(f"{LIST}?show={show}").status_code == 200


def test_a_filter_and_its_count_hold_the_same_letters(cast: Cast) -> None:
    for number, outcome in enumerate(desk.UNSETTLED):
        Notice.objects.filter(pk=paper_of(told_case(cast, str(number))).pk).update(outcome=outcome)
    counts = desk.counts(cast.head)
    for name in ("open", "to_print", "failed", "maybe", "waiting"):
        assert counts[name] == len(desk.letters(cast.head, name, after=None).rows), name
    assert counts["open"] == len(desk.UNSETTLED)


@pytest.mark.parametrize("show", ["open", "done"])
def test_pages_follow_each_other_without_gap_or_overlap(cast: Cast, show: str) -> None:
    first = paper_of(told_case(cast))
    outcome = {"open": Outcome.TO_PRINT, "done": Outcome.HANDED}[show]
    Notice.objects.filter(pk=first.pk).update(outcome=outcome, done_by=cast.head, done_at=NOW)
    for number in range(desk.PAGE + 5):
        notice = paper_of(told_case(cast, str(number)))
        Notice.objects.filter(pk=notice.pk).update(outcome=outcome, done_by=cast.head, done_at=NOW)
    one = desk.letters(cast.head, show, after=None)
    two = desk.letters(cast.head, show, after=one.after)
    seen = [row.pk for row in (*one.rows, *two.rows)]
    assert (len(one.rows), len(two.rows), two.after) == (desk.PAGE, 6, None)
    assert seen == sorted(seen, reverse=show == "done")
    assert len(set(seen)) == desk.PAGE + 6
    assert signed_in("head").get(f"{LIST}?show={show}&after={one.after}").status_code == 200


@pytest.mark.parametrize("after", ["x", "-1", "৫", "9" * 40, "1; drop"])
def test_a_key_that_no_page_gave_is_as_none(cast: Cast, after: str) -> None:
    assert signed_in("head").get(LIST, {"after": after}).status_code == 200


def test_the_list_takes_six_statements_however_long_it_is(cast: Cast) -> None:
    for number in range(8):
        told_case(cast, str(number))
    client = signed_in("head")
    client.get(LIST)
    with CaptureQueriesContext(connection) as seen:
        client.get(LIST)
    besides = [q["sql"] for q in seen if "django_session" not in q["sql"] and "offices_account" not in q["sql"][:60]]
    told = [sql for sql in besides if sql.split()[0] in ("SELECT", "INSERT", "UPDATE")]
    assert len(told) <= 6, told  # one of them for the menu


def test_the_list_says_what_is_wrong_and_what_to_do(cast: Cast, settings: Any) -> None:
    settings.DEMO, settings.EMAIL_HOST = False, "mail.example"
    case = told_case(cast, email="r@example.org")
    Notice.objects.filter(case=case, carrier=Carrier.EMAIL).update(
        trouble=Trouble.SIGN_IN, reply="535 5.7.8", attempts=1, next_at=LATER
    )
    page = signed_in("head").get(LIST).content.decode()
    assert "ই-মেইল যাচ্ছে না" in page
    assert "অ্যাপ পাসওয়ার্ড" in page
    assert "৫৩৫ ৫.৭.৮" in page
    assert "১৫:০০" in page


def test_without_a_mail_server_the_list_says_that_nothing_is_sent(cast: Cast) -> None:
    assert "মেইল সার্ভার ঠিক করা নেই" in signed_in("head").get(LIST).content.decode()


def test_a_failed_letter_is_sent_again_from_the_list_it_stands_in(cast: Cast) -> None:
    notice = paper_of(told_case(cast))
    Notice.objects.filter(pk=notice.pk).update(carrier=Carrier.EMAIL, outcome=Outcome.FAILED)
    answer = signed_in("clerk").post(path_of(notice, "sending/"), {"show": "failed"})
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?show=failed")
    notice.refresh_from_db()
    assert (notice.outcome, notice.done_by) == (Outcome.WAITING, cast.clerk)


def test_a_printed_letter_is_handed_over_once(cast: Cast) -> None:
    notice = paper_of(told_case(cast))
    client = signed_in("clerk")
    client.post(path_of(notice, "handing/"))
    again = client.post(path_of(notice, "handing/"), follow=True)
    assert "ছাপিয়ে দেওয়ার দরকার নেই" in again.content.decode()
    notice.refresh_from_db()
    assert (notice.outcome, notice.done_by) == (Outcome.HANDED, cast.clerk)
    assert "শাপলা বেগম" in client.get(f"{LIST}?show=done").content.decode()


@pytest.mark.parametrize("act", ["sending/", "handing/"])
def test_an_act_comes_by_post(cast: Cast, act: str) -> None:
    notice = paper_of(told_case(cast))
    assert signed_in("head").get(path_of(notice, act)).status_code == 405


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_letter_is_set_in_parts_that_have_all_their_words(cast: Cast, language: str) -> None:
    events_of(cast, "order", language=language)
    while tell_next(LATER):
        pass
    told = {verb for verb, recipients in TELL.items() if Recipient.REQUESTER in recipients}
    assert set(Notice.objects.values_list("event__verb", flat=True)) == told
    for notice in Notice.objects.exclude(carrier__in=IN_A_LINE):
        parts = blocks(notice.body)
        assert {"text", "facts"} <= {part.kind for part in parts}
        for part in parts:
            assert all(len(pair) == 2 and all(pair) for pair in part.lines if part.kind == "facts"), notice.body


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("  আপিলের শেষ দিন:\n  অনলাইনে: x", [("আপিলের শেষ দিন:", ""), ("অনলাইনে", "x")]),
        ("  স্থান: কক্ষ\nদ্বিতীয় তলা", [("স্থান", "কক্ষ দ্বিতীয় তলা")]),
        ("  একা\n  দুজনে", [("একা", ""), ("দুজনে", "")]),
    ],
)
def test_a_row_without_a_value_or_with_one_of_several_lines_is_set_all_the_same(
    body: str, rows: list[tuple[str, str]]
) -> None:
    [block] = blocks(body)
    assert (block.kind, block.lines) == ("facts", rows)


def test_a_letter_is_set_like_an_official_one(cast: Cast) -> None:
    case = told_case(cast, institution="ক্ষেতলাল কলেজ", designation="অধ্যক্ষ", address="ক্ষেতলাল কলেজ")
    page = signed_in("head").get(path_of(paper_of(case))).content.decode()
    for words in ("তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর", "স্মারক নং", "৭ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ", "২২ নভেম্বর ২০২৬",
                  "বিষয়:", "বিনামূল্যে", "প্রাপক", "রহিমা খাতুন", "অধ্যক্ষ"):  # fmt: skip
        assert words in page, words
    assert sheet_of(paper_of(case))["to"] == ["রহিমা খাতুন", "অধ্যক্ষ", "ক্ষেতলাল কলেজ"]


def test_a_letter_is_signed_by_whoever_did_what_it_tells(cast: Cast) -> None:
    case = told_case(cast)
    event = case.refuse(by=cast.head.author(), at=LATER, reason="না", remedy="অন্যত্র")
    assert tell_next(LATER)
    assert sheet_of(Notice.objects.get(event=event, carrier=Carrier.PAPER))["signed_by"] == "নাজমা আক্তার"
    assert sheet_of(Notice.objects.get(event__verb="case.filed", carrier=Carrier.PAPER))["signed_by"] == ""


def test_an_english_letter_keeps_its_language_on_a_bangla_page(cast: Cast) -> None:
    page = signed_in("head").get(path_of(paper_of(told_case(cast, language="en")))).content.decode()
    assert 'lang="en"' in page
    assert "Dear applicant" in page


def test_what_was_told_is_one_row_a_fact_with_how_and_what_came_of_it(cast: Cast) -> None:
    case = told_case(cast, email="r@example.org")
    case.say(by=cast.head.author(), at=LATER, body="আসুন")
    assert tell_next(LATER)
    first, second = told_of(case)
    assert (first.sentence, second.sentence) == ("আবেদন পাওয়া গেছে", "আবেদনকারীকে জানানো হয়েছে")
    assert [way[0] for way in first.ways] == ["পাতা", "ই-মেইল", "কাগজ"]


def test_a_letter_to_a_post_is_not_the_requesters(cast: Cast) -> None:
    notice = paper_of(told_case(cast))
    Notice.objects.filter(pk=notice.pk).update(recipient=Recipient.POST)
    with pytest.raises(NotThere):
        letter_to_requester(notice.case, notice.pk)


def test_a_citizen_reads_a_letter_only_when_let_into_the_case(cast: Cast) -> None:
    case = told_case(cast)
    path = f"/track/{case.reference}/letters/{paper_of(case).pk}/"
    client = Client()
    assert client.get(path).status_code == 404
    assert path not in client.get(f"/track/{case.reference}/").content.decode()
    client.post(f"/track/{case.reference}/code/", {"code": receipt_code(str(case.pk), 1)})
    page = client.get(path)
    assert "প্রাপ্তি স্বীকার" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    other = told_case(cast, "other")
    assert client.get(f"/track/{case.reference}/letters/{paper_of(other).pk}/").status_code == 404


def test_no_letter_carries_the_matter(cast: Cast) -> None:
    """The requester knows what was asked; a letter that lies about need not say it."""
    case = told_case(cast, matter=MATTER)
    assert MATTER not in paper_of(case).body


def test_a_printed_letter_carries_the_link_as_a_picture_where_there_is_one(cast: Cast, settings: Any) -> None:
    case = told_case(cast)
    assert sheet_of(paper_of(case))["qr"] == ""
    settings.SITE_URL = "https://seba.example"
    assert sheet_of(paper_of(case))["qr"].startswith("data:image/svg+xml")
