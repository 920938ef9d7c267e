"""What only the office may know: the key, the data, the passwords; and settings that nobody reads."""

from __future__ import annotations

import difflib
import os
import stat
from datetime import datetime

from django.conf import settings

from ongikar import environ
from ongikar.cases.models import Case
from ongikar.offices.models import Account
from ongikar.ops.checks.rules import Facts, rule

KEY_LEAST = 32  # characters
OURS = ("ONGIKAR_", "EMAIL_", "SITE_")


@rule(
    "E011",
    bn="গোপন চাবির ফাইল {path} অন্যেরাও পড়তে পারে: তা দিয়ে যে কারও সেশন ও রসিদের কোড বানানো যায়।",
    en="Others can read the secret key {path}: with it sessions and receipts' codes can be forged.",
    do="chmod 600 {path}",
)
def key_open_to_others(now: datetime) -> Facts | None:
    path = settings.DATA_DIR / "secret-key"
    loose = path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return {"path": path} if loose else None


@rule(
    "E012",
    bn="SECRET_KEY ছোট: আন্দাজ করা যায়।",
    en="SECRET_KEY is short enough to be guessed.",
    do="Unset SECRET_KEY: one is made and kept in the data directory. Receipts handed out so far then need new codes",
)
def key_too_short(now: datetime) -> Facts | None:
    return {} if len(settings.SECRET_KEY) < KEY_LEAST else None


@rule(
    "E013",
    bn="ONGIKAR_DEBUG চালু: কোনো ভুল হলে প্রোগ্রামের ভেতরের তথ্য সবার সামনে দেখা যায়।",
    en="ONGIKAR_DEBUG is on: an error shows the program's insides to everybody.",
    do="ongikar set ONGIKAR_DEBUG 0",
)
def debug_is_on(now: datetime) -> Facts | None:
    return {} if settings.DEBUG else None


@rule(
    "E014",
    bn="নমুনার পাসওয়ার্ডসহ {count}টি হিসাব এখানে আছে ({names}): নমুনার বাইরে এগুলো দিয়ে ঢোকা যায় না।",
    en="{count} accounts with demo passwords are here ({names}): they open nothing outside the demo.",
    do="Use a data directory of your own: ONGIKAR_DATA=/var/lib/ongikar ongikar serve. The demo's is for looking",
    needs_tables=True,
)
def demo_passwords(now: datetime) -> Facts | None:
    if settings.DEMO:
        return None
    names = list(Account.objects.filter(demo_password=True).order_by("pk").values_list("username", flat=True))
    return {"count": len(names), "names": ", ".join(names[:5])} if names else None


@rule(
    "E015",
    bn="নমুনার {count}টি আবেদন আসল আবেদনের মতো এখানে আছে: হিসাবে ও তালিকায় এগুলো গোনা হয়।",
    en="{count} sample cases are here as if they were real: they are counted and listed.",
    do="Use a data directory of your own: ONGIKAR_DATA=/var/lib/ongikar ongikar serve",
    needs_tables=True,
)
def demo_data_used_as_real(now: datetime) -> Facts | None:
    count = 0 if settings.DEMO else Case.objects.filter(intake_key__startswith="demo:").count()
    return {"count": count} if count else None


@rule(
    "E016",
    bn="ONGIKAR_DEMO চালু, অথচ এখানে আসল দপ্তর আছে: নমুনার পাসওয়ার্ড কাজ করে, আর কোনো চিঠি যায় না।",
    en="ONGIKAR_DEMO is on over a real office: demo passwords work, and no letter leaves.",
    do="Start it without ONGIKAR_DEMO; the demo is `ongikar demo --serve`, in a directory of its own",
    needs_tables=True,
)
def demo_over_real_data(now: datetime) -> Facts | None:
    return {} if settings.DEMO and Account.objects.filter(demo_password=False).exists() else None


@rule(
    "E017",
    bn="ডেটা ফোল্ডার {path} এই কম্পিউটারের সবাই পড়তে পারে: এখানে নাগরিকের ব্যক্তিগত তথ্য আছে।",
    en="Everybody on this computer can read {path}, where citizens' personal data lies.",
    do="chmod 700 {path}",
)
def data_open_to_all(now: datetime) -> Facts | None:
    loose = settings.DATA_DIR.exists() and settings.DATA_DIR.stat().st_mode & stat.S_IRWXO
    return {"path": settings.DATA_DIR} if loose else None


@rule(
    "W018",
    bn="{name} নামে কোনো সেটিং নেই, তাই তা পড়া হয় না।",
    en="There is no setting {name}, so nobody reads it.",
    do="Did you mean {near}? docs/reference/settings.md lists them all",
)
def unread_setting(now: datetime) -> Facts | None:
    said = [*environ.kept(settings.DATA_DIR), *(name for name in os.environ if name.startswith(OURS))]
    strange = [name for name in said if name.removesuffix("_FILE") not in environ.NAMES]
    if not strange:
        return None
    near = difflib.get_close_matches(strange[0], environ.NAMES, 1)
    return {"name": ", ".join(strange), "near": near[0] if near else "another name"}
