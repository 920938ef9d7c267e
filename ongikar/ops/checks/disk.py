"""What lies on the disk: files, styles, room, and the archives in case all of it is lost."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ongikar.cases.models import Case
from ongikar.clock.hours import in_dhaka
from ongikar.clock.steady import LEAP
from ongikar.offices import nights
from ongikar.ops import sweeping
from ongikar.ops.checks.rules import Facts, rule
from ongikar.ops.vault.backup import last_backup

ROOM = 500 * 1024**2
"""Less than this free is nearly full: a day of files, a backup and the database's log must fit."""
BACKUP_EVERY = timedelta(days=8)
"""A weekly backup that was made a day late is still in time."""


@rule(
    "E031",
    bn="স্টাইল ও ফন্টের ফাইল প্রস্তুত নেই: পাতাগুলো সাজ ছাড়া দেখাবে।",
    en="Style and font files are not in place: pages come bare.",
    do="ongikar collectstatic --no-input (`ongikar serve` does it by itself at its start)",
)
def no_static_files(now: datetime) -> Facts | None:
    hashed = "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]
    missing = not (settings.STATIC_ROOT / "staticfiles.json").exists()
    return {} if hashed and missing else None


@rule(
    "E032",
    bn="{path} ফোল্ডারে লেখা যায় না: নাগরিকের পাঠানো ফাইল রাখা যাবে না।",
    en="{path} cannot be written to: files that people send cannot be kept.",
    do="chown -R USER-THAT-SERVES {path}",
)
def files_not_writable(now: datetime) -> Facts | None:
    place: Path = settings.FILES_DIR
    while not place.exists():
        place = place.parent
    return None if place.is_dir() and os.access(place, os.W_OK | os.X_OK) else {"path": place}


@rule(
    "E033",
    bn="{count}টি আবেদনের ফাইল হারিয়ে গেছে বা বদলে গেছে; প্রথমটি {first}।",
    en="{count} files of cases are lost or have changed; the first is {first}.",
    do="ongikar restore LAST-BACKUP in another ONGIKAR_DATA, and copy files/ from there; look at the disk (dmesg)",
    needs_tables=True,
)
def files_lost(now: datetime) -> Facts | None:
    lost = sweeping.lost()
    return {"count": len(lost), "first": lost[0].hex} if lost else None


@rule(
    "W034",
    bn="{count}টি ফাইল কোনো আবেদনের নয়, এক দিনের বেশি পুরোনো: মাঝপথে থেমে যাওয়া কাজের অবশিষ্ট।",
    en="{count} files older than a day belong to no case: leftovers of work that was cut off.",
    do="ongikar sweep",
    needs_tables=True,
)
def files_left_over(now: datetime) -> Facts | None:
    count = len(sweeping.leftovers(now))
    return {"count": count} if count else None


@rule(
    "E035",
    bn="ডিস্ক প্রায় ভরা: {path} এ মাত্র {megabytes} মেগাবাইট খালি।",
    en="The disk is nearly full: {megabytes} MB are free at {path}.",
    do="Move old archives from {backups} to another disk, or make room elsewhere",
)
def disk_nearly_full(now: datetime) -> Facts | None:
    place = settings.DATA_DIR
    free = shutil.disk_usage(place).free
    return {"path": place, "megabytes": free // 1024**2, "backups": settings.BACKUPS_DIR} if free < ROOM else None


@rule(
    "E036",
    bn="আট দিনের কাজ কোনো ব্যাকআপে নেই (শেষ ব্যাকআপ: {last})।",
    en="Eight days of work are in no backup (last backup: {last}).",
    do="ongikar backup; every night by itself: ongikar set ONGIKAR_BACKUP_AT 02:30",
    needs_tables=True,
)
def no_backup(now: datetime) -> Facts | None:
    made = last_backup()
    since = made.at if made else None
    unsaved = Case.objects.filter(filed_at__lt=now - BACKUP_EVERY)
    old = unsaved.exists() if since is None else not now - BACKUP_EVERY <= since <= now + LEAP
    return {"last": f"{since:%Y-%m-%d}" if since else "-"} if old and not settings.DEMO else None


@rule(
    "W037",
    bn="শেষ ব্যাকআপ ({file}) ডেটার সঙ্গে একই ডিস্কে: ডিস্ক নষ্ট হলে দুটোই যাবে।",
    en="The last backup ({file}) lies on the same disk as the data: one dead disk takes both.",
    do="ongikar set ONGIKAR_BACKUPS /media/OTHER-DISK, or carry the archive away and delete it here",
)
def backup_on_the_same_disk(now: datetime) -> Facts | None:
    made = last_backup()
    if made is None or not made.file.exists() or settings.DEMO:
        return None
    return {"file": made.file} if made.file.stat().st_dev == settings.DATA_DIR.stat().st_dev else None


@rule(
    "E038",
    bn="রাতের ব্যাকআপ হয়নি (শেষ ভালো ব্যাকআপ: {last}): {trouble}",
    en="The nightly backup was not made (last good one: {last}): {trouble}",
    do="Plug in the disk or make room at {place}, or name another: ongikar set ONGIKAR_BACKUPS /media/OTHER-DISK",
)
def nightly_backup_failed(now: datetime) -> Facts | None:
    night = nights.alarm(now)
    if night is None:
        return None
    last = f"{in_dhaka(night.good_at):%Y-%m-%d %H:%M}" if night.good_at else "-"
    return {"last": last, "trouble": night.trouble or "older than a day", "place": settings.BACKUPS_DIR}
