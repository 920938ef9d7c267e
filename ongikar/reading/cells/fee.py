"""Column 5: the fee and how to pay it. Amounts are in BDT, as decimal strings."""

from __future__ import annotations

import re

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.reading.sheet import Doubt, Fee

_FREE = re.compile(
    r"বিনা\s*মু?ূ?ল্যে|বিনা\s*খরচে|বিনা\s*ফি|ফ্রি(?!\s*ল্যান্স)|প্রযোজ্য\s*ন[য়হ]|(?:কোন|কোনো)\s*ফি\s*(?:নাই|নেই|লাগে\s*না)|মূল্য\s*নেই"
    r"|\bfree\b|no\s+(?:charge|fee)|\bnil\b|not applicable"
)
_RULE = re.compile(
    r"(?:নীতিমালা|বিধি|আইন|তফসিল|সিডিউল|এসেসমেন্ট|ধরন|ধরণ|প্রকৃতি|চাহিদা|বর্গফুট|বর্গমিটার|দরপত্র|প্রজ্ঞাপন)\S*\s*(?:অনুযায়ী|মোতাবেক|অনুসারে|ভিত্তি)?|নির্ধারিত\s*(?:মূল্য|হার|ফি|রেট)|ধার্য|ভিন্ন\s*ভিন্ন|tariff|as per|prescribed"
)
_CODE = re.compile(r"\d-\d{4}-\d{4}-\d{4}")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*%")
_FOREIGN = re.compile(r"(?:usd|us\s*\$|\$|€|eur|gbp|£|ডলার)\s*\d[\d,.]*|\d[\d,.]*\s*(?:usd|\$|€|ডলার|dollars?)")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?:(?:tk\.?|bdt|৳|টাকা)\s*(?P<before>{_NUMBER}))|(?P<after>{_NUMBER})\s*(?:/-|/=|\\-|টাকা|tk\b|taka|bdt)"
)
_SLABS = re.compile(rf"(?:tk\.?|bdt)\s*(?P<all>{_NUMBER}(?:\s*/\s*{_NUMBER})+)")
_RANGE = re.compile(rf"({_NUMBER})\s*(?:/-|টাকা)?\s*(?:-|–|—|থেকে|হতে|\bto\b)\s*({_NUMBER})\s*(?:/-|টাকা|tk|taka)")
_BARE = re.compile(rf"(?<![\d.,-])({_NUMBER})(?:\s*\([^)]*\))?\s*[।.]?$")
_LIMITS_OF_SLABS = re.compile(
    rf"(?:up to|above|over|upto)?\s*(?:tk\.?|bdt)\s*{_NUMBER}(?:\s*-\s*{_NUMBER})?\s*(?:lac|lakh|crore)s?\b|{_NUMBER}\s*(?:লক্ষ|লাখ|কোটি)"
)
_GIVEN_BACK = re.compile(rf"(?:deposit|জামানত|ভাতা|সঞ্চয়)\s*(?:tk\.?|bdt)?\s*{_NUMBER}(?:\s*/-|\s*টাকা)?")
_VAT = re.compile(
    r"(?:\+|ও|plus|সহ)?\s*(?:\d+(?:\.\d+)?\s*%\s*(?:ভ্যাট|vat|ঠঅঞ)|(?:ভ্যাট|vat|সম্পূরক শুল্ক|ঠঅঞ)[^\d%]{0,4}\d+(?:\.\d+)?\s*%)"
)
_PAYMENT = (
    ("cash", r"নগদ|\bcash\b"),
    ("treasury_challan", r"চালান|challan"),
    ("bank", r"ব্যাংক|পে-?\s*অর্ডার|ড্রাফট|bank|pay\s*order|draft|debit"),
    ("mobile", r"বিকাশ|রকেট|মোবাইল ব্যাংকিং|মোবাইলে|bkash|nagad|mobile banking"),
    ("online", r"অনলাইন|online|ই-পেমেন্ট|পোর্টালে"),
)
_DASHES = {"", "-", "–", "—", "--"}


def read_fee(cell: str) -> tuple[Fee, tuple[Doubt, ...]]:
    """Read one cell. Never raises; an amount is never guessed."""
    text = normal_form(cell)
    plain = to_ascii(text).lower()
    codes = tuple(dict.fromkeys(_CODE.findall(plain)))
    payment = _payment(plain, codes)
    if plain.strip(" .।|") in _DASHES:
        return Fee(text, "unclear", (), ("unspecified",)), ()
    kind, amounts, doubts = _decide(_VAT.sub(" ", _CODE.sub(" ", plain)))
    if kind == "free" and payment == ("unspecified",):
        payment = ("none",)
    return Fee(text, kind, amounts, payment, ";".join(codes) or None), doubts


def _payment(plain: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    ways = [way for way, pattern in _PAYMENT if re.search(pattern, plain)]
    if codes and "treasury_challan" not in ways:
        ways.append("treasury_challan")
    return tuple(ways) or ("unspecified",)


def _decide(plain: str) -> tuple[str, tuple[str, ...], tuple[Doubt, ...]]:
    free = bool(_FREE.search(plain))
    if _GIVEN_BACK.search(plain) and free:
        plain = _GIVEN_BACK.sub(" ", plain)
    if _FOREIGN.search(plain):
        return "unclear", (), (_foreign(),)
    amounts = _amounts(plain)
    if _PERCENT.search(plain):
        return "percentage", amounts, ()
    if match := _RANGE.search(plain):
        return "range", (_plain_amount(match[1]), _plain_amount(match[2])), ()
    if free:
        return _free_or_tiered(plain, amounts)
    if amounts:
        return ("fixed" if len(amounts) == 1 else "tiered"), amounts, ()
    if _RULE.search(plain):
        return "by_rule", (), ()
    if match := _BARE.search(plain):
        return "fixed", (_plain_amount(match[1]),), ()
    return "unclear", (), (_unread(),) if re.search(r"\d", plain) else ()


def _free_or_tiered(plain: str, amounts: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[Doubt, ...]]:
    """Free for all, or free for some and a fee for others."""
    priced = [amount for amount in amounts if amount != "0"]
    if not priced and re.search(r";|,\s*\S+.*(?:ফি|মূল্য)", plain) and _FREE.sub(" ", plain).count("ফি"):
        return "tiered", ("0",), ()
    if not priced:
        return "free", ("0",), ()
    nil_last = re.search(r"\bnil\b", plain) and plain.rfind("nil") > plain.find(priced[0])
    return "tiered", ((*priced, "0") if nil_last else ("0", *priced)), ()


def _amounts(plain: str) -> tuple[str, ...]:
    if slabs := _SLABS.search(plain):
        return tuple(_plain_amount(one) for one in slabs["all"].split("/"))
    without = _LIMITS_OF_SLABS.sub(" ", plain)
    return tuple(_plain_amount(match["before"] or match["after"]) for match in _AMOUNT.finditer(without))


def _plain_amount(number: str) -> str:
    """'1,50,000.00' as '150000'; '8.50' stays."""
    digits = number.replace(",", "").strip()
    whole, _, rest = digits.partition(".")
    return (whole.lstrip("0") or "0") + (f".{rest}" if rest.strip("0") else "")


def _foreign() -> Doubt:
    return Doubt(
        "মূল্য বিদেশি মুদ্রায় লেখা; টাকায় কত তা লেখা নেই।",
        "The fee is in a foreign currency; no amount in BDT is written.",
    )


def _unread() -> Doubt:
    return Doubt(
        "এই ঘরে সংখ্যা আছে, কিন্তু মূল্য কত তা নিশ্চিত নয়।",
        "There are figures here, but what the fee is is not certain.",
    )
