"""The steps a deciding officer may take, each with its clause: whom it goes to, and what an answer may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _l


class To(models.TextChoices):
    """To whom a step is addressed."""

    OFFICER = "officer", _l("দায়িত্বপ্রাপ্ত কর্মকর্তা")
    COMPLAINANT = "complainant", _l("অভিযোগকারী")
    HEAD = "head", _l("দপ্তরপ্রধান")
    INVESTIGATOR = "investigator", _l("তদন্তকারী")
    CONCERNED = "concerned", _l("যাঁর বিরুদ্ধে অভিযোগ")
    AUTHORITY = "authority", _l("যথাযথ কর্তৃপক্ষ")
    OTHER = "other", _l("অন্য কেউ (সাক্ষী প্রমুখ)")


class Kind(models.TextChoices):
    OPINION = "opinion", _l("মতামত চাওয়া")
    ORDER = "order", _l("সেবা দেওয়ার নির্দেশ")
    PERMISSION = "permission", _l("দপ্তরপ্রধানের অনুমতি চাওয়া")
    INVESTIGATION = "investigation", _l("তদন্ত")
    HEARING = "hearing", _l("শুনানির নোটিশ")
    STATEMENT = "statement", _l("লিখিত বক্তব্য চাওয়া")
    EVIDENCE = "evidence", _l("সাক্ষ্যপ্রমাণ চাওয়া")
    DISCIPLINE = "discipline", _l("বিভাগীয় ব্যবস্থার সুপারিশ")
    PROCESS = "process", _l("পদ্ধতি বদলের সুপারিশ")


class Opinion(models.TextChoices):
    """The five instructions to an officer who is asked for an opinion (7.1(খ))."""

    SERVED = "served", _l("সেবা আগেই দেওয়া হয়েছে: বিস্তারিত")
    SERVING = "serving", _l("সেবা দেওয়া হয়নি: দিয়ে জানানো")
    MORE_TIME = "more_time", _l("আরও সময় লাগবে: কারণ")
    NEGLECT = "neglect", _l("অধস্তনের অবহেলা: বিস্তারিত")
    OTHER = "other", _l("অসম্পূর্ণ বা অন্য: কারণ")


class Reply(models.TextChoices):
    """What came back to a permission (7.1(ঘ)), an order (7.1(চ)) and an investigation (7.1.2)."""

    GRANTED = "granted", _l("অনুমতি দেওয়া হলো")
    REFUSED = "refused", _l("অনুমতি দেওয়া হলো না")
    OBEYED = "obeyed", _l("নির্দেশ প্রতিপালিত হয়েছে")
    NOT_OBEYED = "not_obeyed", _l("নির্দেশ প্রতিপালিত হয়নি")
    PROVED = "proved", _l("সুনির্দিষ্ট মতামত: অভিযোগ প্রমাণিত")
    NOT_PROVED = "not_proved", _l("সুনির্দিষ্ট মতামত: অভিযোগ প্রমাণিত নয়")


REPLIES = [*Opinion.choices, *Reply.choices]


@dataclass(frozen=True)
class Rule:
    """`to`: who may be addressed; `answered`: whether an answer is awaited; `codes`: one of which it names;
    `minuted`: whoever decides writes the answer himself, as the minute of a hearing."""

    clause: str
    to: tuple[str, ...]
    answered: bool
    codes: tuple[str, ...] = ()
    minuted: bool = False


_PARTIES = (To.COMPLAINANT, To.CONCERNED, To.OFFICER, To.OTHER)
RULES: dict[str, Rule] = {
    Kind.OPINION: Rule("7.1(ক)vi, 7.1(খ)", (To.OFFICER, To.CONCERNED), answered=True, codes=tuple(Opinion)),
    Kind.ORDER: Rule(
        "7.1(ঙ)ii, 7.1(ঙ)iv", (To.OFFICER, To.CONCERNED), answered=True, codes=(Reply.OBEYED, Reply.NOT_OBEYED)
    ),
    Kind.PERMISSION: Rule("7.1(ঘ)", (To.HEAD, To.AUTHORITY), answered=True, codes=(Reply.GRANTED, Reply.REFUSED)),
    Kind.INVESTIGATION: Rule("7.1.2", (To.INVESTIGATOR,), answered=True, codes=(Reply.PROVED, Reply.NOT_PROVED)),
    Kind.HEARING: Rule("7.1.2(ঘ)", _PARTIES, answered=True, minuted=True),
    Kind.STATEMENT: Rule("7.1.2(ঘ)", _PARTIES, answered=True),
    Kind.EVIDENCE: Rule("7.1(গ)", _PARTIES, answered=True),
    Kind.DISCIPLINE: Rule("7.1(জ)", (To.AUTHORITY, To.HEAD), answered=False),
    Kind.PROCESS: Rule("7.1(ছ)", (To.HEAD, To.AUTHORITY), answered=False),
}

DATED = (Kind.OPINION, Kind.ORDER, Kind.PERMISSION, Kind.STATEMENT, Kind.EVIDENCE)
"""What names the day by which the answer is wanted; a report's day follows from its own limit."""

COMMITTEE_MOST = 3
"""An investigator is at least one step above whoever is complained of, or a committee has at most three (7.1.2)."""


QUESTIONS = (
    _l("১. অভিযোগটি কি এই দপ্তরের সেবা, পণ্য বা পদ্ধতি নিয়ে?"),
    _l("২. সেবা প্রদান প্রতিশ্রুতির মান কি ভঙ্গ হয়েছে?"),
    _l("৩. সেবা থেকে বঞ্চিত করা বা অযৌক্তিক দেরি হয়েছে কি?"),
    _l("৪. অনিয়মের পর্যাপ্ত উপাদান আছে কি?"),
    _l("৫. অসদাচরণের পর্যাপ্ত উপাদান আছে কি?"),
    _l("৬. পূর্ণ ঠিকানা, ফোন বা ই-মেইল আছে কি?"),
    _l("৭. চাওয়া প্রতিকার সম্পর্কে পর্যাপ্ত তথ্য আছে কি?"),
    _l("৮. বিষয়টি কি নির্দেশিকার ৬.১-এ বাদ দেওয়া বিষয়ের মধ্যে পড়ে?"),
    _l("৯. অভিযোগটি কি অজ্ঞাতনামা?"),
)
"""The nine questions of the preliminary scrutiny (7.1.1(ক))."""


def excluded(scrutiny: Mapping[str, str]) -> bool:
    """Whether the eighth answer says that 6.1 leaves the matter out; a broken standard in it is taken all the same."""
    return scrutiny.get("8") == "yes"
