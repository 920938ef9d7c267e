"""Several tellers and posts at once, and a program that dies with a letter in hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import CaseEvent
from ongikar.notices.models import IN_HAND, Carrier, Notice, Outcome
from ongikar.notices.post import post_next
from ongikar.notices.tell import tell_next
from ongikar.notices.troubles import Trouble
from tests.cast import NOW, Cast, build_cast, make_case
from tests.databases import at_once, begun, shared_database
from tests.notices.mail_server import MailServer, mail_server

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
CASES = 12


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    settings.DEMO, settings.EMAIL_HOST, settings.EMAIL_USE_TLS = False, "127.0.0.1", False
    with mail_server() as running:
        settings.EMAIL_PORT = running.port
        yield running


def many_cases(cast: Cast) -> None:
    for number in range(CASES):
        make_case(cast, key=str(number), email=f"r{number}@example.org")


def tell_all() -> int:
    told = 0
    while tell_next(NOW):
        told += 1
    return told


def post_all() -> int:
    posted = 0
    while post_next(NOW):
        posted += 1
    return posted


def test_three_tellers_at_once_tell_each_fact_once(tmp_path: Path, server: MailServer) -> None:
    many_cases(build_cast())
    with shared_database(tmp_path):
        assert sum(at_once(tell_all, tell_all, tell_all)) >= CASES
        tell_all()  # what a teller left to another that had it in hand
        told = Counter((notice.event_id, notice.carrier) for notice in Notice.objects.all())
        assert len(told) == 2 * CASES
        assert set(told.values()) == {1}
        assert not CaseEvent.objects.untold(NOW).exists()


def test_three_posts_at_once_send_each_letter_once(tmp_path: Path, server: MailServer) -> None:
    many_cases(build_cast())
    tell_all()
    with shared_database(tmp_path):
        at_once(post_all, post_all, post_all)
        post_all()
        assert set(Notice.objects.filter(carrier=Carrier.EMAIL).values_list("outcome", "attempts")) == {("sent", 1)}
    assert sorted(Counter(letter["To"] for letter in server.letters).values()) == [1] * CASES


def test_a_letter_held_by_a_slow_server_is_not_sent_by_another_post(tmp_path: Path, server: MailServer) -> None:
    cast, server.gate = build_cast(), Event()
    make_case(cast, key="1", email="first@example.org")
    make_case(cast, key="2", email="second@example.org")
    tell_all()
    with shared_database(tmp_path):
        slow = begun(lambda: post_next(NOW))
        server.held.wait()
        held = Notice.objects.get(address="first@example.org")
        assert held.outcome == Outcome.SENDING
        assert post_all() == 1
        assert Notice.objects.get(address="second@example.org").outcome == Outcome.SENT
        server.gate.set()
        slow.join()
        held.refresh_from_db()
        assert held.outcome == Outcome.SENT
    assert len(server.letters) == 2


def test_a_slow_carrier_that_was_given_up_for_lost_is_still_believed(tmp_path: Path, server: MailServer) -> None:
    cast, server.gate = build_cast(), Event()
    make_case(cast, email="first@example.org")
    tell_all()
    with shared_database(tmp_path):
        slow = begun(lambda: post_next(NOW))
        server.held.wait()
        assert post_next(NOW + IN_HAND)
        notice = Notice.objects.get(carrier=Carrier.EMAIL)
        assert (notice.outcome, notice.trouble) == (Outcome.MAYBE, Trouble.INTERRUPTED)
        server.gate.set()
        slow.join()
        notice.refresh_from_db()
        assert (notice.outcome, notice.trouble) == (Outcome.SENT, "")


def test_a_program_killed_with_a_letter_in_hand_leaves_it_maybe_sent_and_sends_no_second(
    tmp_path: Path, server: MailServer
) -> None:
    cast, server.gate, now = build_cast(), Event(), timezone.now()
    make_case(cast, at=now, email="first@example.org")
    with shared_database(tmp_path) as found:
        child = {
            **os.environ, "ONGIKAR_DATA": str(tmp_path), **found, "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(server.port), "DJANGO_SETTINGS_MODULE": "ongikar.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "ongikar", "tick", "--once"]
        with subprocess.Popen(command, env=child, stdout=subprocess.DEVNULL) as ticker:
            server.held.wait()
            ticker.kill()
        notice = Notice.objects.get(carrier=Carrier.EMAIL)
        assert (notice.outcome, notice.attempts) == (Outcome.SENDING, 1)
        server.gate.set()
        later = timezone.now() + IN_HAND
        assert post_next(later)
        assert not post_next(later)
        notice.refresh_from_db()
        assert (notice.outcome, notice.trouble) == (Outcome.MAYBE, Trouble.INTERRUPTED)
    assert len(server.letters) <= 1
