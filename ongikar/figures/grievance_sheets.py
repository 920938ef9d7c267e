"""Form গ-১ as a sheet, part by part as the guideline prints it, and the list behind each of its figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.dates import month_year
from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.clock.hours import in_dhaka
from ongikar.figures.grievance_month import APPEALS, COMPLAINTS, Report, Stay, report_of
from ongikar.figures.months import Month, Year
from ongikar.grievances.decisions import Outcome
from ongikar.grievances.models import Grievance, TierSeat
from ongikar.journal.verbs import VERBS
from ongikar.offices.models import Posting
from ongikar.ui.sheets import NONE, Cell, Head, Part, Sheet, Signature, Table

Link = Callable[[str, str], str]
"""(part, column) -> the address of the list behind a figure."""

COLUMNS_OF = {
    COMPLAINTS: {
        "web": _l("ওয়েবসাইটের মাধ্যমে প্রাপ্ত"),
        "call_centre": _l("৩৩৩ কল সেন্টারের মাধ্যমে প্রাপ্ত"),
        "conventional": _l("প্রচলিত পদ্ধতিতে প্রাপ্ত"),
        "suo_motu": _l("স্বপ্রণোদিতভাবে গৃহীত"),
        "carried_over": _l("গত মাসের জের"),
        "total": _l("মোট অভিযোগ (১+২+৩+৪+৫)"),
        "disposed": _l("এ মাসে নিষ্পন্ন"),
        "running_in_time": _l("সময়সীমা অতিক্রান্ত হয়নি"),
        "running_late": _l("সময়সীমা অতিক্রান্ত হয়েছে"),
        "running": _l("মোট (৮+৯)"),
        "rate": _l("নিষ্পত্তির হার, % (৭×১০০÷৬)"),
    },
    APPEALS: {
        "web": _l("ওয়েবসাইটের মাধ্যমে প্রাপ্ত"),
        "conventional": _l("প্রচলিত পদ্ধতিতে প্রাপ্ত"),
        "suo_motu": _l("স্বপ্রণোদিতভাবে গৃহীত"),
        "carried_over": _l("গত মাসের জের"),
        "total": _l("মোট আপিল (১+২+৩+৪)"),
        "disposed": _l("এ মাসে নিষ্পন্ন"),
        "running_in_time": _l("চলমান"),
        "running_late": _l("অনিষ্পন্ন"),
        "rate": _l("নিষ্পত্তির হার, % (৬×১০০÷৫)"),
    },
}
"""The columns in the form's order and numbers. Its appeals' (7) চলমান and (8) অনিষ্পন্ন overlap: here (7) is what runs
within its limit and (8) what is past it, so that (7) + (8) = (5) - (6)."""
OF_A_YEAR = {"carried_over": _l("গত বছরের জের"), "disposed": _l("এ বছরে নিষ্পন্ন")}
GROUP = ("running_in_time", "running_late", "running")
TITLES = {COMPLAINTS: _l("১. অভিযোগ"), APPEALS: _l("৪. আপিল")}
DETAILS = {COMPLAINTS: _l("নিষ্পন্ন অভিযোগের বিবরণ"), APPEALS: _l("নিষ্পন্ন আপিলের বিবরণ")}
SUBJECTS = {COMPLAINTS: _l("অভিযোগের বিষয়"), APPEALS: _l("আপিলের বিষয়")}
SIGNED = {COMPLAINTS: _l("অভিযোগ নিষ্পত্তি কর্মকর্তার (অনিক) স্বাক্ষর"), APPEALS: _l("আপিল কর্মকর্তার স্বাক্ষর")}


def language() -> str:
    return "en" if get_language() == "en" else "bn"


def month_sheet(posting: Posting, month: Month, *, at: datetime | None = None, link: Link | None = None) -> Sheet:
    """The month of the seats where a posting sits: both grids with their detail lists and lines to sign on. `at`: as
    of then, where the month runs still."""
    parts: list[Part] = []
    for part in (COMPLAINTS, APPEALS):
        report = report_of(posting, part, month, at=at)
        parts += [grid_table(report, part, link), detail_table(report, part), signature(posting, part)]
    words = {"month": month_year(month.first, language())}
    lines = (_("মাস: %(month)s") % words,)
    return Sheet(_("মাসিক প্রতিবেদন (ছক গ-১)"), named(posting.office), lines, tuple(parts), language())


def grid_table(report: Report, part: str, link: Link | None = None) -> Table:
    """The grid in its exact columns; each figure leads to what it counts."""
    columns, grid = headings(report, part), report.grid
    cells = [
        Cell(getattr(grid, name), link(part, name) if link else "")
        if name != "rate"
        else Cell(NONE if grid.rate is None else grid.rate)
        for name in columns
    ]
    return Table(f"grid-{part}", str(TITLES[part]), _head(columns, part), (tuple(cells),))


def headings(report: Report, part: str) -> dict[str, str]:
    """The columns with their headings; of a year it is said that it is one."""
    words = OF_A_YEAR if isinstance(report.span, Year) else {}
    return {name: str(words.get(name, text)) for name, text in COLUMNS_OF[part].items()}


def _head(columns: dict[str, str], part: str) -> tuple[tuple[Head, ...], ...]:
    """What is grouped stands under its group's name; the last line has the form's numbers."""
    numbers = tuple(Head(f"({_digits(number)})") for number in range(1, len(columns) + 1))
    if part == APPEALS:
        return tuple(map(Head, columns.values())), numbers
    group = Head(_("চলমান অভিযোগ"), cols=len(GROUP))
    upper = [Head(text, rows=2) for name, text in columns.items() if name not in GROUP]
    lower = tuple(Head(columns[name]) for name in GROUP)
    return (*upper[:-1], group, upper[-1]), lower, numbers


def _digits(number: int) -> str:
    return to_bangla(number) if language() == "bn" else str(number)


def detail_table(report: Report, part: str) -> Table:
    """What was disposed of: subject, day, how, and a cell for the signature."""
    heads = (
        _("ক্রম"),
        str(SUBJECTS[part]),
        pgettext("when it was", "নিষ্পত্তির তারিখ"),
        _("নিষ্পত্তির বিবরণ"),
        str(SIGNED[part]),
    )
    rows = [
        (Cell(serial), Cell(subject(stay)), Cell(_day(stay)), Cell(how_disposed(stay)), Cell(""))
        for serial, stay in enumerate(sorted(report.disposed, key=_left), 1)
    ]
    empty = _("এ মাসে কিছু নিষ্পন্ন হয়নি।")
    return Table(f"detail-{part}", str(DETAILS[part]), (tuple(map(Head, heads)),), tuple(rows), empty)


def _left(stay: Stay) -> tuple[date, int]:
    return _day(stay), stay.turn.pk


def _day(stay: Stay) -> date:
    """The day on which it left; of one that is there still, the day it came."""
    return in_dhaka(stay.ends or stay.starts).date()


def signature(posting: Posting, part: str) -> Signature:
    """Under the part of the tier where the posting sits its name stands; under the other nobody's."""
    tiers = TierSeat.objects.of_post(posting.post_id).values_list("tier", flat=True)
    signs = any(tier == 1 if part == COMPLAINTS else tier > 1 for tier in tiers)
    return Signature((*(_signer(posting) if signs else ()), str(SIGNED[part])))


def _signer(posting: Posting) -> tuple[str, str]:
    return either(posting.account, "name"), either(posting.post, "title")


def named(office: object) -> str:
    return either(office, "name")


def either(subject: object, name: str) -> str:
    """A bilingual field in the language of the sheet."""
    english = getattr(subject, f"{name}_en", "") if language() == "en" else ""
    return str(english or getattr(subject, f"{name}_bn"))


def subject(stay: Stay) -> str:
    """The subject with its numbers, ours and the national one."""
    return "\n".join(filter(None, (subject_of(stay.turn.grievance), numbers_of(stay.turn.grievance))))


def subject_of(grievance: Grievance) -> str:
    return _("(লেখা এখানে রাখা হয়নি)") if grievance.sealed else grievance.subject


def numbers_of(grievance: Grievance) -> str:
    ours = _("নম্বর %(number)s") % {"number": number_of(grievance)}
    national = _("জাতীয় নম্বর %(number)s") % {"number": grievance.national_no} if grievance.national_no else ""
    return "; ".join(filter(None, (ours, national)))


def number_of(grievance: Grievance) -> str:
    number = in_threes(grievance.reference)
    return to_bangla(number) if language() == "bn" else number


def how_disposed(stay: Stay) -> str:
    """How a turn left its seat, with the reason that was given."""
    facts = stay.facts
    if stay.how == "grievance.forwarded":
        return _joined(_("অন্য দপ্তরে প্রেরিত"), facts.get("to", ""), facts.get("reason", ""))
    if stay.how == "grievance.withdrawn":
        return _joined(_("প্রত্যাহার"), facts.get("reason", ""))
    if stay.how == "grievance.appealed":
        return _joined(_("সময়ে নিষ্পত্তি হয়নি; পরের ধাপে গেছে"), facts.get("to", ""))
    if "outcome" not in facts:
        return _joined(str(VERBS[stay.how]), facts.get("reason", ""))
    return _joined(str(Outcome(facts["outcome"]).label), facts.get("reasons", ""))


def _joined(*texts: str) -> str:
    return ": ".join(filter(None, texts))


def rows_sheet(report: Report, part: str, column: str, *, link: Callable[[Stay], str]) -> Sheet:
    """The rows that one figure counts, in the order they came."""
    heads = (
        _("ক্রম"), _("নম্বর"), _("জাতীয় নম্বর"), str(SUBJECTS[part]), _("মাধ্যম"), _("পাওয়ার তারিখ"), _("শেষ তারিখ"),
        _("বর্তমান অবস্থা"),
    )  # fmt: skip
    stays = sorted(report.behind(column), key=lambda stay: (stay.starts, stay.turn.pk))
    rows = tuple(_row(serial, stay, link(stay)) for serial, stay in enumerate(stays, 1))
    table = Table("behind", "", (tuple(map(Head, heads)),), rows, _("এই ঘরে কিছু নেই।"))
    return Sheet(headings(report, part).get(column, ""), "", (str(TITLES[part]),), (table,), language())


def _row(serial: int, stay: Stay, href: str) -> tuple[Cell, ...]:
    turn, grievance = stay.turn, stay.turn.grievance
    return (
        Cell(serial),
        Cell(number_of(grievance), href),
        Cell(grievance.national_no),
        Cell(subject_of(grievance)),
        Cell(str(grievance.get_medium_display())),
        Cell(in_dhaka(stay.starts).date()),
        Cell(turn.due_on),
        Cell(str(turn.get_state_display())),
    )
