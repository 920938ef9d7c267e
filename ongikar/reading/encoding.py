"""Bytes to text: which encoding, and whether it is a text at all."""

from __future__ import annotations

import re

from ongikar.reading.blocks import UnreadableCharter
from ongikar.reading.sheet import Encoding

MAX_BYTES = 10 * 1024 * 1024
_BANGLA = re.compile("[ঀ-৿]")
_BIJOY = re.compile(r"[†‡ˆ‰Š‹Œ•–—™š›œ¡-ÿ]{1}[A-Za-z|`~]|[A-Za-z|`~][†‡¨©ªÖÿ]")


def text_of(data: bytes) -> tuple[str, Encoding]:
    """The text of a file and the encoding of its letters. Raises UnreadableCharter with what to do."""
    _refuse_what_is_no_text(data)
    text = _decoded(data)
    if not text.strip():
        raise UnreadableCharter(
            "ফাইলটি খালি। সনদের লেখা আছে এমন ফাইল দিন।", "The file is empty. Bring a file that holds the charter."
        )
    return text, _encoding(text)


def _refuse_what_is_no_text(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableCharter(
            "ফাইলটি ১০ মেগাবাইটের বেশি। শুধু সনদের লেখাটুকু একটি ছোট ফাইলে রেখে দিন।",
            "The file is larger than 10 MB. Keep only the charter's text in a small file and bring that.",
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableCharter(
            "এটি পুরোনো বা পাসওয়ার্ড দেওয়া অফিস ফাইল। ফাইলটি খুলে “Plain text” বা HTML হিসেবে সংরক্ষণ করে দিন।",
            "This is an old or password-protected office file. Open it, save it as plain text or HTML and bring that.",
        )
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        raise UnreadableCharter(
            "DOCX, XLSX বা PDF এখনো পড়া যায় না। সারণিগুলো কপি করে টেক্সট ফাইলে বা HTML হিসেবে সংরক্ষণ করে দিন।",
            "DOCX, XLSX and PDF cannot be read yet. Copy the tables into a text file, or save as HTML, and bring that.",
        )
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableCharter(
            "এটি লেখার ফাইল নয়। সনদটি টেক্সট (.txt) বা HTML হিসেবে দিন।",
            "This is not a text file. Bring the charter as text (.txt) or HTML.",
        )


def _decoded(data: bytes) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _encoding(text: str) -> Encoding:
    bangla, bijoy = len(_BANGLA.findall(text)), len(_BIJOY.findall(text))
    if bangla and bijoy > 20:
        return "mixed"
    if bangla:
        return "unicode"
    return "bijoy" if bijoy > 10 else "english"
