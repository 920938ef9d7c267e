"""`ongikar set NAME VALUE`: keep a setting in the data directory, where every later command finds it."""

from __future__ import annotations

import argparse
import difflib
import getpass
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from ongikar import environ

SECRETS = ("PASSWORD", "SECRET", "SECRET_KEY", "DATABASE_URL")
UNKEPT = ("ONGIKAR_DATA", "ONGIKAR_DEMO")
"""Where the settings lie, and whose they are, only the environment can say."""


def main(argv: Sequence[str]) -> int:
    """Keep one setting, after trying whether the program can be run with it. 0 kept; 2 refused, in one line."""
    try:
        asked = _parser().parse_args(list(argv))
        value = asked.value if asked.value is not None else _typed(asked.name)
        _check(asked.name, value)
        keep(environ.data_dir(), {asked.name: value})
    except (ImproperlyConfigured, OSError) as error:
        print(f"ongikar set: {error}", file=sys.stderr)
        return 2
    shown = "***" if asked.name.endswith(SECRETS) else value
    print(f"{asked.name}={shown}, kept in {environ.data_dir() / environ.KEPT_NAME}. Start `ongikar serve` anew.")
    return 0


def keep(directory: Path, settings: dict[str, str]) -> None:
    """Write these settings to the kept ones, whole or not at all; only the owner may read them."""
    path = directory / environ.KEPT_NAME
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [f"{name}={value}\n" for name, value in sorted({**environ.kept(directory), **settings}.items())]
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf8") as file:
        file.write("# Kept by `ongikar set`; the environment goes before it.\n")
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _check(name: str, value: str) -> None:
    """Raise ImproperlyConfigured unless there is such a setting and the program starts with this value."""
    os.environ[name] = value
    importlib.import_module("ongikar.settings")
    if name in UNKEPT:
        raise ImproperlyConfigured(f"{name} is taken from the environment alone: {name}={value} ongikar serve")
    if name.removesuffix("_FILE") not in environ.NAMES:
        near = difflib.get_close_matches(name, environ.NAMES, 1)
        raise ImproperlyConfigured(f"there is no setting {name}" + (f"; did you mean {near[0]}?" if near else ""))
    if "\n" in value:
        raise ImproperlyConfigured("a value is one line")


def _typed(name: str) -> str:
    return getpass.getpass(f"{name}: ") if name.endswith(SECRETS) else input(f"{name}: ").strip()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ImproperlyConfigured(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ongikar set", description="Keep a setting; without VALUE it is asked for, unseen if secret.")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("value", metavar="VALUE", nargs="?")
    return parser
