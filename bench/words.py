"""Bangla text out of a seed: the same number gives the same words, on every machine."""

from __future__ import annotations

import random

WORDS = (  # noqa: SIM905
    "আমাদের বিদ্যালয়ে কম্পিউটার ল্যাব প্রশিক্ষণ শিক্ষার্থী শিক্ষক উপজেলা ইউনিয়ন গ্রাম ডিজিটাল সেন্টার ইন্টারনেট সংযোগ"
    " ওয়েবসাইট পোর্টাল হালনাগাদ তথ্য সেবা আবেদন সনদ নামজারি জমি খতিয়ান ভূমি কর পরিশোধ রসিদ অনুদান ভাতা বয়স্ক বিধবা"
    " কৃষক সার বীজ সেচ নলকূপ রাস্তা সেতু কালভার্ট মেরামত পানি বিদ্যুৎ মিটার লাইন খুঁটি হাসপাতাল চিকিৎসা টিকা শিশু মাতৃত্ব"
    " স্বাস্থ্য পরিচ্ছন্নতা বাজার দোকান ব্যবসা ট্রেড লাইসেন্স নবায়ন জন্ম নিবন্ধন সংশোধন মৃত্যু উত্তরাধিকার প্রত্যয়ন চারিত্রিক"
    " পাসপোর্ট ভোটার পরিচয়পত্র নম্বর মোবাইল ঠিকানা পরিবর্তন দ্রুত প্রয়োজন অনুরোধ বিনীত নিবেদন মাননীয় মহোদয় করছি"
    " করেছি হয়েছে হয়নি পাইনি দিয়েছি জমা গ্রহণ প্রদান এলাকা বাসিন্দা স্থায়ী বর্তমান কেন কবে কোথায় এবং কিন্তু অথবা জন্য থেকে"
    " পর্যন্ত মধ্যে সঙ্গে সাইবার নিরাপত্তা ফেসবুক আইডি হ্যাক পাসওয়ার্ড প্রতারণা বিকাশ টাকা ফেরত পরামর্শ সচেতনতা কর্মশালা"
).split()
ENDINGS = ("", "", "", "", "ের", "টি", "কে", "গুলো", "তে", "সহ")
NAMES = "রহিমা করিম সালমা জসিম নাসরিন আবুল ফাতেমা মিজান শিরীন কামাল রোকেয়া হাবিব".split()  # noqa: SIM905
SURNAMES = "খাতুন মিয়া বেগম উদ্দিন আক্তার হোসেন বানু রহমান সরকার মণ্ডল চৌধুরী সুলতানা".split()  # noqa: SIM905

RARE = "জলাতঙ্ক"  # in one case of a thousand that is open, and in one that is closed
TYPED = "দ\u09dfাগঞ্জ"  # in another one of a thousand, as some keyboards write it,
ASKED = "দ\u09af\u09bcাগঞ্জ"  # and asked for as others do


def text(number: int, signs: int = 500) -> str:
    """About this many signs of Bangla, cut at a word."""
    choice = random.Random(number).choice
    words: list[str] = []
    size = 0
    while True:
        word = choice(WORDS) + choice(ENDINGS) + ("।" if len(words) % 11 == 10 else "")
        size += len(word) + 1
        if size > signs:
            return " ".join(words)
        words.append(word)


def matter(number: int) -> str:
    """What case `number` is about."""
    rare = {7: RARE, 8: TYPED, 57: RARE}.get(number % 1000, "")
    return f"{text(number)} {rare}".rstrip()


def name(number: int) -> str:
    return f"{NAMES[number % len(NAMES)]} {SURNAMES[number // len(NAMES) % len(SURNAMES)]}"
