"""Bijoy (SutonnyMJ and its kin): Bangla typed as Latin letters of code page 1252, and its way back to Unicode.

A Bijoy font draws each code as a glyph: half letters, conjuncts, and vowel signs that stand before their
consonant. So a text is first spelt out sign by sign, and then put into the order of Unicode.
"""

from __future__ import annotations

import re

from ongikar.bangla.normal import ZWJ, normal_lines
from ongikar.bangla.patterns import compiled

# What stands out of place while a text is spelt out: the reph, which is typed after its letters, and the three
# vowel signs that are typed before theirs.
_REPH, _I, _E, _OI = "\ue000", "\ue001", "\ue002", "\ue003"
_BEFORE = {_I: "ি", _E: "ে", _OI: "ৈ"}
_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ_`abcdefghijklmnopqrstu0123456789|",
        [*"অইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ", "\u09dc", "\u09dd", "\u09df", *"ৎংঃঁ০১২৩৪৫৬৭৮৯।"],
        strict=True,
    )
)
_SIGNS = """
v=া x=ী y=ু z=ু ~=ূ ‚=ূ ƒ=ূ „=ৃ …=ৃ Š=ৗ æ=ু &=্
¨=্য Ö=্র ª=্র «=্র ^=্ব ¡=্ব ¦=্ব Ÿ=্ব ¬=্ল \u00ad=্ল ø=্ল œ=্ন è=্ণ ¥=্ম §=্ম ¢=্ভ £=্ভ্র ú=্প ‹=্ক Œ=্ক্র Í=্ত ¿=্ত্র —=্ত
˜=দ্ ™=দ্ š=ন্ ›=ন্ ¤=ম্ ®=ষ্ ¯=স্
°=ক্ক ±=ক্ট ²=ক্ষ্ম ³=ক্ত ´=ক্ম µ=ক্র μ=ক্র ¶=ক্ষ ÿ=ক্ষ ·=ক্স ¸=গু ¹=জ্ঞ º=গ্দ »=গ্ধ ¼=ঙ্ক ½=ঙ্গ ¾=জ্জ À=জ্ঝ Á=জ্ঞ
Â=ঞ্চ Ã=ঞ্ছ Ä=ঞ্জ Å=ঞ্ঝ Æ=ট্ট Ç=ড্ড È=ণ্ট É=ণ্ঠ Ê=ণ্ড Ë=ত্ত Ì=ত্থ Î=ত্র Ï=দ্দ ×=দ্ধ Ø=দ্ব Ù=দ্ম Ú=ন্ঠ Û=ন্ড Ü=ন্ধ Ý=ন্স
Þ=প্ট ß=প্ত à=প্প á=প্স â=ব্জ ã=ব্দ ä=ব্ধ å=ভ্র ç=ম্ফ é=ল্ক ê=ল্গ ë=ল্ট ì=ল্ড í=ল্প î=ল্ফ
ï=শু ð=শ্চ ñ=শ্ছ ò=ষ্ণ ó=ষ্ট ô=ষ্ঠ õ=ষ্ফ ö=স্খ ÷=স্ট ù=স্ফ û=হু ü=হৃ ý=হ্ন þ=হ্ম Ñ=– Ð=— Ô=‘ Õ=’ Ò=“ Ó=”
"""
_KARS_BEFORE = {"w": _I, "†": _E, "‡": _E, "ˆ": _OI, "‰": _OI, "©": _REPH}
_TABLE = str.maketrans(_LETTERS | dict(pair.split("=") for pair in _SIGNS.split()) | _KARS_BEFORE)
_C1 = {code: ch for code in range(0x80, 0xA0) if (ch := bytes([code]).decode("cp1252", errors="ignore"))}

# Codes that are punctuation in Unicode, and glyphs of Bijoy only beside certain letters.
_IN_CONTEXT = (
    (compiled(r"(?<=[i\u00d6kMn])[“–]"), "ু"),
    (compiled(r"(?<=[¯š›])‘"), "্তু"),
    (compiled(r"(?<=[¯š›])’"), "্থ"),
    (compiled(r"”(?=[PQT])"), "চ্"),
    (compiled(r"•(?=[KLMN¶ÿ])"), "ঙ্"),
    (compiled(r"i¨"), f"র{ZWJ}্য"),
)
_BULLET = compiled(r"(?m)(?:^|(?<=\s))[Ø•](?=\s)")
_CONSONANT = "[ক-হ\u09dc\u09dd\u09df]"
_CLUSTER = f"{_CONSONANT}(?:্{_CONSONANT})*"
_REPH_AFTER = compiled(f"({_CLUSTER})([াীুূৃৗঁ]*){_REPH}")
_KAR_BEFORE = compiled(f"([{_I}{_E}{_OI}])({_CLUSTER})")
_LEFT_OVER = compiled("[\ue000-\ue003]")

# Signs that no English word has beside a letter; the quotes and dashes, which English has, are not among them.
_TELLING = compiled(
    r"[†‡ˆ‰Š„ƒ©ª«¬®¯°±²³µ¶·¸»¼½¾¿À-ÿ¤§¨˜™š›œŸ¡¢£¥¦]+(?=[A-Za-z`~^&|©¨])|(?<=[A-Za-z`~^&|])[†‡ˆ‰Š„ƒ©ª«¬®¯°±²³µ¶·¸»¼½¾¿À-ÿ¤§¨˜™š›œŸ¡¢£¥¦]"
    r"|[a-zA-Z][`~^][a-zA-Z]|(?<![a-zA-Z])`[a-zA-Z]"
)
# "UvKv", "bvgRvix": letters that no English word strings together.
_VOWELLESS = compiled(r"(?=\w*v)(?=\w*[a-z][A-Z])[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-zU]{4,}")
_WORD = compiled(r"[^\s\d/,;:()\[\]{}<>.+*=-]+")
_KEPT = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,64}\.[^\s@]{1,64}|(?:https?://|www\.)\S+"
    r"|(?<![A-Za-z.-])(?:[a-z0-9-]{1,40}\.){1,5}(?:gov|com|org|net)(?:\.bd)?\S*"
)
_ILL_FORMED = compiled(
    "(?<![ক-হ\u09dc\u09dd\u09df\u09bcঁ])[া-ৌৗ](?!\u09d7)|্(?![ক-হ\u09dc\u09dd\u09df\u09cd\u200c\u200d])(?=[\u0980-\u09ff])|[\ue000-\ue003\x81\x8d\x8f\x90\x9d\ufffd]"
)


def is_bijoy(text: str) -> bool:
    """Whether a run of Latin letters is Bijoy beyond doubt: it has glyph codes that no English text has.

    Half of its words must look like Bijoy too, so that a café in an English sentence does not make it Bangla.
    """
    words = [word for word in _WORD.findall(without_addresses(text)) if word]
    return any(_TELLING.search(word) or _VOWELLESS.fullmatch(word) for word in words) and looks_bijoy(text)


def looks_bijoy(text: str) -> bool:
    """Whether a run without a telling sign is more like Bijoy than like English: for use beside certain Bijoy."""
    words = _WORD.findall(without_addresses(text))
    return sum(map(_likeness, words)) > 0


def _likeness(word: str) -> int:
    """1 for a word like Bijoy, -1 for one like English, 0 for one that could be either."""
    letters = re.sub(r"[^A-Za-z]", "", word)
    if _TELLING.search(word) or re.search(r"[`~^]", word):
        return 1
    if len(letters) < 2 or letters.isupper():
        return 0
    if re.search(r"[a-z][A-Z]|^[A-Z]v|v(?![aeiouy])|q(?!u)|j(?![aeiou])", letters):
        return 1
    vowels = len(re.findall(r"[aeiouyAEIOUY]", letters)) / len(letters)
    if vowels == 0 or (len(letters) > 4 and vowels < 0.2):
        return 1
    return -1 if vowels >= 0.25 else 0


def to_unicode(text: str) -> str:
    """A run of Bijoy as Unicode. Addresses of mail and web stay as they are; so does what is no glyph."""
    parts, place = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_spelt(text[place : kept.start()]), kept[0]]
        place = kept.end()
    parts.append(_spelt(text[place:]))
    return "".join(parts)


def _spelt(text: str) -> str:
    text = _BULLET.sub("\ue010", text.translate(_C1))
    for pattern, letters in _IN_CONTEXT:
        text = pattern.sub(letters, text)
    text = re.sub("্+", "্", text.translate(_TABLE))
    text = _REPH_AFTER.sub(r"র্\1\2", text)
    text = _KAR_BEFORE.sub(lambda match: match[2] + _BEFORE[match[1]], text)
    text = re.sub("ঁ([\u09be-\u09cc\u09d7]+)", r"\1ঁ", text).replace("\ue010", "Ø")
    return normal_lines(text)


def is_ill_formed(text: str) -> bool:
    """Whether a text has letters that cannot stand so in Bangla: a sign of a conversion gone wrong."""
    return bool(ill_formed(text))


def ill_formed(text: str) -> int:
    """How many letters of a text cannot stand so in Bangla."""
    return len(_ILL_FORMED.findall(text))


def without_addresses(text: str) -> str:
    """The text with its addresses of mail and web blotted out, and each code of the font as page 1252 has it."""
    return _KEPT.sub(" ", text.translate(_C1))
