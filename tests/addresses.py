"""Addresses of the office's people that somebody has confirmed."""

from __future__ import annotations

from datetime import datetime

from ongikar.offices.addresses import Address, normal_address
from tests.cast import NOW


def confirmed(text: str, *, at: datetime = NOW) -> Address:
    """An address that may be written to."""
    row, _made = Address.objects.get_or_create(text=normal_address(text))
    row.confirmed_at, row.how, row.wrong_at = at, Address.How.WORD, None
    row.save()
    return row
