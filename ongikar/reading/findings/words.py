"""Rules about words: names out of date, misspellings, several spellings of one word, headers unlike the form's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.reading.findings.services import place
from ongikar.reading.rules import found
from ongikar.reading.sheet import CharterSheet, Finding


def _words(pattern: str) -> re.Pattern[str]:
    return compiled(normal_form(pattern), re.IGNORECASE)


# A name, what it is called, and what is known of it in both languages.
_DATED: tuple[tuple[re.Pattern[str], str, str, str], ...] = (
    (
        _words(r"বার্ষিক কর্ম\s*সম্পাদন চুক্তি|\bAPA\b|এপিএ"), "APA",
        "অক্টোবর ২০২৫ থেকে এর জায়গায় সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি (GPMS) চালু",
        "since October 2025 the Governance Performance Monitoring System (GPMS) is in its place",
    ),
    (
        _words(r"সুরক্ষা[”\"’']|[“\"‘']সুরক্ষা|সুরক্ষা অ্যাপ|সুরক্ষা পোর্টাল|surokkha"), "সুরক্ষা (Surokkha)",
        "টিকা কার্যক্রমের পর এর চাহিদা কমে গেছে",
        "demand for it fell after the vaccination campaign",
    ),
    (
        _words(r"শেখ রাসেল|sheikh russell?"), "শেখ রাসেল ডিজিটাল ল্যাব (Sheikh Russel)",
        "নামটি এখনো চালু কি না তা নিশ্চিত নয়",
        "it is not certain that the name is still in use",
    ),
    (
        _words(r"ই-\s*নথি|e-?nothi"), "ই-নথি (e-Nothi)",
        "এর জায়গায় ডি-নথি (D-Nothi) চালু",
        "D-Nothi is in its place",
    ),
)  # fmt: skip
_PROGRAMMER = _words(r"(?:^|\s|সহকারী\s)প্রোগ্রামার|programmer")
_MISSPELT = (
    ("উর্ধ্বতন", "ঊর্ধ্বতন"), ("অন্যান্যাবশ্যিক", "অনাবশ্যক"), ("কার্যদিব স", "কার্যদিবস"), ("কাযদিবস", "কার্যদিবস"), ("কমর্ দিবস", "কর্মদিবস"), ("তাৎক্ষনিক", "তাৎক্ষণিক"),
    ("তাৎক্ষনিক", "তাৎক্ষণিক"), ("বিনা মুল্যে", "বিনা মূল্যে"), ("বিনামুল্যে", "বিনামূল্যে"), ("নিদির্ষ্ট", "নির্দিষ্ট"), ("র্নিধারিত", "নির্ধারিত"), ("কাঙ্খিত", "কাঙ্ক্ষিত"),
    ("কর্মকতা", "কর্মকর্তা"), ("দ্বায়িত্ব", "দায়িত্ব"), ("সময়শীমা", "সময়সীমা"), ("সাধারন", "সাধারণ"), ("কারন", "কারণ"), ("গনশুনানি", "গণশুনানি"), ("ভ্রাম্যমান", "ভ্রাম্যমাণ"),
    ("কতৃপক্ষ", "কর্তৃপক্ষ"), ("কতৃক", "কর্তৃক"), ("প্রত্যায়ন", "প্রত্যয়ন"), ("সিটিজেন চাটার", "সিটিজেন চার্টার"), ("আপনার কছে", "আপনার কাছে"), ("অর্ভ্যত্থনা", "অভ্যর্থনা"), ("পরার্মশ", "পরামর্শ"),
)  # fmt: skip
_VARIANTS = (
    ("ঊর্ধ্বতন", ("ঊর্ধ্বতন", "উর্ধ্বতন", "ঊর্দ্ধতন", "উর্দ্ধতন")), ("সরকারি", ("সরকারি", "সরকারী")), ("কাগজপত্র", ("কাগজপত্র", "কাগজ পত্র")),
    ("সময়সীমা", ("সময়সীমা", "সময় সীমা")), ("ওয়েবসাইট", ("ওয়েবসাইট", "ওয়েব সাইট")), ("কর্মপরিকল্পনা", ("কর্মপরিকল্পনা", "কর্ম পরিকল্পনা")), ("ঘণ্টা", ("ঘণ্টা", "ঘন্টা")),
    ("প্রাপ্তিস্থান", ("প্রাপ্তিস্থান", "প্রাপ্তি স্থান")), ("শুনানি", ("শুনানি", "শুনানী")), ("জরুরি", ("জরুরি", "জরুরী")), ("আপিল", ("আপিল", "আপীল")),
)  # fmt: skip
_MISSPELT_NFC = tuple((normal_form(wrong), normal_form(right)) for wrong, right in _MISSPELT)
_VARIANTS_NFC = tuple((normal_form(right), tuple(map(normal_form, all_))) for right, all_ in _VARIANTS)
# A header's words where the official form has others.
_HEADERS = ((_words(r"কাগজ\s*পত্র\s*(?:ও|এবং)\s*প্রাতিষ্ঠান(?!িক)"), normal_form("প্রয়োজনীয় কাগজপত্র ও প্রাপ্তিস্থান")),)
_MOST_PLACES = 5


def _texts(sheet: CharterSheet) -> Iterator[tuple[str, str]]:
    """Every text of the charter with where it stands."""
    for heading in sheet.headings:
        yield heading.of, " ".join((heading.text, *heading.columns))
    for s in sheet.services:
        yield place(s), " ".join((s.name, s.channels.text, s.papers.text, s.fee.text, s.time_limit.text))
    for number, row in enumerate(sheet.expectations, 1):
        yield f"expectations/{row.number or number}", row.text
    for tier in sheet.grievance_tiers:
        yield f"grievance/{tier.tier}", " ".join((tier.when, tier.to, tier.time_limit.text))


def _listed(places: list[str]) -> str:
    unique = list(dict.fromkeys(places))
    return ", ".join(unique[:_MOST_PLACES]) + (" …" if len(unique) > _MOST_PLACES else "")


def _dated_names(sheet: CharterSheet) -> Iterator[Finding]:
    for pattern, name, bn, en in _DATED:
        for service in sheet.services:
            if pattern.search(service.name):
                yield found(
                    "L15", place(service),
                    f"“{service.name}”: “{name}” নামটি পুরোনো হতে পারে; {bn}। সেবাটি আর না দেওয়া হলে আদেশ নং, কারণ ও তারিখ দিয়ে স্থগিত করুন।",
                    f"“{service.name}”: the name “{name}” may be out of date; {en}. If the service is no longer given, suspend it with order no., reason and date.",
                )  # fmt: skip
        elsewhere = [place(s) for s in sheet.services if pattern.search(s.channels.text) and not pattern.search(s.name)]
        if elsewhere:
            yield found(
                "L15", _listed(elsewhere),
                f"সেবা প্রদান পদ্ধতিতে “{name}” লেখা আছে ({to_bangla(len(elsewhere))}টি সেবায়); {bn}। এখনকার নামটি লিখুন।",
                f"“{name}” is written among the methods of {len(elsewhere)} services; {en}. Write the name now in use.",
            )  # fmt: skip


def _dated_posts(sheet: CharterSheet) -> Iterator[Finding]:
    posts = [o.designation or "" for s in sheet.services for o in s.officers]
    posts += [tier.contact.designation or "" for tier in sheet.grievance_tiers] + [sheet.signatory.designation or ""]
    if any(_PROGRAMMER.search(post) for post in posts) and _is_ict(sheet):
        yield found(
            "L15", "officers",
            "“প্রোগ্রামার” ও “সহকারী প্রোগ্রামার” পদের নাম ১২ আগস্ট ২০২৪ থেকে “জেলা আইসিটি অফিসার” ও “উপজেলা আইসিটি অফিসার”। পদের নাম হালনাগাদ করুন।",
            "The posts “Programmer” and “Assistant Programmer” have been “District ICT Officer” and “Upazila ICT Officer” since 12 August 2024. Bring the names of posts up to date.",
        )  # fmt: skip


def _is_ict(sheet: CharterSheet) -> bool:
    """Whether this is an office of the Department of ICT, whose posts were renamed."""
    words = " ".join(filter(None, (sheet.office_name, sheet.office_parent, *(s.name for s in sheet.services))))
    return bool(re.search(normal_form("আইসিটি|তথ্য ও যোগাযোগ প্রযুক্তি|ICT"), words))


def _misspelt(sheet: CharterSheet) -> Iterator[Finding]:
    texts = list(_texts(sheet))
    for wrong, right in dict(_MISSPELT_NFC).items():
        places = [where for where, text in texts if re.search(f"(?<![\u0980-\u09ff]){wrong}", text)]
        if places:
            count = to_bangla(len(places))
            yield found(
                "L23", _listed(places),
                f"“{wrong}” লেখা আছে {count} জায়গায়; সম্ভবত “{right}” হবে। বানান ঠিক করুন।",
                f"“{wrong}” is written in {len(places)} place{'s' if len(places) > 1 else ''}; “{right}” is probably meant. Mend the spelling.",
            )  # fmt: skip


def _several_spellings(sheet: CharterSheet) -> Iterator[Finding]:
    text = " ".join(text for _, text in _texts(sheet))
    for right, spellings in _VARIANTS_NFC:
        counted = {spelling: text.count(spelling) for spelling in spellings if spelling in text}
        if len(counted) > 1:
            bn = ", ".join(f"“{spelling}” ({to_bangla(count)})" for spelling, count in counted.items())
            en = ", ".join(f"“{spelling}” ({count})" for spelling, count in counted.items())
            yield found(
                "L25", "source",
                f"একই শব্দের একাধিক বানান: {bn}। সব জায়গায় “{right}” লিখুন।",
                f"One word in several spellings: {en}. Write “{right}” throughout.",
            )  # fmt: skip


def _headers(sheet: CharterSheet) -> Iterator[Finding]:
    for heading in sheet.headings:
        for column in heading.columns:
            for pattern, right in _HEADERS:
                if pattern.search(column):
                    yield found(
                        "L24", heading.of,
                        f"সারণির শিরোনাম “{column}”; ছকে আছে “{right}”। শিরোনামটি ঠিক করুন।",
                        f"A header reads “{column}”; the form has “{right}”. Mend the header.",
                    )  # fmt: skip


RULES: tuple[Callable[[CharterSheet], Iterator[Finding]], ...] = (
    _dated_names, _dated_posts, _misspelt, _several_spellings, _headers,
)  # fmt: skip
