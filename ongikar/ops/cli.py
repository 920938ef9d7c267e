"""The command `ongikar`. Reading and reckoning need no database, secret or environment; the rest is Django's."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ongikar import __version__
from ongikar.clock.limits import TimeLimit
from ongikar.reading import UnreadableCharter
from ongikar.reading.apart import read_apart
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.reading.encoding import MAX_BYTES
from ongikar.reading.sheet import CharterSheet, Doubt

DONE, UNUSABLE, INTERRUPTED = 0, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 done, 2 bad usage or unreadable input, with one clear line on standard error."""
    words = sys.argv[1:] if argv is None else argv
    try:
        if not words or words[0] in ("help", "--help", "-h"):
            return _help()
        if words[0] in ("version", "--version"):
            _say(f"ongikar {__version__}")
            return DONE
        if words[0] in _WITHOUT_DATABASE:
            return _WITHOUT_DATABASE[words[0]](words[1:])
        return _django(words)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _django(words: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from ongikar.ops.refusal import Refused

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
    os.umask(0o077)  # whatever is written is its owner's alone
    if words[:1] == ["demo"]:
        # The demo has a database of its own, and its passwords open nothing else.
        os.environ["ONGIKAR_DEMO"] = "1"
        os.environ.setdefault("ONGIKAR_DATA", "var/demo")
        os.environ["DATABASE_URL"] = ""
    try:
        execute_from_command_line(["ongikar", *words])
    except (Refused, ImproperlyConfigured) as error:
        return _refuse(f"ongikar {words[0]}: {error}")
    except DatabaseError as error:
        reason = (str(error).strip() or "it does not answer").splitlines()[0]
        return _refuse(f"ongikar {words[0]}: the database: {reason}. `ongikar doctor` says what to do")
    except OSError as error:
        if error.filename is None:  # of no file: a fault of the program
            raise
        return _refuse(f"ongikar {words[0]}: {error.filename}: {error.strerror}. {_way_out(error)}")
    return DONE


def _way_out(error: OSError) -> str:
    """What to do about a file or directory that the system refused."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: make room, then do it again"
    if isinstance(error, FileNotFoundError):
        return "Name one that is there"
    return "Run it as the user whom it belongs to, or name another directory (ONGIKAR_DATA, ONGIKAR_BACKUPS)"


def _due(argv: list[str]) -> int:
    from ongikar.ops import due

    return due.main(argv)


def _calendar(argv: list[str]) -> int:
    from ongikar.ops import calendar

    return calendar.main(argv)


def _set(argv: list[str]) -> int:
    from ongikar.ops import keeping

    return keeping.main(argv)


HELP = """ongikar: run an office by its Citizen's Charter.

The first day
  init CHARTER      found the office of a charter: asks what it needs, seats its head, makes the draft
  invite USERNAME   a code for once with which somebody sets a new password

Every day
  serve             web and ticker in one process; asks for its addresses the first time
  doctor            what is not right with this installation, and what to type
  backup [FILE]     database, files and key in one verified archive
  restore FILE      put such an archive back
  drill [FILE]      try a backup in a place of its own, and keep a dated line of it
  upgrade           bring the data to this version; goes back if that fails
  selftest          every table, every file, a page of every kind
  unit              a systemd unit with this machine's paths
  set NAME VALUE    keep a setting (docs/reference/settings.md)
  clock             whether the machine's clock is believed; --right: it is right as it stands
  tick              the ticker alone, beside a server of your own; --once for one round
  retention         closed cases that are due for archiving
  sweep             take away files that no case knows
  demo [--serve]    the sample office, in a data directory of its own

Without a database
  read FILE         what a charter says (--json)
  read-cells KIND   the same for single cells on standard input
  due               the date of a promise on the shipped calendar
  calendar [YEAR]   the shipped orders of a year; --check: what is not certain about them

`ongikar COMMAND --help` says more. Django's own commands (migrate, shell, …) work too."""


def _help() -> int:
    _say(HELP)
    return DONE


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        """One line, without the usage above it."""
        self.exit(UNUSABLE, f"{self.prog}: {message}\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2026-11-24") from None


def read(argv: list[str]) -> int:
    """`ongikar read FILE [--json] [--on DATE]`: what the charter in FILE says."""
    parser = _Parser(prog="ongikar read", description="Read a charter document.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--on", type=_day, help="today, for findings that depend on it")
    try:
        asked = parser.parse_args(argv)
        with asked.file.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        sheet = read_apart(data, asked.file.name, on=asked.on or date.today())  # noqa: DTZ011
    except SystemExit as end:
        return int(end.code or 0)
    except OSError as error:
        return _refuse(f"ongikar read: {error.filename}: {error.strerror}")
    except UnreadableCharter as error:
        return _refuse(f"ongikar read: {error.message_en} / {error.message_bn}")
    if asked.json:
        _say(json.dumps(sheet.to_json(), ensure_ascii=False, indent=1))
    else:
        _say(summary(sheet))
    return DONE


def summary(sheet: CharterSheet) -> str:
    """The reading for a person: a line a service, then tiers and findings."""
    lines = [f"{sheet.office_name or '?'} — {sheet.office_parent or '?'} ({sheet.issued_on or 'no date'})"]
    for service in sheet.services:
        limit = service.time_limit
        doubt = "  ?" if service.unsure else ""
        number = f"{service.section or '-'} {service.number or '-'}"
        lines.append(f"{number}. {service.name} | {limit.text} | {service.fee.text}{doubt}")
    lines += [f"tier {tier.tier}: {tier.to} | {tier.time_limit.text}" for tier in sheet.grievance_tiers]
    lines += [f"{finding.rule} {finding.severity} {finding.where}: {finding.message_en}" for finding in sheet.findings]
    return "\n".join(lines)


def read_cells(argv: list[str]) -> int:
    """`ongikar read-cells KIND`: one cell a line in, one JSON object a line out, in the same order."""
    parser = _Parser(prog="ongikar read-cells")
    parser.add_argument("kind", choices=sorted(_CELLS))
    parser.add_argument("--on", type=_day)
    try:
        asked = parser.parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    for line in sys.stdin.buffer:
        cell = line.decode("utf8", errors="replace").rstrip("\r\n")
        _say(json.dumps(_CELLS[asked.kind](cell), ensure_ascii=False))
    return DONE


def _shown(value: Any, doubts: tuple[Doubt, ...]) -> dict[str, Any]:
    return {**value.to_json(), "unsure": [doubt.to_json() for doubt in doubts]}


def _officers(cell: str) -> dict[str, Any]:
    officers, doubts = read_officers(cell)
    return {
        "officers": [officer.to_json() for officer in officers],
        "unsure": [doubt.to_json() for doubt in doubts],
    }


def _limit(cell: str) -> dict[str, Any]:
    limit: tuple[TimeLimit, tuple[Doubt, ...]] = read_time_limit(cell)
    return _shown(*limit)


_CELLS: dict[str, Callable[[str], dict[str, Any]]] = {
    "time-limit": _limit,
    "fee": lambda cell: _shown(*read_fee(cell)),
    "officer": _officers,
    "channels": lambda cell: _shown(*read_channels(cell)),
}


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return UNUSABLE


_WITHOUT_DATABASE: dict[str, Callable[[list[str]], int]] = {
    "read": read,
    "read-cells": read_cells,
    "due": _due,
    "calendar": _calendar,
    "set": _set,
}
