"""The numbers of an office's letters (স্মারক নং): typed by the officer, or the next of the office's own numbering."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_ascii
from ongikar.clock.hours import in_dhaka
from ongikar.journal.authors import Author
from ongikar.offices.models import MemoNumbering, Office
from ongikar.offices.people import record
from ongikar.rules import Overtaken, RuleBroken

NUMBER, YEAR = "{n}", "{yy}"
TRIES = 5  # so many letters of one office in the same instant


def memo_of(by: Author, typed: str, *, at: datetime) -> str:
    """The number typed; where none was, the next of the author's office, or '' where it has set no numbering."""
    if typed.strip() or by.posting is None:
        return typed.strip()
    return draw(by.posting.post.office, at=at)


def draw(office: Office, *, at: datetime) -> str:
    """Take the next number; no two letters get the same. '' where the office has set no numbering."""
    year = in_dhaka(at).year
    for _attempt in range(TRIES):
        numbering = MemoNumbering.objects.filter(office=office).first()
        if numbering is None:
            return ""
        n = 1 if numbering.yearly and numbering.year != year else numbering.next_number
        claimed = MemoNumbering.objects.filter(
            pk=numbering.pk, next_number=numbering.next_number, year=numbering.year, pattern=numbering.pattern
        )
        if claimed.update(next_number=n + 1, year=year):
            return numbering.pattern.replace(NUMBER, str(n)).replace(YEAR, f"{year % 100:02}")
    raise Overtaken(office)


def numbering_of(office: Office) -> MemoNumbering | None:
    return MemoNumbering.objects.filter(office=office).first()


@transaction.atomic
def set_numbering(office: Office, *, pattern: str, next_number: int, yearly: bool, by: Author, at: datetime) -> None:
    """Set how an office numbers its letters; an empty pattern ends it. Raises RuleBroken where it has no place
    for the number."""
    pattern = to_ascii(pattern.strip())
    if pattern and NUMBER not in pattern:
        raise RuleBroken(_("নমুনায় ক্রমিকের জায়গায় {n} লিখুন; বছরের জায়গায় {yy} লেখা যায়।"))
    given: dict[str, Any] = {"pattern": pattern, "next_number": next_number, "yearly": yearly}
    if pattern:
        MemoNumbering.objects.update_or_create(office=office, defaults={**given, "year": in_dhaka(at).year})
    else:
        MemoNumbering.objects.filter(office=office).delete()
    record(office, "office.memo_numbering_set", by=by, at=at, facts=given)
