"""Private files: type told by content, size limited, stored under an id with a hash."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import re
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from ongikar.archives import BROKEN, has_at_most, start_of
from ongikar.bangla.digits import to_bangla
from ongikar.rules import RuleBroken

if TYPE_CHECKING:
    from ongikar.cases.models import Attachment, Case

PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ENDINGS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", WEBP: ".webp", DOCX: ".docx", ODT: ".odt"}
ALSO = {JPEG: (".jpeg",)}
_ENDING = re.compile("(?![0-9]{1,8}$)[A-Za-z0-9]{1,8}")  # "স্মারক ০৫.৪৭" and "No. 5.12" end in no ending
log = logging.getLogger(__name__)
UNPACKED_MAX_BYTES = 100 * 1024 * 1024
ZIP_MEMBERS_MAX = 2000


@dataclass(frozen=True)
class Received:
    """A file as it came through a door, already checked: see `receive`."""

    name: str
    data: bytes
    media_type: str
    paper: str = ""


def receive(name: str, data: bytes, *, paper: str = "") -> Received:
    """Check a file and name its type by its content. Raises RuleBroken with what to do instead."""
    limit = settings.FILE_MAX_BYTES
    if not data:
        raise RuleBroken(_("“%(name)s” ফাইলটি খালি। অন্য ফাইল দিন।") % {"name": name})
    if len(data) > limit:
        megabytes = to_bangla(limit // (1024 * 1024))
        raise RuleBroken(_("“%(name)s” ফাইলটি বড়। %(size)s মেগাবাইটের ছোট ফাইল দিন।") % {"name": name, "size": megabytes})
    media_type = type_of(data)
    if media_type is None:
        raise RuleBroken(_("“%(name)s” ফাইলটি নেওয়া যায় না। PDF, ছবি (JPG, PNG, WEBP), DOCX বা ODT দিন।") % {"name": name})
    return Received(name=clean_name(name, media_type), data=data, media_type=media_type, paper=paper)


def lacking(documents: Iterable[Received], kept: Iterable[tuple[str, str]]) -> list[Received]:
    """The files that are not kept yet under their name with their content (SHA-256), each once."""
    known, missing = set(kept), []
    for one in documents:
        digest = hashlib.sha256(one.data).hexdigest()
        if (one.name, digest) not in known:
            known.add((one.name, digest))
            missing.append(one)
    return missing


def clean_name(name: str, media_type: str = "") -> str:
    """The file's own name without folders or control characters, at most 200 characters.

    Its ending is that of its type, whatever it was called: by the ending alone a computer opens a document or runs a
    program. Without a type the ending stays as it was.
    """
    name = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    if not (dot and _ENDING.fullmatch(ending)):
        stem, ending = name, ""
    if media_type in ENDINGS and f".{ending.lower()}" not in (ENDINGS[media_type], *ALSO.get(media_type, ())):
        ending = ENDINGS[media_type].removeprefix(".")
    return f"{stem[: 199 - len(ending)]}.{ending}" if ending else stem[:200]


def type_of(data: bytes) -> str | None:
    """The media type by content, or None where it is not one of the six that are taken."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return _type_of_zip(data) if data.startswith(b"PK\x03\x04") else None


def _type_of_zip(data: bytes) -> str | None:
    if not has_at_most(ZIP_MEMBERS_MAX, data):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > UNPACKED_MAX_BYTES:
                return None
            names = {member.filename for member in members}
            if "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names):
                return DOCX
            if "mimetype" in names and start_of(archive, "mimetype", 100).strip() == ODT.encode():
                return ODT
    except (*BROKEN, OSError):  # no disk: the archive itself sends its reader where nothing is
        return None
    return None


def path_of(file_id: uuid.UUID) -> Path:
    name = file_id.hex
    return Path(settings.FILES_DIR) / name[:2] / name


def keep(received: Received, *, case: Case, by_name: str, at: datetime, delivered: bool = False) -> Attachment:
    """Write the bytes durably under a new id and return the unsaved row that goes with them.

    The bytes come before the row: a row without its file cannot be, a file without its row is swept.
    """
    from ongikar.cases.models import Attachment

    file_id = uuid.uuid4()
    write_durably(path_of(file_id), received.data)
    return Attachment(
        id=file_id,
        case=case,
        paper=received.paper,
        name=received.name,
        media_type=received.media_type,
        size=len(received.data),
        sha256=hashlib.sha256(received.data).hexdigest(),
        delivered=delivered,
        by_name=by_name,
        at=at,
    )


def write_durably(path: Path, data: bytes) -> None:
    """Have the disk hold the bytes and their name. Raises RuleBroken where it does not; no part of them stays then."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        for folder in (path.parent, path.parent.parent):
            _sync(folder)
    except OSError as error:
        part.unlink(missing_ok=True)
        log.error("file=%s not kept: %s", path.name, error.strerror)
        raise RuleBroken(_("ফাইলটি এখন রাখা যাচ্ছে না। ফাইল ছাড়া পাঠান, অথবা পরে আবার চেষ্টা করুন।")) from error


def _sync(folder: Path) -> None:
    """Have the disk hold the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Stored(Protocol):
    """A row of a file that is kept here: of a case, or of a grievance."""

    pk: Any
    name: Any
    media_type: Any


def answer(attachment: Stored) -> FileResponse:
    """The stored file as a download under its own name; never sniffed, never shown in place, never cached."""
    response = FileResponse(
        path_of(attachment.pk).open("rb"),
        as_attachment=True,
        filename=clean_name(attachment.name, attachment.media_type),
        content_type=attachment.media_type,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
