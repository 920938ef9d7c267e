"""What somebody typed in Bijoy, told from English, names, codes and addresses: for forms, which ask before they file.

A charter that is read says by its whole length what it is; a form holds a name or a sentence. So letters are weighed:
Bangla typed in Bijoy is full of v, w and x (া, ি, ী) and of signs that no Latin text has beside a letter, and has
next to none of the letters a, o, t, s, u and r, of which English and Bangla in Latin letters are full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ongikar.bangla.bijoy import ill_formed, to_unicode, without_addresses

_RARE = "†‡ˆ‰¨¯¬¶¸·×÷¦¤˜›"  # in no language beside a letter
_ODD = "ƒ©ª«®°±²³´µ¹º»¼½¾¿¡¢£¥§Ššœ™ŸÀ-ÖØ-öø-ÿ"  # in some, or as a unit or a mark


def _beside_a_letter(signs: str) -> str:
    return rf"(?<=[A-Za-z])[{signs}]|[{signs}](?=[A-Za-z])"


_RARE_SIGN = re.compile(_beside_a_letter(_RARE))
_SIGN = re.compile(
    rf"[vwx]|[a-z](?=[A-Z])|{_beside_a_letter(_ODD)}|(?<=[A-Za-z])[`~^](?=[A-Za-z])|(?<!\S)`(?=[A-Za-z])(?![^\s]*`)"
)
_LATIN = re.compile("[aotsur]")
_TELLING = re.compile(rf"{_beside_a_letter(_RARE + '©')}|v(?![aeiouy])|[a-z](?=[A-Z])")
CERTAIN, BESIDE = 3, 1  # how many signs a text needs; each Latin letter outweighs three of them
FAULT = 8  # signs that outweigh a letter which the conversion leaves where it cannot stand
_RUN = re.compile("[^\u0980-\u09ff\t\r\n]+")
_AS_IT_IS = re.compile(r"(?<![A-Za-z†‡])(NID|PDF|SMS|OTP|PIN|TIN|BIN|GRS|ICT|UNO|SSC|HSC|JSC)(?![A-Za-z])")


def is_typed_in_bijoy(text: str) -> bool:
    """Whether a text, or a line of it, was typed in Bijoy so certainly that it is worth a question."""
    return any(map(_is_certain, [text, *text.splitlines()]))


def meant(texts: Mapping[str, str]) -> dict[str, str]:
    """Of the texts of one form those that were typed in Bijoy, as they read in Unicode.

    Together they need the signs that make it certain; beside them a name of one word needs one sign only.
    """
    if not is_typed_in_bijoy("\n".join(texts.values())):
        return {}
    return {name: read for name, text in texts.items() if (read := _read(text)) is not None}


def _is_certain(text: str) -> bool:
    return _is_like(text, CERTAIN) and bool(_TELLING.search(without_addresses(text))) and _read(text) is not None


def _is_like(text: str, least: int) -> bool:
    signs, latin = _weighed(text)
    return signs >= max(least, 3 * latin)


def _weighed(text: str) -> tuple[int, int]:
    """How many signs of Bijoy a text has, and how many letters that Bijoy hardly uses."""
    plain = without_addresses(text)
    return 2 * len(_RARE_SIGN.findall(plain)) + len(_SIGN.findall(plain)), len(_LATIN.findall(plain))


def _read(text: str) -> str | None:
    """The text in Unicode; None where no line of it is like Bijoy, or it would be no Bangla. Other lines stay."""
    if not any(_is_like(line, BESIDE) for line in text.splitlines()):
        return None
    read = _RUN.sub(lambda run: _converted(run[0]), text)
    return read if read != text and ill_formed(read) * FAULT <= _weighed(text)[0] else None


def _converted(run: str) -> str:
    """One run beside Bijoy. A line in English stays, and so do words in capitals that offices use as they are."""
    signs, latin = _weighed(run)
    if latin > signs or not re.search("[A-Za-z]", run):
        return run
    return "".join(part if _AS_IT_IS.fullmatch(part) else to_unicode(part) for part in _AS_IT_IS.split(run))
