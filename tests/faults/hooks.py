"""Faults at a place, not at a time: each is armed by a file in the data directory, and happens once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tests.running import PATIENCE

DIE_AFTER_VIEW, HOLD_BEFORE_VIEW, DIE_IN_DEED, MEET_BEFORE_ACT = "die-after-view", "hold", "die-in-deed", "meet"
Answer = Callable[[HttpRequest], HttpResponse]


def armed(name: str) -> Path | None:
    path = settings.DATA_DIR / name
    return path if path.exists() else None


def die_once(name: str) -> None:
    """Kill this process as by `kill -9`, where the test has armed it; the next process lives."""
    if path := armed(name):
        path.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def dies_after_the_view(get_response: Answer) -> Answer:
    """The view has returned and its transaction is committed; the answer has not left."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST":
            die_once(DIE_AFTER_VIEW)
        return response

    return answer


def held_before_the_view(get_response: Answer) -> Answer:
    """Where there is a pipe, the request waits until the test has written to it and closed it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if path := armed(HOLD_BEFORE_VIEW):
            path.read_bytes()
        return get_response(request)

    return answer


class Hooks(AppConfig):
    name = "tests.faults"
    label = "faults"

    def ready(self) -> None:
        from ongikar.cases import access, deeds

        self._after(deeds, "_act", lambda: die_once(DIE_IN_DEED))
        both = threading.Barrier(2, timeout=PATIENCE)
        self._after(access, "check_may", lambda: both.wait() if armed(MEET_BEFORE_ACT) else None)

    @staticmethod
    def _after(module: Any, name: str, then: Callable[[], object]) -> None:
        """Have `then` happen whenever the function has done its work."""
        original = getattr(module, name)

        def function(*args: Any, **kwargs: Any) -> Any:
            done = original(*args, **kwargs)
            then()
            return done

        setattr(module, name, function)
