"""release(): the head lets a closed month be published, with the reasons of what was late."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_bangla
from ongikar.figures.kept import kept_in, own_target_met_in
from ongikar.figures.models import LEAST, Release
from ongikar.figures.months import Month
from ongikar.offices.models import Office, Posting
from ongikar.offices.roles import may
from ongikar.rules import RuleBroken


def release(month: Month, *, by: Posting, at: datetime, reasons: str = "") -> Release:
    """Freeze and publish a month that is over. Raises RuleBroken where it runs still, was released already,
    has too few cases, where something was late and no reason is given, or where the role does not have it."""
    if not may(by.post, "release"):
        raise RuleBroken(_("মাসের হিসাব প্রকাশ করতে পারেন শুধু দপ্তরপ্রধান।"))
    if at < month.ends:
        raise RuleBroken(_("মাসটি এখনো শেষ হয়নি।"))
    found = kept_in(by.office, month)
    if not found.enough:
        words = {"least": to_bangla(LEAST), "n": to_bangla(found.counted)}
        raise RuleBroken(_("%(least)sটির কম আবেদনের হিসাব প্রকাশ করা হয় না; এ মাসে ছিল %(n)sটি।") % words)
    if found.late and not reasons.strip():
        raise RuleBroken(_("যেগুলোতে দেরি হয়েছে, তার কারণ লিখুন; নাগরিকেরা এটি পড়বেন।"))
    own = own_target_met_in(by.office, month)
    try:
        with transaction.atomic():
            return Release.objects.create(
                office=by.office,
                first_day=month.first,
                counted=found.counted,
                kept=found.kept,
                days=found.days,
                misdated=found.misdated,
                own_counted=own.counted,
                own_kept=own.kept,
                reasons=reasons.strip(),
                by=by,
                at=at,
            )
    except IntegrityError:
        raise RuleBroken(_("এই মাসের হিসাব আগেই প্রকাশ করা হয়েছে; প্রকাশিত হিসাব বদলানো হয় না।")) from None


def latest_release(office: Office) -> Release | None:
    """The last month that the office's head let be published, for the bar of the home page."""
    return Release.objects.latest_of(office)


def releases_of(office: Office) -> list[Release]:
    return list(Release.objects.of_office(office))


def release_of(office: Office, month: Month) -> Release | None:
    return Release.objects.of_office(office).filter(first_day=month.first).first()
