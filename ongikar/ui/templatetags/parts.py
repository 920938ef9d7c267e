"""Filters and tags of every page: digits, dates and the language of what is shown."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django import template
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla import dates, digits, phones
from ongikar.clock import wording
from ongikar.clock.explanation import DayMark, Explanation
from ongikar.offices import timezone

register = template.Library()
_WEEK_BN = ["রবি", "সোম", "মঙ্গল", "বুধ", "বৃহঃ", "শুক্র", "শনি"]
_TITLES = ("জনাব", "জনাবা", "বেগম", "ডাঃ", "ড.", "ডা.")


def _language() -> Literal["bn", "en"]:
    return "en" if get_language() == "en" else "bn"


@register.filter(name="digits")
def in_digits(value: Any) -> str:
    """Numbers in the digits of the page's language."""
    return digits.to_bangla(str(value)) if _language() == "bn" else str(value)


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def long_date(value: date | datetime | None) -> str:
    return dates.long_date(_day(value), _language()) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    return dates.short_date(_day(value), _language()) if value else ""


@register.filter
def month_year(value: date) -> str:
    return dates.month_year(value, _language())


@register.filter
def bangla_date(value: date | datetime | None) -> str:
    """The day in the Bangla calendar, as official papers carry it beside the other."""
    return dates.bangla_date(_day(value), _language()) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    return in_digits(timezone.localtime(value).strftime("%H:%M")) if value else ""


@register.filter
def reference(value: str) -> str:
    """A reference in groups of three, in the digits of the page."""
    return in_digits(digits.in_threes(value))


@register.filter
def phone(value: str) -> str:
    return in_digits(phones.local_phone(value))


@register.filter
def money(value: Any) -> str:
    whole = f"{value:f}".rstrip("0").rstrip(".") if value is not None and "." in f"{value:f}" else f"{value}"
    return in_digits(digits.lakhs(whole))


@register.filter
def file_size(size: int) -> str:
    """A size in whole kilobytes, or in megabytes with one decimal."""
    if size < 1_000_000:
        return _("%(size)s কেবি") % {"size": in_digits(max(1, round(size / 1000)))}
    return _("%(size)s এমবি") % {"size": in_digits(f"{size / 1_000_000:.1f}")}


@register.simple_tag
def lang(subject: Any, name: str, *, plain: bool = False) -> SafeString | str:
    """A bilingual field in the page's language; where it has no English, the Bangla, marked as Bangla.

    `plain`: without the mark, for titles and attributes.
    """
    english = _get(subject, f"{name}_en") if _language() == "en" else ""
    if english:
        return conditional_escape(english)
    bangla = _get(subject, f"{name}_bn") or ""
    marked = _language() == "en" and bangla and not plain
    return format_html('<span lang="bn">{}</span>', bangla) if marked else conditional_escape(bangla)


def _get(subject: Any, name: str) -> str:
    value = subject.get(name, "") if isinstance(subject, dict) else getattr(subject, name, "")
    return str(value or "")


@register.simple_tag
def columns_of(heading: dict[str, Any] | None) -> list[str]:
    """The column headings of a table of the charter, in the page's language where they have it."""
    found: list[str] = ((heading or {}).get("columns_en") if _language() == "en" else None) or (heading or {}).get(
        "columns_bn", []
    )
    return found


@register.filter
def addressed(contact: dict[str, Any], printed: str) -> str:
    """An officer's name with the title of respect that the cell prints before it."""
    name = contact.get("name") or ""
    title = printed.partition(name)[0].split()[-1:] if name in printed else []
    return " ".join([*title, name]) if title and title[0] in _TITLES else name


@register.filter
def either(row: dict[str, str]) -> str:
    """The page's language out of a row with `bn` and `en`."""
    return (row.get("en") if _language() == "en" else "") or row.get("bn", "")


@register.filter
def explained(stored: dict[str, Any]) -> Explanation | None:
    return Explanation.from_json(stored) if stored else None


@register.filter
def sentences(explanation: Explanation) -> tuple[str, ...]:
    return explanation.sentences(_language())


@register.filter
def weeks(explanation: Explanation) -> list[list[dict[str, Any] | None]]:
    """The days of an explanation as weeks from Sunday to Saturday; None for a day outside the reckoning.

    Each day has its number, its state, why it is so, and the month's name where a month begins.
    """
    days = list(explanation.days())
    cells: list[dict[str, Any] | None] = [None] * _place_in_week(days[0].day)
    cells += [_cell(mark, first=mark is days[0]) for mark in days]
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _place_in_week(day: date) -> int:
    return (day.weekday() + 1) % 7  # the week in Bangladesh begins on Sunday


def _cell(mark: DayMark, *, first: bool) -> dict[str, Any]:
    bangla = _language() == "bn"
    months = wording.MONTHS_BN if bangla else wording.MONTHS_EN
    return {
        "day": in_digits(mark.day.day),
        "month": months[mark.day.month - 1] if first or mark.day.day == 1 else "",
        "state": "due-day" if mark.state == "due" else mark.state,
        "why": mark.name_bn if bangla else mark.name_en,
    }


@register.simple_tag
def week_days() -> list[str]:
    """The days of the week from Sunday, short enough for seven columns on a phone."""
    return _WEEK_BN if _language() == "bn" else [wording.WEEK_EN[-1], *wording.WEEK_EN[:-1]]


@register.simple_tag
def days_to(day: date, today: date) -> str:
    """How far off a date is, in words: today, tomorrow, in 3 days; 2 days past."""
    left = (day - today).days
    if left == 0:
        return _("আজ")
    if left == 1:
        return _("আগামীকাল")
    if left > 0:
        return ngettext("আর %(days)s দিন", "আর %(days)s দিন", left) % {"days": in_digits(left)}
    return ngettext("%(days)s দিন পেরিয়েছে", "%(days)s দিন পেরিয়েছে", -left) % {"days": in_digits(-left)}


@register.simple_tag
def mark_of(event: Any, basis: str) -> str:
    """The mark of a fact on the line of time: `broken` for a lapsed promise alone, `stop` for what waits, else none."""
    if event.verb == "case.lapsed":
        return "stop" if event.facts.get("basis", basis) == "own_target" else "broken"
    return "stop" if event.verb == "case.asked" else ""


_STAGES = {
    "filed": _l("নতুন"),
    "listed": _l("আগ্রহী"),
    "accepted": _l("কাজ চলছে"),
    "waiting": _l("কাগজের অপেক্ষায়"),
    "delivered": _l("দেওয়া হয়েছে"),
    "refused": _l("দেওয়া যায়নি"),
    "withdrawn": _l("তুলে নিয়েছেন"),
}


@register.filter
def stage(state: str) -> str:
    """A state in one or two words, for tables."""
    return str(_STAGES.get(state, state))


class _Number(int):
    """A number within a sentence of the framework: written in the digits of the page, and still one to its plural."""

    def __str__(self) -> str:
        return in_digits(int(self))


@register.filter
def told(errors: ErrorList | ValidationError) -> list[str]:
    """What is wrong, each in a sentence whose numbers have the digits of the page."""
    found = errors.as_data() if isinstance(errors, ErrorList) else errors.error_list
    return [_sentence(error) for error in found]


def _sentence(error: ValidationError) -> str:
    numbers = {name: _number(value) for name, value in (error.params or {}).items()}
    return str(error.message % numbers if numbers else error.message)


def _number(value: Any) -> Any:
    if isinstance(value, float | Decimal):
        return in_digits(value)
    return _Number(value) if type(value) is int else value


@register.simple_tag
def said(cell: Any) -> str:
    """The value of a sheet's cell in the digits and dates of the page; a number's groups stay on one line."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", cell.said(_language()))
