"""The forms of a page, as a browser finds them, and what a person or a mischief-maker types into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

WORDS = ("রোববার সকালে আসুন।", "স্মারক ১২", "তালিকা পাঠানো হলো", "ক্ষেতলাল", "করিম মিয়া", "01712345678", "r@example.org")
ODD = (
    "", " ", "\x00", "ক" * 12_000, "৳", "\u202e\u200d\ufeff", "😀" * 300, "'; DROP TABLE x; --", "<script>x</script>",
    "%s%n{0}{{x}}", "-1", "0", "99999999999999999999", "1e309", "NaN", "০১৭১২", "٣٤", "²", "2026-02-30", "0000-00-00",
    "9999-12-31", "0001-01-01", "25:61", "null", "[]", "../../etc/passwd", "a@b", "a@" + "x" * 300 + ".bd",
    "a\r\nBcc: x@y.bd", "\x1b[31m", "on", "other", "১২৩৪৫৬৭৮৯০", "ABCD2345", "/\\", "\ud7ff\ue000\uffff",
)  # fmt: skip
FILES = (
    ("a.pdf", b"%PDF-1.4 x"), ("", b""), ("x" * 300 + ".pdf", b"%PDF"), ("../../a.pdf", b"%PDF-1.4"), ("a.exe", b"MZ"),
    ("ছবি\u202e.png", b"\x89PNG\r\n\x1a\n"), ("a.docx", b"PK\x03\x04"), ("a\x00.txt", b"\x00\xff"),
)  # fmt: skip


@dataclass
class Control:
    """A field: the values that a person may choose from, where he may not type."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)

    def plausible(self, dice: Random, day: str) -> list[Any]:
        """What somebody would send who means well, with this day for a date; an empty list sends nothing."""
        if self.kind == "hidden":
            return [self.value]
        if self.kind == "checkbox":
            return [one for one in self.choices if dice.random() < 0.6]
        if self.choices:
            return [dice.choice([one for one in self.choices if one] or self.choices)]
        if self.kind == "file":
            return [SimpleUploadedFile("a.pdf", b"%PDF-1.4 x", "application/pdf")] if dice.random() < 0.3 else []
        if self.kind in ("date", "time"):
            return [self.value or (day if self.kind == "date" else "10:30")]
        return [self.value or dice.choice(WORDS)] if dice.random() < 0.95 else [""]

    def odd(self, dice: Random) -> list[Any]:
        """What nobody would send who means well."""
        if dice.random() < 0.35:
            return self.plausible(dice, "2026-12-20")
        if self.kind == "file":
            name, data = dice.choice(FILES)
            return [SimpleUploadedFile(name or "x", data)]
        return [dice.choice(ODD) for _ in range(dice.choice((0, 1, 1, 1, 1, 2)))]


@dataclass
class Filled:
    """A form found on a page: where it goes, and its fields."""

    action: str
    controls: list[Control]

    def plausible(self, dice: Random, day: str) -> dict[str, list[Any]]:
        return {control.name: sent for control in self.controls if (sent := control.plausible(dice, day))}

    def odd(self, dice: Random) -> dict[str, list[Any]]:
        return {control.name: sent for control in self.controls if (sent := control.odd(dice))}


def forms_of(page: str, path: str) -> list[Filled]:
    """The forms of a page that act, not those that only look for something."""
    if not page.lstrip().startswith("<"):
        return []
    found = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf8"))
    posting = (form for form in found.iter("form") if (form.get("method") or "").lower() == "post")
    return [Filled(urljoin(path, form.get("action") or path), list(_controls(form))) for form in posting]


def links_of(page: str, path: str) -> set[str]:
    """Where the page leads to within this site."""
    if not page.lstrip().startswith("<"):
        return set()
    found = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf8"))
    hrefs = {urljoin(path, link.get("href") or "").partition("#")[0] for link in found.iter("a")}
    return {href for href in hrefs if href.startswith("/") and not href.startswith("/static/")}


def _controls(form: Any) -> Iterator[Control]:
    """Radio buttons and boxes of one name are one field; of the buttons with a name one may be pressed."""
    chosen: dict[tuple[str, str], Control] = {}
    for element in form.xpath(".//input | .//select | .//textarea | .//button"):
        name, kind = element.get("name") or "", (element.get("type") or element.tag).lower()
        if not name:
            continue
        if element.tag == "select":
            yield Control(name, kind, choices=[option.get("value") or "" for option in element.iter("option")])
        elif kind in ("radio", "checkbox", "submit", "button"):
            one = chosen.setdefault((name, kind), Control(name, "checkbox" if element.tag == "button" else kind))
            one.choices.append(element.get("value") or "on")
        else:
            yield Control(name, kind, (element.get("value") or element.text or "").strip())
    yield from chosen.values()
