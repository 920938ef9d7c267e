"""Where a setting comes from: the environment first, then what `ongikar set` keeps in the data directory.

What cannot be read raises ImproperlyConfigured with one line that names the setting and what to type.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAMES: set[str] = set()
"""Every setting that was asked for: what is set but not in here is a typing error (ops.W092)."""

KEPT_NAME = "settings.env"
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def data_dir() -> Path:
    """Where the database, the files and the secret key lie. Only the environment can name it."""
    NAMES.add("ONGIKAR_DATA")
    return Path(os.environ.get("ONGIKAR_DATA") or "var").resolve()


def kept(directory: Path) -> dict[str, str]:
    """What `ongikar set` has written: NAME=VALUE lines."""
    try:
        lines = (directory / KEPT_NAME).read_text(encoding="utf8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


_kept: dict[str, str] = kept(data_dir())


def env(name: str, default: str = "") -> str:
    """The setting `name`; NAME_FILE names a file that holds it (for secrets)."""
    NAMES.add(name)
    sources: tuple[Mapping[str, str], ...] = (os.environ, _kept)
    for source in sources:
        if file := source.get(f"{name}_FILE"):
            return _content(name, Path(file))
        if name in source:
            return source[name]
    return default


def _content(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise ImproperlyConfigured(f"{name}_FILE={file}: {reason}. Name a file that holds {name}.") from None


def env_bool(name: str, *, default: bool) -> bool:
    value = env(name, "1" if default else "0").strip().lower()
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name}={value} is neither yes nor no: write 1 or 0.")
    return value in _YES


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env(name, str(default))
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if number < least:
        raise ImproperlyConfigured(f"{name}={value} is not a whole number from {least} up: write {default}, say.")
    return number


def env_numbers(name: str, default: str) -> tuple[int, ...]:
    """Whole numbers with commas between; none where it is empty."""
    value = env(name, default)
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ImproperlyConfigured(f"{name}={value} are no whole numbers: write {default}, say.")
    return tuple(map(int, parts))


def env_hours(name: str, default: str) -> tuple[time, time]:
    """A stretch of the day, such as 09:00-20:00."""
    value = env(name, default)
    try:
        starts, ends = (time.fromisoformat(part.strip()) for part in value.split("-"))
        if starts >= ends:
            raise ValueError
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value} is no stretch of the day: write {default}, say.") from None
    return starts, ends


def env_json(name: str, default: dict[str, str]) -> dict[str, str]:
    """Names with their values, written as a JSON object."""
    value = env(name)
    if not value:
        return default
    try:
        found = json.loads(value)
        return {str(key): str(said) for key, said in found.items()}
    except (ValueError, AttributeError):
        raise ImproperlyConfigured(
            f'{name} is no JSON object: write {{"to": "{{to}}", "text": "{{text}}"}}, say.'
        ) from None


def env_pattern(name: str, default: str) -> str:
    """A regular expression; None of it where it is empty."""
    value = env(name, default)
    try:
        re.compile(value)
    except re.error as error:
        raise ImproperlyConfigured(f"{name} is no pattern ({error}): write {default or 'success'}, say.") from None
    return value


def env_hour(name: str, default: str) -> time | None:
    """An hour of the day, such as 02:30; None where it is empty."""
    value = env(name, default).strip()
    try:
        return time.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value} is no hour of the day: write {default}, say.") from None


def env_choice(name: str, choices: Sequence[str]) -> str:
    """One of `choices`; the first is the default."""
    value = env(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value} is not one of {', '.join(choices)}.")
    return value


def site_url(name: str) -> str:
    """An address people type, without a path: https://charter.example.gov.bd; empty where there is none yet."""
    value = env(name).strip().rstrip("/")
    if value and not _is_address(value):
        raise ImproperlyConfigured(f"{name}={value} is no address: write it as https://charter.example.gov.bd")
    return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and value.count("/") == 2 and parts.port != 0
    except ValueError:
        return False


def host_and_port(name: str, default: str) -> tuple[str, int]:
    """Where to listen: 127.0.0.1:8000 is this machine alone, 0.0.0.0:8000 everybody who can reach it."""
    value = env(name, default).strip()
    host, _, port = value.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) < 65536):
        raise ImproperlyConfigured(f"{name}={value} is no address to listen at: write 127.0.0.1:8000 or 0.0.0.0:8000")
    return host.strip("[]") or "127.0.0.1", int(port)


def kept_secret(path: Path) -> str:
    """The secret key of this installation, made once and readable by its owner alone."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make_once(path, secrets.token_urlsafe(48))
        return path.read_text(encoding="utf8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path}: {error.strerror}. Set ONGIKAR_DATA to a directory that you may write to."
        ) from None


def _make_once(path: Path, text: str) -> None:
    """Write whole or not at all; of two processes at once the first one's text holds."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(part, path)
    part.unlink()


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's database settings: one SQLite file in `data`, or PostgreSQL by DATABASE_URL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "ongikar.sqlite3",
            "CONN_MAX_AGE": None,  # opening the file and setting it up costs more than most pages ask of it
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                # FULL: a receipt shown must survive a power cut.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        # The address itself is not repeated: it may hold a password.
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgresql://USER:PASSWORD@HOST/NAME; leave it empty for SQLite in ONGIKAR_DATA."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Prepared statements halve what PostgreSQL spends on a page. A pooler in between has to know them
        # (PgBouncer from 1.21 with max_prepared_statements).
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 1},
    }
