"""Rules about the document: its parts, its date, its addresses, its letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_bangla
from ongikar.bangla.patterns import compiled
from ongikar.bangla.repair import is_broken
from ongikar.reading.findings.services import place
from ongikar.reading.rules import found
from ongikar.reading.sheet import CharterSheet, Finding

QUARTER = timedelta(days=92)
PRIVATE_MAIL = ("gmail.", "yahoo.", "hotmail.", "outlook.", "ymail.", "live.", "icloud.")
_ENGLISH = compiled(r"(?:[A-Za-z]+[ /,-]+){2}[A-Za-z]+")
_BANGLA = re.compile("[\u0985-\u09b9]")


def review_overdue(sheet: CharterSheet, on: date) -> Iterator[Finding]:
    """L6: by `on`, more than a quarter has passed since the date of the charter."""
    if sheet.issued_on is None or on - (issued := date.fromisoformat(sheet.issued_on)) <= QUARTER:
        return
    quarters = (on - issued) // QUARTER
    yield found(
        "L6", "issued_on",
        f"সনদটি {short_date(issued)} তারিখের; এর মধ্যে {to_bangla(quarters)} বার ত্রৈমাসিক হালনাগাদের সময় গেছে। পর্যালোচনা করে নতুন তারিখে প্রকাশ করুন।",
        f"The charter is dated {short_date(issued, 'en')}; {quarters} quarterly reviews have fallen due since. Review it and publish it under a new date.",
    )  # fmt: skip


def _parts_missing(sheet: CharterSheet) -> Iterator[Finding]:
    if not sheet.services:
        yield found(
            "L21", "services",
            "সেবার কোনো সারণি পাওয়া যায়নি। সেবার সারণিসহ পুরো সনদটি দিন।",
            "No table of services was found. Bring the whole charter with its tables.",
        )  # fmt: skip
    if not sheet.expectations:
        yield found(
            "L10", "expectations",
            "“আপনার কাছে আমাদের প্রত্যাশা” অংশটি নেই। নাগরিকের করণীয়গুলো যোগ করুন।",
            "The part “What we expect of you” is missing. Add what citizens are to do.",
        )  # fmt: skip
    if not sheet.vision or not sheet.mission:
        yield found(
            "L22", "vision", "ভিশন বা মিশন লেখা নেই। দুটিই যোগ করুন।", "The vision or the mission is missing. Add both."
        )
    if sheet.issued_on is None:
        yield found(
            "L26", "issued_on",
            "সনদে তারিখ নেই, তাই কখনকার তা বোঝা যায় না। প্রকাশের তারিখ লিখুন।",
            "The charter bears no date, so its age is not known. Write the date of publication.",
        )  # fmt: skip
    if sheet.signatory.name is None:
        yield found(
            "L27", "signatory",
            "সনদের নিচে কারও নাম ও পদবি নেই। দপ্তরপ্রধানের নাম ও পদবি লিখুন।",
            "Nobody's name and post stand below the charter. Write those of the head of the office.",
        )  # fmt: skip


def _links(sheet: CharterSheet) -> Iterator[Finding]:
    for office in sheet.subordinate_offices:
        where = f"subordinate_offices/{office.number or '-'}"
        if office.url and office.url.startswith("http://"):
            yield found(
                "L12", where,
                f"{office.name}: ওয়েব ঠিকানা ({office.url}) নিরাপদ নয়। https:// দিয়ে ঠিকানাটি লিখুন।",
                f"{office.name}: the web address ({office.url}) is not secure. Write it with https://.",
            )  # fmt: skip
        yield found(
            "L17", where,
            f"{office.name}: এই দপ্তরের নিজস্ব সনদ এই দলিলে নেই। সনদটি আলাদা করে আনুন, অথবা সেবাগুলো এখানে যোগ করুন।",
            f"{office.name}: no charter of its own is part of this document. Bring it too, or add its services here.",
        )  # fmt: skip


def _private_mail(sheet: CharterSheet) -> Iterator[Finding]:
    contacts = [o for s in sheet.services for o in s.officers] + [t.contact for t in sheet.grievance_tiers]
    for mail in sorted({mail for contact in contacts for mail in contact.emails}):
        if mail.rpartition("@")[2].lower().startswith(PRIVATE_MAIL):
            yield found(
                "L13", "officers",
                f"{mail}: এটি সরকারি মেইল ঠিকানা নয়। দপ্তরের নিজস্ব .gov.bd ঠিকানা লিখুন।",
                f"{mail} is not a government mailbox. Write the office's own address under .gov.bd.",
            )  # fmt: skip


def _letters(sheet: CharterSheet) -> Iterator[Finding]:
    if sheet.encoding in ("bijoy", "mixed"):
        yield found(
            "L14", "source",
            "দলিলে ইউনিকোড নয় এমন (বিজয়) লেখা আছে। রূপান্তর করে পড়া হয়েছে; মিলিয়ে দেখে ইউনিকোডে প্রকাশ করুন।",
            "The document holds text that is not Unicode (Bijoy). It was converted to be read; compare it, and publish it in Unicode.",
        )  # fmt: skip
    broken = [
        place(s) for s in sheet.services if is_broken(" ".join((s.name, s.time_limit.text, s.fee.text, s.papers.text)))
    ]
    if broken:
        yield found(
            "L14", ", ".join(broken[:5]),
            f"{to_bangla(len(broken))}টি সেবায় বিজয় থেকে রূপান্তরে ভাঙা অক্ষর আছে (যেমন ন্ত-এর জায়গায় মত্ম)। অক্ষরগুলো ঠিক করুন।",
            f"{len(broken)} services have letters broken in a conversion from Bijoy (as মত্ম for ন্ত). Mend the letters.",
        )  # fmt: skip


def _no_english(sheet: CharterSheet) -> Iterator[Finding]:
    in_bangla = [s for s in sheet.services if _BANGLA.search(s.name) and not _ENGLISH.search(s.name)]
    if len(in_bangla) * 2 > len(sheet.services):
        yield found(
            "L18", "source",
            "সনদের ইংরেজি রূপ নেই। সেবার নাম, কাগজ, মূল্য ও সময়সীমা ইংরেজিতেও দিন।",
            "There is no English version of the charter. Give names, papers, fees and limits in English too.",
        )  # fmt: skip


def _two_sets_of_digits(sheet: CharterSheet) -> Iterator[Finding]:
    texts = [s.time_limit.text for s in sheet.services] + [s.fee.text for s in sheet.services]
    texts += [tier.time_limit.text for tier in sheet.grievance_tiers] + [sheet.issued_on_text or ""]
    bangla, ascii_digits = (any(re.search(f"[{signs}]", text) for text in texts) for signs in ("০-৯", "0-9"))
    if bangla and ascii_digits:
        yield found(
            "L36", "source",
            "তারিখ, সময়সীমা বা মূল্যে কোথাও বাংলা, কোথাও ইংরেজি অঙ্ক। সব জায়গায় বাংলা অঙ্ক লিখুন।",
            "Dates, limits or fees have Bangla digits in some places and Western digits in others. Write Bangla digits throughout.",
        )  # fmt: skip


RULES: tuple[Callable[[CharterSheet], Iterator[Finding]], ...] = (
    _parts_missing, _links, _private_mail, _letters, _no_english, _two_sets_of_digits,
)  # fmt: skip
