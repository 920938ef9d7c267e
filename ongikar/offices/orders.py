"""An order as a ripple needs it: the calendars it makes, and the words that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ongikar.bangla.digits import to_bangla
from ongikar.clock.calendar import WorkingCalendar
from ongikar.clock.explanation import Explanation, Span, closed_since
from ongikar.clock.hours import in_dhaka
from ongikar.offices.calendars import calendar_of, calendar_with
from ongikar.offices.holidays import OrderDay
from ongikar.offices.models import Office
from ongikar.offices.ordering import offices_reached, offices_under
from ongikar.offices.ripples import Ripple

Sum = dict[str, Any]
"""An explanation as it is stored."""


@dataclass(frozen=True)
class Announcement:
    """What is said to have moved a date."""

    announced: date
    name_bn: str
    name_en: str
    source: str


@dataclass
class CalendarsOf:
    """The offices a ripple reaches, each with the calendar it has by the order: already, or once it is in force."""

    ripple: Ripple

    @cached_property
    def offices(self) -> dict[int, Office]:
        order = self.ripple.order
        return {one.pk: one for one in (offices_reached(order) if order else offices_under(self.ripple.office))}

    @property
    def office_ids(self) -> list[int]:
        return list(self.offices)

    def calendar(self, office_id: int) -> WorkingCalendar:
        office = self.offices[office_id]
        place = office.calendar_stamp, office.district, office.calendar_class
        if place not in self._calendars:
            order, foreseen = self.ripple.order, self.ripple.approved_at is None
            self._calendars[place] = calendar_with(office, order) if order and foreseen else calendar_of(office)
        return self._calendars[place]

    def announcement(self, *, after: date, until: date, before: Sum, now: Sum) -> Announcement:
        """What moved a date from the sum `before` to the one `now`: the days of the order in the clock's time, by name.

        A whole year is named as such. Where the program's own data changed, the days it closed are named.
        """
        order = self.ripple.order
        if order is None:
            return self._of_data(closed_since(Explanation.from_json(before), Explanation.from_json(now)))
        within = [day for day in self._days if after <= day.on <= until] or self._days
        names = {day.name_bn: day.name_en for day in within}
        told = (", ".join(names), ", ".join(names.values()))
        if order.year:
            told = (f"{to_bangla(str(order.year))} সালের ছুটির তালিকা", f"the list of holidays of {order.year}")
        return Announcement(order.announced_on, *told, order.legal_ref)

    def _of_data(self, closed: list[Span]) -> Announcement:
        noticed = in_dhaka(self.ripple.made_at).date()
        names = {span.name_bn: span.name_en for span in closed}
        told = (", ".join(names), ", ".join(names.values())) if names else _SHIPPED
        return Announcement(max((one for span in closed if (one := span.announced)), default=noticed), *told, "")

    @cached_property
    def _calendars(self) -> dict[tuple[str, str, str], WorkingCalendar]:
        return {}

    @cached_property
    def _days(self) -> list[OrderDay]:
        return list(self.ripple.order.days.all()) if self.ripple.order else []


_SHIPPED = "ছুটির তালিকা হালনাগাদ", "update of the holiday list"
