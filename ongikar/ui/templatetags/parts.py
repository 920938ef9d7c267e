"""Filters and tags of every page: digits, dates and the language of what is shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla import dates, digits, phones
from ongikar.clock.explanation import Explanation

register = template.Library()
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


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


@register.simple_tag
def lang(subject: Any, name: str) -> SafeString | str:
    """A bilingual field in the page's language; where it has no English, the Bangla, marked as Bangla."""
    english = _get(subject, f"{name}_en") if _language() == "en" else ""
    if english:
        return conditional_escape(english)
    bangla = _get(subject, f"{name}_bn") or ""
    return format_html('<span lang="bn">{}</span>', bangla) if _language() == "en" and bangla else bangla


def _get(subject: Any, name: str) -> str:
    value = subject.get(name, "") if isinstance(subject, dict) else getattr(subject, name, "")
    return str(value or "")


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
def marks(explanation: Explanation) -> list[dict[str, Any]]:
    """The days of an explanation for the month strip, each with its state and the reason."""
    language = _language()
    return [
        {
            "day": in_digits(mark.day.day),
            "weekday": (dates.DAYS_BN if language == "bn" else _DAYS_EN)[mark.day.weekday()].removesuffix("বার"),
            "state": mark.state,
            "why": mark.name_bn if language == "bn" else mark.name_en,
            "date": dates.short_date(mark.day, language),
        }
        for mark in explanation.days()
    ]


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
