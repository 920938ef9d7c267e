"""Zip archives that others made: how little of one is unpacked, and what a broken one may raise."""

from __future__ import annotations

import errno
import lzma
import struct
import zipfile
import zlib

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, LookupError, ValueError, TypeError,
    AttributeError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
"""All that reading an archive may raise for what is in it; an OSError is of the disk, but for `leads_nowhere`."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members may be packed: other ways unpack a member whole, however little of it is asked for."""
_ENTRY = b"PK\x01\x02"  # begins what the list at the end of an archive says of one member


def leads_nowhere(error: OSError) -> bool:
    """Whether the archive itself sent its reader to where no file can be: before its own beginning."""
    return error.errno == errno.EINVAL


def has_at_most(members: int, data: bytes) -> bool:
    """Whether an archive may have so few members; asked before it is opened, which reads the whole list."""
    return data.count(_ENTRY) <= members


def start_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The first bytes of a member; no more of it is unpacked. Raises one of BROKEN."""
    if archive.getinfo(name).compress_type not in PACKED:
        raise zipfile.BadZipFile(name)
    with archive.open(name) as member:
        return member.read(most)
