"""Bring the English catalogue up to date: `python tools/messages.py` extracts and compiles, `--check` only looks.

The source language is Bangla. Every sentence has its English; the suite fails where one is missing or stale.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "ongikar" / "locale" / "en" / "LC_MESSAGES" / "django.po"


def extract(package: Path = ROOT / "ongikar") -> None:
    """Collect the sentences of code and templates into the package's catalogue; those no longer used are dropped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
    os.environ.setdefault("ONGIKAR_DATA", str(ROOT / "var"))
    import django
    from django.core.management.commands import makemessages

    class Command(makemessages.Command):
        xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_l"]
        msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    django.setup()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    command, here = Command(), Path.cwd()
    os.chdir(package)
    words = ["-l", "en", "--no-wrap", "--add-location=file"]
    options = vars(command.create_parser("messages", "messages").parse_args(words))
    try:
        command.execute(**options | {"verbosity": 0, "no_obsolete": True})
    finally:
        os.chdir(here)


def tidy() -> polib.POFile:
    """A catalogue that does not change unless its sentences do: no dates, sorted by sentence."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.sort(key=lambda entry: entry.msgid)
    catalogue.save()
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return catalogue


def missing(catalogue: polib.POFile) -> list[str]:
    """The sentences without English."""
    return [entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()]


def main() -> int:
    if "--check" not in sys.argv:
        extract()
        tidy()
    lacking = missing(polib.pofile(str(CATALOGUE)))
    for sentence in lacking:
        print(f"no English: {sentence}")
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
