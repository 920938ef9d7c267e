"""Number words, as charters write them beside digits: "০৫ (পাঁচ)", "তিন মাস", "three weeks"."""

from __future__ import annotations

import re

from ongikar.bangla.normal import search_form
from ongikar.bangla.patterns import compiled

# One row a ten, from 1; spellings of one number are joined by a stroke.
_BANGLA = """
এক দুই|দু তিন চার পাঁচ ছয় সাত আট নয় দশ
এগারো|এগার বারো|বার তেরো|তের চৌদ্দ|চোদ্দ পনেরো|পনের|পনর ষোলো|ষোল সতেরো|সতের আঠারো|আঠার উনিশ বিশ|কুড়ি
একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ|আঠাশ উনত্রিশ ত্রিশ|তিরিশ
একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ উনচল্লিশ চল্লিশ
একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ উনপঞ্চাশ পঞ্চাশ
একান্ন বায়ান্ন|বাহান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন উনষাট ষাট
একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি|ছিষট্টি সাতষট্টি আটষট্টি উনসত্তর সত্তর
একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর উনআশি আশি
একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি উননব্বই|উননব্বুই নব্বই|নব্বুই
একানব্বই|একানব্বুই বিরানব্বই|বিরানব্বুই তিরানব্বই|তিরানব্বুই চুরানব্বই|চুরানব্বুই পঁচানব্বই|পঁচানব্বুই ছিয়ানব্বই|ছিয়ানব্বুই সাতানব্বই|সাতানব্বুই আটানব্বই|আটানব্বুই নিরানব্বই|নিরানব্বুই একশত|একশ|একশো|শত
"""
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_COUNTED = compiled(r"\s+টি?$|টি$")
_HUNDRED = compiled("^(.+?)(?:সত|সো|স)$")


def _bangla_words() -> dict[str, int]:
    return {
        search_form(spelling): number
        for number, spellings in enumerate(_BANGLA.split(), 1)
        for spelling in spellings.split("|")
    }


def _english_words() -> dict[str, int]:
    ones, tens = _ONES.split(), _TENS.split()
    words = {word: number for number, word in enumerate(ones, 1)}
    for place, ten in enumerate(tens, 2):
        words[ten] = place * 10
        words |= {f"{ten} {one}": place * 10 + number for number, one in enumerate(ones[:9], 1)}
    return words | {"hundred": 100, "one hundred": 100}


_WORDS = _bangla_words() | _english_words()
MOST_WORDS = 3


def number_of(words: str) -> int | None:
    """The number that words name, up to 999 (Bangla) or 100 (English); None where they name none."""
    whole = search_form(words)
    folded = _COUNTED.sub("", whole)
    if (number := _WORDS.get(whole) or _WORDS.get(folded)) is not None:  # একষট্টি itself ends like "পাঁচটি"
        return number
    first, _, rest = folded.partition(" ")
    if match := _HUNDRED.match(first):
        hundreds, below = _WORDS.get(match[1]), _WORDS.get(rest, 0)
        if hundreds and hundreds < 10 and (below or not rest) and below < 100:
            return hundreds * 100 + below
    return None


def with_digits(text: str, before: str) -> str:
    """The text with each number word that stands before the pattern `before` put in ASCII digits."""

    def digits(match: re.Match[str]) -> str:
        words = match[1].split()
        for start in range(max(0, len(words) - MOST_WORDS), len(words)):
            number = number_of(" ".join(words[start:]))
            if number is not None:
                return " ".join([*words[:start], str(number)]) + " "
        return match[0]

    return compiled(rf"((?:[^\s\d,;:/()।–—-]{{1,40}}\s+){{1,{MOST_WORDS}}})(?={before})").sub(digits, text)
