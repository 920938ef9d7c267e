"""Words of a limit cell that are a timetable, a frequency, a validity or a section of an Act: never a limit."""

from __future__ import annotations

import re

from ongikar.reading.cells.cell import pattern

_MONTHS = (
    "জানুয়ারি|জানুয়ারী|ফেব্রুয়ারি|ফেব্রুয়ারী|মার্চ|এপ্রিল|জুন|জুলাই|আগস্ট|আগষ্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর|বৈশাখ|জ্যৈষ্ঠ|আষাঢ়|শ্রাবণ|ভাদ্র|আশ্বিন|কার্তিক|অগ্রহায়ণ|পৌষ|মাঘ|ফাল্গুন|চৈত্র"
    "|january|february|march|april|june|july|august|september|october|november|december"
)
_WEEKDAYS = "(?:রবি|সোম|মঙ্গল|বুধ|বৃহস্পতি|বৃহঃ|শুক্র|শনি)(?:বার)?|saturday|sunday|monday|tuesday|wednesday|thursday|friday"
_LENGTH = "(?:মাস|দিন|বছর|বৎসর|সপ্তাহ|ঘন্টা|months?|days?|years?|weeks?|hours?)"


def _patterns(*words: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(pattern, words))


# What tells when a thing is done, with its numbers.
_TIMETABLE = _patterns(
    r"24\s*[/x]\s*7",
    r"(?:দিনে|সপ্তাহে|মাসে|বছরে)\s*(?:এক|দুই|দু|তিন|চার)?\s*(?:বার|দিন)(?![ঀ-৿])|মাসিক(?=\s*(?:$|[,/।]|ভিত্তি))",
    r"(?:কালীন|সারাক্ষণ|সার্বক্ষণিক|সার্বক্ষনিক|দিন\s*রাত|দিবারাত্র|খোলা|চালু|জরুরি\s*বিভাগ)\W*24\s*ঘন্টা\S*|24\s*ঘন্টা\S*\W*(?:খোলা|চালু|সেবা|সার্বক্ষ|দিন|জরুরি\s*সেবা)|open\s*24\s*hours|24\s*hours\s*(?:a day|open|service|every)|round the clock",
    rf"প্রতি\s*\d+\s*{_LENGTH}\S*(?:\s*(?:অন্তর|পর\s*পর|পরপর|পর))?|\d+\s*{_LENGTH}\s*(?:অন্তর|পর\s*পর|পরপর)\S*|every\s+\d+\s+\w+",
    rf"(?:প্রতি\s*)?(?:{_LENGTH})(?:ে|ে\s*অন্তত)\s*\d+\s*(?:-\s*\d+\s*)?(?:টি)?\s*(?:বার|দিন|টি|সভা|দফা)\S*|\d+\s*(?:times|days)\s*(?:a|per)\s*\w+|(?:once|twice)\s*(?:a|per|in a)\s*\w+",
    r"(?:প্রতি|পরবর্তী|পরের|চলতি)\s*(?:মাস|বছর|সপ্তাহ)\S*\s*\d+(?:\s*(?:ম|য়|র্থ|ষ্ঠ|তম|লা|রা|ঠা|ই|শে))?\s*(?:-\s*\d+\s*)?(?:(?:কর্ম|কার্য)\s*(?:দিবস|দিন)\S*|সপ্তাহ\S*|তারিখ\S*)",
    r"\d{1,2}(?:[.:]\d{1,3})?\s*(?:টা|ঘটিকা)?\s*(?:হতে|থেকে|-|–|to|হইতে)?\s*(?:[ঀ-৿]{2,6}\s*)?\d{1,2}(?:[.:]\d{1,3})?\s*(?:টা(?![কা])|ঘটিকা)\S*",
    r"\d{1,2}(?:[.:]\d{1,3})?\s*(?:টা(?![কা])|ঘটিকা)\S*(?:\s*(?:হতে|থেকে|-|–)\s*(?:[ঀ-৿]{2,6}\s*)?\d{1,2}(?:[.:]\d{1,3})?)?",
    r"\d{1,2}(?:[.:]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}[.:]\d{2}\s*(?:hrs?|o'clock)",
    r"\d{1,2}(?:\s*(?:-|–|থেকে|হতে|to)\s*\d{1,2})?\s*(?:শে|ই|লা|রা|ঠা)?\s*তারিখ\S*|তারিখ\S*\s*\d{1,2}",
    rf"\d{{1,2}}\s*(?:শে|ই|লা|রা|ঠা|st|nd|rd|th)?\s*(?:{_MONTHS})\S*|(?:{_MONTHS})\S*(?:\s*\d{{1,2}})?(?:\s*(?:-|থেকে|হতে|ও|to)\s*(?:{_MONTHS})\S*)?(?:\s*মাস\S*)?",
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}",
    rf"(?<![ঀ-৿])(?:{_WEEKDAYS})(?![ঀ-৿])\S*",
    r"প্রতি\s*(?:দিন|মাস|বছর|বৎসর|সপ্তাহ|কার্য|কর্ম|অর্থ|পক্ষ|শিক্ষা|ত্রৈ|ষান্মা|ইংরেজি|বাংলা)[^\d,;।]*|প্রত্যহ|প্রাত্যহিক|দৈনিক|দৈনন্দিন|নিয়মিত|সাপ্তাহিক|পাক্ষিক|ত্রৈমাসিক|ষান্মাসিক|বাৎসরিক(?!\s*কর্ম)|মাস\s*ভিত্তিক|daily|weekly|monthly|quarterly|yearly|annually|every\s|regular",
    r"মৌসুম|মওসুম|ঋতু|সারা\s*(?:বছর|বৎসর|ক্ষণ|দিন|মাস)|বছরব্যাপী|বছরের\s*যে\s*কোন|সারাক্ষণ|সার্বক্ষ[ণন]িক|সর্বক্ষ|সব\s*সময়|সবসময়|সর্বদা|যে\s*কোন\S*\s*(?:সময়|দিন)|চলমান|অব্যাহত|ongoing|continuous|all year|seasonal|any time|always",
    r"(?:অফিস|দাপ্তরিক|কার্যালয়)\s*(?:সময়|চলাকাল|চলা\s*কাল|চলাকালীন|কর্মসময়)\S*|অফিস\s*টাইম|চলাকালীন|চলাকালে|(?<=[ঀ-৿])কালীন|(?:প্রতি|সকল|সব|যে\s*কোন\S*)\s*(?:কর্ম|কার্য)দিবসে(?!র)|office hours?|working hours|during",
    r"নির্ধারিত\s*(?:দিন|সূচি|সময়সূচি|সময়\S*|তারিখ|কর্মসূচি)\S*|নির্দিষ্ট\s*(?:দিন|সময়|তারিখ)\S*|সময়সূচি|পূর্ব\s*নির্ধারিত|অনুষ্ঠানের\s*(?:পূর্বে|আগে|দিন)|(?:পরীক্ষা|উৎসব|ঈদ|মেলা|নির্বাচন|সভা|অনুষ্ঠান|দিবস|ছুটি)\S*\s*(?:পূর্বে|আগে|পূর্ব|আগেই)|before the|scheduled|fixed day|appointed",
    r"(?:অর্থ|শিক্ষা)\s*(?:বছর|বৎসর)\S*\s*(?:শেষে|শুরুতে)|মাসের\s*(?:শেষে|প্রথম|শুরুতে|শেষ)|বছরের\s*(?:শেষে|শুরুতে|শুরু)",
)
# Numbers that are neither limit nor timetable: sections of an Act, validity, ages, copies, years of a law.
_NO_LIMIT = _patterns(
    r"\d+(?:\s*(?:\([^)]*\))?\s*(?:,|ও|এবং|-|and)\s*\d+)*\s*(?:\([^)]*\)\s*)?(?:নং\s*)?(?:ধারা|বিধি|অনুচ্ছেদ)(?=\s|$|য়|র|মতে|মোতাবেক|অনুযায়ী)|(?:ধারা|বিধি|section|rule)\s*(?:নং\s*)?\d+(?:\s*(?:,|ও|and)\s*\d+)*",
    r"(?:মেয়াদ|বয়স|valid|validity|age)\S*(?:\s*[:ঃ-])?\s*(?:হবে\s*|of\s*|for\s*|সর্বোচ্চ\s*)?\d+(?:\s*(?:-|থেকে|হতে)\s*\d+)?\s*(?:বছর|বৎসর|মাস|দিন|years?|months?|days?)",
    r"\d+\s*(?:বছর|বৎসর|মাস|years?|months?)(?:ের)?\s*(?:জন্য\s*(?:বৈধ|প্রযোজ্য|ইস্যু)|বয়স|বয়সী|valid)",
    r"(?:19|20)\d{2}(?:\s*-\s*(?:19|20)?\d{2})?(?!\s*(?:কার্য|কর্ম|দিন|টাকা))(?:\s*(?:সাল|সন|খ্রি|অর্থ)\S*)?",
    r"\d+\s*(?:ম|য়|র্থ|ষ্ঠ|তম)\s*(?:বার|ধাপ|পর্যায়|কিস্তি|শ্রেণি|তলা|দফা)\S*",
    r"\d+\s*(?:টি)?\s*(?:কপি|জন|বার|টাকা|/-|সেট|ব্যাচ|প্রস্থ|%)\S*",
)


_LONG_RUN = re.compile(r"\d{7,}")


def without_timetable(plain: str) -> tuple[str, bool]:
    """The plain form of a cell without such words, a blank for each, and whether a timetable was among them."""
    plain = _LONG_RUN.sub(" ", plain)
    found = False
    for words in _TIMETABLE:
        plain, count = words.subn(" ", plain)
        found = found or count > 0
    for words in _NO_LIMIT:
        plain = words.sub(" ", plain)
    return " ".join(plain.split()), found
