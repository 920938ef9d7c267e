"""How often something came of late: by a keyed hash alone, with a number and the end of the window, then forgotten.

What lies further ahead than a window can was counted by a clock that was wrong, and counts as nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from ongikar.offices.models import Count

_COUNT = """
    INSERT INTO offices_count AS held (key, number, until) VALUES {rows}
    ON CONFLICT (key) DO UPDATE SET
        number = CASE WHEN held.until > %s AND held.until <= %s THEN held.number + excluded.number
            ELSE excluded.number END,
        until = CASE WHEN held.until > %s AND held.until <= %s THEN held.until ELSE excluded.until END
    RETURNING key, number"""
LONGEST = timedelta(days=1)  # no window is longer


def key_of(kind: str, *about: str) -> str:
    """A keyed hash in which nothing can be read."""
    return salted_hmac("ongikar.count", ":".join((kind, *about)), algorithm="sha256").hexdigest()


def count(keys: Collection[str], *, window: timedelta, at: datetime, more: int = 1) -> dict[str, int]:
    """Count `more` of each within its window, in one statement; how many it is now, by key."""
    if not keys:
        return {}
    now, until = (connection.ops.adapt_datetimefield_value(moment) for moment in (at, at + window))
    given = [value for key in sorted(keys) for value in (key, more, until)]  # in one order: no deadlock
    with connection.cursor() as cursor:
        rows = ", ".join(["(%s, %s, %s)"] * len(keys))
        cursor.execute(_COUNT.format(rows=rows), [*given, *(now, until) * 2])
        return dict(cursor.fetchall())


def take_back(key: str) -> None:
    """What was counted just now did not come about."""
    Count.objects.filter(pk=key).update(number=F("number") - 1)


def counted(keys: Iterable[str], *, window: timedelta, at: datetime) -> dict[str, tuple[int, datetime]]:
    """How many there are of each that is being counted, and until when."""
    rows = Count.objects.filter(key__in=keys, until__gt=at, until__lte=at + window)
    return {key: (number, until) for key, number, until in rows.values_list("key", "number", "until")}


def line_of(address: str) -> str:
    """What one household or office has: an IPv4 address, or the first half of one of IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)


def forget_next(now: datetime) -> bool:
    """Forget the counts whose window is over; False where there are none."""
    old = Count.objects.exclude(until__gt=now, until__lte=now + LONGEST)
    return old.exists() and bool(old.delete()[0])  # an idle office takes no write lock
