"""How many filings came of late from one line, and for one phone: past a limit the page asks, and refuses nothing.

A line is shared: a village's digital centre, a school, a mobile network. Both are kept as keyed hashes, with a number
and the moment of the first, and with nothing that was filed; after the window they are forgotten.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from ongikar.offices.models import FilingCount

_COUNT = """
    INSERT INTO offices_filingcount AS held (key, number, since) VALUES {rows}
    ON CONFLICT (key) DO UPDATE SET
        number = CASE WHEN held.since > %s AND held.since <= %s THEN held.number + 1 ELSE 1 END,
        since = CASE WHEN held.since > %s AND held.since <= %s THEN held.since ELSE excluded.since END
    RETURNING key, number"""


def window() -> timedelta:
    return timedelta(minutes=settings.FILINGS_MINUTES)


def count_filing(*, address: str, phone: str, at: datetime) -> bool:
    """Count one filing more, in one statement; True where its line or its phone is past the limit of the window.

    `address` is the network address it came from, `phone` the number it names; either may be ''.
    """
    limits = {_key("phone", phone): settings.FILINGS_PHONE} if phone else {}
    if address:
        limits[_key("line", line_of(address))] = settings.FILINGS_LINE
    if not limits:
        return False
    now, over = (connection.ops.adapt_datetimefield_value(moment) for moment in (at, at - window()))
    given = [value for key in sorted(limits) for value in (key, now)]  # in one order: no deadlock
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(rows=", ".join(["(%s, 1, %s)"] * len(limits))), [*given, over, now, over, now])
        return any(number > limits[key] for key, number in cursor.fetchall())


def line_of(address: str) -> str:
    """What one household or office has: an IPv4 address, or the first half of one of IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)


def forget_next(now: datetime) -> bool:
    """Forget the counts whose window is over, or that a wrong clock has dated ahead; False where there are none."""
    old = FilingCount.objects.exclude(since__gt=now - window(), since__lte=now)
    return old.exists() and bool(old.delete()[0])  # an idle office takes no write lock


def _key(kind: str, value: str) -> str:
    return salted_hmac("ongikar.filing", f"{kind}:{value}", algorithm="sha256").hexdigest()
