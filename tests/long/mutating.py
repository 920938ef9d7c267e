"""Files, cells and order lines as nobody would write them: real ones, torn and put together again by a fixed seed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from random import Random

from ongikar.cases.files import DOCX, ODT
from tests.reading.mangling import SHAPES, source

SIGNS = (
    "\x00", "\x0b", "\x1b", "\u200b", "\u200d", "\u202e", "\ufeff", "\ufffd", "\ue000", "İ", "ß", "ÿ", "†", "©", "²", "½", "٣",
    "೧", "৳", "্", "া", "ঁ", "(", ")", "((", "))", "[", "]", "|", "\t", "\n", "\r\n", "\n\n", ":", "ঃ", "-", "–", "—", "/", ",", ";",
    "।", ".", "*", "#", "%", "@", "=", "+", "x", "0", "১", "999999999999", "১২৩৪৫৬৭৮৯০১২৩৪৫", "\\u0000", "\\ud83d", "\\r\\n", "<", ">", "&",
    "&#0;", "&amp;", "😀", "ক" * 40, " " * 40, "-" * 40, "(" * 40, "a." * 40, "১ " * 40,
)  # fmt: skip
TAGS = (
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=50 rowspan=50>", "<td colspan='-1'>", "<td rowspan=0>", "<br>",
    "<p>", "<script>", "</script>", "<!--", "-->", "<?xml version='1.0' encoding='utf-16'?>", "<template><table>", "<a href='http://x.bd'>",
    "<svg>", "<b>" * 30, "<noscript>", "<![CDATA[", "<td><table><tr>",
)  # fmt: skip
CELLS = (
    "৭ (সাত) কার্যদিবস", "৩ কার্যদিবস (আবেদন প্রাপ্তির পর)", "তাৎক্ষণিক", "১৫-২০ মিনিট", "প্রতি মাসের ১০ তারিখ, অথবা ২ কার্যদিবস", "নীতিমালা অনুযায়ী",
    "২৪/৭", "৯০ দিন, প্রয়োজনে আরও ৩০ দিন", "একই দিন অথবা পরবর্তী কর্মদিবস", "within 3 working days, if available", "দেড় ঘণ্টা", "সাড়ে ৩ মাস",
    "বিনামূল্যে", "৫০০/- (পাঁচশত) টাকা", "চালান কোড নং ১-২২১১-০০০০-২৬৮১", "১০০০ + ১৫% ভ্যাট", "৫০ টাকা থেকে ১০০ টাকা পর্যন্ত", "USD 50", "৫ লক্ষ পর্যন্ত ২০০ টাকা",
    "মোট = ৩০০ টাকা", "জনাব মোঃ করিম, উপজেলা নির্বাহী অফিসার, ফোন: ০২৫৫০০৬৮৪৭-৯, uno@x.gov.bd", "ক) সহকারী পরিচালক খ) হিসাবরক্ষক, শাখা-২, রুম নং ১০৩",
    "ডাক্তারের ক্ষেত্রে: সিভিল সার্জন", "অনলাইন/ডাকযোগে/সরাসরি", "১. আবেদনপত্র ২. ছবি; প্রাপ্তিস্থান: www.x.gov.bd", "কর্মশালা/ সেমিনার/ বিষয়ের উপর নির্ভরশীল",
    "†mev cÖ`vb 3 Kvh©w`em", "ঐ", "-", "",
)  # fmt: skip
ORDERS = (
    "২১ ফেব্রুয়ারি ২০২৭, রবিবার, শহীদ দিবস", "১১ ও ১২ জুন ২০২৭ ঈদ", "২৬ মে ২০২৭ (বুধবার) হতে ৩১ মে ২০২৭ (সোমবার) পর্যন্ত অফিস ৯:০০-৩:৩০", "11 and 12 June 2027 | Eid",
    "২৩ মে রবিবার ও ৩০ মে রবিবার অফিস খোলা", "১\t১৪ এপ্রিল\tপহেলা বৈশাখ / Bangla New Year\t১ দিন", "15/08/2027 ছুটি বাতিল", "জেলা: বগুড়া, নাটোর ৫ জানুয়ারি ২০২৭ সাধারণ ছুটি",
    "2027-05-01 May Day general holiday", "৩০ ডিসেম্বর হতে ২ জানুয়ারি ২০২৮", "চাঁদ দেখা সাপেক্ষে ১০ মার্চ ২০২৭ ঈদুল ফিতর *", "ঐচ্ছিক ছুটি ৩ মার্চ ২০২৭",
    "৫ অগ্রহায়ণ ১৪৩৩", "৫-Dec-26", "বিকাল ৩.৩০টা", "০১৭১২-৩৪৫৬৭৮", "rahima@x.bd", "ABCD-2345", "১৯৯৯/১২/৩১", "February 29, 2027",
)  # fmt: skip


def torn(text: str, dice: Random, others: Sequence[str], signs: Sequence[str] = SIGNS) -> str:
    """A text with a few things done to it that happen to texts, and some that do not."""
    for _ in range(dice.randint(1, 4)):
        at, to = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
        way = dice.randint(0, 6)
        if way == 0:
            text = text[:at] + dice.choice(signs) + text[at:]
        elif way == 1:
            text = text[:at] + text[to:]
        elif way == 2:
            text = text[:to] + text[at:to] * dice.randint(1, 3) + text[to:]
        elif way == 3:
            text = text[:at] + dice.choice(others) + text[to:]
        elif way == 4:
            text = text.translate(
                dict(zip(map(ord, "০১২৩৪৫৬৭৮৯"), dice.choice(("0123456789", "٠١٢٣٤٥٦٧٨٩", "೦೧೨೩೪೫೬೭೮೯")), strict=True))
            )
        elif way == 5:
            text = (text[at : at + 40] or "ক") * dice.randint(2, 60)
        else:
            text = text[at:] + dice.choice(("", " ", ", ")) + text[:at]
    return text[:4000]


def cells(dice: Random, count: int) -> Iterator[str]:
    known = [*CELLS, *(cell for line in source().splitlines() for cell in line.split("\t") if "\t" in line)]
    for _ in range(count):
        yield torn(dice.choice(known), dice, known)


def orders(dice: Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield "\n".join(torn(dice.choice(ORDERS), dice, ORDERS) for _ in range(dice.randint(1, 4)))


HEADS = ("ক্রমিক", "সেবার নাম", "পদ্ধতি", "কাগজপত্র", "মূল্য", "সময়সীমা", "দায়িত্বপ্রাপ্ত কর্মকর্তা")
APART = ("\t", " | ", " |\n", "\n", "\n\n", " ", ": ", " - ", "</td><td>")


def tabled(dice: Random) -> str:
    """A table of some columns of the charter in any order, set apart in any way."""
    rows = [
        line.split("\t")
        for line in source().splitlines()
        if line.count("\t") == len(HEADS) - 1 and line[0] in "০১২৩৪৫৬৭৮৯"
    ]
    order = dice.sample(range(1, len(HEADS)), dice.randint(2, len(HEADS) - 1))
    order = [0, *order] if dice.random() < 0.8 else order
    some, apart = [HEADS, *dice.sample(rows, 6)], dice.choice(APART)
    start, end = ("<html><table><tr><td>", "</td></tr>") if apart == "</td><td>" else ("", "")
    return "২.১) নাগরিক সেবা\n" + "\n".join(start + apart.join(row[column] for column in order) + end for row in some)


def documents(dice: Random, count: int) -> Iterator[bytes]:
    """Charters in each shape, their lines and cells torn; and then some of their bytes."""
    shapes = {name: make() for name, make in SHAPES.items()}
    names = sorted(shapes)
    for number in range(count):
        name = dice.choice(names)
        lines = (shapes[name] if number % 4 == 0 else tabled(dice)).split("\n")
        signs = (*SIGNS, *TAGS) if name == "as_html" else SIGNS
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(lines))
            other = lines[dice.randrange(len(lines))]
            lines[at] = dice.choice((torn(lines[at], dice, (*CELLS, other), signs), other, lines[at] + other, ""))
        yield damaged(
            "\n".join(lines).encode(dice.choice(("utf-8", "utf-8", "utf-16")), "replace"), dice, dice.randint(0, 3)
        )


def damaged(data: bytes, dice: Random, times: int) -> bytes:
    """Bytes with some of them changed, left out, said again or cut off."""
    for _ in range(times):
        at, length = dice.randint(0, len(data)), dice.choice((1, 2, 4, 30))
        data = dice.choice((
            data[:at] + dice.randbytes(length) + data[at + length :],
            data[:at] + data[at + length :],
            data[:at] + data[at : at + length] * 3 + data[at:],
            data[:at] + dice.choice((b"\x00", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"PK\x01\x02")) + data[at + 4 :],
            data[: max(at, len(data) // 2)],
        ))  # fmt: skip
    return data


def packed(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


PAGE = b"<w:document>" + "সেবা".encode() * 200 + b"</w:document>"
FILES: dict[str, Callable[[], bytes]] = {
    "docx": lambda: packed({"[Content_Types].xml": b"<x/>" * 20, "word/document.xml": PAGE}),
    "odt": lambda: packed({"mimetype": ODT.encode(), "content.xml": PAGE}),
    "odt with mimetype packed": lambda: packed({"mimetype": ODT.encode(), "content.xml": PAGE}, zipfile.ZIP_BZIP2),
    "xlsx": lambda: packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": PAGE}, zipfile.ZIP_LZMA),
    "pdf": lambda: b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\nxref\ntrailer << /Root 1 0 R >>\n%%EOF",
    "csv": lambda: source().replace("\t", ",").encode(),
    "png": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40),
}
NAMES = (
    "invoice.hta",
    "ছবি.pdf",
    "a.PDF.exe",
    "x" * 300 + ".docx",
    "..",
    "স্মারক ০৫.৪৭",
    "a\u202efdp.exe",
    ".odt",
    "নাম",
    DOCX,
)


def files(dice: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Names with what lies under them."""
    whole = {name: make() for name, make in FILES.items()}
    for _ in range(count):
        yield dice.choice(NAMES), damaged(whole[dice.choice(sorted(whole))], dice, dice.randint(0, 5))
