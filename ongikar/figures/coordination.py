"""What is late where a posting coordinates (5.4): numbers, seats and dates, and nothing of any matter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ongikar.bangla.dates import long_date
from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.clock.hours import in_dhaka
from ongikar.figures.months import Month
from ongikar.grievances.access import turns_coordinated
from ongikar.grievances.models import Referral
from ongikar.offices.models import Posting
from ongikar.ui.sheets import NONE, Cell, Head, Sheet, Table


def coordination_sheet(posting: Posting, month: Month, *, at: datetime, language: str = "bn") -> Sheet:
    """What is past its limit now, and every limit that passed in the month with what has become of it."""
    turns = turns_coordinated(posting)
    now = [turn for turn in turns if turn.is_open]
    passed = [turn for turn in turns if turn.lapsed_at is not None and month.starts <= turn.lapsed_at < month.ends]
    today = in_dhaka(at).date()
    told = long_date(today, "en" if language == "en" else "bn")
    return Sheet(
        title=_("সময়সীমা পেরোনো অভিযোগ: সমন্বয়কের তালিকা (৫.৪)"),
        office=posting.post.office.name_bn,
        lines=(_("তৈরি: %(day)s") % {"day": told},),
        parts=(
            _table("now", _("এখন সময়সীমার পরে"), now, today, language),
            _table("month", _("মাসে যেগুলোর সময়সীমা পেরিয়েছে"), passed, today, language),
        ),
        language=language,
    )


def _table(name: str, title: str, turns: list[Referral], today: date, language: str) -> Table:
    heads = (
        _("নম্বর"), _("দপ্তর"), _("ধাপ"), _("কার কাছে"), _("শেষ তারিখ"), _("কত দিন পরে"), _("শেষ হয়েছে"), _("অবস্থা"),
    )  # fmt: skip
    rows = tuple(_row(turn, today, language) for turn in turns)
    return Table(name, title, (tuple(Head(text) for text in heads),), rows, _("এমন কোনো অভিযোগ নেই।"))


def _row(turn: Referral, today: date, language: str) -> tuple[Cell, ...]:
    """The days past the limit are of the calendar, up to the end of the turn or to today."""
    ended = in_dhaka(turn.closed_at).date() if turn.closed_at else None
    number = in_threes(turn.grievance.reference)
    office: Any = turn.grievance.office
    values = (
        to_bangla(number) if language == "bn" else number,
        office.name_bn, turn.tier, turn.seat.title, turn.due_on, ((ended or today) - turn.due_on).days,
        ended or NONE, str(turn.get_state_display()),
    )  # fmt: skip
    return tuple(Cell(value) for value in values)
