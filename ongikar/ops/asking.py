"""What a new installation is asked for, once, by a person at the terminal: its addresses, and where backups go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ongikar import environ
from ongikar.ops.keeping import keep
from ongikar.ops.questions import Question, Wrong, ask


def _as_setting(name: str, read: Callable[[], object]) -> Callable[[str], str]:
    """A check by the very function that reads the setting."""

    def check(answer: str) -> str:
        before = os.environ.get(name)
        os.environ[name] = answer
        try:
            read()
        except ImproperlyConfigured as error:
            raise Wrong(str(error)) from None
        finally:
            os.environ.pop(name)
            os.environ.update({name: before} if before is not None else {})
        return answer

    return check


def _folder(answer: str) -> str:
    """A folder that is there and can be written to: a disk that is not plugged in must not be made up for."""
    place = Path(answer).expanduser()
    if not place.is_absolute() or not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise Wrong("এই ফোল্ডারটি নেই বা লেখা যায় না। / There is no such folder, or it cannot be written to.")
    return str(place)


SITE_URL = Question(
    "site-url",
    "নাগরিকেরা কোন ঠিকানায় আসবেন? রসিদ ও কিউআর কোডে এটিই ছাপা হবে। এখনো না থাকলে শুধু Enter চাপুন।",
    "At which address do citizens reach this office, like https://charter.example.gov.bd?\n"
    "It is printed on receipts and in QR codes. Enter alone: not yet; receipts carry the phone instead.",
    optional=True,
    check=_as_setting("SITE_URL", lambda: environ.site_url("SITE_URL")),
)
BIND = Question(
    "bind",
    "কোন ঠিকানায় শুনবে? শুধু এই কম্পিউটার: Enter। দপ্তরের সব কম্পিউটার: 0.0.0.0:8000",
    "Where should it listen? This computer alone: Enter. The whole office network: 0.0.0.0:8000",
    default="127.0.0.1:8000",
    check=_as_setting("ONGIKAR_BIND", lambda: environ.host_and_port("ONGIKAR_BIND", "")),
)
BACKUPS = Question(
    "backups",
    "রাতের ব্যাকআপ কোথায় থাকবে? অন্য ডিস্কের একটি ফোল্ডার দিন, যেমন /media/disk। ডেটার পাশে রাখতে Enter।",
    "Where do the nightly backups go? A folder on another disk, such as /media/disk. Enter: beside the data.",
    optional=True,
    check=_folder,
)
ADDRESSES = {"SITE_URL": SITE_URL, "ONGIKAR_BIND": BIND}
ASKED_FIRST = {**ADDRESSES, "ONGIKAR_BACKUPS": BACKUPS}


def must_ask() -> bool:
    """Whether there is a person to ask, and nobody has said yet."""
    said = set(os.environ) | set(environ.kept(settings.DATA_DIR))
    return not settings.DEMO and "SITE_URL" not in said and sys.stdin.isatty() and sys.stdout.isatty()


def ask_and_start_anew() -> NoReturn:
    """Ask, keep the answers, and run this same command again, which then reads them."""
    keep(settings.DATA_DIR, {name: ask(one, None, unattended=False) for name, one in ADDRESSES.items()})
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "ongikar", *sys.argv[1:]])
