"""Which version the data is of, and whether it is of this one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

import ongikar


def pending() -> list[str]:
    """The changes of the database that this version brings and that are not made yet."""
    loader = MigrationLoader(connection)
    wanted = {key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)}
    return sorted(".".join(key) for key in wanted - set(loader.applied_migrations))


def was_cut_off() -> bool:
    """Whether an upgrade died in its middle: nothing may use the data until it was put back."""
    return note().exists()


def remember_version() -> None:
    """Note which version the data is of now."""
    (settings.DATA_DIR / "version").write_text(f"{ongikar.__version__}\n", encoding="utf8")


def kept_version() -> str | None:
    try:
        return (settings.DATA_DIR / "version").read_text(encoding="utf8").strip() or None
    except OSError:
        return None


def numbers(version: str) -> tuple[int, ...]:
    """1.10.0 is after 1.9.0; what follows the numbers (rc1) does not count."""
    parts = ("".join(c for c in part if c.isdigit()) for part in version.split(".")[:3])
    return tuple(int(part or 0) for part in parts)


def note() -> Path:
    """Where an upgrade at work notes its backup."""
    return settings.DATA_DIR / "upgrading.json"
