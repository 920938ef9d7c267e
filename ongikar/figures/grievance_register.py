"""The registers গ-২ of complaints and of appeals: one row a turn, in the order it came to the seat."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_bangla
from ongikar.bangla.phones import local_phone
from ongikar.clock.hours import in_dhaka, midnight_after
from ongikar.figures.causes import promise_of
from ongikar.figures.grievance_month import APPEALS, COMPLAINTS, passed_up, turns_of
from ongikar.figures.grievance_sheets import language, named, number_of, subject_of
from ongikar.grievances.models import Decision, Referral
from ongikar.offices.models import Posting
from ongikar.ui.sheets import Cell, Head, Sheet, Table


def register_sheet(posting: Posting, part: str, first: date, last: date) -> Sheet:
    """What came to the seats of a posting on these days, both included; nothing the person is complained of in."""
    titles = {COMPLAINTS: _("অভিযোগের রেজিস্টার (ছক গ-২)"), APPEALS: _("আপিলের রেজিস্টার (ছক গ-২)")}
    turns = register_turns(posting, part, first, last)
    rows = tuple(_row(serial, turn, part) for serial, turn in enumerate(turns, 1))
    table = Table("register-grievances", "", (_heads(part),), rows, _("এই সময়ে কিছু পাওয়া যায়নি।"))
    period = f"{short_date(first, language())} – {short_date(last, language())}"
    return Sheet(titles[part], named(posting.office), (period,), (table,), language())


def register_turns(posting: Posting, part: str, first: date, last: date) -> list[Referral]:
    starts, ends = midnight_after(first - timedelta(days=1)), midnight_after(last)
    found = turns_of(posting, part).filter(opened_at__gte=starts, opened_at__lt=ends)
    found = found.select_related("grievance__complainant", "grievance__service").prefetch_related(
        "decisions", "grievance__service__promises"
    )
    return [turn for turn in found.order_by("opened_at", "pk") if not passed_up(turn)]


def _heads(part: str) -> tuple[Head, ...]:
    kind = _("আপিলকারী") if part == APPEALS else _("অভিযোগের ধরন")
    words = (
        _("ক্রম"), _("অভিযোগ নম্বর"), _("জাতীয় নম্বর"), _("তারিখ"), _("নাম, মোবাইল ও ই-মেইল"), _("মাধ্যম"), kind, _("সেবা"),
        _("বিষয়"), _("উৎপত্তির মূল কারণ"), pgettext("when it was", "নিষ্পত্তির তারিখ"), _("সিদ্ধান্ত"), _("পুনরাবৃত্তি রোধে পরামর্শ"),
    )  # fmt: skip
    return tuple(map(Head, words))


def _row(serial: int, turn: Referral, part: str) -> tuple[Cell, ...]:
    grievance, decision = turn.grievance, next(reversed(turn.decisions.all()), None)  # fetched with the turns
    kind = turn.get_appellant_display() if part == APPEALS else grievance.get_kind_display()
    return (
        Cell(serial),
        Cell(number_of(grievance)),
        Cell(grievance.national_no),
        Cell(in_dhaka(turn.opened_at).date()),
        Cell(_who(turn)),
        Cell(str(grievance.get_medium_display())),
        Cell(str(kind)),
        Cell(_service(turn)),
        Cell(subject_of(grievance)),
        Cell(decision.root_cause if decision else ""),
        Cell(in_dhaka(turn.closed_at).date() if turn.closed_at else ""),
        Cell(_decided(turn, decision)),
        Cell(decision.prevention if decision else ""),
    )


def _who(turn: Referral) -> str:
    who = turn.grievance.complainant
    if who is None:
        return _("পরিচয় দেওয়া হয়নি")
    phone = local_phone(who.mobile) if who.mobile else ""
    return "\n".join(filter(None, (who.name, to_bangla(phone) if language() == "bn" else phone, who.email)))


def _service(turn: Referral) -> str:
    service = turn.grievance.service
    promise = promise_of(service) if service else None
    if promise is None:
        return turn.grievance.service_name
    return str((promise.name_en if language() == "en" else "") or promise.name_bn)


def _decided(turn: Referral, decision: Decision | None) -> str:
    """The decision with its reasons; of what left without one, or is there still, where it stands."""
    if decision is None or turn.is_open:
        return str(turn.get_state_display())
    return f"{decision.get_outcome_display()}\n{decision.reasons}"
