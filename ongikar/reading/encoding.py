"""Bytes to text: which encoding, and whether it is a text at all. Bijoy becomes Unicode here."""

from __future__ import annotations

import re

from ongikar.bangla.bijoy import is_bijoy, looks_bijoy, to_unicode
from ongikar.bangla.normal import CONTROLS
from ongikar.bangla.patterns import compiled
from ongikar.reading.blocks import UnreadableCharter
from ongikar.reading.refusals import EMPTY, MAX_BYTES, NO_TEXT, refuse_other_files, unmarked_utf16
from ongikar.reading.sheet import Encoding

__all__ = ["MAX_BYTES", "text_of", "unescaped", "unicode_of"]

_BANGLA = re.compile("[\u0980-\u09ff]")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_STRAY_TAG = compiled(r"</?(?:span|font|strong|b|i|u|em|o:p|tbody|thead|table)\b[^<>]{0,5000}>", re.IGNORECASE)
_STRAY_BREAK = compiled(r"</?(?:p|div|td|tr|th|li|ul|ol|br|h[1-6])\b[^<>]{0,5000}>", re.IGNORECASE)
# What stands between Bangla letters, tabs, line ends and pipes set off by spaces.
_RUN = re.compile("(?:(?!\\s\\|(?:\\s|$))[^\u0980-\u09ff\t\r\n])+", re.MULTILINE)
_DOUBLY_ENCODED = re.compile("à[¦§]")
MOSTLY, HARDLY = 0.75, 0.1


def text_of(data: bytes) -> tuple[str, Encoding]:
    """The text of a file in Unicode, and the encoding its letters had. Raises UnreadableCharter with what to do."""
    refuse_other_files(data)
    text = unescaped(_decoded(data)).translate(CONTROLS)
    if not text.strip():
        raise UnreadableCharter(*EMPTY)
    return unicode_of(text)


def unicode_of(text: str) -> tuple[str, Encoding]:
    """The text with its Bijoy as Unicode, and what most of its letters were before."""
    certain = [is_bijoy(run[0]) for run in _RUN.finditer(text)]
    if not any(certain):
        return text, "unicode" if _BANGLA.search(text) else "english"
    written = len(_BANGLA.findall(text))
    text = _RUN.sub(lambda run: _converted(run[0]), text)
    share = 1 - written / max(len(_BANGLA.findall(text)), 1)
    return text, "bijoy" if share > MOSTLY else "mixed" if share > HARDLY else "unicode"


def _converted(run: str) -> str:
    """One run of Latin letters beside Bijoy. A lone sign within a Bangla word is damage, and is left."""
    letters = sum(c.isascii() and c.isalpha() for c in run)
    return to_unicode(run) if letters and (is_bijoy(run) or looks_bijoy(run)) else run


def unescaped(text: str) -> str:
    r"""The text without \u00af, \r\n and <\/span> where they stand as letters, as in pages cut out of JSON."""
    if "\\u" in text or "\\/" in text or "\\r\\n" in text:
        text = _whole(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)).replace("\\/", "/")
        text = re.sub(r"\\r\\n|\\n|\\r", "\n", text).replace("\\t", "\t")
        text = "\n".join(line.strip("\t") for line in _STRAY_TAG.sub("", text).split("\n"))
        text = "\n".join(line if line.strip("\t") else "" for line in _STRAY_BREAK.sub("\n", text).split("\n"))
    return text


def _whole(text: str) -> str:
    """The two halves of a sign beyond the first plane as one sign; a half alone is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decoded(data: bytes) -> str:
    if name := _marked(data) or unmarked_utf16(data):
        return data.decode(name, errors="replace")
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken > len(text) * 0.02:
        text = data.decode("cp1252", errors="replace")
        if text.count("\ufffd") > len(text) * 0.02:
            raise UnreadableCharter(*NO_TEXT)
    return _once_encoded(text)


def _marked(data: bytes) -> str | None:
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    return next((name for mark, name in marks if data.startswith(mark)), None)


def _once_encoded(text: str) -> str:
    """UTF-8 that was read as code page 1252 and saved again (à¦¸à§‡…) turned back, where it all turns back."""
    if len(_DOUBLY_ENCODED.findall(text)) < 10:
        return text
    raw = b"".join(_byte(c) for c in text)
    back = raw.decode("utf-8", errors="replace")
    return back if back.count("\ufffd") < len(back) * 0.02 else text


def _byte(c: str) -> bytes:
    try:
        return c.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(c)]) if ord(c) < 256 else c.encode("utf-8")
