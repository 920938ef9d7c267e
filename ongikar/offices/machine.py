"""This machine, as a small file beside the database knows it: an archive restored on another one says so by itself.

What was tried here (printer, mail line) was tried with what stands here; on another machine it is tried anew.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.conf import settings


def this_machine() -> str:
    """A word for this installation, made when it is first asked for; '' where nothing can be written."""
    known = _read()
    if "machine" not in known:
        known["machine"] = secrets.token_hex(6)
        if not _keep(known):
            return ""
    return str(known["machine"])


def is_first_day_over(office_code: str | None) -> bool:
    """Whether the list of the first day was finished for this office, or for any, on this machine."""
    over = _read().get("first_day_over", ())
    return office_code in over if office_code else bool(over)


def end_first_day(office_code: str) -> None:
    """Raises OSError where it cannot be kept."""
    known = {"machine": this_machine(), **_read()}
    known["first_day_over"] = sorted({*known.get("first_day_over", ()), office_code})
    if not _keep(known):
        raise OSError(f"{settings.MACHINE_FILE} cannot be written")


def _read() -> dict[str, Any]:
    try:
        said = json.loads(settings.MACHINE_FILE.read_text(encoding="utf8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _keep(known: dict[str, Any]) -> bool:
    """Write it whole or not at all."""
    part = settings.MACHINE_FILE.with_suffix(".part")
    try:
        part.write_text(json.dumps(known), encoding="utf8")
        part.replace(settings.MACHINE_FILE)
    except OSError:
        return False
    return True
