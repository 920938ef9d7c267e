"""Number words, as charters write them beside digits: "০৫ (পাঁচ)", "তিন মাস", "three weeks"."""

from __future__ import annotations

from ongikar.bangla.normal import normal_form

_BANGLA = {
    1: "এক একটি", 2: "দুই দুটি", 3: "তিন তিনটি", 4: "চার", 5: "পাঁচ পাচ", 6: "ছয়", 7: "সাত", 8: "আট", 9: "নয়",
    10: "দশ", 11: "এগার এগারো", 12: "বার বারো", 13: "তের তেরো", 14: "চৌদ্দ চোদ্দ", 15: "পনের পনেরো", 16: "ষোল ষোলো",
    17: "সতের সতেরো", 18: "আঠার আঠারো", 19: "উনিশ ঊনিশ", 20: "বিশ কুড়ি", 21: "একুশ", 22: "বাইশ", 23: "তেইশ", 24: "চব্বিশ",
    25: "পঁচিশ পচিশ", 26: "ছাব্বিশ", 27: "সাতাশ", 28: "আঠাশ আটাশ", 29: "ঊনত্রিশ উনত্রিশ", 30: "ত্রিশ তিরিশ", 35: "পঁয়ত্রিশ",
    40: "চল্লিশ", 45: "পঁয়তাল্লিশ", 50: "পঞ্চাশ", 60: "ষাট", 70: "সত্তর", 75: "পঁচাত্তর", 80: "আশি", 90: "নব্বই", 100: "একশ একশত",
    120: "একশত বিশ", 180: "একশত আশি",
}  # fmt: skip
_ENGLISH = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
    12: "twelve", 15: "fifteen", 20: "twenty", 21: "twenty-one", 30: "thirty", 45: "forty-five", 60: "sixty",
    90: "ninety",
}  # fmt: skip

WORDS: dict[str, int] = {
    normal_form(word): number
    for number, spellings in _BANGLA.items()
    for word in ([spellings] if number > 100 else spellings.split())
} | {word: number for number, word in _ENGLISH.items()}


def number_of(word: str) -> int | None:
    """The number that a word names; None where it names none that is known here."""
    return WORDS.get(normal_form(word).lower())
