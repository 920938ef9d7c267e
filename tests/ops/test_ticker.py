"""The order of the one loop: whoever waits for word has it before anything slow is made, and a stop is heard."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from ongikar.ops import ticker
from tests.cast import moment
from tests.running import PATIENCE

AT, MINUTE = moment("2026-12-01 10:00"), moment("2026-12-01 10:01")


@pytest.fixture
def done(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the loop did: three letters are due, one packet of two papers, and nothing else."""
    settings.HEARTBEAT_FILE = tmp_path / "heartbeat"
    deeds: list[str] = []

    def deed(name: str, times: int) -> Callable[[datetime], bool]:
        def do(_now: datetime) -> bool:
            if deeds.count(name) == times:
                return False
            deeds.append(name)
            return True

        return do

    monkeypatch.setattr(ticker, "DEEDS", (deed("tell", 3), deed("post", 3)))
    monkeypatch.setattr(ticker, "SLOW", (deed("paper", 2),))
    return deeds


def test_all_that_is_due_is_told_and_posted_before_the_first_pdf_is_made(done: list[str]) -> None:
    ticker.one_round(AT)
    done.clear()
    assert ticker.run_once(AT) == 8
    assert done == [*["tell", "post"] * 3, "paper", "paper"]


def test_where_letters_never_end_a_paper_is_made_once_a_minute(done: list[str]) -> None:
    for now in (AT, AT, MINUTE):
        ticker.one_round(now)
    assert done == ["tell", "post", "paper", "tell", "post", "tell", "post", "paper"]


def test_a_stop_is_heard_between_two_deeds(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()

    def last(_now: datetime) -> bool:
        stop.set()
        return True

    monkeypatch.setattr(ticker, "DEEDS", (last, *ticker.DEEDS))
    ticker.loop(stop)
    assert done == []


def test_what_makes_a_pdf_or_an_archive_is_slow() -> None:
    assert [deed.__name__ for deed in ticker.SLOW] == ["pack_next", "backup_next"]


def test_a_deed_that_never_ends_holds_up_no_stop(
    done: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    free, at_work = threading.Event(), threading.Event()

    def stuck(_now: datetime) -> bool:
        at_work.set()
        return free.wait(PATIENCE)

    monkeypatch.setattr(ticker, "DEEDS", (stuck,))
    monkeypatch.setattr(ticker, "GRACE", 0.0)
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    with ticker.ticking() as stop:
        assert at_work.wait(PATIENCE)
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
    for sign, handler in before.items():
        signal.signal(sign, handler)
    assert "cut off in the middle of a deed" in caplog.text
    free.set()
    for thread in threading.enumerate():
        if thread.name == "ticker":
            thread.join(PATIENCE)
