"""The database: there, of this version, and such that a receipt shown survives a power cut."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ongikar.ops.checks.rules import Facts, rule

FULL = 2  # PRAGMA synchronous
LOCALE = "SELECT datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"


def asked(sql: str) -> tuple[Any, ...]:
    """The first row of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


@rule(
    "E021",
    bn="ডেটাবেজে পৌঁছানো যায় না: {reason}",
    en="The database cannot be reached: {reason}",
    do="Look at DATABASE_URL, and whether PostgreSQL runs (systemctl status postgresql); for SQLite at ONGIKAR_DATA",
)
def unreachable(now: datetime) -> Facts | None:
    try:
        asked("SELECT 1")
    except DatabaseError as error:
        lines = str(error).strip().splitlines()
        return {"reason": lines[0] if lines else type(error).__name__}
    return None


@rule(
    "E022",
    bn="ডেটাবেজটি এই সংস্করণের নয়: {count}টি পরিবর্তন বাকি।",
    en="The database is not of this version yet: changes to be made: {count}.",
    do="ongikar upgrade (it backs up first, and goes back if it fails)",
)
def not_migrated(now: datetime) -> Facts | None:
    if unreachable(now):
        return None
    executor = MigrationExecutor(connection)
    count = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return {"count": count} if count else None


@rule(
    "E023",
    bn="ডেটাবেজটি আরও নতুন সংস্করণের ({names}): এই প্রোগ্রাম তা নষ্ট করতে পারে।",
    en="The database is of a newer version ({names}): this program may spoil it.",
    do="Install the newer Ongikar again, or restore the backup made before it: ongikar restore FILE --force",
)
def of_a_newer_version(now: datetime) -> Facts | None:
    if unreachable(now):
        return None
    loader = MigrationExecutor(connection).loader
    newer = sorted(".".join(one) for one in set(loader.applied_migrations) - set(loader.disk_migrations))
    return {"names": ", ".join(newer[:3])} if newer else None


@rule(
    "E024",
    bn="SQLite WAL ধরনে চলছে না ({mode}): কেউ লিখলে অন্যেরা পড়তে পারে না।",
    en="SQLite is not in WAL mode ({mode}): while one writes nobody reads. A network drive cannot hold it.",
    do="Have ONGIKAR_DATA on a disk of this computer",
)
def not_wal(now: datetime) -> Facts | None:
    in_memory = "mode=memory" in str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or in_memory or unreachable(now):
        return None
    [mode] = asked("PRAGMA journal_mode")
    return {"mode": mode} if mode != "wal" else None


@rule(
    "E025",
    bn="SQLite প্রতিটি লেখা ডিস্কে পৌঁছানো পর্যন্ত অপেক্ষা করে না: বিদ্যুৎ গেলে রসিদ দেওয়া আবেদন হারাতে পারে।",
    en="SQLite does not wait for the disk: a power cut can lose a case whose receipt was shown.",
    do="Take your changes to DATABASES out of the settings: synchronous must be FULL",
)
def not_durable_sqlite(now: datetime) -> Facts | None:
    if connection.vendor != "sqlite" or unreachable(now):
        return None
    [synchronous] = asked("PRAGMA synchronous")
    return {} if synchronous < FULL else None


@rule(
    "E026",
    bn="PostgreSQL-এর ডেটাবেজটি {locale}, {encoding}: বাংলা অক্ষর চেনে না, তাই খোঁজা ও সাজানো ভুল হবে।",
    en="The PostgreSQL database is {locale}, {encoding}: it does not know Bangla letters, so search finds nothing.",
    do="createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME, then point DATABASE_URL at it",
)
def wrong_locale(now: datetime) -> Facts | None:
    if connection.vendor != "postgresql" or unreachable(now):
        return None
    locale, encoding = asked(LOCALE)
    return {"locale": locale, "encoding": encoding} if locale in ("C", "POSIX") or encoding != "UTF8" else None


@rule(
    "E027",
    bn="PostgreSQL-এ {names} বন্ধ: বিদ্যুৎ গেলে রসিদ দেওয়া আবেদন হারাতে পারে।",
    en="In PostgreSQL {names} is off: a power cut can lose a case whose receipt was shown.",
    do="ALTER SYSTEM SET {first} = on; SELECT pg_reload_conf();",
)
def not_durable_postgres(now: datetime) -> Facts | None:
    if connection.vendor != "postgresql" or unreachable(now):
        return None
    off = [name for name in ("fsync", "synchronous_commit", "full_page_writes") if asked(f"SHOW {name}") == ("off",)]
    return {"names": ", ".join(off), "first": off[0]} if off else None
