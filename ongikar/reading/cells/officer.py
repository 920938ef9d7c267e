"""Column 7: who is responsible, with post, place, phones, mail and site, in one cell without separators."""

from __future__ import annotations

import re

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled
from ongikar.bangla.repair import mended
from ongikar.reading.cells.cell import LONGEST_CELL, cell_lines, cell_text, letter_doubts, too_long
from ongikar.reading.cells.phones import phones_in
from ongikar.reading.cells.posts import HONORIFIC, is_head, is_place, starts_post, tells_name
from ongikar.reading.sheet import Contact, Doubt

_EMAIL = compiled(r"[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){0,8}\.[A-Za-z]{2,}")
_SITE = compiled(
    r"(?:https?://|www\.)[A-Za-z0-9./_~%?=&#:-]{1,500}|(?<![@\w.])[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){0,8}\.(?:gov|com|org|net|edu|info)(?:\.bd)?(?:/[A-Za-z0-9./_-]{0,200})?(?![\w@])"
)
_BROKEN_MAIL = compiled(
    r"((?:e-?\s?mail|ই-?\s*মেইল|মেইল)\S*\s*[:ঃ]?\s*)[A-Za-z0-9._-]{1,64}\.(?:com|org|net|bd)\b", re.IGNORECASE
)
_ROOM = compiled(
    r"(?:রুম|কক্ষ|room)\s*(?:নম্বর|নং|নাম্বার|no\.?|number)?\s*[-–:ঃ.#]*\s*(\d+(?:\s*[/-]\s*\d+)?)(?!\d)", re.IGNORECASE
)
_LABEL = compiled(
    normal_form(
        r"(?:টেলি\s*ফোন|মোবাইল|মুঠো\s*ফোন|মোবাঃ|মোবা|ফোন|ফ্যাক্স|ইমেইল|ই-?\s*মেইল|ই-?\s*মেল|ওয়েব(?:\s*সাইট)?|কল\s*সেন্টার|হট\s*লাইন|হেল্প\s*লাইন|নাম\s*ও\s*পদবি?ী?|নাম|পদবি|পদবী|ঠিকানা|কর্মকর্তা(?=\s*[:ঃ])"
        r"|\btel(?:ephone)?\b|\bphone\b|\bcell(?=[\s:.]*$|[\s:.]*,)|\bmob(?:ile)?\b|\bfax\b|\bname(?=\s*:)|\bdesignation(?=\s*:)|\bpost(?=\s*:)|\baddress(?=\s*:)|\be-?\s?mail\b|\bweb(?:site)?\b)\s*(?:নম্বর|নাম্বার|নং|no\b|\(অফিস\)|\(বাসা\))?\s*[:ঃ.।]*"
        r"|(?:^|(?<=\s))\(t\b|☎|✆|📞|^(?:দায়িত্বে|দায়িত্বপ্রাপ্ত)\s*[:ঃ-]*(?=\s)(?!\s*কর্ম)"
    ),
    re.IGNORECASE,
)
_MARKER = compiled(r"(?:^|\s)(?:[কখগঘঙ]|[a-d])\)\s*|(?:^|\s)\(?[1-5১-৫][।.)]\s*(?=[ঀ-৿A-Za-z])")
_FOR_A_CASE = compiled(normal_form(r"(?:^|[।,;]|\s)\s*[ঀ-৿]+(?:র|য়|তে)?\s+ক্ষেত্রে\s*[:ঃ]\s*"))
_INFLECTED = compiled(normal_form("(?:ের|এর|ীয়|িক|করণ|কারী|য়ন)$"))
# A bracket, a figure or initials within what should be a name.
_NO_NAME = compiled(r"[(\d]|(?<![A-Za-z.])[A-Z]{2,5}(?![A-Za-z.])")
_COUNTRY = compiled(normal_form(r"(?<=[\d০-৯]), (?:বাংলাদেশ|bangladesh)$"), re.IGNORECASE)
_COMMAS = re.compile(r"\s?[,।][\s,।]*")
_BRACKETED = compiled(r"^\([^()]*\)$")
Officers = tuple[tuple[Contact, ...], tuple[Doubt, ...]]
Who = tuple[str | None, str | None, str | None, bool]
LONGEST_NAME, MOST_OFFICERS = 6, 30


def read_officers(cell: str) -> Officers:
    """Read one cell: one contact for each officer named in it. Never raises.

    A cell of a mere dash has one contact that is nothing but its text.
    """
    text = cell_text(cell)
    if not text:
        return (), ()
    if not text.strip(" -–—।"):
        return (Contact(text),), ()
    if len(text) > LONGEST_CELL:
        return (Contact(text),), (too_long(),)
    body = _with_breaks(cell)
    cases = [piece for piece in _FOR_A_CASE.split(body) if piece.strip()] or [body]
    pieces = [piece for case in cases for piece in _MARKER.split(case) if piece.strip(" ,")] or [body]
    if len(pieces) > MOST_OFFICERS:
        return (Contact(text),), (too_long(),)
    contacts: list[Contact] = []
    doubts = [*letter_doubts(text)]
    if len(cases) > 1:
        doubts.append(_several())
    for piece in pieces:
        contact, more = _one(piece, text)
        contacts.append(contact)
        doubts += more
    return tuple(contacts), tuple(dict.fromkeys(doubts))


def _with_breaks(cell: str) -> str:
    """The cell with its line ends as commas, broken letters mended, digits ASCII."""
    lines = cell_lines(cell).replace("|", "\n").splitlines()
    return mended(" , ".join(filter(None, (" ".join(line.split()) for line in lines))))


def _one(piece: str, text: str) -> tuple[Contact, list[Doubt]]:
    emails, rest = _taken(_EMAIL, piece)
    sites, rest = _taken(_SITE, _BROKEN_MAIL.sub(r"\1 ", rest))
    rooms = _ROOM.findall(rest)
    phones, rest, doubts = phones_in(_ROOM.sub(" , ", rest))
    name, designation, office, certain = _who(_tidy(_LABEL.sub(" , ", rest)))
    found = [*doubts, *_mail_doubts(piece, emails)]
    if not certain:
        found.append(_unclear())
    contact = Contact(
        text, name, designation, office, re.sub(r"\s", "", to_ascii(rooms[0])) if rooms else None,
        tuple(phones), tuple(re.sub(r"\s", "", mail) for mail in emails), tuple(sites),
    )  # fmt: skip
    return contact, found


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    found = list(dict.fromkeys(match.rstrip(".,;:-") for match in pattern.findall(text)))
    return found, pattern.sub(" , ", text)


def _tidy(words: str) -> str:
    words = compiled(r"\(\s*[,।]*\s*\)|\||;").sub(" , ", words)
    words = _COMMAS.sub(", ", normal_form(words))
    return words.strip(" ,।:ঃ;-–/")


def _who(words: str) -> Who:
    """Name, designation, office, and whether they are set apart beyond doubt."""
    honoured = bool(HONORIFIC.match(words))
    segments = [segment.strip(" ।") for segment in compiled(r",(?![^()]*\))").split(HONORIFIC.sub("", words))]
    segments = [segment for segment in segments if segment]
    if not segments:
        return None, None, None, True
    name, rest, certain = _name(segments, honoured)
    designation, office, sure = _post_and_place(rest)
    return name, designation, _COUNTRY.sub("", office) if office else None, certain and sure


def _name(segments: list[str], honoured: bool) -> tuple[str | None, list[str], bool]:
    """The person at the head of the segments, what is left, and whether that is certain.

    Without a title, a word that people are named with, or a comma before the post, nobody is named: an unknown
    word before a post is part of the post, and said to be unsure.
    """
    words = segments[0].split()
    begins = next((n for n, word in enumerate(words) if starts_post(word) and (n or not honoured)), len(words))
    before, after = words[:begins], words[begins:]
    rest = [" ".join(after), *segments[1:]] if after else segments[1:]
    if not before or (is_place(segments[0]) and not honoured and not any(map(is_head, words))):
        return None, segments, True
    if len(before) <= LONGEST_NAME and (honoured or any(map(tells_name, before))):
        return " ".join(before), rest, bool(after) or not _NO_NAME.search(segments[0])
    if not after and rest and starts_post(rest[0].split()[0]) and len(before) <= LONGEST_NAME:
        return " ".join(before), rest, len(re.split(r"[\s-]", " ".join(before))) > 1
    return None, segments, bool(after) and (is_head(after[-1]) or len(after) > 1) and any(map(_is_of_a_post, before))


def _is_of_a_post(word: str) -> bool:
    """A name stands bare; words of a post are inflected ("ব্লকের এসএএও") or initials ("SAAO")."""
    return bool(_INFLECTED.search(word) or re.fullmatch(r"[A-Z][A-Z.&()-]+", word))


def _post_and_place(segments: list[str]) -> tuple[str | None, str | None, bool]:
    """The post, the place that follows it, and whether the border is certain."""
    post: list[str] = []
    places = _places_before(segments)
    if places:
        designation, office, certain = _post_and_place(segments[len(places) :])
        return designation, ", ".join(filter(None, (*places, office))), certain
    for place, segment in enumerate(segments):
        if _BRACKETED.match(segment) and post and not is_place(segment):
            post.append(segment)
            continue
        heads = [n for n, word in enumerate(segment.split()) if is_head(word)]
        if is_place(segment) and not (heads and not post):
            return _joined(post), ", ".join(segments[place:]), bool(post) or not heads
        if not heads:
            sure = bool(post) or is_place(segment)
            return _joined(post), ", ".join(segments[place:]), sure
        if post:
            return ", ".join([*post, *segments[place:]]), None, False
        own, beyond = _cut_after_post(segment, heads)
        post.append(own)
        if beyond:
            return own, ", ".join([beyond, *segments[place + 1 :]]), is_place(beyond)
    return _joined(post), None, True


def _places_before(segments: list[str]) -> list[str]:
    """The places that stand before the first segment with a post."""
    first = next((n for n, segment in enumerate(segments) if _has_head(segment) or not is_place(segment)), 0)
    return segments[:first] if any(map(_has_head, segments[first:])) else []


def _has_head(segment: str) -> bool:
    return any(map(is_head, segment.split()))


def _joined(post: list[str]) -> str | None:
    return ", ".join(post) or None


def _cut_after_post(segment: str, heads: list[int]) -> tuple[str, str]:
    """A segment cut after the last noun of its post and the brackets that follow it."""
    words = segment.split()
    end = heads[-1] + 1
    depth = sum(word.count("(") - word.count(")") for word in words[:end])
    while end < len(words) and (words[end].startswith("(") or depth > 0):
        depth += words[end].count("(") - words[end].count(")")
        end += 1
    return " ".join(words[:end]), " ".join(words[end:])


def _mail_doubts(piece: str, emails: list[str]) -> list[Doubt]:
    doubts = []
    if compiled(r"mail\s*[:ঃ]|মেইল\s*[:ঃ]", re.IGNORECASE).search(piece) and not emails:
        doubts.append(Doubt("ই-মেইল ঠিকানাটি সম্পূর্ণ নয়।", "The e-mail address is not complete."))
    if any(" " in mail for mail in emails):
        doubts.append(Doubt("ই-মেইল ঠিকানার মধ্যে ফাঁক আছে।", "There is a space within the e-mail address."))
    return doubts


def _unclear() -> Doubt:
    return Doubt(
        "কোনটি নাম, কোনটি পদবি আর কোনটি দপ্তর, তা নিশ্চিত নয়।",
        "It is not certain which is the name, which the post and which the office.",
    )


def _several() -> Doubt:
    return Doubt(
        "এই ঘরে বিভিন্ন ক্ষেত্রের জন্য একাধিক দায়িত্বপ্রাপ্তের কথা আছে।",
        "This cell names several officers for different cases.",
    )
