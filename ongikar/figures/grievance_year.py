"""The annual report on grievances (5.1.2(ঙ), 9): its counts, what recurred, what was advised; and where nobody
complained, the meeting with those whom the office serves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from ongikar.bangla.dates import month_year, short_date
from ongikar.clock.hours import in_dhaka
from ongikar.figures.causes import Group, by_cause, by_service, decided_in
from ongikar.figures.grievance_month import COMPLAINTS, PARTS, report_of
from ongikar.figures.grievance_sheets import Link, either, grid_table, language, named, signature
from ongikar.figures.models import StakeholderMeeting
from ongikar.figures.months import Month, Year
from ongikar.grievances.access import grievances_for
from ongikar.grievances.around.access import recommendations_for
from ongikar.grievances.models import Decision
from ongikar.grievances.seats import sits_at
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui.sheets import NONE, Cell, Head, Part, Sheet, Table, Words

OfMonth = Callable[[Month, str], str]
OfGroup = Callable[[str, str], str]
"""The addresses of lists: (month, column), and ("cause" or "service", key)."""


def year_sheet(
    posting: Posting,
    year: Year,
    *,
    at: datetime,
    link: Link | None = None,
    of_month: OfMonth | None = None,
    of_group: OfGroup | None = None,
) -> Sheet:
    """The year of the seats where a posting sits as of `at`, without what the person is complained of in."""
    decided = decided_in(grievances_for(posting), year.first, year.last)
    parts: list[Part] = [grid_table(report_of(posting, part, year, at=at), part, link) for part in PARTS]
    parts += [
        months_table(posting, year, of_month, at=at),
        _groups(_("মূল কারণ অনুযায়ী"), _("উৎপত্তির মূল কারণ"), "cause", by_cause(decided), of_group),
        _groups(_("সেবা অনুযায়ী"), _("সেবা"), "service", by_service(decided), of_group),
        _advice(decided),
        _recommended(posting, year),
    ]
    words = {"first": short_date(year.first, language()), "last": short_date(year.last, language())}
    parts += [*meetings_of(posting, year), *(signature(posting, part) for part in PARTS)]
    lines = (_("%(first)s থেকে %(last)s") % words,)
    return Sheet(_("অভিযোগের বার্ষিক প্রতিবেদন"), named(posting.office), lines, tuple(parts), language())


def months_table(posting: Posting, year: Year, of_month: OfMonth | None, *, at: datetime) -> Table:
    """Of each month that has begun what came, what was disposed of, and what was running at its end."""
    heads = (_("মাস"), _("গত মাসের জের"), _("প্রাপ্ত"), _("নিষ্পন্ন"), _("চলমান"), _("নিষ্পত্তির হার, %"))
    rows = tuple(_month_row(posting, month, of_month) for month in year.months if month.starts <= at)
    return Table("months", _("মাস অনুযায়ী অভিযোগ"), (tuple(map(Head, heads)),), rows)


def _month_row(posting: Posting, month: Month, of_month: OfMonth | None) -> tuple[Cell, ...]:
    report = report_of(posting, COMPLAINTS, month)
    grid = report.grid
    figures = {"carried_over": grid.carried_over, "received": len(report.received), "disposed": grid.disposed}
    cells = [
        Cell(figure, of_month(month, column) if of_month else "")
        for column, figure in {**figures, "running": grid.running}.items()
    ]
    return (Cell(month_year(month.first, language())), *cells, Cell(NONE if grid.rate is None else grid.rate))


def _groups(title: str, head: str, name: str, groups: Sequence[Group], of_group: OfGroup | None) -> Table:
    rows = tuple(
        (Cell(serial), Cell(_label(group)), Cell(group.count, of_group(name, group.key) if of_group else ""))
        for serial, group in enumerate(groups, 1)
    )
    heads = (Head(_("ক্রম")), Head(head), Head(_("যতটি নিষ্পন্ন হয়েছে")))
    return Table(f"by-{name}", title, (heads,), rows, _("এ বছরে কিছু নিষ্পন্ন হয়নি।"))


def _label(group: Group) -> str:
    return either(group.promise, "name") if group.promise else group.label or _("লেখা নেই")


def _advice(decided: Sequence[Decision]) -> Table:
    """What was written at decisions against recurrence, each once, with its cause."""
    found = dict.fromkeys((row.root_cause.strip(), row.prevention.strip()) for row in decided if row.prevention.strip())
    rows = tuple((Cell(serial), Cell(cause), Cell(advice)) for serial, (cause, advice) in enumerate(found, 1))
    heads = (Head(_("ক্রম")), Head(_("উৎপত্তির মূল কারণ")), Head(_("পুনরাবৃত্তি রোধে পরামর্শ")))
    return Table("advice", _("পুনরাবৃত্তি রোধে পরামর্শ"), (heads,), rows, _("পরামর্শ লেখা হয়নি।"))


def _recommended(posting: Posting, year: Year) -> Table:
    """What the head was advised in the year, and what became of it (7.1(ছ))."""
    found = recommendations_for(posting).filter(at__gte=year.starts, at__lt=year.ends).order_by("at", "pk")
    rows = tuple(
        (
            Cell(in_dhaka(one.at).date()),
            Cell(str(one.get_kind_display())),
            Cell(one.text),
            Cell("\n".join(filter(None, (str(one.get_answer_display()), one.answer_text)))),
        )
        for one in found
    )
    heads = (Head(_("তারিখ")), Head(_("ধরন")), Head(_("সুপারিশ")), Head(_("কী করা হলো")))
    return Table("advised", _("দপ্তরপ্রধানকে দেওয়া সুপারিশ"), (heads,), rows, _("এ বছরে সুপারিশ করা হয়নি।"))


def meetings_of(posting: Posting, year: Year) -> list[Part]:
    """The meetings of the year; where there was neither a grievance nor a meeting, that is said."""
    rows = tuple(
        (Cell(one.held_on), Cell(one.place), Cell(one.attended), Cell(one.minutes), Cell(one.memo_no))
        for one in StakeholderMeeting.objects.between(posting.office, year.first, year.last)
    )
    if rows:
        heads = (Head(_("তারিখ")), Head(_("স্থান")), Head(_("উপস্থিতি")), Head(_("আলোচনা ও সিদ্ধান্ত")), Head(_("স্মারক নং")))
        return [Table("meetings", _("অংশীজনের সভা"), (heads,), rows)]
    if nobody_complained(posting, year):
        return [Words(_("এ বছরে কোনো অভিযোগ পাওয়া যায়নি; অংশীজনের সভাও হয়নি।"), _("অংশীজনের সভা"))]
    return []


def nobody_complained(posting: Posting, year: Year) -> bool:
    return not any(report_of(posting, part, year).received for part in PARTS)


def hold_meeting(
    *, held_on: date, place: str, attended: int, minutes: str, memo_no: str = "", by: Posting, at: datetime
) -> StakeholderMeeting:
    """Write down a meeting with stakeholders. Raises RuleBroken where the posting sits at no tier, where the day is
    still to come, or where place or minutes lack."""
    if not sits_at(by.post):
        raise RuleBroken(_("সভা লিখে রাখেন অভিযোগ বা আপিল নিষ্পত্তির দায়িত্বে যিনি আছেন।"))
    if held_on > in_dhaka(at).date():
        raise RuleBroken(_("যে সভা এখনো হয়নি, তা লেখা যায় না।"))
    if not (place.strip() and minutes.strip()):
        raise RuleBroken(_("সভা কোথায় হয়েছে, কী আলোচনা ও সিদ্ধান্ত হয়েছে, লিখুন।"))
    return StakeholderMeeting.objects.create(
        office=by.office, held_on=held_on, place=place.strip(), attended=attended, minutes=minutes.strip(),
        memo_no=memo_no.strip(), by=by, at=at,
    )  # fmt: skip
