"""The program's own settings, with what would only make the tests slow taken out."""

from __future__ import annotations

from ongikar.settings import *  # noqa: F403
from ongikar.settings import STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["tests.hashing.Quick"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
BACKUP_AT = None  # a backup at the first round of every server that a test starts would only cost time
CLOCK_WATCHED = False  # tests go through weeks in a second
