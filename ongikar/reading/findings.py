"""The linter: what a charter leaves weak, each finding with a Bangla and an English sentence.

Rules L1 to L20 follow docs/reference/findings.md; those that need more than the document (L16, L20) are not here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_bangla
from ongikar.bangla.normal import search_form
from ongikar.reading.sheet import CharterSheet, Finding, ServiceLine, Severity

QUARTER = timedelta(days=92)
GUIDELINE_DAYS = {1: 30, 2: 20, 3: 60}  # grievance guideline 2015 (revised 2018), 7.4.1
PRIVATE_MAIL = ("gmail.", "yahoo.", "hotmail.", "outlook.", "ymail.")
_STALE = (
    ("বার্ষিক কর্ম সম্পাদন চুক্তি|বার্ষিক কর্মসম্পাদন চুক্তি|\\bAPA\\b", "APA"),
    ('সুরক্ষা[”"’]|surokkha', "সুরক্ষা (Surokkha)"),
    ("শেখ রাসেল ডিজিটাল ল্যাব|sheikh russel", "শেখ রাসেল ডিজিটাল ল্যাব"),
    ("ই-\\s*নথি|e-nothi", "ই-নথি (e-Nothi)"),
    ("প্রোগ্রামার|programmer", "প্রোগ্রামার (Programmer)"),
)
_AS_APPLICABLE = re.compile("প্রযোজ্য ক্ষেত্রে|নির্দেশনা|চাহিদা অনুযায়ী|as applicable|as directed", re.IGNORECASE)
_SPELLING = (("অন্যান্যাবশ্যিক", "অনাবশ্যক"), ("কার্যদিব স", "কার্যদিবস"))


def findings_of(sheet: CharterSheet, *, on: date | None) -> Iterator[Finding]:
    """Every finding, rule by rule, in the order of the document. `on` is today, or None to leave out L6."""
    for service in sheet.services:
        for rule in _SERVICE_RULES:
            yield from rule(service)
    for sheet_rule in _SHEET_RULES:
        yield from sheet_rule(sheet)
    if on is not None:
        yield from _age(sheet, on)


def _finding(rule: str, severity: Severity, where: str, bn: str, en: str) -> Finding:
    """Numbers in the Bangla sentence are in Bangla digits; addresses stay as they are."""
    return Finding(rule, severity, where, bn if "@" in bn or "://" in bn else to_bangla(bn), en)


def _place(service: ServiceLine) -> str:
    return f"{service.section or '-'}/{service.number or '-'}"


def _no_measure(service: ServiceLine) -> Iterator[Finding]:
    if service.time_limit.max is None:
        yield _finding(
            "L1", "warning", _place(service),
            f"“{service.name}”: সময়সীমায় কোনো সংখ্যা নেই (“{service.time_limit.text}”), তাই প্রতিশ্রুতি রাখা হলো কি না মাপা যায় না।",
            f"“{service.name}”: the time limit has no number (“{service.time_limit.text}”), so keeping it cannot be measured.",
        )  # fmt: skip


_PARTS = (
    ("name", "নাম", "name"),
    ("designation", "পদবি", "designation"),
    ("phones", "ফোন নম্বর", "phone number"),
    ("emails", "ই-মেইল", "e-mail"),
)


def _officer_parts(service: ServiceLine) -> Iterator[Finding]:
    officer = service.officers[0] if service.officers else None
    missing = [(bn, en) for field, bn, en in _PARTS if not (officer and getattr(officer, field))]
    if missing:
        bn, en = ", ".join(bn for bn, _ in missing), ", ".join(en for _, en in missing)
        yield _finding(
            "L2", "warning", _place(service),
            f"“{service.name}”: দায়িত্বপ্রাপ্ত কর্মকর্তার {bn} লেখা নেই।",
            f"“{service.name}”: the {en} of the officer in charge is not written.",
        )  # fmt: skip


def _papers(service: ServiceLine) -> Iterator[Finding]:
    if not service.papers.text or _AS_APPLICABLE.search(service.papers.text):
        yield _finding(
            "L7", "note", _place(service),
            f"“{service.name}”: কোন কোন কাগজ লাগবে তা নির্দিষ্ট করে লেখা নেই।",
            f"“{service.name}”: which papers are needed is not written exactly.",
        )  # fmt: skip


def _payment(service: ServiceLine) -> Iterator[Finding]:
    if service.fee.kind not in ("free", "unclear") and service.fee.payment == ("unspecified",):
        yield _finding(
            "L8", "warning", _place(service),
            f"“{service.name}”: মূল্য কীভাবে পরিশোধ করতে হবে তা লেখা নেই।",
            f"“{service.name}”: how to pay the fee is not written.",
        )  # fmt: skip


def _form(service: ServiceLine) -> Iterator[Finding]:
    if re.search("ফরম|ফর্ম|\\bform\\b", service.papers.text, re.IGNORECASE):
        yield _finding(
            "L9", "note", _place(service),
            f"“{service.name}”: ফরমের কথা লেখা আছে, কিন্তু ফরমটি সনদের সঙ্গে নেই।",
            f"“{service.name}”: a form is named but does not come with the charter.",
        )  # fmt: skip


_SERVICE_RULES = (_no_measure, _officer_parts, _papers, _payment, _form)


def _same_person(sheet: CharterSheet) -> Iterator[Finding]:
    first = next((tier.contact.name for tier in sheet.grievance_tiers if tier.tier == 1), None)
    theirs = [service for service in sheet.services if any(o.name == first for o in service.officers)]
    if first and theirs:
        yield _finding(
            "L3", "error", "grievance/1",
            f"অভিযোগ নিষ্পত্তি কর্মকর্তা ({first}) নিজেই {len(theirs)}টি সেবার দায়িত্বপ্রাপ্ত কর্মকর্তা; নিজের বিষয়ে কেউ নিজে নিষ্পত্তি করতে পারেন না (নির্দেশিকা ৭.১(ক)ii)।",
            f"The grievance redress officer ({first}) also gives {len(theirs)} of the services; nobody decides on himself (guideline 7.1(ka)ii).",
        )  # fmt: skip


def _tier_limits(sheet: CharterSheet) -> Iterator[Finding]:
    for tier in sheet.grievance_tiers:
        due, limit = GUIDELINE_DAYS.get(tier.tier or 0), tier.time_limit
        where = f"grievance/{tier.tier}"
        if due and limit.max is not None and limit.unit != "working_day":
            yield _finding(
                "L5", "warning", where,
                f"অভিযোগের {tier.tier} নম্বর ধাপের সময়সীমা (“{limit.text}”) কার্যদিবসে লেখা নয়; নির্দেশিকায় কার্যদিবস।",
                f"The limit of grievance step {tier.tier} (“{limit.text}”) is not in working days; the guideline counts working days.",
            )  # fmt: skip
        elif due and limit.max != due:
            yield _finding(
                "L4", "warning", where,
                f"অভিযোগের {tier.tier} নম্বর ধাপের সময়সীমা “{limit.text}”; নির্দেশিকা ৭.৪.১ অনুযায়ী {due} কার্যদিবস।",
                f"The limit of grievance step {tier.tier} is “{limit.text}”; guideline 7.4.1 says {due} working days.",
            )  # fmt: skip


def _missing_parts(sheet: CharterSheet) -> Iterator[Finding]:
    if not sheet.expectations:
        yield _finding(
            "L10",
            "warning",
            "expectations",
            "“আপনার কাছে আমাদের প্রত্যাশা” অংশটি নেই।",
            "The part “What we expect of you” is missing.",
        )
    if not sheet.grievance_tiers:
        yield _finding(
            "L11",
            "error",
            "grievance",
            "অভিযোগ ব্যবস্থাপনার অংশটি নেই।",
            "The part on grievance redress is missing.",
        )
    elif not any(tier.tier == 3 and tier.contact.text for tier in sheet.grievance_tiers):
        yield _finding(
            "L11",
            "warning",
            "grievance/3",
            "অভিযোগ ব্যবস্থাপনা সেলের ঠিকানা নেই।",
            "The address of the grievance cell is missing.",
        )
    if not sheet.services:
        yield _finding("L21", "error", "services", "সেবার কোনো সারণি পাওয়া যায়নি।", "No table of services was found.")
    if not sheet.vision or not sheet.mission:
        yield _finding("L22", "note", "vision", "ভিশন বা মিশন লেখা নেই।", "The vision or the mission is missing.")


def _links(sheet: CharterSheet) -> Iterator[Finding]:
    for office in sheet.subordinate_offices:
        where = f"subordinate_offices/{office.number}"
        if office.url and office.url.startswith("http://"):
            yield _finding(
                "L12",
                "note",
                where,
                f"{office.name}: ওয়েব ঠিকানাটি নিরাপদ (https) নয়।",
                f"{office.name}: the web address is not secure (https).",
            )
        yield _finding(
            "L17",
            "note",
            where,
            f"{office.name}: এই দপ্তরের নিজস্ব সনদ এই দলিলে নেই।",
            f"{office.name}: no charter of its own is part of this document.",
        )


def _mail(sheet: CharterSheet) -> Iterator[Finding]:
    contacts = [o for s in sheet.services for o in s.officers] + [t.contact for t in sheet.grievance_tiers]
    for mail in sorted({mail for contact in contacts for mail in contact.emails}):
        if mail.rpartition("@")[2].lower().startswith(PRIVATE_MAIL):
            yield _finding(
                "L13",
                "warning",
                "officers",
                f"{mail}: এটি সরকারি মেইল ঠিকানা নয়।",
                f"{mail} is not a government mailbox.",
            )


def _encoding(sheet: CharterSheet) -> Iterator[Finding]:
    if sheet.encoding in ("bijoy", "mixed"):
        yield _finding(
            "L14",
            "error",
            "source",
            "দলিলে ইউনিকোড নয় এমন (বিজয়) লেখা আছে; ইউনিকোডে রূপান্তর করে আবার দিন।",
            "The document holds text that is not Unicode (Bijoy); convert it to Unicode and bring it again.",
        )


def _stale_names(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        words = " ".join((service.name, service.channels.text))
        for pattern, name in _STALE[:4]:
            if re.search(pattern, words, re.IGNORECASE):
                yield _finding(
                    "L15", "note", _place(service),
                    f"“{service.name}”: “{name}” নামটি পুরোনো হতে পারে। সেবাটি আর না দেওয়া হলে আদেশ নং, কারণ ও তারিখ দিয়ে স্থগিত করা যায়।",
                    f"“{service.name}”: the name “{name}” may be out of date. If the service is no longer given it can be suspended with order no., reason and date.",
                )  # fmt: skip
    if any(re.search(_STALE[4][0], o.designation or "", re.IGNORECASE) for s in sheet.services for o in s.officers):
        yield _finding(
            "L15",
            "note",
            "officers",
            "“প্রোগ্রামার” পদের নাম ১২ আগস্ট ২০২৪ থেকে “জেলা আইসিটি অফিসার”।",
            "The post “Programmer” has been named “District ICT Officer” since 12 August 2024.",
        )


def _english(sheet: CharterSheet) -> Iterator[Finding]:
    if sheet.encoding == "unicode" and not re.search(
        "[A-Za-z]{4,} [A-Za-z]{3,} [A-Za-z]{3,}", " ".join(s.name for s in sheet.services)
    ):
        yield _finding("L18", "note", "source", "সনদের ইংরেজি রূপ নেই।", "There is no English version of the charter.")


def _twins(sheet: CharterSheet) -> Iterator[Finding]:
    counted = Counter(search_form(service.name) for service in sheet.services)
    for service in sheet.services:
        if counted[search_form(service.name)] > 1:
            yield _finding(
                "L19",
                "warning",
                _place(service),
                f"“{service.name}” নামে একাধিক সেবা আছে।",
                f"More than one service is named “{service.name}”.",
            )


def _spelling(sheet: CharterSheet) -> Iterator[Finding]:
    texts = [("expectations", row.text) for row in sheet.expectations] + [
        (_place(s), s.time_limit.text) for s in sheet.services
    ]
    for wrong, right in _SPELLING:
        places = [where for where, text in texts if wrong in text]
        if places:
            yield _finding(
                "L23",
                "note",
                ", ".join(places[:3]),
                f"বানান: “{wrong}” ({len(places)} জায়গায়), হবে “{right}”।",
                f"Spelling: “{wrong}” ({len(places)} places) should be “{right}”.",
            )


def _headers(sheet: CharterSheet) -> Iterator[Finding]:
    for heading in sheet.headings:
        for column in heading.columns:
            if "প্রাতিষ্ঠান" in column.replace("প্রাতিষ্ঠানিক", ""):
                yield _finding(
                    "L24",
                    "note",
                    heading.of,
                    f"শিরোনাম “{column}” সম্ভবত “…ও প্রাপ্তি স্থান” হবে।",
                    f"The header “{column}” is probably meant to say “… and where to get them”.",
                )


_SHEET_RULES: tuple[Callable[[CharterSheet], Iterator[Finding]], ...] = (
    _same_person, _tier_limits, _missing_parts, _links, _mail, _encoding, _stale_names, _english, _twins, _spelling, _headers,
)  # fmt: skip


def _age(sheet: CharterSheet, on: date) -> Iterator[Finding]:
    if sheet.issued_on is None:
        yield _finding("L6", "warning", "issued_on", "সনদে তারিখ নেই।", "The charter bears no date.")
        return
    issued = date.fromisoformat(sheet.issued_on)
    if on - issued > QUARTER:
        yield _finding(
            "L6",
            "warning",
            "issued_on",
            f"সনদটি {short_date(issued)} তারিখের; প্রতি তিন মাসে হালনাগাদ করার কথা।",
            f"The charter is dated {short_date(issued, 'en')}; it is to be updated every quarter.",
        )
