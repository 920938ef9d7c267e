"""Column 5: the fee and how to pay it. Amounts are in BDT, as decimal strings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ongikar.bangla.patterns import compiled
from ongikar.bangla.words import number_of
from ongikar.reading.cells.cell import LONGEST_CELL, cell_text, letter_doubts, pattern, plain_form, too_long
from ongikar.reading.sheet import Doubt, Fee

_FREE = pattern(
    r"বিনা\s*-?\s*মু?ূ?ল্যে?|বিনা\s*মূল্য|বিনা\s*(?:খরচে|ফি\S*|পয়সায়|টাকায়)|ফ্রি(?!\s*-?\s*ল্যান্স)|প্রযোজ্য\s*ন[য়হ]|ফি\s*মুক্ত|নিখরচায়|মওকুফ|সৌজন্যে"
    r"|(?:কোন|কোনো|কোনরূপ)\s*(?:প্রকার\s*)?(?:ফি|ফিস|মূল্য|খরচ|টাকা|চার্জ)\S*\s*(?:প্রয়োজন\s*)?(?:নাই|নেই|লাগে\s*না|লাগবে\s*না|দিতে\s*হয়\s*না|হয়\s*না)"
    r"|(?:মূল্য|ফি|ফিস|চার্জ)\s*(?:নেই|নাই|লাগে\s*না|লাগবে\s*না)|^\s*(?:নেই|নাই|না)\s*$|^\W*0+(?:\.0+)?\s*(?:/-|টাকা)?\W*$"
    r"|\bfree\b|no\s+(?:charge|fee|cost)|without\s+(?:charge|fee)|\bnil\b|not applicable|\bn/a\b|^\s*none\s*$|complimentary"
)
_AS = r"(?:অনুযায়ী|মোতাবেক|অনুসারে|ভিত্তিতে|ভিত্তি|মতে|হারে|উপর|উপরে|সাপেক্ষে|অনুপাতে|দ্বারা|কর্তৃক)"
_RULE = pattern(
    rf"(?:নীতিমালা|নীতি|বিধি|আইন|তফসিল|তফশিল|সিডিউল|শিডিউল|এসেসমেন্ট|ধরন|ধরণ|প্রকৃতি|চাহিদা|প্রকার|শ্রেণি|পরিমাণ|আয়তন|দরপত্র|প্রজ্ঞাপন|পরিপত্র|গেজেট|চুক্তি|রেট|হার|মূল্য\s*তালিকা|তালিকা|(?<!বিনা)মূল্য|নিয়ম|প্রাক্কলন|নির্দেশনা|সিদ্ধান্ত|বাজার\s*দর)\S*\s*{_AS}"
    r"|বর্গফুট|বর্গমিটার|নির্ধারিত\s*(?:মূল্য|হার|ফি|ফিস|রেট|টাকা|চার্জ|কোর্ট)|সরকার\S*\s*(?:কর্তৃক\s*)?(?:নির্ধারিত|ধার্য|রেট|ফি|হার|মূল্য)|ধার্য|ভিন্ন\s*ভিন্ন|বিধিমতে|নিয়মানুযায়ী|বিধি\s*মতে"
    r"|tariff|as per (?!actual)|prescribed|according to|government rate|as fixed|schedule of|depends on|based on"
)
_SOME_FEE = pattern(r"ফি(?![ঀ-৿])|ফিস|বিল|মাশুল|খরচ|fee|charge|bill")
_ACTUAL = pattern(r"প্রকৃত\s*(?:খরচ|ব্যয়|মূল্য)|actual\s*(?:cost|expense)|at cost")
_CODE = compiled(r"(?<!\d)(?<!\d-)\d\s*-\s*\d{4}\s*-\s*\d{4}\s*-\s*\d{4}(?![\d-])")
_NAMED_CODE = pattern(r"(?:কোড|code)\S*(?:\s*(?:নং|নম্বর|no\.?))?\s*[:ঃ.–-]?\s*(\d{5,16})(?!\d)")
_PERCENT = pattern(r"\d+(?:\.\d+)?\s*(?:%|শতাংশ|per\s?cent)")
_FOREIGN = pattern(
    r"(?:usd|us\s*\$|\$|us dollars?|€|eur|gbp|£|ডলার|inr|রুপি|রিয়াল|sar)\s*\d[\d,.]*|\d[\d,.]*\s*(?:/-)?\s*(?:usd|us\s*\$|\$|€|eur|gbp|£|(?:মার্কিন|ইউএস)?\s*ডলার|us dollars?|dollars?|রুপি|রিয়াল|পাউন্ড|ইউরো)"
)
_NUMBER = r"(?<![\d,])\d[\d,]{0,14}(?:\.\d{1,2})?"
_MANY = {
    "হাজার": 1000,
    "লক্ষ": 100000,
    "লাখ": 100000,
    "কোটি": 10000000,
    "lac": 100000,
    "lakh": 100000,
    "crore": 10000000,
    "thousand": 1000,
}
_SCALE = r"(?P<scale{n}>হাজার|লক্ষ|লাখ|কোটি|lacs?|lakhs?|crores?|thousand)?"
_TAKA = r"(?:/-|/=|\\-|/–|টাকা|টাকায়|টাঃ|টা\.|৳|taka|tk\b|bdt)"
_WORDS = r"(?:\s*[(\[](?P<words{n}>[^()\[\]\d]{{2,40}})[)\]])?"
_AMOUNT = pattern(
    rf"(?:(?<![a-z])(?:tk\.?|bdt|৳|টাকা|টাঃ)\s*[:ঃ=]?\s*(?P<before>{_NUMBER})\s*{_SCALE.format(n=1)}{_WORDS.format(n=1)}(?:\s*{_TAKA})?)"
    rf"|(?P<after>{_NUMBER})\s*{_SCALE.format(n=2)}{_WORDS.format(n=2)}\s*{_TAKA}(?:\s*[(\[](?P<more>[^()\[\]\d]{{2,40}})[)\]])?"
)
_SLABS = pattern(rf"(?:tk\.?|bdt|৳|টাকা)\s*(?P<all>{_NUMBER}(?:\s*/\s*{_NUMBER})+)(?!\s*-)")
_RANGE = pattern(
    rf"(?:tk\.?|bdt|৳)?\s*({_NUMBER})\s*(?:/-|/=|টাকা)?\s*(?:-|–|—|থেকে|হতে|হইতে|\bto\b)\s*(?:tk\.?|bdt|৳)?\s*({_NUMBER})\s*(?:\([^()\d]*\)\s*)?(?:/-|/=|টাকা|tk\b|taka|bdt|পর্যন্ত)"
    rf"|(?:tk\.?|bdt|৳)\s*({_NUMBER})\s*(?:-|–|—|\bto\b)\s*({_NUMBER})(?!\s*(?:lac|lakh|crore))"
)
_NO_AMOUNT = re.compile(r"[\d,]{16,}")
_BARE = pattern(rf"^\W*({_NUMBER})(?:\s*\([^)]*\))?\s*[।.]?\s*$")
# The value that a rate is for ("up to 5 lakh: 500"), and money that is given, kept or lent and not charged.
_BOUND = pattern(
    rf"(?:up ?to|above|over|below|more than|less than|exceeding)\s*(?:tk\.?|bdt|৳)?\s*{_NUMBER}(?:\s*-\s*{_NUMBER})?\s*(?:lacs?|lakhs?|crores?|thousand)?\b"
    rf"|(?:tk\.?|bdt|৳)\s*{_NUMBER}\s*-\s*{_NUMBER}\s*(?:lac|lakh|crore)s?\b|{_NUMBER}\s*(?:হাজার|লক্ষ|লাখ|কোটি)?\s*(?:টাকা)?\S*\s*(?:পর্যন্ত|এর\s*(?:উর্ধ্বে|উপরে|অধিক|কম|নিচে)|উর্ধ্বে|উপরে|অধিক)"
    rf"|{_NUMBER}\s*(?:লক্ষ|লাখ|কোটি|হাজার)\s*(?:টাকা\s*)?(?:হতে|থেকে|-|–)\s*{_NUMBER}\s*(?:লক্ষ|লাখ|কোটি|হাজার)(?:\s*টাকা)?|প্রতি\s*{_NUMBER}\s*(?:হাজার|লক্ষ|লাখ)?\s*টাকা\S*(?=\s*(?:জন্য|এর|\S+\s*{_NUMBER}))"
)
_NOT_CHARGED = pattern(
    rf"(?:deposit|loan|allowance|জামানত|ভাতা|সঞ্চয়|ঋণ|অনুদান|সম্মানী|পুরস্কার|বৃত্তি|উপবৃত্তি)\S*\s*(?:[:ঃ-]|বাবদ|of)?\s*(?:tk\.?|bdt|৳)?\s*{_NUMBER}(?:\s*(?:/-|হাজার|লক্ষ|লাখ)?\s*(?:টাকা)?)?"
    rf"|{_NUMBER}\s*(?:/-\s*)?(?:টাকা)?\s*(?:\([^)]*\)\s*)?(?:হারে\s*)?(?:ভাতা|অনুদান|সম্মানী|ঋণ|উপবৃত্তি)"
)
_VAT = pattern(
    r"(?:\+|ও|এবং|plus|and|সহ)?\s*(?:\d+(?:\.\d+)?\s*(?:%|শতাংশ)\s*(?:হারে\s*)?(?:ভ্যাট|vat|মূসক|মুসক|আয়কর|উৎসে\s*কর)|(?:ভ্যাট|vat|সম্পূরক\s*শুল্ক|মূসক|মুসক|উৎসে\s*কর|আয়কর)[^\d%]{0,8}\d+(?:\.\d+)?\s*(?:%|শতাংশ))"
)
_TOTAL = pattern(
    rf"(?:সর্ব\s*মোট|মোট|total)\s*(?:ফি\S*|খরচ)?\s*[:ঃ=–-]*\s*(?:tk\.?|bdt|৳)?\s*({_NUMBER})\s*(?:/-|/=|টাকা|taka)?|=\s*({_NUMBER})\s*(?:/-|টাকা)\s*$"
)
# Figures that count something else: copies, days, pages, doses, years, ordinals.
_COUNTED = pattern(
    r"\d[\d,.]*(?:\s*(?:-|–|থেকে|হতে|to)\s*\d[\d,.]*)?\s*(?:/\s*)?(?:টি\s*)?(?:কপি|জন|দিন|মাস|বছর|বৎসর|সপ্তাহ|ঘন্টা|মিনিট|পৃষ্ঠা|পাতা|শব্দ|মাত্রা|ডোজ|কেজি|গ্রাম|কিমি|কিঃ|কি\.|লিটার|শতক|শতাংশ|একর|বিঘা|হেক্টর|কাঠা|ফুট|বর্গ|মিটার|টন|সেট|বার|নং|ধারা|তারিখ|সাল|সন|"
    r"ক্যাটাগরি|শ্রেণি|আসন|তলা|ইঞ্চি|সিসি|ম|য়|র্থ|ষ্ঠ|তম|copies|copy|days?|months?|years?|pages?|leaf|words?|persons?|km|kg|cc|nos?\b|st|nd|rd|th)\S*|(?:19|20)\d\d(?!\d)|(?:নং|ধারা|no\.?|section)\s*\d+|[কখগঘ]?\(?\d[).।](?=\s)"
)
_ADDED = pattern(r"\+|(?<![ঀ-৿])(?:ও|এবং)(?![ঀ-৿])|\band\b|plus")
_PAYMENT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cash", pattern(r"নগদ(?!\s*(?:একাউন্ট|অ্যাপ|মোবাইল))|\bcash\b|রশিদ\S*\s*মাধ্যমে|রসিদ\S*\s*মাধ্যমে|money receipt")),
    ("treasury_challan", pattern(r"চালান|চালন|challan")),
    ("bank", pattern(r"(?<!মোবাইল )ব্যাংক(?!িং)|ব্যাঙ্ক|পে\s*-?\s*অর্ডার|ড্রাফট|ড্রাফ্‌ট|ডিডি(?![ঀ-৿])|\bbank(?!ing)|pay\s*-?\s*order|draft|debit(?:ed)? from|\bdd\b")),
    ("mobile", pattern(r"বিকাশে?(?=\s*[,/()]|\s*(?:এর|নম্বর|মাধ্যমে|বা|ও|অথবা|একাউন্ট)|\s*$)|রকেট|মোবাইল\s*ব্যাংকিং|মোবাইলে|মোবাইল\s*ফিন|উপায়\s*অ্যাপ|টেলিটক|bkash|nagad|rocket|mobile\s*(?:banking|financial|wallet)|teletalk")),
    ("online", pattern(r"অনলাইন|online|ই\s*-?\s*পেমেন্ট|e-?\s?payment|পেমেন্ট\s*গেটওয়ে|পোর্টালে|একপে|ekpay|কার্ডে|debit card|credit card|visa|internet banking|ইন্টারনেট\s*ব্যাংকিং")),
)  # fmt: skip
_DASHES = {"", "-", "–", "—", "--", "---", "x"}


def read_fee(cell: str) -> tuple[Fee, tuple[Doubt, ...]]:
    """Read one cell. Never raises; an amount is never guessed."""
    text = cell_text(cell)
    if len(text) > LONGEST_CELL:
        return Fee(text, "unclear", (), ("unspecified",)), (too_long(),)
    plain = _NO_AMOUNT.sub(" ", plain_form(text))
    if plain.strip(" .।|()") in _DASHES:
        return Fee(text, "unclear", (), ("unspecified",)), ()
    codes = _codes(plain)
    payment = _payment(plain, codes)
    kind, amounts, found = _decide(_VAT.sub(" ", _NAMED_CODE.sub(" ", _CODE.sub(" ", plain))))
    doubts = (*found, *_left_over(plain)) if amounts and kind != "free" and not found else found
    if kind == "free" and payment == ("unspecified",):
        payment = ("none",)
    return Fee(text, kind, amounts, payment, ";".join(codes) or None), (*letter_doubts(text), *doubts)


def _left_over(plain: str) -> tuple[Doubt, ...]:
    """A doubt where a figure is neither an amount nor followed by what it counts."""
    amounts = (_SLABS, _RANGE, _BARE, _AMOUNT)
    orders = ((_BOUND, *amounts), (*amounts, _BOUND))
    return (_unread(),) if all(re.search(r"\d", _without(plain, order)) for order in orders) else ()


def _without(plain: str, order: Iterable[re.Pattern[str]]) -> str:
    for known in (_VAT, _NAMED_CODE, _CODE, *order, _PERCENT, _NOT_CHARGED, _COUNTED):
        plain = known.sub(" ", plain)
    return plain


def _codes(plain: str) -> tuple[str, ...]:
    found = [re.sub(r"\s", "", code) for code in _CODE.findall(plain)]
    return tuple(dict.fromkeys([*found, *_NAMED_CODE.findall(_CODE.sub(" ", plain))]))


def _payment(plain: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    ways = [way for way, words in _PAYMENT if words.search(plain)]
    if "mobile" in ways and "cash" in ways and re.search(r"নগদ", plain) and "cash" not in plain:
        ways.remove("cash")  # beside bKash and Rocket, Nagad is their rival and not ready money
    if codes and "treasury_challan" not in ways:
        ways.append("treasury_challan")
    return tuple(ways) or ("unspecified",)


Decision = tuple[str, tuple[str, ...], tuple[Doubt, ...]]


def _decide(plain: str) -> Decision:
    free = bool(_FREE.search(plain))
    charged = _NOT_CHARGED.sub(" ", plain)
    if _FOREIGN.search(charged):
        found = _FOREIGN.findall(charged)
        return ("fixed" if len(found) == 1 else "tiered"), (), (_foreign(),)
    amounts, differ = _amounts(charged)
    if _PERCENT.search(charged):
        return "percentage", amounts, differ
    if not free and (match := _RANGE.search(charged)):
        low, high = _plain_amount(match[1] or match[3]), _plain_amount(match[2] or match[4])
        if set(amounts) <= {low, high}:
            return "range", (low, high), (*differ, *_given(plain))
    if free:
        kind, amounts, doubts = _free_or_tiered(charged, amounts)
        return kind, amounts, (*differ, *doubts)
    if amounts:
        return _fixed_or_tiered(charged, amounts, differ)
    return _without_amount(charged, dropped=charged != plain)


def _without_amount(plain: str, *, dropped: bool) -> Decision:
    if match := _BARE.search(plain):
        return "fixed", (_plain_amount(match[1]),), ()
    digits = re.search(r"\d", plain)
    if _RULE.search(plain):
        return "by_rule", (), (_unread(),) if digits and not re.search(r"(?:19|20)\d\d", plain) else ()
    known = _ACTUAL.search(plain) or _SOME_FEE.search(plain) or any(words.search(plain) for _, words in _PAYMENT)
    certain = known and not dropped and not digits
    return "unclear", (), () if certain else (_unread(),)


def _fixed_or_tiered(plain: str, amounts: tuple[str, ...], differ: tuple[Doubt, ...]) -> Decision:
    """One amount, parts that add up to a printed total, or an amount for each case."""
    differ = (*differ, *_given(plain))
    if len(amounts) == 1:
        return "fixed", amounts, differ
    if total := _TOTAL.search(plain):
        whole = _plain_amount(total[1] or total[2])
        parts = list(amounts)
        if whole in parts:
            parts.reverse()
            parts.remove(whole)
            parts.reverse()
        if sum(map(Decimal, parts)) == Decimal(whole):
            return "fixed", tuple(parts), differ
        return "fixed", amounts, (*differ, _no_sum())
    several_fees = len(re.findall(r"ফি(?![ঀ-৿])|ফিস|\bfee", plain)) > 1 and not re.search(r"জন্য|ক্ষেত্রে", plain)
    if several_fees and not _ADDED.search(_between(plain)):
        return "tiered", amounts, (*differ, _parts_or_cases())
    if _ADDED.search(_between(plain)):
        return "fixed", amounts, (*differ, _parts_or_cases())
    return "tiered", amounts, differ


def _between(plain: str) -> str:
    """What stands between the first amount and the last."""
    found = list(_AMOUNT.finditer(plain))
    return plain[found[0].end() : found[-1].start()] if len(found) > 1 else ""


def _free_or_tiered(plain: str, amounts: tuple[str, ...]) -> Decision:
    """Free for all, or free for some and a fee for others."""
    priced = tuple(amount for amount in amounts if Decimal(amount))
    rest = _FREE.sub(" ", plain)
    if priced:
        place, last = _FREE.search(plain), list(_AMOUNT.finditer(plain))
        in_list = (
            place
            and last
            and place.start() > last[-1].end()
            and not compiled(r"\([^()]*$").search(plain[: place.start()])
        )
        in_list = in_list or bool(re.search(r"\bnil\b", plain) and place and last and place.start() > last[0].end())
        return "tiered", (*priced, "0") if in_list else ("0", *priced), ()
    if re.search(r"[;,।]|তবে|but|except|ব্যতীত", plain) and compiled(r"ফি(?!\s*(?:নাই|নেই))|মূল্য|চার্জ|fee|charge").search(
        rest
    ):
        return "tiered", ("0",), ()
    digits = re.search(r"\d", rest) and not amounts
    return "free", ("0",), (_unread(),) if digits and re.search("টাকা|/-|tk", rest) else ()


def _amounts(plain: str) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    if slabs := _SLABS.search(plain):
        return tuple(_plain_amount(one) for one in slabs["all"].split("/")), ()
    found, doubts = [], []
    for match in _AMOUNT.finditer(_BOUND.sub(" ", plain)):
        scale = match["scale1"] or match["scale2"]
        amount = _plain_amount(match["before"] or match["after"], _MANY.get((scale or "").rstrip("s"), 1))
        named = number_of(re.sub("টাকা|মাত্র|taka|only", "", match["words1"] or match["words2"] or match["more"] or ""))
        if named is not None and Decimal(named) != Decimal(amount):
            doubts.append(_differ(amount, str(named)))
        found.append(amount)
    return tuple(found), tuple(doubts)


def _plain_amount(number: str, times: int = 1) -> str:
    """'1,50,000.00' as '150000'; '8.50' stays."""
    digits = number.replace(",", "").strip()
    if times > 1:
        digits = format((Decimal(digits) * times).normalize(), "f")
    whole, _, rest = digits.partition(".")
    return (whole.lstrip("0") or "0") + (f".{rest}" if rest.strip("0") else "")


def _foreign() -> Doubt:
    return Doubt(
        "মূল্য বিদেশি মুদ্রায় লেখা; টাকায় কত তা লেখা নেই।",
        "The fee is in a foreign currency; no amount in BDT is written.",
    )


def _unread() -> Doubt:
    return Doubt(
        "এই ঘরের লেখা থেকে মূল্য কত তা নিশ্চিত নয়।",
        "What the fee is cannot be made out for certain in this cell.",
    )


def _given(plain: str) -> tuple[Doubt, ...]:
    """A doubt where the amounts may be money that the office gives or lends."""
    if not re.search(r"ঋণ|ভাতা|অনুদান|সম্মানী|উপবৃত্তি|loan|allowance|grant|stipend", plain):
        return ()
    return (
        Doubt(
            "টাকাগুলো সেবার মূল্য, না দপ্তর যা দেয় (ঋণ, ভাতা), তা নিশ্চিত নয়।",
            "It is not certain whether these amounts are charged or given (a loan, an allowance).",
        ),
    )


def _no_sum() -> Doubt:
    return Doubt("অংশগুলোর যোগফল লেখা মোটের সমান নয়।", "The parts do not add up to the printed total.")


def _parts_or_cases() -> Doubt:
    return Doubt(
        "টাকাগুলো একসঙ্গে দিতে হয়, না আলাদা ক্ষেত্রের জন্য, তা নিশ্চিত নয়।",
        "It is not certain whether these amounts are paid together or are for different cases.",
    )


def _differ(digits: str, word: str) -> Doubt:
    return Doubt(
        f"অঙ্কে {digits} টাকা, কথায় {word}: কোনটি ঠিক তা লেখা থেকে বোঝা যায় না।",
        f"The digits say {digits} taka and the words {word}: the text does not tell which is right.",
    )
