"""To whom something is told, by what, and with what outcome."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _l


class Recipient(models.TextChoices):
    REQUESTER = "requester", _l("আবেদনকারী")
    POST = "post", _l("দায়িত্বপ্রাপ্ত পদ")
    HEAD = "head", _l("দপ্তরপ্রধান")
    SEAT = "seat", _l("বাইরের কর্তৃপক্ষ")
    ASKED = "asked", _l("যাঁর কাছে চাওয়া হয়েছে")
    NEXT = "next", _l("পরের ধাপ")


class Carrier(models.TextChoices):
    EMAIL = "email", _l("ই-মেইল")
    FILE = "file", _l("ই-মেইল")
    SCREEN = "screen", _l("পাতা")
    PAPER = "paper", _l("কাগজ")
    SMS = "sms", _l("এসএমএস")
    CALL = "call", _l("ফোন")


BY_MAIL = (Carrier.EMAIL, Carrier.FILE)
SENT_OUT = (*BY_MAIL, Carrier.SMS)  # by a machine that can be asked again


class Outcome(models.TextChoices):
    WAITING = "waiting", _l("পাঠানো বাকি")
    SENDING = "sending", _l("পাঠানো হচ্ছে")
    SENT = "sent", _l("পাঠানো হয়েছে")
    DELIVERED = "delivered", _l("ফোনে পৌঁছেছে")
    WRITTEN = "written", _l("ফাইলে লেখা হয়েছে, পাঠানো হয়নি")
    FAILED = "failed", _l("পাঠানো যায়নি")
    MAYBE = "maybe", _l("হয়তো পাঠানো হয়েছে")
    SHOWN = "shown", _l("দেখানো আছে")
    TO_PRINT = "to_print", _l("ছাপিয়ে দিতে হবে")
    HANDED = "handed", _l("ছাপিয়ে দেওয়া হয়েছে")
    TO_CALL = "to_call", _l("ফোনে জানাতে হবে")
    CALLED = "called", _l("ফোনে জানানো হয়েছে")
    DROPPED = "dropped", _l("ঠিকানা ভুল ছিল; আর যাবে না")


TRIED = (Outcome.SENDING, Outcome.SENT, Outcome.MAYBE)
"""A message that has, or may have, left."""
AGAIN = (Outcome.FAILED, Outcome.MAYBE, Outcome.TO_PRINT)
"""What a machine may be asked to send once more: TO_PRINT is of an address that nobody had confirmed."""
NEEDING = (Outcome.FAILED, Outcome.MAYBE, Outcome.TO_PRINT, Outcome.TO_CALL)
"""What no machine goes on with: a person has to."""
STOPPABLE = (Outcome.WAITING, *NEEDING)
"""What has not reached anybody for certain, and is in nobody's hand."""
