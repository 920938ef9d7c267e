"""What the grievance guideline of 2015 (revised 2018) fixes in numbers, each with its clause.

The limits that bind are those of the office's charter; these are what they are compared with, and what holds
where a charter has no word for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_bangla
from ongikar.charter.models import Tier


@dataclass(frozen=True)
class Span:
    """A length of time in working days, with the clause that sets it."""

    days: int
    clause: str


TIER_LIMITS = {1: Span(30, "7.4.1(ক)"), 2: Span(20, "7.4.1(খ)"), 3: Span(60, "7.4.1(গ)")}
INVESTIGATION_ADDS = Span(10, "7.4.1(ক)")
REPORT_WITHIN = Span(20, "7.1.2(গ)")
MINISTRY_ACTS_WITHIN = Span(20, "7.4.1(ঘ)")
RESULT_TOLD_WITHIN = Span(7, "7.4(ছ)")
APPEAL_CLAUSE = "6.2"
"""An appeal is lodged within not more than one month (অনধিক এক মাস); the start is a named setting."""


def departures(tiers: Iterable[Tier]) -> list[str]:
    """Where a charter's tiers differ from the guideline: a warning each, never a ban (portals do differ)."""
    found = []
    for tier in tiers:
        span = TIER_LIMITS.get(tier.tier)
        limit = tier.limit_read
        if span is None or (limit.get("max"), limit.get("unit")) == (span.days, "working_day"):
            continue
        words = {"tier": to_bangla(tier.tier), "days": to_bangla(span.days), "clause": span.clause}
        found.append(
            _("ধাপ %(tier)s: সনদে আছে “%(says)s”, নির্দেশিকায় (%(clause)s) আছে %(days)s কার্যদিবস।")
            % {**words, "says": tier.limit_bn}
        )
    return found
