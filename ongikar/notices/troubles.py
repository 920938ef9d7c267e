"""Why a letter has not gone, in words that say what to do. Never the words of a server, which repeat addresses."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _l


class Trouble(models.TextChoices):
    NO_LINE = "no_line", _l("মেইল সার্ভারে পৌঁছানো যায়নি। ইন্টারনেট এবং EMAIL_HOST, EMAIL_PORT দেখুন।")
    SIGN_IN = (
        "sign_in",
        _l("মেইল সার্ভার নাম বা পাসওয়ার্ড নেয়নি। জিমেইলে অ্যাপ পাসওয়ার্ড লাগে; EMAIL_HOST_PASSWORD বদলান।"),
    )
    SENDER = "sender", _l("মেইল সার্ভার প্রেরকের ঠিকানা নেয়নি। DEFAULT_FROM_EMAIL দেখুন।")
    RECIPIENT = "recipient", _l("প্রাপকের ঠিকানায় পৌঁছানো যায় না। ঠিকানা মিলিয়ে দেখুন বা চিঠি ছাপিয়ে দিন।")
    LETTER = "letter", _l("মেইল সার্ভার চিঠিটি নেয়নি। চিঠি ছাপিয়ে দিন।")
    LATER = "later", _l("মেইল সার্ভার পরে পাঠাতে বলেছে। আবার নিজে থেকে পাঠানো হবে।")
    CUT_OFF = "cut_off", _l("চিঠি দেওয়ার সময় সংযোগ কেটে গেছে; গেছে কি না জানা যায় না।")
    INTERRUPTED = "interrupted", _l("পাঠানোর মাঝখানে প্রোগ্রাম থেমে গেছে; গেছে কি না জানা যায় না।")
    ADDRESS = "address", _l("ঠিকানাটি ই-মেইলের ঠিকানা নয়। চিঠি ছাপিয়ে দিন।")
    UNCONFIRMED = "unconfirmed", _l("ঠিকানাটি কেউ নিশ্চিত করেননি; ফোনে বা কাগজে জানান।")
    DISK = "disk", _l("ফাইলে লেখা যায়নি। ডিস্কে জায়গা ও ONGIKAR_OUTBOX ফোল্ডার দেখুন।")
    NUMBER = "number", _l("নম্বরটি ফোনের নম্বর নয়। মিলিয়ে দেখুন, বা কাগজে জানান।")
    NO_GATEWAY = "no_gateway", _l("এসএমএস গেটওয়েতে পৌঁছানো যায়নি। ইন্টারনেট ও SMS_URL দেখুন।")
    GATEWAY_SIGN_IN = "gateway_key", _l("এসএমএস গেটওয়ে নাম বা চাবি নেয়নি। SMS_FIELDS বা SMS_HEADERS দেখুন।")
    NO_BALANCE = "no_balance", _l("এসএমএসের টাকা শেষ। টাকা ভরলে বাকিগুলো নিজে থেকে যাবে।")
    GATEWAY_REFUSED = "refused", _l("এসএমএস গেটওয়ে বার্তাটি নেয়নি। ফোন করে জানান।")
    DESCRIPTION = "described", _l("এসএমএস গেটওয়ের বর্ণনায় ভুল আছে। ongikar doctor চালিয়ে SMS_FIELDS ঠিক করুন।")
    UNDELIVERED = "undelivered", _l("এসএমএস ফোনে পৌঁছায়নি। ফোন করে জানান।")
    NONSENSE = "nonsense", _l("গেটওয়ের উত্তর বোঝা যায়নি; গেছে কি না জানা যায় না।")
    ENCLOSED = "enclosed", _l("সঙ্গের ফাইল ডিস্কে পাওয়া যায়নি। চিঠি ছাপিয়ে দিন, ফাইল নতুন করে জুড়ে।")
    FAULT = "fault", _l("প্রোগ্রামের ত্রুটি; গেছে কি না জানা যায় না। লগ দেখুন।")


# Troubles of the way there, not of the one letter: all letters wait until the way is free again.
OF_THE_LINE = frozenset(
    {
        Trouble.NO_LINE,
        Trouble.SIGN_IN,
        Trouble.SENDER,
        Trouble.DISK,
        Trouble.NO_GATEWAY,
        Trouble.GATEWAY_SIGN_IN,
        Trouble.NO_BALANCE,
        Trouble.DESCRIPTION,
    }
)

# Troubles of where it goes: the server says that nobody is reached there.
OF_THE_ADDRESS = frozenset({Trouble.RECIPIENT, Trouble.ADDRESS, Trouble.NUMBER})
