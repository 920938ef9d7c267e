"""The three roles of the means that column 3 of a charter names: asked by, given by, started by.

The charter writes them in one cell. Which word plays which role is settled here, once for every charter; a
request that comes by another means is taken all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _l

GIVEN_BY: dict[str, str | Lazy] = {
    "session": _l("প্রশিক্ষণ সেশন"),
    "site_visit": _l("সরেজমিনে গিয়ে"),
    "camp": _l("ক্যাম্প বা ভ্রাম্যমাণ সেবা"),
    "field_worker": _l("মাঠকর্মী"),
    "meeting": _l("সভা"),
    "hearing": _l("শুনানি"),
}
STARTED_BY: dict[str, str | Lazy] = {
    "by_instruction": _l("ঊর্ধ্বতন কর্তৃপক্ষের নির্দেশনা"),
    "by_plan": _l("বার্ষিক কর্মপরিকল্পনা"),
    "notice": _l("বিজ্ঞপ্তি"),
    "court": _l("আদালতের আদেশ"),
}
ASKED_BY: dict[str, str | Lazy] = {
    "web": _l("ওয়েবসাইট"),
    "phone": _l("টেলিফোন"),
    "sms": _l("এসএমএস"),
    "chat": _l("চ্যাট"),
    "email": _l("ই-মেইল"),
    "in_person": _l("সরাসরি দপ্তরে"),
    "post": _l("ডাক"),
    "letter": _l("পত্র"),
    "e_nothi": _l("ই-নথি"),
    "requisition": _l("অধিযাচন"),
    "on_demand": _l("চাহিদা জানিয়ে"),
}


@dataclass(frozen=True)
class Means:
    """Channel values as read from the cell, each in its role, with its word on screen."""

    asked_by: tuple[str, ...]
    given_by: tuple[str, ...]
    started_by: tuple[str, ...]


def means_of(channels: Iterable[str]) -> Means:
    """The means a cell names, in the order of the cell; an unknown word plays no role."""
    named = list(channels)

    def words(role: dict[str, str | Lazy]) -> tuple[str, ...]:
        return tuple(str(role[channel]) for channel in named if channel in role)

    return Means(words(ASKED_BY), words(GIVEN_BY), words(STARTED_BY))
