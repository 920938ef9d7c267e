"""Orders about the calendar, led through entering, checking, counting and approval."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ongikar.clock.gazette import read_orders
from ongikar.offices import ordering
from ongikar.offices.models import CalendarOrder, Posting, Ripple
from ongikar.ops.ripples import ripple_next
from tests.cast import NOW, Cast

REF = "০৫.০০.০০০০.১৭৩.০৮.০১৪.২৬-৪৫১"


def entered(by: Posting, text: str, *, at: datetime = NOW, key: str = "order-1", **changes: Any) -> CalendarOrder:
    """An order as somebody typed it from its paper."""
    said = {"kind": "order", "year": None, "legal_ref": REF, "announced_on": at.date(), "only_here": False, **changes}
    days = read_orders(text, year=said["year"]).days
    return ordering.enter(by=by, at=at, days=days, entry_key=key, **said)


def counted(cast: Cast, text: str, *, at: datetime = NOW, **changes: Any) -> CalendarOrder:
    """An order that the clerk entered and the head checked, and what it moves counted."""
    order = entered(cast.clerk, text, at=at, **changes)
    ordering.check(order, by=cast.head, at=at)
    settle(at)
    return order


def in_force(cast: Cast, text: str, *, at: datetime = NOW, **changes: Any) -> Ripple:
    """An order approved by the head, and all it moves moved."""
    order = counted(cast, text, at=at, **changes)
    ordering.approve(order, by=cast.head, at=at)
    settle(at)
    return ripple_of(order)


def settle(at: datetime) -> int:
    """Let the ripples do all there is to do; how many stretches that took."""
    steps = 0
    while ripple_next(at):
        steps += 1
        assert steps < 100, "the ripple does not come to rest"
    return steps


def ripple_of(order: CalendarOrder) -> Ripple:
    found = Ripple.objects.of_order(order)
    assert found is not None
    return found
