"""How many filings came of late from one line, and for one phone: past a limit the page asks, and refuses nothing.

A line is shared: a village's digital centre, a school, a mobile network.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from ongikar.offices.counts import count, key_of, line_of


def count_filing(*, address: str, phone: str, at: datetime) -> bool:
    """Count one filing more; True where its line or its phone is past the limit of the window.

    `address` is the network address it came from, `phone` the number it names; either may be ''.
    """
    limits = {key_of("phone", phone): settings.FILINGS_PHONE} if phone else {}
    if address:
        limits[key_of("line", line_of(address))] = settings.FILINGS_LINE
    numbers = count(limits, window=timedelta(minutes=settings.FILINGS_MINUTES), at=at)
    return any(number > limits[key] for key, number in numbers.items())
