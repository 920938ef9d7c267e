"""The archive: a zip with the database, the files, the key, and a manifest of what each member must be.

Nothing of an archive is believed before it was checked: the names are the few that a backup can have, and each
member must have the size and the hash that the manifest says.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from ongikar.archives import BROKEN, PACKED, leads_nowhere, start_of
from ongikar.ops.progress import Step
from ongikar.ops.refusal import Refused

FORMAT = "ongikar.backup/1"
MANIFEST = "manifest.json"
KEY = "secret-key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
CHUNK = 1024**2
MANIFEST_LONGEST = 256 * CHUNK
_NAMES = re.compile(r"database\.sqlite3|database\.pgdump|secret-key|files/[0-9a-f]{2}/[0-9a-f]{32}")


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself. `rows` counts each table, `missing` names files that were lost already."""

    version: str  # of the program
    made_at: str
    engine: str
    migrations: list[str]
    rows: dict[str, int]
    missing: list[str]
    key: str  # fingerprint of the secret key; the key itself is a member where it lay in the data directory
    members: dict[str, dict[str, str | int]] = field(default_factory=dict)
    format: str = FORMAT

    @property
    def database(self) -> str:
        return DATABASES[self.engine]

    @property
    def size(self) -> int:
        return sum(int(member["bytes"]) for member in self.members.values())


class Writer:
    """Adds members one by one; the manifest comes last."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._members: dict[str, dict[str, str | int]] = {}

    def add(self, name: str, source: IO[bytes], step: Step) -> None:
        packed = zipfile.ZIP_DEFLATED if name.endswith(".sqlite3") else zipfile.ZIP_STORED
        entry = zipfile.ZipInfo(name)
        entry.compress_type, entry.external_attr = packed, 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as to:
            self._members[name] = _copy(source, to, step)

    def close(self, manifest: Manifest) -> Manifest:
        """Write the manifest with what was added, and end the archive."""
        whole = Manifest(**{**asdict(manifest), "members": self._members})
        self._zip.writestr(MANIFEST, json.dumps(asdict(whole), indent=1, sort_keys=True))
        self._zip.close()
        return whole


class Archive:
    """An archive opened for reading, its manifest read and its names checked."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._zip = archive
        self.manifest = self._read_manifest()
        self._check_names()

    def _read_manifest(self) -> Manifest:
        size = self._zip.getinfo(MANIFEST).file_size
        if size > MANIFEST_LONGEST:
            raise ValueError
        said = json.loads(start_of(self._zip, MANIFEST, size))
        if said["format"] != FORMAT:
            raise Refused(
                f"{self.path} was written by a newer Ongikar ({said.get('version')}): install that one, then restore"
            )
        return Manifest(**said)

    def _check_names(self) -> None:
        if any(entry.compress_type not in PACKED for entry in self._zip.infolist()):
            raise ValueError
        found = [entry.filename for entry in self._zip.infolist()]
        said = {*self.manifest.members, MANIFEST}
        if len(found) != len(said) or set(found) != said or self.manifest.database not in said:
            raise ValueError
        if strange := [name for name in self.manifest.members if not _NAMES.fullmatch(name)]:
            raise Refused(f"{self.path} is no backup of Ongikar: it holds {strange[0]!r}")

    def take(self, name: str, to: Path, step: Step) -> None:
        """Copy a member out; Refused unless it is what the manifest says, to the byte."""
        said = self.manifest.members[name]
        with _doubting(self.path):
            if self._zip.getinfo(name).file_size != said["bytes"]:
                raise ValueError
            with self._zip.open(name) as source, to.open("xb") as out:
                if _copy(source, out, step) != said:
                    raise ValueError


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises Refused, in one line, where the file is no archive, is cut short, or is not as it was written."""
    with ExitStack() as open_files:
        with _doubting(path):
            archive = Archive(path, open_files.enter_context(zipfile.ZipFile(path)))
        yield archive


@contextmanager
def _doubting(path: Path) -> Iterator[None]:
    try:
        yield
    except (*BROKEN, OSError) as error:
        if isinstance(error, OSError) and not leads_nowhere(error):
            raise
        raise Refused(f"{path} is damaged, or no backup of Ongikar. Nothing was changed; take another") from None


def _copy(source: IO[bytes], to: IO[bytes], step: Step) -> dict[str, str | int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        to.write(chunk)
        digest.update(chunk)
        size += len(chunk)
        step(len(chunk))
    return {"sha256": digest.hexdigest(), "bytes": size}
