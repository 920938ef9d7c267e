"""The restore drill: a backup put in place as on another machine, tested there, timed, and taken away again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, connection

from ongikar.ops.refusal import Refused

CERTIFICATES = "drills.txt"


def drill(file: Path, *, at: datetime, place: Path | None = None) -> str:
    """Restore `file` in a directory (and database) of its own and test it; the line that is kept of it.

    Raises Refused where it cannot be restored, or is not what it was. Touches nothing of this office.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ongikar-drill-", dir=place) as other, _own_database() as url:
        env = {**_without_settings(), "ONGIKAR_DATA": other, "DATABASE_URL": url}
        _run(env, "restore", str(file.resolve()))
        _run(env, "collectstatic", "--no-input", "--verbosity", "0")
        said = _run(env, "selftest", "--against", str(file.resolve()))
    minutes = (time.monotonic() - begun) / 60
    line = f"{at:%Y-%m-%d %H:%M} {file.name}: {said}, in {minutes:.1f} minutes"
    with (settings.DATA_DIR / CERTIFICATES).open("a", encoding="utf8") as kept:
        kept.write(f"{line}\n")
    return line


def _without_settings() -> dict[str, str]:
    """The environment of another machine: none of the places or keys of this one."""
    ours = ("ONGIKAR_", "SECRET_KEY", "SITE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _run(env: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "ongikar", *words], env=env, capture_output=True, text=True)
    if done.returncode:
        raise Refused(f"the drill failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    return done.stdout.strip()


@contextmanager
def _own_database() -> Iterator[str]:
    """'' on SQLite; on PostgreSQL the address of a database that is dropped again."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"ongikar_drill_{uuid.uuid4().hex[:12]}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except DatabaseError as error:
        user = connection.settings_dict["USER"]
        raise Refused(f"{str(error).strip().splitlines()[0]}: ALTER ROLE {user} CREATEDB") from None
    try:
        yield _address(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(name: str) -> str:
    said = {key: str(value or "") for key, value in connection.settings_dict.items() if key.isupper()}
    who = quote(said["USER"], safe="") + (f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else "")
    port = f":{said['PORT']}" if said["PORT"] else ""
    host = f"?host={quote(said['HOST'], safe='')}" if said["HOST"] else ""
    return f"postgresql://{who}@{port}/{name}{host}"
