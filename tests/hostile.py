"""Files and cells that somebody makes to stop the office, made here and tried against our own readers alone.

Each is made for a size, so that it can be made twice as large. None unpacks to more than 100 MB.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from ongikar.cases.files import ODT

MEGABYTE = 1024**2
HEADER = ("ক্রমিক নং", "সেবার নাম", "পদ্ধতি", "কাগজপত্র", "সেবার মূল্য", "সময়সীমা", "দায়িত্বপ্রাপ্ত কর্মকর্তা")
ROW = ("১", "সনদ প্রদান", "সরাসরি", "আবেদন", "বিনামূল্যে", "৩ কার্যদিবস", "উপজেলা নির্বাহী অফিসার")

# Cells by the reader they are for; each function gives about so many signs.
CELLS: dict[str, tuple[Callable[[int], str], ...]] = {
    "limit": (
        lambda n: "১ প্রতিদিন" + "ক" * n,
        lambda n: "নীতি" * (n // 4),
        lambda n: "আদেশ " * (n // 5),
        lambda n: "১ শনিবার " * (n // 9),
        lambda n: "একই দিন ৩ দিন " * (n // 14),
        lambda n: "সর্বোচ্চ " * (n // 9) + "৩ দিন",
        lambda n: "ক্" * (n // 2),
        lambda n: "(" * n,
        lambda n: "১" * n,
    ),
    "fee": (lambda n: "১," * (n // 2), lambda n: "১ " * (n // 2), lambda n: "নীতি" * (n // 4), lambda n: "টাকা ১/" * (n // 7)),
    "officers": (
        lambda n: "a." * (n // 2),
        lambda n: "a" * n + "@",
        lambda n: "১ " * (n // 2),
        lambda n: "x" * n,
        lambda n: "শাখা, " * (n // 6) + "সচিব",
        lambda n: "সচিব " + "(ক " * (n // 3),
        lambda n: "ÿ" * n,
    ),
    "channels": (lambda n: "পরিকল্পনা" * (n // 9), lambda n: "আবেদন" * (n // 5), lambda n: "ফোন " * (n // 4)),
    "papers": (lambda n: "ক/" * (n // 2) + "নির্ভরশীল", lambda n: "প্রাপ্তিস্থান " * (n // 13), lambda n: "(" * n),
}  # fmt: skip


def _cut(lines: str, n: int) -> bytes:
    return (lines * max(n // len(lines.encode()), 1)).encode()


def _pieces(n: int) -> bytes:
    """A table of one cell a line, whose serials are lost: every way to place its pieces is weighed."""
    return ("\n\n".join(HEADER[1:]) + "\n\n").encode() + _cut("কথা\n\n", n)


def _ragged(n: int) -> bytes:
    return ("\t".join(HEADER) + "\n১\t" + "কথা\t" * (n // 12) + "খ\n").encode()


def _wide_spans(n: int) -> bytes:
    return b"<html><table>" + _cut("<tr>" + "<td colspan=50 rowspan=50>ক" * 60 + "<tr>" * 40, n)


def _frames(n: int) -> bytes:
    return ("<html>" + "<table><tr><td>" * 60).encode() + _cut("ক খ ", n)


def _scripts(n: int) -> bytes:
    return b"<html><body>" + _cut("<script></script>ক", n)


def _flat(n: int) -> bytes:
    """A table with nothing but single blanks between its cells."""
    return ("ক্রমিক সেবা মূল্য সময় কর্মকর্তা\n" + ("১ সনদ ৩ দিন ৫ টাকা সচিব " + "ক " * 40 + "\n") * (n // 180)).encode()


def _notices(n: int) -> bytes:
    return _cut("বিষয়: সনদ\nসময়সীমা: ৩ দিন\nফি: ১০\nকাগজপত্র: ছবি\nদায়িত্বে: সচিব\n\n", n)


FILES: dict[str, Callable[[int], bytes]] = {
    "one cell a line": _pieces,
    "a row of many cells": _ragged,
    "merged cells": _wide_spans,
    "tables in tables": _frames,
    "scripts between letters": _scripts,
    "cells apart by blanks": _flat,
    "notices": _notices,
    "fields without a service": lambda n: _cut("ফি: ১০\n", n),
    "numbered lines without a limit": lambda n: _cut("১. ক: খ\n", n),
    "steps of complaint": lambda n: "৫. অভিযোগ ব্যবস্থাপনা\n".encode() + _cut("১. সচিব: কথা\n", n),
    "tables apart": lambda n: _cut("ক\tখ\n\n", n),
    "headers without rows": lambda n: _cut("ক্রমিক নং\nসেবার নাম\nসময়সীমা\n", n),
    "serials": lambda n: ("\n".join(HEADER) + "\n").encode() + _cut("১\n", n),
    "cells closed by pipes": lambda n: _cut("ক্রমিক নং |\n", n),
    "signs of Bijoy": lambda n: _cut("ÿ", n),
    "a word of Bijoy": lambda n: _cut("Av", n),
    "tabs": lambda n: b"\t" * n + "ক\tখ".encode(),
    "a drawn line": lambda n: b"-" * n + b"x",
}  # fmt: skip


def charter_of(**cells: str) -> bytes:
    """A charter of one service with these cells in the place of its own."""
    names = ("number", "name", "channels", "papers", "fee", "limit", "officer")
    row = [cells.get(name, own) for name, own in zip(names, ROW, strict=True)]
    return ("২.১) নাগরিক সেবা\n" + "\t".join(HEADER) + "\n" + "\t".join(row) + "\n").encode()


def packed(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def odt(*, unpacked: int = 100 * MEGABYTE - 4096, way: int = zipfile.ZIP_DEFLATED, says: int | None = None) -> bytes:
    """What calls itself an .odt and unpacks to so many bytes; `says` is what its list says instead."""
    data = packed({"mimetype": ODT.encode().ljust(unpacked)}, way)
    if says is None:
        return data
    entry = data.rindex(b"PK\x01\x02")
    return data[: entry + 24] + struct.pack("<L", says) + data[entry + 28 :]


def of_many(members: int) -> bytes:
    return packed(dict.fromkeys(map(str, range(members)), b""), zipfile.ZIP_STORED)


def damaged_odt() -> bytes:
    """An .odt whose packed letters are damaged: its list is whole."""
    data = bytearray(packed({"mimetype": ODT.encode()}))
    data[38:44] = b"\xff" * 6
    return bytes(data)
