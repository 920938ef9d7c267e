"""Column 7: who is responsible, with post, place, phones, mail and site, in one cell without separators."""

from __future__ import annotations

import re

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.reading.sheet import Contact, Doubt

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_SITE = re.compile(
    r"(?:https?://)?(?:www\.)[A-Za-z0-9./_-]+|https?://[A-Za-z0-9./_-]+|(?<![@\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.gov\.bd(?:/\S*)?"
)
_BROKEN_MAIL = re.compile(r"(?<=[:ঃ])\s*[A-Za-z0-9._-]+\.(?:com|org|net|bd)\b")
_FAX = re.compile(r"(?:ফ্যাক্স|fax)\s*[:ঃ.]?\s*[+0-9০-৯ ()-]{6,}", re.IGNORECASE)
_MASKED = re.compile(r"\+?[0-9০-৯ ]*[xX*]{2,}[0-9০-৯xX* -]*|[0-9]{1,3}[xX]{2,}")
_EXTENSION = re.compile(r"(?:ext|এক্স)\S*\s*[:.]?\s*[0-9০-৯]{1,4}", re.IGNORECASE)
_CODE = re.compile(r"(?:জেলা|উপজেলা)(?:র)?\s*কোড\s*[-:ঃ–]?\s*[0-9০-৯]+")
_ROOM = re.compile(
    r"(?:রুম|কক্ষ|room)\s*(?:নম্বর|নং|no\.?)?\s*[-:ঃ–.]?\s*([0-9০-৯]+(?:\s*[/-]\s*[0-9০-৯]+)?)", re.IGNORECASE
)
_SHORT = re.compile(r"(?:কল\s*সেন্টার|হটলাইন|হেল্পলাইন|hotline|call\s*cent\w*)\s*[:ঃ-]?\s*([0-9০-৯]{3,5})", re.IGNORECASE)
_PHONE = re.compile(r"(?:\(\s*)?\+?[0-9০-৯](?:[0-9০-৯ ()\-–]*[0-9০-৯]){5,}")
_LABEL = re.compile(
    r"(?:টেলি\s*ফোন|মোবাইল|মুঠোফোন|মোবাঃ|মোবা|ফোন|ইমেইল|ই-?\s*মেইল|ওয়েব(?:\s*সাইট)?|নাম\s*ও\s*পদবি?ী?|কল\s*সেন্টার|হটলাইন|"
    r"\btel|\bphone|\bcell|\bmob(?:ile)?|\be-?\s?mail|\bweb(?:site)?)\s*(?:নম্বর|নং|no)?\s*[:ঃ.।]*|(?<=\s)\(t\b",
    re.IGNORECASE,
)
_MARKER = re.compile(r"(?:^|\s)[কখগঘ]\)\s*|(?:^|\s)[১২৩৪1-4]\s*[।.)]\s*(?=জনাব|ডা|মো|মি|বেগম)")
_HONORIFIC = re.compile(r"^(?:জনাবা?|বেগম\s+(?=মো)|mr\.?|mrs\.?|ms\.?)\s+", re.IGNORECASE)
# Words with which the name of a post begins; what stands before the first of them is the person.
_POST = re.compile(
    r"(?<![ঀ-৿])(?:সহকারী|সহ-|উপ-?\s*(?:পরিচালক|সচিব|কমিশনার|সহকারী)|অতিরিক্ত|যুগ্ম\s*-?\s*সচিব|যুগ্ম|প্রোগ্রামার|সিনিয়র|জুনিয়র|সিস্টেম|পরিচালক|মহা-?পরিচালক|"
    r"চেয়ারম্যান|মেয়র|সচিব(?![ঀ-৿])|কমিশনার|নির্বাহী|প্রশাসনিক|প্রধান|মুখ্য|জেলা\s+\S+\s*(?:অফিসার|কর্মকর্তা)|জেলা\s+(?:প্রশাসক|আইসিটি)|উপজেলা\s+\S+|অফিস\s+সহকারী|হিসাব|কম্পিউটার|"
    r"মেডিকেল|ডাক্তার\s|সার্জন|ভেটেরিনারি|রেকর্ড|মাঠ|চালক|কীটতত্ত্ববিদ|প্রকৌশলী|উপ(?:পরিচালক|সহকারী)|শাখা\s*প্রধান|পরিদর্শক|নাজির|আরডিসি|আরএমও|এসএএও|ইউএনও|"
    r"ম্যানেজার|ব্যবস্থাপক|কর্মকর্তা|অফিসার|তত্ত্বাবধায়ক|রেজিস্ট্রার|অধ্যক্ষ|জেল\s*সুপার|সুপার|তহশিলদার|মোটরযান|"
    r"(?:Deputy|Assistant|Additional|Senior|Junior|Chief|Executive|Director|Secretary|Manager|Branch|Traffic|Harbour|Relationship|Programmer|Officer|Commissioner|Engineer)\b)"
)
_OFFICE = re.compile(
    r"শাখা|অধিশাখা|কার্যালয়|দপ্তর|বিভাগ(?!ীয়)|সেল(?![ঀ-৿])|ডেস্ক|ভবন|তলা|সার্কেল|কেন্দ্র(?![ঀ-৿])|কাউন্টার|সচিবালয়|\bDivision\b|\bDesk\b|\bCell\b|\bBuilding\b|\bBranch(?!\s+Manager)\b"
)
Officers = tuple[tuple[Contact, ...], tuple[Doubt, ...]]


def read_officers(cell: str) -> Officers:
    """Read one cell: one contact for each officer named in it. Never raises."""
    text = normal_form(cell)
    if not text.strip(" -–—।"):
        return (), ()
    pieces = [piece for piece in _MARKER.split(text) if piece.strip()] or [text]
    contacts, doubts = [], []
    for piece in pieces:
        contact, more = _one(piece, text)
        contacts.append(contact)
        doubts += more
    return tuple(contacts), tuple(doubts)


def _one(piece: str, text: str) -> tuple[Contact, list[Doubt]]:
    emails, rest = _taken(_EMAIL, piece)
    sites, rest = _taken(_SITE, rest)
    rest = _BROKEN_MAIL.sub(" ", rest)
    rest = _MASKED.sub(" ", _FAX.sub(" ", _EXTENSION.sub(" ", _CODE.sub(" ", rest))))
    rooms = _ROOM.findall(rest)
    rest = _ROOM.sub(" ", rest)
    phones, rest = _phones(rest)
    words = _tidy(_LABEL.sub(" , ", rest))
    name, designation, office = _who(words)
    doubts = _doubts(piece, emails, name, designation, office)
    return (
        Contact(
            text,
            name,
            designation,
            office,
            to_ascii(rooms[0]) if rooms else None,
            tuple(phones),
            tuple(emails),
            tuple(sites),
        ),
        doubts,
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    found = list(dict.fromkeys(match.rstrip(".,;") for match in pattern.findall(text)))
    return found, pattern.sub(" ", text)


def _phones(text: str) -> tuple[list[str], str]:
    phones = [to_ascii(short) for short in _SHORT.findall(text)]
    text = _SHORT.sub(" ", text)
    for match in _PHONE.finditer(text):
        number = _phone(match[0])
        if number and number not in phones:
            phones.append(number)
    return phones, _PHONE.sub(lambda match: " " if _phone(match[0]) else match[0], text)


def _phone(written: str) -> str | None:
    """+880 and the number without its leading 0; `?` and the digits where the area code is missing."""
    digits = re.sub(r"[^0-9]", "", to_ascii(written))
    if to_ascii(written).lstrip(" (").startswith("+") or (digits.startswith("880") and len(digits) >= 10):
        digits = digits.removeprefix("880").removeprefix("0") if digits.startswith("880") else digits
        return f"+880{digits}" if 6 <= len(digits) <= 11 else None
    if digits.startswith("0"):
        return f"+880{digits[1:]}" if 7 <= len(digits) <= 11 else None
    return f"?{digits}" if 6 <= len(digits) <= 9 else None


def _tidy(words: str) -> str:
    words = re.sub(r"\(\s*\)|\|", " , ", words)
    words = re.sub(r"\s*,(?:\s*,)*\s*", ", ", normal_form(words))
    return words.strip(" ,।:ঃ;-–")


def _who(words: str) -> tuple[str | None, str | None, str | None]:
    """Name, designation and office out of the words that remain."""
    honoured = bool(_HONORIFIC.match(words))
    words = _HONORIFIC.sub("", words)
    post = _POST.search(words)
    if post is None:
        return _without_post(words, honoured)
    name = words[: post.start()].strip(" ,।") or None
    designation, office = _parted(words[post.start() :])
    if name and not honoured and _OFFICE.search(name):
        return None, designation, ", ".join(filter(None, (name, office)))
    return name, designation, office


def _parted(words: str) -> tuple[str, str | None]:
    """The post, and the place that follows it."""
    parts = [part.strip(" ।") for part in re.split(r"[,।](?![^()]*\))", words) if part.strip(" ।")]
    for place, part in enumerate(parts[1:], 1):
        if _OFFICE.search(part) or not _POST.search(part):
            if re.fullmatch(r"\([^()]*\)", part):
                continue
            return ", ".join(parts[:place]), ", ".join(parts[place:])
    return ", ".join(parts), None


def _without_post(words: str, honoured: bool) -> tuple[str | None, str | None, str | None]:
    if not words:
        return None, None, None
    if honoured:
        return words.split(",")[0].strip(), None, ", ".join(p.strip() for p in words.split(",")[1:]) or None
    if _OFFICE.search(words):
        return None, None, words
    return words, None, None


def _doubts(
    piece: str, emails: list[str], name: str | None, designation: str | None, office: str | None
) -> list[Doubt]:
    doubts = []
    if re.search(r"mail\s*[:ঃ]|মেইল\s*[:ঃ]", piece, re.IGNORECASE) and not emails:
        doubts.append(Doubt("ই-মেইল ঠিকানাটি সম্পূর্ণ নয়।", "The e-mail address is not complete."))
    if name and not designation and not _HONORIFIC.match(piece.strip()):
        doubts.append(
            Doubt(
                "এটি নাম, না পদবি, না দপ্তর, তা নিশ্চিত নয়।",
                "It is not certain whether this is a name, a post or an office.",
            )
        )
    if office and name and len(name.split()) > 5:
        doubts.append(Doubt("নাম ও দপ্তর আলাদা করা নিশ্চিত নয়।", "Where the name ends and the office begins is not certain."))
    return doubts
