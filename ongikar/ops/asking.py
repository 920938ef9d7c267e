"""The two addresses a new installation is asked for, once, by a person at the terminal."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ongikar import environ
from ongikar.ops.keeping import keep

QUESTIONS = (
    (
        "SITE_URL",
        "নাগরিকেরা কোন ঠিকানায় আসবেন? রসিদ ও কিউআর কোডে এটিই ছাপা হবে। এখনো না থাকলে শুধু Enter চাপুন।\n"
        "At which address do citizens reach this office, like https://charter.example.gov.bd?\n"
        "It is printed on receipts and in QR codes. Enter alone: not yet; receipts carry the phone instead.\n> ",
    ),
    (
        "ONGIKAR_BIND",
        "কোন ঠিকানায় শুনবে? শুধু এই কম্পিউটার: Enter। দপ্তরের সব কম্পিউটার: 0.0.0.0:8000\n"
        "Where should it listen? This computer alone: Enter. The whole office network: 0.0.0.0:8000\n> ",
    ),
)


def must_ask() -> bool:
    """Whether there is a person to ask, and nobody has said yet."""
    said = set(os.environ) | set(environ.kept(settings.DATA_DIR))
    return not settings.DEMO and "SITE_URL" not in said and sys.stdin.isatty() and sys.stdout.isatty()


def ask_and_start_anew() -> NoReturn:
    """Ask, keep the answers, and run this same command again, which then reads them."""
    keep(settings.DATA_DIR, {name: _answer(name, question) for name, question in QUESTIONS})
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "ongikar", *sys.argv[1:]])


def _answer(name: str, question: str) -> str:
    """What was typed, once it can be read; the default where nothing was."""
    while True:
        os.environ[name] = input(question).strip() or ("127.0.0.1:8000" if name == "ONGIKAR_BIND" else "")
        try:
            environ.site_url(name) if name == "SITE_URL" else environ.host_and_port(name, "")
        except ImproperlyConfigured as error:
            print(error)
        else:
            return os.environ.pop(name)
