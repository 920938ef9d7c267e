"""Time: somebody counts it, the clock is right, and the year's holidays are known."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db.models import Max

from ongikar.cases.models import CaseEvent
from ongikar.clock.hours import in_dhaka
from ongikar.offices import watch
from ongikar.offices.ripples import Phase, Ripple
from ongikar.offices.years import offices_without_list
from ongikar.ops import ticker
from ongikar.ops.checks.rules import Facts, rule

SILENT = timedelta(minutes=10)
DAY = timedelta(days=1)
SKEW = timedelta(minutes=5)
DHAKA_SECONDS = 6 * 3600


@rule(
    "E051",
    bn="সময় গণনা থেমে আছে (শেষ: {last}): কোনো বিলম্ব ধরা পড়ছে না, কোনো চিঠি যাচ্ছে না।",
    en="Nobody counts the time (last: {last}): no lapse is noticed, and no letter leaves.",
    do="ongikar serve, or beside a server of your own: ongikar tick",
)
def ticker_stopped(now: datetime) -> Facts | None:
    last = ticker.last_round()
    stopped = last is None or abs(now - last) > SILENT  # one to come: a wrong clock wrote it
    return {"last": f"{in_dhaka(last):%Y-%m-%d %H:%M}" if last else "-"} if stopped else None


@rule(
    "W052",
    bn="{names} দপ্তরে {year} সালের ছুটির তালিকা তোলা হয়নি: {year} সালে পড়া প্রতিটি তারিখ আনুমানিক।",
    en="The holidays of {year} are not entered for {names}: every date that reaches into {year} is provisional.",
    do="desk, Calendar of holidays, Enter a whole year: type it from the gazette and let a second person check it",
    needs_tables=True,
)
def year_without_list(now: datetime) -> Facts | None:
    found = offices_without_list(in_dhaka(now).date())
    if not found:
        return None
    (_first, finding), names = found[0], ", ".join(office.code for office, _finding in found[:3])
    return {"names": names, "year": finding.on.year if finding.on else ""}


@rule(
    "W055",
    bn="{names}: ছুটির ক্যালেন্ডারের {count}টি বদল এক দিনের বেশি অনুমোদনের অপেক্ষায়; জানানো তারিখ পুরোনো ক্যালেন্ডারে আছে।",
    en="{names}: {count} changes of the holidays wait for approval; the dates told rest on the calendar before.",
    do="The head opens desk, Calendar of holidays, looks at what moves, and approves it",
    needs_tables=True,
)
def ripples_unapproved(now: datetime) -> Facts | None:
    waiting = Ripple.objects.filter(phase=Phase.READY, ready_at__lt=now - DAY).select_related("office").order_by("pk")
    codes = list(dict.fromkeys(ripple.office.code for ripple in waiting))
    return {"names": ", ".join(codes[:3]), "count": len(waiting)} if codes else None


@rule(
    "E053",
    bn="কম্পিউটারের ঘড়ি ভুল: এখন {now}, অথচ {latest} এর ঘটনা আগেই লেখা আছে।",
    en="This computer's clock is wrong: it says {now}, but something of {latest} is already written.",
    do="timedatectl set-ntp true (without internet: timedatectl set-time 'YYYY-MM-DD HH:MM'); then start serve anew",
    needs_tables=True,
)
def clock_is_behind(now: datetime) -> Facts | None:
    latest = CaseEvent.objects.filter(misdated_at__isnull=True).aggregate(latest=Max("noticed_at"))["latest"]
    behind = latest is not None and latest > now + SKEW
    return (
        {"now": f"{in_dhaka(now):%Y-%m-%d %H:%M}", "latest": f"{in_dhaka(latest):%Y-%m-%d %H:%M}"} if behind else None
    )


@rule(
    "E059",
    bn="কম্পিউটারের ঘড়ি ঠিক কি না, নিশ্চিত নয় (ঘড়ি বলছে {says}): তারিখ পেরোনো লেখা ও চিঠি থেমে আছে।",
    en="This computer's clock is in doubt (it says {says}): lapses and letters wait.",
    do="Wrong: timedatectl set-ntp true, and all goes on by itself. Right: ongikar clock --right, or /desk/clock/",
    needs_tables=True,
)
def clock_in_doubt(now: datetime) -> Facts | None:
    known = watch.known()
    return {"says": f"{in_dhaka(known.says):%Y-%m-%d %H:%M}"} if known.doubt else None


@rule(
    "W054",
    bn="কম্পিউটারের সময় অঞ্চল ঢাকা নয়: লগে লেখা সময় ঢাকার সময় থেকে আলাদা হবে।",
    en="This computer's time zone is not Dhaka's: times in the log differ from those on the pages.",
    do="timedatectl set-timezone Asia/Dhaka",
)
def machine_not_in_dhaka(now: datetime) -> Facts | None:
    return {} if time.localtime(now.timestamp()).tm_gmtoff != DHAKA_SECONDS else None
