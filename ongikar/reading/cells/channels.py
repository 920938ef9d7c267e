"""Column 3: how the service is asked for, given and started."""

from __future__ import annotations

import re

from ongikar.bangla.normal import normal_form
from ongikar.reading.sheet import Channels, Doubt

# Looked for in this order in the whole cell; the answer lists them as they stand in it.
_WORDS: tuple[tuple[str, str], ...] = (
    ("web", r"ওয়েব|অনলাইন|পোর্টাল|\bweb|online|portal"),
    ("sms", r"এসএমএস|এস\.?এম\.?এস|\bsms\b|ক্ষুদে\s*বার্তা"),
    ("chat", r"হোয়াটসঅ্যাপ|মেসেঞ্জার|ইমো|whatsapp|messenger|\bchat\b"),
    ("phone", r"টেলি\s*ফোন|ফোন|মোবাইল\s*(?:কল|ফোন)|মুঠোফোন|\bphone|telephone|\bcall\b"),
    ("email", r"ই\s*-?\s*মে(?:ই|ি)ল|ইমেইল|\be-?mail"),
    ("e_nothi", r"ই\s*-?\s*নথি|ডি-?নথি|e-?nothi"),
    (
        "in_person",
        r"সরাসরি|ব্যক্তিগত\s*(?:উপস্থিতি|যোগাযোগ)|কাউন্টার|স্বশরীরে|সশরীরে|ফ্রন্ট\s*ডেস্ক|walk-?in|counter|in person|আনা\b|আনা/|কেন্দ্রে\s*\S*\s*আনা",
    ),
    ("post", r"ডাক\s*যোগে|ডাকে|কুরিয়ার|নমুনা\s*প্রেরণ|\bpost\b|courier"),
    ("letter", r"পত্র(?:ের)?\s*(?:মারফত|মাধ্যমে|যোগে)|চিঠি|দাপ্তরিক\s*পত্র|অফিস\s*আদেশ|letter"),
    ("requisition", r"অধিযাচন|requisition"),
    ("on_demand", r"চাহিদা\s*(?:মোতাবেক|অনুযায়ী|মাফিক)|on demand"),
    ("site_visit", r"সরে?জ?মিন|সরেজমিনে|পরিদর্শন|site visit|survey|inspection"),
    ("camp", r"ক্যাম্প|ভ্রাম্যমা[নণ]|\bcamp\b|outreach|mobile unit"),
    ("field_worker", r"মাঠ\s*কর্মী|মাঠকর্মীর|field worker"),
    ("meeting", r"সভা|মিটিং|meeting"),
    ("hearing", r"শুনানি|শুনানী|hearing"),
    ("session", r"প্রশিক্ষণ\s*সেশন|সেশন|training session|\bsession"),
    ("notice", r"বিজ্ঞপ্তি|দরপত্র|নোটিশ|tender|notice|advert"),
    ("court", r"আদালত|court"),
    ("by_instruction", r"(?:নির্দেশনা|নির্দেশ|আদেশ)\S*\s*(?:মোতাবেক|অনুযায়ী|অনুসারে|ক্রমে)"),
    ("by_plan", r"কর্ম\s*পরিকল্পনা|পরিকল্পনা\s*অনুযায়ী|annual plan|work plan"),
)
_PATTERNS = tuple((value, re.compile(pattern)) for value, pattern in _WORDS)
_APPLICATION = re.compile(r"আবেদন\s*(?:$|[,/।;]|করতে|দাখিল|জমা|পত্র\s*দাখিল)|application")
_INSPECTOR = re.compile(r"পরিদর্শক|পরিদর্শন\s*দল")


def read_channels(cell: str) -> tuple[Channels, tuple[Doubt, ...]]:
    """Read one cell: a set of ways in the order in which they stand, ("none",) where there is none."""
    text = normal_form(cell)
    plain = text.lower()
    found = []
    for value, pattern in _PATTERNS:
        match = pattern.search(plain)
        if match and not (value == "meeting" and "মহাসভা" in plain):
            found.append((match.start(), value))
    if not found and _APPLICATION.search(plain):
        found.append((0, "in_person"))
    values = tuple(value for _, value in sorted(found))
    return Channels(text, values or (("none",) if text else ())), ()
