"""Stopping a service for a while by an order, and taking it up again. Nothing is deleted, open cases run on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.charter.models import Service, Suspension
from ongikar.clock.hours import in_dhaka
from ongikar.journal.holding import held
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken


@transaction.atomic
def suspend(
    service: Service,
    *,
    by: Posting,
    at: datetime,
    order_no: str,
    order_on: date,
    reason: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Suspension:
    """Suspend the service from a day on (to `ends_on`, included, or until it is resumed).

    Only the head of the office may, and only with an order: its number, date and reason are shown to
    everybody who would have asked. Raises RuleBroken where one is missing or the dates contradict each other.
    """
    _check(service, by)
    if not (order_no.strip() and reason.strip()):
        raise RuleBroken(_("আদেশের নম্বর, তারিখ ও কারণ লিখুন; যাঁরা সেবাটি চাইবেন তাঁরা এগুলো দেখবেন।"))
    if order_on > in_dhaka(at).date():
        raise RuleBroken(_("আদেশের তারিখ আজকের পরে হতে পারে না। মিলিয়ে লিখুন।"))
    if starts_on < order_on or (ends_on is not None and ends_on < starts_on):
        raise RuleBroken(_("স্থগিতের শুরু আদেশের তারিখের আগে, বা শেষ শুরুর আগে হতে পারে না।"))
    held(service)  # two who suspend it at once
    if service.suspensions.covering(max(starts_on, in_dhaka(at).date())).exists():
        raise RuleBroken(_("সেবাটি এই সময়ে আগে থেকেই স্থগিত আছে।"))
    return Suspension.objects.create(
        service=service,
        order_no=order_no.strip(),
        order_on=order_on,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        at=at,
    )


def resume_service(service: Service, *, by: Posting, at: datetime) -> Suspension:
    """End the suspension in force: its last day is the day before. Raises RuleBroken where there is none."""
    _check(service, by)
    today = in_dhaka(at).date()
    suspension = service.suspensions.covering(today).first()
    if suspension is None:
        raise RuleBroken(_("সেবাটি এখন স্থগিত নেই।"))
    Suspension.objects.filter(pk=suspension.pk).update(resumed_at=at, resumed_by=by)
    suspension.refresh_from_db()
    return suspension


def _check(service: Service, by: Posting) -> None:
    if not by.is_head or by.office.pk != service.office_id:
        raise RuleBroken(_("সেবা স্থগিত বা আবার চালু করতে পারেন শুধু দপ্তরপ্রধান।"))
