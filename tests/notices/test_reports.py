"""What a gateway tells later of a message: by calling us, or by being asked; and nothing that is harmful."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import Settings

from ongikar.grievances.models import Grievance
from ongikar.notices import calls
from ongikar.notices.models import ASK_AFTER, IN_HAND, Answer, Carrier, GrievanceNotice, Notice, Outcome
from ongikar.notices.post import post_next
from ongikar.notices.reports import AGAIN, ask_next
from ongikar.notices.tell import tell_next
from ongikar.notices.troubles import Trouble
from tests.cast import NOW, Cast, make_case
from tests.grievances.world import make_grievance
from tests.notices.gateway import Gateway, running_gateway

SECRET = "k3-a-secret-of-the-office"
ADDRESS = f"/messages/reports/{SECRET}/"


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Gateway]:
    with running_gateway() as gateway:
        settings.SMS_URL, settings.SMS_TIMEOUT = gateway.url, 1
        settings.SMS_ID, settings.SMS_REPORT_SECRET = r"SUCCESS (\S+)", SECRET
        settings.SMS_REPORT_FIELDS = {"id": "msgid", "status": "dlr"}
        yield gateway


def sent(cast: Cast, gateway: Gateway, mood: str = "ok", **changes: Any) -> Notice:
    """A message as it is after the gateway has answered in this mood."""
    gateway.mood = mood
    case = make_case(cast, **changes)
    while tell_next(NOW):
        pass
    while post_next(NOW):
        pass
    notice: Notice = case.notices.get(carrier=Carrier.SMS)
    return notice


def outcome_of(notice: Notice) -> tuple[str, str]:
    notice.refresh_from_db()
    return notice.outcome, notice.trouble


def report(name: str, status: str) -> str:
    form = urlencode({"msgid": name, "dlr": status})
    answer = Client().post(ADDRESS, form, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    return answer.content.decode().strip()


def test_a_report_by_form_by_address_or_by_json_tells_that_it_arrived(cast: Cast, gateway: Gateway) -> None:
    notices = [sent(cast, gateway, key=f"key-{number}") for number in range(4)]
    assert [notice.gateway_id for notice in notices] == ["m-1", "m-2", "m-3", "m-4"]
    assert report("m-1", "DELIVRD") == "ok 1"
    assert Client().get(ADDRESS, {"msgid": "m-2", "dlr": "Delivered"}).content == b"ok 1\n"
    batch = {"results": [{"msgid": name, "dlr": {"group": "DELIVERED"}} for name in ("m-3", "m-4")]}
    assert Client().post(ADDRESS, json.dumps(batch), content_type="application/json").content == b"ok 2\n"
    assert {outcome_of(notice) for notice in notices} == {(Outcome.DELIVERED, "")}


def test_what_did_not_arrive_is_told_by_phone(cast: Cast, gateway: Gateway) -> None:
    notice = sent(cast, gateway)
    assert report("m-1", "UNDELIV") == "ok 1"
    assert outcome_of(notice) == (Outcome.TO_CALL, Trouble.UNDELIVERED)
    [call] = calls.calls(cast.clerk)
    assert [one.body for one in call.notices] == [notice.body]
    assert call.notice.attempts == 0
    notice.hand_over(by=cast.clerk, at=NOW)
    assert outcome_of(notice) == (Outcome.CALLED, Trouble.UNDELIVERED)


@pytest.mark.parametrize(("status", "outcome"), [("delivered", Outcome.DELIVERED), ("failed", Outcome.TO_CALL)])
def test_maybe_sent_is_resolved_by_a_report(
    cast: Cast, gateway: Gateway, settings: Settings, status: str, outcome: str
) -> None:
    settings.SMS_ID = ""  # it did not say what it calls the message, so it reports by our number
    notice = sent(cast, gateway, "hangs_up")
    assert outcome_of(notice) == (Outcome.MAYBE, Trouble.CUT_OFF)
    assert report(str(notice.pk), status) == "ok 1"
    assert outcome_of(notice)[0] == outcome


def test_reports_of_grievances_are_read_by_their_own_numbers(cast: Cast, gateway: Gateway, settings: Settings) -> None:
    settings.SMS_ID = ""
    grievance: Grievance = make_grievance(cast)
    while tell_next(NOW) or post_next(NOW):
        pass
    notice = GrievanceNotice.objects.get(grievance=grievance, carrier=Carrier.SMS)
    assert report(notice.number, "DELIVERED") == "ok 1"
    notice.refresh_from_db()
    assert notice.outcome == Outcome.DELIVERED


def test_a_report_that_comes_before_the_answer_is_believed(cast: Cast, gateway: Gateway, settings: Settings) -> None:
    settings.SMS_ID = ""
    case = make_case(cast)
    while tell_next(NOW):
        pass
    notice = case.notices.get(carrier=Carrier.SMS)
    assert notice.take(at=NOW)
    assert report(str(notice.pk), "DELIVERED") == "ok 1"
    assert notice.settle(Answer(Outcome.SENT), at=NOW) is False
    assert outcome_of(notice) == (Outcome.DELIVERED, "")


def test_doubled_and_contradicting_reports_change_nothing(cast: Cast, gateway: Gateway) -> None:
    notice = sent(cast, gateway)
    assert [report("m-1", said) for said in ("DELIVERED", "DELIVERED", "FAILED")] == ["ok 1", "ok 0", "ok 0"]
    assert outcome_of(notice) == (Outcome.DELIVERED, "")


def test_that_it_arrived_after_all_takes_it_off_the_list_of_calls(cast: Cast, gateway: Gateway) -> None:
    notice = sent(cast, gateway)
    assert [report("m-1", said) for said in ("FAILED", "FAILED", "DELIVERED")] == ["ok 1", "ok 0", "ok 1"]
    assert outcome_of(notice) == (Outcome.DELIVERED, "")
    assert calls.calls(cast.clerk) == []


def test_a_report_that_comes_after_the_call_changes_nothing(cast: Cast, gateway: Gateway) -> None:
    notice = sent(cast, gateway)
    report("m-1", "FAILED")
    notice.refresh_from_db()
    notice.hand_over(by=cast.clerk, at=NOW)
    assert report("m-1", "DELIVERED") == "ok 0"
    assert outcome_of(notice)[0] == Outcome.CALLED


def test_a_message_that_never_left_did_not_arrive(cast: Cast, gateway: Gateway, settings: Settings) -> None:
    settings.SMS_ID = ""
    case = make_case(cast)
    while tell_next(NOW):
        pass
    notice = case.notices.get(carrier=Carrier.SMS)
    assert report(str(notice.pk), "DELIVERED") == "ok 0"
    assert report(str(notice.pk), "FAILED") == "ok 0"
    assert outcome_of(notice)[0] == Outcome.WAITING


def test_a_report_touches_no_letter_that_is_no_message(cast: Cast, gateway: Gateway, settings: Settings) -> None:
    settings.SMS_ID = ""
    case = sent(cast, gateway, email="r@example.org").case
    before = dict(case.notices.exclude(carrier=Carrier.SMS).values_list("pk", "outcome"))
    assert before
    for number in before:
        assert report(str(number), "FAILED") == "ok 0"
    assert dict(case.notices.exclude(carrier=Carrier.SMS).values_list("pk", "outcome")) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"msgid": "m-1"}',
        b'{"msgid": "m-1", "dlr": "perhaps"}',
        b'{"msgid": "m-1", "dlr": null}',
        b'{"msgid": "m-9", "dlr": "DELIVERED"}',
        b'{"msgid": "\\u0000", "dlr": "DELIVERED"}',
        b'{"msgid": "\\ud800", "dlr": "DELIVERED"}',
        b'{"msgid": ["m-1"], "dlr": "DELIVERED"}',
        b'"DELIVERED"',
        b"msgid=&dlr=DELIVERED",
        b"<xml>DELIVERED</xml>",
        b"x" * 3_000_000,
    ],
)
def test_nonsense_is_answered_and_changes_nothing(cast: Cast, gateway: Gateway, body: bytes) -> None:
    notice = sent(cast, gateway)
    answer = Client().post(ADDRESS, body, content_type="application/json")
    assert (answer.status_code, answer.content) == (200, b"ok 0\n")
    assert outcome_of(notice) == (Outcome.SENT, "")


@pytest.mark.parametrize("number", ["", "0", "-1", "১", "1" * 19, "g1", "x1", "1 OR 1=1"])
def test_a_number_that_is_none_of_ours_is_nobodys(
    cast: Cast, gateway: Gateway, settings: Settings, number: str
) -> None:
    settings.SMS_ID = ""
    notice = sent(cast, gateway)
    assert report(number, "FAILED") == ("ok 1" if number == str(notice.pk) else "ok 0")


@pytest.mark.parametrize("kept", [SECRET, ""])
def test_without_the_secret_there_is_nothing_there(cast: Cast, gateway: Gateway, settings: Settings, kept: str) -> None:
    settings.SMS_REPORT_SECRET = kept
    notice = sent(cast, gateway)
    for typed in ("other", "%00", SECRET[:-1]):
        answer = Client().post(f"/messages/reports/{typed}/", {"msgid": "m-1", "dlr": "FAILED"})
        assert answer.status_code == 404
    assert outcome_of(notice) == (Outcome.SENT, "")


def test_the_secret_is_not_logged(cast: Cast, gateway: Gateway, caplog: pytest.LogCaptureFixture) -> None:
    sent(cast, gateway)
    report("m-1", "DELIVERED")
    Client().post(ADDRESS, b"\xff", content_type="application/json")
    assert SECRET not in caplog.text


def test_a_gateway_that_is_asked_tells_what_became_of_it(cast: Cast, gateway: Gateway, settings: Settings) -> None:
    settings.SMS_STATUS_URL = f"{gateway.status_url}?id={{gateway_id}}"
    first, second = (sent(cast, gateway, key=key) for key in ("one", "two"))
    assert ask_next(NOW) is False
    gateway.became = {"m-1": "status: DELIVERED", "m-2": "status: pending"}
    at = NOW + ASK_AFTER[0]
    assert [ask_next(at), ask_next(at), ask_next(at)] == [True, True, False]
    assert (outcome_of(first)[0], outcome_of(second)[0]) == (Outcome.DELIVERED, Outcome.SENT)
    gateway.became["m-2"] = "status: EXPIRED"
    at = NOW + ASK_AFTER[1]
    assert [ask_next(at), ask_next(at)] == [True, False]
    assert outcome_of(second) == (Outcome.TO_CALL, Trouble.UNDELIVERED)


def test_a_message_is_asked_after_ever_more_seldom_and_then_no_more(
    cast: Cast, gateway: Gateway, settings: Settings
) -> None:
    settings.SMS_STATUS_URL = f"{gateway.status_url}?id={{gateway_id}}"
    notice, at = sent(cast, gateway), NOW
    for _ in range(100):
        at += timedelta(hours=1)
        while ask_next(at):
            pass
    assert len(gateway.asked) == len(ASK_AFTER) - 2  # in the first hour only once
    assert outcome_of(notice)[0] == Outcome.SENT


def test_a_gateway_that_does_not_answer_is_asked_once_and_all_wait(
    cast: Cast, gateway: Gateway, settings: Settings
) -> None:
    settings.SMS_STATUS_URL = "http://127.0.0.1:9/status?id={id}"
    notices = [sent(cast, gateway, key=f"key-{number}") for number in range(3)]
    at = NOW + ASK_AFTER[0]
    assert [ask_next(at), ask_next(at)] == [True, False]
    settings.SMS_STATUS_URL = f"{gateway.status_url}?id={{id}}"
    gateway.became = {str(notice.pk): "DELIVERED" for notice in notices}
    while ask_next(at + AGAIN):
        pass
    assert {outcome_of(notice) for notice in notices} == {(Outcome.DELIVERED, "")}


def test_a_message_whose_sender_died_is_asked_after_by_our_number(
    cast: Cast, gateway: Gateway, settings: Settings
) -> None:
    settings.SMS_STATUS_URL, settings.SMS_ID = f"{gateway.status_url}?id={{id}}", ""
    case = make_case(cast)
    while tell_next(NOW):
        pass
    notice = case.notices.get(carrier=Carrier.SMS)
    assert notice.take(at=NOW)
    later = NOW + IN_HAND
    while post_next(later):
        pass
    assert outcome_of(notice) == (Outcome.MAYBE, Trouble.INTERRUPTED)
    gateway.became = {str(notice.pk): "DELIVERED"}
    assert ask_next(later)
    assert outcome_of(notice) == (Outcome.DELIVERED, "")


def test_where_only_the_gateways_own_name_can_be_asked_by_maybe_stays_maybe(
    cast: Cast, gateway: Gateway, settings: Settings
) -> None:
    settings.SMS_STATUS_URL = f"{gateway.status_url}?id={{gateway_id}}"
    notice = sent(cast, gateway, "hangs_up")
    assert not ask_next(NOW + ASK_AFTER[-1])
    assert outcome_of(notice)[0] == Outcome.MAYBE


def test_a_wrong_description_loses_nothing(cast: Cast, gateway: Gateway, settings: Settings) -> None:
    settings.SMS_FIELDS = {"to": "{number}", "message": "{text}"}
    notice = sent(cast, gateway)
    assert outcome_of(notice) == (Outcome.WAITING, Trouble.DESCRIPTION)
    assert gateway.taken == []
    settings.SMS_FIELDS = {"to": "{to}", "message": "{text}"}
    while post_next(NOW + timedelta(hours=1)):
        pass
    assert outcome_of(notice)[0] == Outcome.SENT
