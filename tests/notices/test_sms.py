"""Short messages: what they say, in how many parts, when they go, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ongikar.bangla.sms import size_of
from ongikar.cases.models import Case
from ongikar.notices.desk import messages_gone
from ongikar.notices.models import Carrier, Notice, Outcome, Recipient
from ongikar.notices.post import post_next
from ongikar.notices.tell import TELL, tell_next
from ongikar.notices.texts import TEMPLATES, sms_hour, template_of
from ongikar.notices.troubles import Trouble
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.notices.gateway import Gateway, running_gateway

LATER = moment("2026-11-22 15:00")


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with running_gateway() as gateway:
        settings.SMS_URL, settings.SMS_TIMEOUT = gateway.url, 1
        settings.RECEIPTS_ADDRESS = 100  # one telephone plays many
        yield gateway


def told(cast: Cast, code: str = "institutional-8", *, at: Any = NOW, **changes: Any) -> tuple[Case, Notice]:
    case = make_case(cast, code, at=at, **changes)
    while tell_next(at):
        pass
    return case, case.notices.get(carrier=Carrier.SMS)


def posted(notice: Notice, at: Any = NOW) -> Notice:
    while post_next(at):
        pass
    notice.refresh_from_db()
    return notice


def test_every_told_verb_has_its_line_in_both_languages() -> None:
    for verb in (verb for verb, recipients in TELL.items() if Recipient.REQUESTER in recipients):
        for language in ("bn", "en"):
            assert (TEMPLATES / template_of(verb, language)).is_file(), (verb, language)


def test_a_receipt_by_message_is_one_part_and_never_the_matter(cast: Cast, gateway: Gateway) -> None:
    case, notice = told(cast)
    assert size_of(notice.body).parts == 1
    assert "২৫ নভেম্বর-এর মধ্যে" in notice.body
    assert "বিনামূল্যে" in notice.body
    assert "০২৫৮৯৯১৫০৭৬" in notice.body
    for private in (case.matter, case.requester.name, case.requester.address):
        assert private not in notice.body


def test_the_offices_own_target_is_never_told_as_a_promise(cast: Cast, gateway: Gateway) -> None:
    _, notice = told(cast, "citizen-5")
    assert "সনদে সংখ্যা নেই" in notice.body
    assert "-এর মধ্যে" not in notice.body


def test_every_line_of_a_whole_story_fits_two_parts_and_holds_nothing_private(cast: Cast, gateway: Gateway) -> None:
    case, _ = told(cast)
    by = cast.head.author()
    case.accept(by=by, at=LATER, limit_applies=False, reason="গোপন কারণ", new_date=date(2026, 12, 3))
    case.ask(by=by, at=LATER, reason="other", why="গোপন কাগজ")
    case.resume(by=by, at=LATER)
    case.say(body="গোপন কথা", by=by, at=LATER)
    case.refuse(by=by, at=LATER, reason="গোপন কারণ", remedy="গোপন করণীয়")
    case.reopen(by=by, at=LATER, reason="গোপন")
    case.deliver(by=by, at=LATER, text="গোপন ফল")
    while tell_next(LATER):
        pass
    lines = [notice.body for notice in case.notices.filter(carrier=Carrier.SMS)]
    assert len(lines) == 8
    assert all(size_of(line).parts == 1 for line in lines), lines
    assert all("গোপন" not in line for line in lines)


def test_a_message_goes_through_the_gateway_as_the_settings_describe_it(cast: Cast, gateway: Gateway) -> None:
    _, notice = told(cast)
    assert posted(notice).outcome == Outcome.SENT
    assert gateway.taken == [{"to": "8801712345678", "message": notice.body}]


def test_the_settings_may_ask_by_get_with_other_names(cast: Cast, gateway: Gateway, settings: Any) -> None:
    settings.SMS_METHOD, settings.SMS_FIELDS = "GET", {"mobile": "{to}", "sms": "{text}", "ref": "{id}", "key": "k"}
    _, notice = told(cast)
    posted(notice)
    assert gateway.taken == [{"mobile": "8801712345678", "sms": notice.body, "ref": str(notice.pk), "key": "k"}]


@pytest.mark.parametrize(
    ("mood", "outcome", "trouble"),
    [
        ("nonsense", Outcome.MAYBE, Trouble.NONSENSE),
        ("hangs_up", Outcome.MAYBE, Trouble.CUT_OFF),
        ("hangs", Outcome.MAYBE, Trouble.CUT_OFF),
        ("broken", Outcome.MAYBE, Trouble.NONSENSE),
        ("twice", Outcome.SENT, ""),
        ("refused", Outcome.TO_CALL, Trouble.GATEWAY_REFUSED),
        ("no_balance", Outcome.WAITING, Trouble.NO_BALANCE),
        ("not_now", Outcome.WAITING, Trouble.LATER),
        ("key", Outcome.WAITING, Trouble.GATEWAY_SIGN_IN),
    ],
)
def test_what_a_gateway_may_answer(cast: Cast, gateway: Gateway, mood: str, outcome: str, trouble: str) -> None:
    gateway.mood = mood
    _, notice = told(cast)
    post_next(NOW)
    notice.refresh_from_db()
    assert (notice.outcome, notice.trouble) == (outcome, trouble)
    assert len(gateway.taken) == 1


def test_a_gateway_that_is_not_there_loses_nothing(cast: Cast, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/send"
    _, notice = told(cast)
    post_next(NOW)
    notice.refresh_from_db()
    assert (notice.outcome, notice.trouble) == (Outcome.WAITING, Trouble.NO_GATEWAY)


def test_when_the_balance_ends_in_mid_batch_the_rest_waits_and_goes_once(cast: Cast, gateway: Gateway) -> None:
    notices = [told(cast, key=f"key-{n}")[1] for n in range(6)]
    for _ in range(2):
        post_next(NOW)
    gateway.mood = "no_balance"
    while post_next(NOW):
        pass
    gateway.mood = "ok"
    later = moment("2026-11-22 12:00")
    while post_next(later):
        pass
    assert all(Notice.objects.get(pk=notice.pk).outcome == Outcome.SENT for notice in notices)
    sent = [taken["message"] for taken in gateway.taken]
    assert {sent.count(notice.body) for notice in notices} <= {1, 2}  # refused for want of money, then taken
    assert len(sent) == 7


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-11-22 07:59", "2026-11-22 08:00"),
        ("2026-11-22 08:00", "2026-11-22 08:00"),
        ("2026-11-22 20:59", "2026-11-22 20:59"),
        ("2026-11-22 21:00", "2026-11-23 08:00"),
    ],
)
def test_in_the_quiet_hours_a_message_waits_for_the_morning(at: str, goes: str) -> None:
    assert sms_hour(moment(at)) == moment(goes)


def test_a_modems_folder_gets_whole_files(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.SMS_DROP = tmp_path / "outgoing"
    _, notice = told(cast)
    assert posted(notice).outcome == Outcome.SENT
    (file,) = settings.SMS_DROP.iterdir()
    head, _, body = file.read_bytes().partition(b"\n\n")
    assert head == b"To: 8801712345678\nAlphabet: UCS"
    assert body.decode("utf-16-be") == notice.body


def test_without_a_gateway_who_has_a_phone_is_called_and_who_has_none_gets_paper(cast: Cast) -> None:
    phone, none = make_case(cast), make_case(cast, key="key-2", phone="")
    while tell_next(NOW):
        pass
    call = phone.notices.get(carrier=Carrier.CALL)
    assert (call.outcome, phone.notices.filter(carrier=Carrier.PAPER).exists()) == (Outcome.TO_CALL, False)
    assert none.notices.get(carrier=Carrier.PAPER).outcome == Outcome.TO_PRINT
    call.hand_over(by=cast.clerk, at=LATER)
    assert (call.outcome, call.done_by) == (Outcome.CALLED, cast.clerk)


def test_the_parts_of_messages_are_counted_and_shown(cast: Cast, gateway: Gateway) -> None:
    _, one = told(cast)
    _, three = told(cast, key="key-2")
    Notice.objects.filter(pk=three.pk).update(parts=3)
    assert one.parts == size_of(one.body).parts == 1
    assert "এসএমএস (১ অংশে)" in signed_in("head").get("/desk/notices/").content.decode()
    for notice in (one, three):
        posted(notice)
    now = timezone.now()
    Notice.objects.update(done_at=now)
    assert messages_gone(cast.head, at=now) == {"messages": 2, "parts": 4}
    assert messages_gone(cast.head, at=now + timedelta(days=40)) == {"messages": 0, "parts": 0}
    assert messages_gone(cast.stranger, at=now) == {"messages": 0, "parts": 0}
    page = signed_in("head").get("/desk/notices/?show=done").content.decode()
    assert "এই মাসে ২টি এসএমএস গেছে, ৪ অংশে।" in page
    assert "এসএমএস (৩ অংশে)" in page
