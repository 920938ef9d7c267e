"""Entering an order about the calendar, checking it against its paper, and bringing it into force.

Two persons: one enters, another checks. Where only one account exists, its holder confirms again, and the order is
marked unchecked. Nothing changes until the head has seen what moves and approved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ongikar.clock.calendar import changed_days
from ongikar.clock.gazette import Entered
from ongikar.clock.hours import in_dhaka
from ongikar.offices.calendars import calendar_of, calendar_with, restamp
from ongikar.offices.holidays import CalendarOrder, CalendarOrderQuerySet, OrderDay, OrderState, lineage
from ongikar.offices.models import Office, Posting
from ongikar.offices.people import record
from ongikar.offices.ripples import Phase, Ripple, RippleQuerySet
from ongikar.offices.roles import may
from ongikar.rules import RuleBroken


def enter(
    *,
    by: Posting,
    at: datetime,
    kind: str,
    year: int | None,
    legal_ref: str,
    announced_on: date,
    days: Sequence[Entered],
    only_here: bool,
    entry_key: str,
) -> CalendarOrder:
    """Write an order down as read from its paper; the same `entry_key` gives the order already written.

    `only_here`: it closes or opens the entering office alone, and not those under it. Raises RuleBroken where it
    says nothing, does not say what it is, or was announced in the future.
    """
    if not may(by.post, "calendar.entered"):
        raise RuleBroken(_("এই পদ থেকে ছুটির আদেশ লেখা যায় না।"))
    _check(kind, year, legal_ref, announced_on, days, at)
    office = by.office
    order = CalendarOrder(
        office=office,
        kind=kind,
        year=year,
        legal_ref=legal_ref.strip(),
        announced_on=announced_on,
        entry_key=entry_key,
        entered_by=by,
        entered_at=at,
    )
    try:
        with transaction.atomic():
            order.save(force_insert=True)
            OrderDay.objects.bulk_create([_row(order, day, office if only_here else None) for day in days])
            order.record("calendar.entered", by=by.author(), at=at, facts={"days": len(days)})
    except IntegrityError:
        return CalendarOrder.objects.get(entry_key=entry_key, office=office)
    return order


def _check(
    kind: str, year: int | None, legal_ref: str, announced_on: date, days: Sequence[Entered], at: datetime
) -> None:
    today = in_dhaka(at).date()
    if not legal_ref.strip():
        raise RuleBroken(_("আদেশের স্মারক নং ও তারিখ, বা গেজেটের ঠিকানা লিখুন।"))
    if not days:
        raise RuleBroken(_("আদেশে কোনো দিন নেই।"))
    if announced_on > today:
        raise RuleBroken(_("ঘোষণার তারিখ আজকের পরে হতে পারে না।"))
    if kind == CalendarOrder.Kind.YEAR and (year is None or {day.on.year for day in days} != {year}):
        raise RuleBroken(_("তালিকার সব দিন একই বছরের হতে হবে।"))


def _row(order: CalendarOrder, day: Entered, only: Office | None) -> OrderDay:
    opens, closes = day.hours or (None, None)
    return OrderDay(
        order=order,
        on=day.on,
        effect=day.effect,
        kind=day.kind,
        name_bn=day.name_bn,
        name_en=day.name_en,
        moon=day.moon,
        opens=opens,
        closes=closes,
        level="office" if only else day.level,
        of=[only.code] if only else sorted(day.of),
    )


def orders_seen(posting: Posting) -> CalendarOrderQuerySet:
    """The orders of the office, of those above it, which hold for it, and of those under it."""
    offices = {*lineage(posting.office), *posting.office.family()}
    return CalendarOrder.objects.of_offices(sorted(offices)).newest_first()


def order_seen(posting: Posting, pk: int) -> CalendarOrder:
    """One of them; ObjectDoesNotExist where there is none such for this posting."""
    return orders_seen(posting).get(pk=pk)


def is_keeper(order: CalendarOrder, posting: Posting) -> bool:
    """Whether the order is of the posting's own office or one under it, so that acts on it are its to do."""
    return order.office_id in posting.office.family()


def is_alone(posting: Posting, at: datetime) -> bool:
    """Whether nobody else holds a post in this office or those under it, so that no second person can check."""
    others = Posting.objects.in_force_at(at).filter(
        post__office_id__in=posting.office.family(), account__is_active=True
    )
    return not others.exclude(account_id=posting.account_id).exists()


@transaction.atomic
def check(order: CalendarOrder, *, by: Posting, at: datetime) -> Ripple:
    """A second person compared the order with its paper; then what it moves is counted.

    Who entered it may confirm it only where nobody else is there, and that is marked. Raises RuleBroken.
    """
    _check_keeper(order, by, "calendar.checked")
    same = by.account_id == order.entered_by.account_id
    if same and not is_alone(by, at):
        raise RuleBroken(_("যিনি লিখেছেন তিনি মেলাতে পারেন না; অন্য একজন কাগজের সঙ্গে মিলিয়ে দেখবেন।"))
    order.check_against_paper(by=by, at=at, alone=same)
    first, last = _reach_in_time(order)
    return Ripple.objects.create(
        order=order, office=order.office, first_day=first, last_day=last, made_at=at, act_after=at
    )


def _check_keeper(order: CalendarOrder, by: Posting, act: str) -> None:
    if not (may(by.post, act) and is_keeper(order, by)):
        raise RuleBroken(_("এই আদেশ আপনার দপ্তরের নয়; যে দপ্তর লিখেছে তারাই এটি করবে।"))


def _reach_in_time(order: CalendarOrder) -> tuple[date, date]:
    """The first and the last day that are otherwise for any office the order reaches; its own days if none is."""
    spans = []
    seen: set[tuple[str, str, str]] = set()
    for office in offices_reached(order):
        place = office.calendar_stamp, office.district, office.calendar_class
        if place not in seen:
            seen.add(place)
            spans.append(changed_days(calendar_of(office), calendar_with(office, order)))
    found = [span for span in spans if span]
    if not found:
        days = [day.on for day in order.days.all()]
        return min(days), max(days)
    return min(first for first, _last in found), max(last for _first, last in found)


def offices_reached(order: CalendarOrder) -> list[Office]:
    """The offices for which the order may change anything: its own and those under it, or the one it names."""
    only = {code for day in order.days.all() if day.level == "office" for code in day.of}
    under = offices_under(order.office)
    return [office for office in under if office.code in only] if only else under


def offices_under(top: Office) -> list[Office]:
    """An office and all under it, however deep."""
    found, layer = [top], [top.pk]
    while layer:
        below = list(Office.objects.filter(parent_id__in=layer))
        found += below
        layer = [office.pk for office in below]
    return found


@transaction.atomic
def approve(order: CalendarOrder, *, by: Posting, at: datetime) -> Ripple:
    """The head has seen what moves: the order is in force from now, and the dates are moved by the ticker.

    Raises RuleBroken where the counting is not done yet, or where the posting may not.
    """
    if not may(by.post, "calendar"):
        raise RuleBroken(_("শুধু দপ্তরপ্রধান এটি অনুমোদন করতে পারেন।"))
    _check_keeper(order, by, "calendar")
    ripple = Ripple.objects.of_order(order)
    if ripple is None or ripple.phase != Phase.READY:
        raise RuleBroken(_("কোন কোন তারিখ সরবে, তা গোনা এখনো শেষ হয়নি। একটু পরে আবার দেখুন।"))
    order.come_into_force(by=by, at=at)
    restamp([office.pk for office in offices_reached(order)])
    _begin(ripple, by=by, at=at)
    return ripple


def data_ripples_seen(posting: Posting) -> RippleQuerySet:
    """What new versions of the program's own holidays move, for the office and those above and under it."""
    offices = {*lineage(posting.office), *posting.office.family()}
    return Ripple.objects.of_offices(sorted(offices)).of_data().worth_a_look()


@transaction.atomic
def approve_data(ripple: Ripple, *, by: Posting, at: datetime) -> None:
    """The head has seen what the program's new holidays move: the dates told before are moved from now.

    Raises RuleBroken where the counting is not done yet, or where the posting may not.
    """
    if not may(by.post, "calendar"):
        raise RuleBroken(_("শুধু দপ্তরপ্রধান এটি অনুমোদন করতে পারেন।"))
    if ripple.office_id not in by.office.family():
        raise RuleBroken(_("এটি আপনার দপ্তরের নয়; যে দপ্তরের, তার প্রধান অনুমোদন করবেন।"))
    held = Ripple.objects.select_for_update(of=("self",)).get(pk=ripple.pk)
    if held.phase != Phase.READY:
        raise RuleBroken(_("কোন কোন তারিখ সরবে, তা গোনা এখনো শেষ হয়নি। একটু পরে আবার দেখুন।"))
    _begin(held, by=by, at=at)
    record(held.office, "calendar.data_approved", by=by.author(), at=at, facts={"shipped": held.shipped})


def waiting_for_approval(posting: Posting) -> RippleQuerySet:
    """What the posting may approve now and nobody has; nothing where it may approve none."""
    ready = Ripple.objects.under(posting.post.office_id).filter(phase=Phase.READY)
    return ready if may(posting.post, "calendar") else ready.none()


def _begin(ripple: Ripple, *, by: Posting, at: datetime) -> None:
    ripple.phase, ripple.approved_by, ripple.approved_at, ripple.act_after = Phase.REDATING, by, at, at
    ripple.seen = ripple.moved = 0
    ripple.save(update_fields=["phase", "approved_by", "approved_at", "act_after", "seen", "moved"])


@transaction.atomic
def discard(order: CalendarOrder, *, by: Posting, at: datetime) -> None:
    """Put away an order that is not in force yet."""
    _check_keeper(order, by, "calendar.entered")
    if order.state == OrderState.IN_FORCE:
        raise RuleBroken(_("কার্যকর আদেশ মোছা যায় না; বাতিলের আদেশ লিখুন।"))
    order.discard(by=by, at=at)
    Ripple.objects.filter(order=order).update(phase=Phase.DROPPED)
