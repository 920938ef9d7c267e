"""Column 3: how the service is asked for, given and started."""

from __future__ import annotations

from ongikar.reading.cells.cell import LONGEST_CELL, cell_text, letter_doubts, pattern, plain_form, too_long
from ongikar.reading.sheet import Channels, Doubt

_AS = r"(?:মোতাবেক|অনুযায়ী|অনুসারে|ক্রমে|মাফিক|ভিত্তিতে|মতে)"
_WORDS: tuple[tuple[str, str], ...] = (
    ("web", r"ওয়েব|অনলাইন|অন-লাইন|পোর্টাল|ই-সেবা|\bweb|online|portal|internet|ইন্টারনেট"),
    ("sms", r"এসএমএস|এস\.?\s*এম\.?\s*এস|\bsms\b|ক্ষুদে\s*বার্তা|খুদে\s*বার্তা|মোবাইল\s*(?:মেসেজ|বার্তা)"),
    ("chat", r"হোয়াটস\s*-?অ্যা?প|মেসেঞ্জার|ম্যাসেঞ্জার|(?<![ঀ-৿])ইমো(?![ঀ-৿])|ফেসবুক|whats\s*app|messenger|\bchat\b|facebook"),
    (
        "phone",
        r"টেলি\s*ফোন|ফোন|মুঠো\s*ফোন|মোবাইল(?!\s*(?:নম্বর|নং|ব্যাংক|টিম|ইউনিট|কোর্ট|ভ্যান|মেসেজ|বার্তা|অ্যাপ|এ্যাপ))|\bphone|telephone|\bcall\b|\bmobile\b(?!\s*unit)|হটলাইন|কল\s*সেন্টার|hotline",
    ),
    ("email", r"ই\s*-?\s*মে(?:ই|ি|)ল|\be\s?-?\s?mail"),
    ("e_nothi", r"ই\s*-?\s*নথি|ডি\s*-?\s*নথি|e\s?-?\s?nothi|d-?nothi|ই-ফাইল"),
    (
        "in_person",
        r"সরাসরি|ব্যক্তিগত\s*(?:উপস্থিতি|যোগাযোগ)|ব্যক্তিগতভাবে|কাউন্টার|স্ব\s*-?\s*শরীরে|সশরীরে|ফ্রন্ট\s*ডেস্ক|হেল্প\s*ডেস্ক|ওয়ান\s*স্টপ|walk\s?-?\s?in|counter|in person|direct(?:ly)?\b|front desk"
        r"|(?<![ঀ-৿])আনা(?:\s*হলে)?(?![ঀ-৿])|হাতে\s*হাতে|উপস্থিত\s*হয়ে|উপস্থিতি\S*\s*মাধ্যমে|(?:অফিসে|দপ্তরে|কার্যালয়ে|কেন্দ্রে|শাখায়)\s*(?:এসে|আসা|উপস্থি|যোগাযোগ)|(?:চিকিৎসক|ডাক্তার)\s*কর্তৃক|মৌখিক",
    ),
    ("post", r"ডাক\s*(?:যোগে|মারফত|মাধ্যমে|বিভাগ|এর)|(?<![ঀ-৿])ডাক(?:ে)?(?=\s*(?:[/,।]|$|অথবা|বা\s|ও\s))|কুরিয়ার|নমুনা\s*(?:প্রেরণ|পাঠা)|\bpost\b|by post|courier|রেজিস্টার্ড\s*ডাক"),
    ("letter", r"(?<!আবেদন)(?<!চাহিদা)পত্র(?:ের)?\s*(?:মারফত|মাধ্যমে|যোগে|প্রেরণ|জারি|দ্বারা)|চিঠি|(?:দাপ্তরিক|অফিসিয়াল|সরকারি)\s*পত্র|অফিস\s*আদেশ|অফিস\s*আদেশের|(?<![ঀ-৿])পত্র(?=\s*(?:[/,।]|$))|\bletter|office order|অফিস\s*স্মারক"),
    ("requisition", r"অধিযাচন|রিকুইজিশন|requisition"),
    ("on_demand", rf"চাহিদা(?:র)?\s*{_AS}|চাহিদার\s*প্রেক্ষিতে|চাহিদাপত্র\S*\s*(?:মাধ্যমে|প্রেক্ষিতে|অনুযায়ী|মোতাবেক)|চাহিবা|on demand|as required"),
    ("site_visit", r"সরে?জ?\s*মিন|পরিদর্শন|(?:মাঠ|বাড়ি|গৃহ)\s*(?:পরিদর্শন|জরিপ|ভ্রমণ)|(?:সরেজমিন|মাঠ)\s*জরিপ|যৌথ\s*জরিপ|site visit|field visit|survey|inspection"),
    ("camp", r"ক্যাম্প|ভ্রাম্যমা[নণ]|আউটরিচ|মোবাইল\s*(?:ইউনিট|টিম|ভ্যান)|\bcamp\b|outreach|mobile unit"),
    ("field_worker", r"মাঠ\s*-?\s*কর্মী|স্বাস্থ্য\s*(?:কর্মী|সহকারী)\S*\s*মাধ্যমে|পরিবার\s*কল্যাণ\s*সহকারী|field worker|বাড়ি\s*বাড়ি"),
    ("meeting", r"(?<!মহা)সভা(?:য়|র|\S*\s*মাধ্যমে)?(?![পগমক])|মিটিং|বৈঠক|meeting"),
    ("hearing", r"শুনানি|শুনানী|hearing"),
    ("session", r"সেশন|প্রশিক্ষণ(?=\s*(?:$|[,/।]|প্রদান|কোর্স|ক্লাস|এর\s*মাধ্যমে)|ের\s*মাধ্যমে)|(?:তাত্ত্বিক|তত্ত্বীয়|ব্যবহারিক)\s*ক্লাস|training|\bsession"),
    ("notice", r"বিজ্ঞপ্তি|বিজ্ঞাপন|দরপত্র|নোটিশ|টেন্ডার|tender|notice|advert|circular"),
    ("court", r"আদালত(?!\s*কর্তৃক\s*নির্ধ)|কোর্টের\s*মাধ্যমে|মোবাইল\s*কোর্ট|ভ্রাম্যমাণ\s*আদালত|\bcourt\b"),
    ("by_instruction", rf"(?:নির্দেশনা|নির্দেশ|আদেশ|সিদ্ধান্ত)\S*\s*{_AS}|as (?:directed|instructed)|as per (?:the )?(?:instruction|direction|order)"),
    ("by_plan", rf"কর্ম\s*পরিকল্পনা|পরিকল্পনা\S*\s*{_AS}|(?:annual|work|action) plan|কর্মসূচি\S*\s*{_AS}"),
)  # fmt: skip
_PATTERNS = tuple((value, pattern(words)) for value, words in _WORDS)
_APPLICATION = pattern(
    r"আবেদন\S*\s*(?:$|[,/।;]|করতে|করে|করা|করবেন|দাখিল|জমা|গ্রহণ|পত্র\s*দাখিল|পত্র\s*জমা|মাধ্যমে|আহ্বান)|আবেদনপত্র|দরখাস্ত|application|\bapply\b"
)
_MEANS = pattern(r"মাধ্যমে|যোগে|মারফত|through|\bvia\b|\bby\b")


def read_channels(cell: str) -> tuple[Channels, tuple[Doubt, ...]]:
    """Read one cell: a set of ways in the order in which they stand, ("none",) where there is none."""
    text = cell_text(cell)
    if len(text) > LONGEST_CELL:
        return Channels(text, ("none",)), (too_long(),)
    plain = plain_form(text)
    found = [(match.start(), value) for value, words in _PATTERNS if (match := words.search(plain))]
    if not found and _APPLICATION.search(plain):
        found.append((0, "in_person"))
    values = tuple(value for _, value in sorted(found))
    doubts = letter_doubts(text)
    if text and not values and _MEANS.search(plain):
        doubts = (*doubts, _unknown_means())
    return Channels(text, values or (("none",) if text else ())), doubts


def _unknown_means() -> Doubt:
    return Doubt(
        "সেবাটি কোন মাধ্যমে পাওয়া যায় তা এই ঘর থেকে বোঝা যায়নি।",
        "By what means the service is given could not be made out in this cell.",
    )
