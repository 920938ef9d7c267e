"""The journal is the outbox: each fact is told once, to whom it concerns, by what reaches them."""

from __future__ import annotations

import logging
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from ongikar.cases.models import CaseEvent
from ongikar.notices import letters, tell
from ongikar.notices.carriers import CARRIERS
from ongikar.notices.models import LINES, Carrier, Notice, Outcome, Recipient
from ongikar.notices.post import post_next
from ongikar.notices.tell import tell_next
from ongikar.notices.troubles import Trouble
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, Cast, make_case, moment

MINUTE_LATER = moment("2026-11-22 10:01")
AN_HOUR_LATER = moment("2026-11-22 11:01")


def ways(case: Any) -> list[tuple[str, str, str, str]]:
    rows = Notice.objects.filter(case=case).order_by("pk")
    return [(row.recipient, row.carrier, row.address, row.outcome) for row in rows]


def tell_all(now: Any = NOW) -> int:
    told = 0
    while tell_next(now):
        told += 1
    return told


@pytest.fixture
def mail(settings: Settings) -> Settings:
    """An office that has named a mail server."""
    settings.EMAIL_HOST, settings.DEMO = "mail.example", False
    return settings


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ({"email": "r@example.org"}, [(Carrier.SCREEN, "", "shown"), (Carrier.EMAIL, "r@example.org", "waiting")]),
        ({}, [(Carrier.SCREEN, "", "shown"), (Carrier.CALL, "+8801712345678", "to_call")]),
        ({"phone": ""}, [(Carrier.SCREEN, "", "shown"), (Carrier.PAPER, "", "to_print")]),
        (
            {"phone": "", "email": "r@example.org"},
            [(Carrier.SCREEN, "", "shown"), (Carrier.EMAIL, "r@example.org", "waiting")],
        ),
    ],
)
def test_the_requester_is_told_on_screen_and_by_mail_or_called_or_on_paper_where_nothing_else_reaches(
    cast: Cast, mail: Settings, who: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    case = make_case(cast, **who)
    tell_all()
    assert ways(case) == [(Recipient.REQUESTER, *way) for way in expected]


def test_the_demo_writes_files_whatever_mail_server_is_named(cast: Cast, mail: Settings) -> None:
    mail.DEMO = True
    case = make_case(cast, email="r@example.org")
    tell_all()
    assert [carrier for _, carrier, _, _ in ways(case)] == [Carrier.SCREEN, Carrier.FILE, Carrier.CALL]


def test_without_a_mail_server_who_has_no_phone_gets_paper_too(cast: Cast, mail: Settings) -> None:
    mail.EMAIL_HOST = ""
    case = make_case(cast, email="r@example.org", phone="")
    tell_all()
    assert [carrier for _, carrier, _, _ in ways(case)] == [Carrier.SCREEN, Carrier.FILE, Carrier.PAPER]


def test_a_post_is_told_of_a_new_case_only_where_the_office_said_so_and_the_post_has_an_address(
    cast: Cast, mail: Settings
) -> None:
    post = cast.head.post
    for on, address, told in ((False, "post@example.gov.bd", 0), (True, "", 0), (True, "post@example.gov.bd", 1)):
        mail.TELL_POSTS, post.email = on, address
        post.save(update_fields=["email"])
        case = make_case(cast, key=f"{on}{address}")
        tell_all()
        assert Notice.objects.filter(case=case, recipient=Recipient.POST).count() == told


def test_a_letter_is_in_the_language_the_requester_asked_in(cast: Cast) -> None:
    case = make_case(cast, language="en")
    tell_all()
    notice = Notice.objects.get(case=case, carrier=Carrier.SCREEN)
    assert (notice.language, notice.subject[:8]) == ("en", "Receipt:")


def test_a_fact_is_told_once(cast: Cast) -> None:
    make_case(cast)
    assert tell_all() == 1
    assert tell_all(AN_HOUR_LATER) == 0
    assert CaseEvent.objects.get().told_at == NOW
    assert Notice.objects.filter(carrier=Carrier.SCREEN).count() == 1


def test_what_is_for_the_desk_alone_is_marked_and_told_to_nobody(cast: Cast) -> None:
    case = make_case(cast)
    case.revoke_link(by=cast.head.author(), at=NOW)
    assert tell_all() == 2
    assert not CaseEvent.objects.untold(NOW).exists()
    assert Notice.objects.filter(carrier=Carrier.SCREEN).count() == 1


def test_telling_again_makes_no_second_notice(cast: Cast) -> None:
    make_case(cast)
    tell_all()
    again = Notice.objects.get(carrier=Carrier.SCREEN)
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_a_fact_that_cannot_be_told_is_reported_pushed_ahead_and_stops_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = make_case(cast, key="bad"), make_case(cast, key="good")

    def failing(event: CaseEvent, *args: Any) -> Any:
        if event.case == bad:
            raise ValueError("a fault")
        return letters.compose(event, *args)

    monkeypatch.setattr(tell, "compose", failing)
    with caplog.at_level(logging.ERROR):
        assert tell_all() == 2
    assert f"case={bad.reference} verb=case.filed" in caplog.text
    assert [notice.case for notice in Notice.objects.filter(carrier=Carrier.SCREEN)] == [good]
    assert not tell_next(MINUTE_LATER)
    monkeypatch.undo()
    assert tell_next(AN_HOUR_LATER)
    assert [notice.case for notice in Notice.objects.filter(carrier=Carrier.SCREEN).order_by("pk")] == [good, bad]


def test_notices_and_mark_are_made_together_or_not_at_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_case(cast)

    def failing(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Notice.objects, "bulk_create", failing)
    tell_next(NOW)
    assert CaseEvent.objects.get().told_at is None
    assert Notice.objects.count() == 0


def test_only_the_marks_of_the_outbox_may_change_in_a_fact(cast: Cast) -> None:
    make_case(cast)
    with pytest.raises(TypeError):
        CaseEvent.objects.all().update(verb="case.refused")
    assert CaseEvent.objects.all().update(told_at=NOW, tell_after=NOW) == 1


def test_an_idle_teller_asks_each_journal_once_and_writes_nothing(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert not tell_next(NOW)
    assert len(seen) == 3


def test_telling_takes_few_statements_however_long_the_story(cast: Cast) -> None:
    make_case(cast, email="r@example.org")
    with CaptureQueriesContext(connection) as seen:
        assert tell_next(NOW)
    told = [q["sql"] for q in seen if q["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE")]
    assert len(told) <= 5, told


def test_without_a_mail_server_the_letter_is_a_file_that_its_owner_alone_can_read(
    cast: Cast, mail: Settings, tmp_path: Path
) -> None:
    mail.EMAIL_HOST, mail.OUTBOX_DIR = "", tmp_path / "outbox"
    make_case(cast, email="r@example.org")
    tell_all()
    assert post_next(NOW)
    notice = Notice.objects.get(carrier=Carrier.FILE)
    assert (notice.outcome, notice.next_at) == (Outcome.WRITTEN, None)
    (file,) = mail.OUTBOX_DIR.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert letter["To"] == "r@example.org"
    assert "বুধবার, ২৫ নভেম্বর ২০২৬" in letter.get_content()


def test_a_folder_that_cannot_be_written_waits_and_says_so(cast: Cast, mail: Settings, tmp_path: Path) -> None:
    mail.EMAIL_HOST, mail.OUTBOX_DIR = "", tmp_path / "outbox"
    mail.OUTBOX_DIR.write_text("in the way")
    make_case(cast, email="r@example.org")
    tell_all()
    assert post_next(NOW)
    notice = Notice.objects.get(carrier=Carrier.FILE)
    assert (notice.outcome, notice.trouble) == (Outcome.WAITING, Trouble.DISK)


def test_a_carrier_that_fails_in_a_way_it_does_not_know_is_maybe_and_reported(
    cast: Cast, mail: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(_notice: Notice) -> Any:
        raise RuntimeError("a fault")

    monkeypatch.setitem(CARRIERS, Carrier.EMAIL, failing)
    make_case(cast, email="r@example.org")
    tell_all()
    with caplog.at_level(logging.ERROR):
        assert post_next(NOW)
    notice = Notice.objects.get(carrier=Carrier.EMAIL)
    assert (notice.outcome, notice.trouble) == (Outcome.MAYBE, Trouble.FAULT)
    assert f"notice={notice.pk}" in caplog.text
    assert "r@example.org" not in caplog.text


def test_an_idle_post_asks_for_each_kind_of_letter_once_and_writes_nothing(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert not post_next(NOW)
    assert len(seen) == len(LINES)


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.SHOWN, Outcome.SENDING, Outcome.WRITTEN, Outcome.HANDED])
def test_what_has_been_told_is_neither_sent_again_nor_handed_over(cast: Cast, outcome: str) -> None:
    make_case(cast)
    tell_all()
    notice = Notice.objects.get(carrier=Carrier.SCREEN)
    notice.outcome = outcome
    with pytest.raises(RuleBroken):
        notice.send_again(by=cast.head, at=NOW)
    with pytest.raises(RuleBroken):
        notice.hand_over(by=cast.head, at=NOW)


def test_paper_is_handed_over_once_and_by_whom_is_kept(cast: Cast) -> None:
    make_case(cast, phone="")
    tell_all()
    mine, theirs = (Notice.objects.get(carrier=Carrier.PAPER) for _ in range(2))
    theirs.hand_over(by=cast.clerk, at=MINUTE_LATER)
    with pytest.raises(Overtaken):
        mine.hand_over(by=cast.head, at=MINUTE_LATER)
    mine.refresh_from_db()
    assert (mine.outcome, mine.done_at, mine.done_by) == (Outcome.HANDED, MINUTE_LATER, cast.clerk)
