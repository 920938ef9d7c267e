"""The nightly backup: a deed of the ticker, at a named hour, and an alarm where it could not be made."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from ongikar.clock.hours import in_dhaka
from ongikar.clock.steady import LEAP
from ongikar.notices.carriers.plain import write_to
from ongikar.offices.models import Account, Office
from ongikar.offices.nights import Night, keep_night, last_night
from ongikar.ops.refusal import Refused
from ongikar.ops.vault.backup import backup

RETRY = timedelta(hours=1)
TELL_EVERY = timedelta(hours=20)  # once a night
NAME = "nightly-%Y-%m-%d-%H%M%S.zip"
log = logging.getLogger(__name__)


def backup_next(now: datetime) -> bool:
    """Make the night's backup where it is due; False where it is not. What fails is tried again after an hour.

    A machine that was off at the hour makes it when it runs again. Two processes never make one at once.
    """
    if not _is_due(now) or not Office.objects.exists():
        return False
    with _alone() as mine:
        if not mine or not _is_due(now):
            return False
        try:
            _make(now)
        except OSError:  # not even the note can be written; the rest of the round goes on
            log.exception("the note on the nightly backup cannot be kept")
            return False
    return True


def _is_due(now: datetime) -> bool:
    if settings.BACKUP_AT is None or settings.DEMO:
        return False
    night = last_night()
    if night is None or not _hour_before(now) <= night.at <= now + LEAP:  # one to come: a wrong clock made it
        return True
    return bool(night.trouble) and now - night.at >= RETRY


def _hour_before(now: datetime) -> datetime:
    """The hour of the backup that was last passed."""
    local, at = in_dhaka(now), cast(time, settings.BACKUP_AT)
    hour = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return hour if hour <= local else hour - timedelta(days=1)


def _make(now: datetime) -> None:
    """Try it, and keep what came of it; a try that is killed has failed."""
    before = last_night() or Night(now)
    keep_night(replace(before, at=now, trouble="interrupted"))
    try:
        _check_place(settings.BACKUPS_DIR)
        backup(settings.BACKUPS_DIR / in_dhaka(now).strftime(NAME), at=in_dhaka(now))
        _forget_old(settings.BACKUPS_DIR, now)
    except (OSError, Refused, DatabaseError) as error:
        trouble = str(error).splitlines()[0]
        log.error("nightly backup failed: %s", trouble)
        keep_night(_told(replace(before, at=now, trouble=trouble), now))
    else:
        keep_night(Night(now, good_at=now))


def _check_place(place: Path) -> None:
    """A disk that is not plugged in must not be made up for on this one, unseen."""
    if not place.is_dir() and not place.is_relative_to(settings.DATA_DIR):
        raise Refused(f"{place} is not there: is the disk plugged in?")


def _forget_old(place: Path, now: datetime) -> None:
    """Keep the newest; archives made by hand are nobody's to delete. One of a night to come counts as the oldest."""
    ahead = in_dhaka(now + LEAP).strftime(NAME)

    def age(archive: Path) -> tuple[bool, str]:
        return archive.name <= ahead, archive.name

    for old in sorted(place.glob("nightly-*.zip"), key=age, reverse=True)[settings.BACKUP_KEEP :]:
        old.unlink()


def _told(night: Night, now: datetime) -> Night:
    """Write to the administrators, at most once a night; it is on the desk and in `ongikar doctor` as well."""
    if night.told_at and night.told_at <= now + LEAP and now - night.told_at < TELL_EVERY:
        return night
    addresses = Account.objects.filter(is_administrator=True, is_active=True).exclude(email="")
    with override(settings.LANGUAGE_CODE):
        subject = _("রাতের ব্যাকআপ হয়নি")
        body = _("রাতের ব্যাকআপ নেওয়া যায়নি: %(why)s\nকী করতে হবে: ongikar doctor") % {"why": night.trouble}
    for address in addresses.values_list("email", flat=True):
        write_to(address, subject, body)
    return replace(night, told_at=now)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this process is the one that makes the backup; the kernel lets go when it ends."""
    with (settings.DATA_DIR / "backup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
