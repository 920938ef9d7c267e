"""What the page of the first day says of each thing, and where on the desk it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.figures.first_day import DONE, TODO, TROUBLE, WITHOUT, Item
from ongikar.notices.troubles import Trouble
from ongikar.ui.templatetags.parts import clock_time, in_digits, short_date

STATES: dict[str, tuple[str | Lazy, str]] = {
    DONE: (_l("হয়েছে"), ""),
    TODO: (_l("বাকি"), "amber"),
    TROUBLE: (_l("সমস্যা"), "red"),
    WITHOUT: (_l("আপাতত ছাড়া"), "plain"),
}
TITLES: dict[str, str | Lazy] = {
    "charter": _l("সিটিজেনস চার্টার প্রকাশ"),
    "titles": _l("উপজেলার পদের নাম"),
    "holders": _l("কে কোন পদে"),
    "invitations": _l("প্রবেশের কোড"),
    "office": _l("দপ্তরের ঠিকানা ও ফোন"),
    "addresses": _l("ঠিকানা নিশ্চিত করা"),
    "mail": _l("ই-মেইল পরীক্ষা"),
    "sms": _l("এসএমএস পরীক্ষা"),
    "printer": _l("প্রিন্টার পরীক্ষা"),
    "backup": _l("ব্যাকআপ"),
    "calendar": _l("বছরের ছুটির তালিকা"),
    "ticker": _l("সময় গণনা"),
}


def state_of(item: Item) -> tuple[str, str]:
    """The state in a word, and its tone."""
    word, tone = STATES[item.state]
    return str(word), tone


def title_of(item: Item) -> str:
    return str(TITLES[item.key])


def where_of(item: Item) -> str:
    """The page on which the thing is done; '' where the desk has none."""
    facts = item.facts
    post, draft = facts.get("post"), facts.get("draft")
    places: dict[str, Callable[[], str]] = {
        "charter": lambda: reverse("desk:review", args=[draft]) if draft else reverse("desk:editions"),
        "titles": lambda: reverse("desk:post", args=[post]) if post else reverse("desk:people"),
        "holders": lambda: reverse("desk:post", args=[post]) if post else reverse("desk:people"),
        "invitations": lambda: reverse("desk:people"),
        "office": lambda: reverse("desk:office", args=[facts["office"]]),
        "addresses": lambda: reverse("desk:addresses"),
        "mail": lambda: reverse("desk:carriers"),
        "sms": lambda: reverse("desk:carriers"),
        "printer": lambda: reverse("desk:printer"),
        "calendar": lambda: reverse("desk:calendar"),
    }
    return places[item.key]() if item.key in places else ""


def said(item: Item) -> str:
    """What is so, and what to do about it."""
    words: dict[str, Callable[[Any, str], str]] = {
        "charter": _charter, "titles": _titles, "holders": _holders, "invitations": _invitations, "office": _office,
        "addresses": _addresses, "mail": _mail, "sms": _sms, "printer": _printer, "backup": _backup,
        "calendar": _calendar, "ticker": _ticker,
    }  # fmt: skip
    if item.state == WITHOUT:
        return _("%(name)s বাদ রেখেছেন, %(when)s।") % _by(item.facts)
    return words[item.key](item.facts, item.state)


def _by(facts: Any) -> dict[str, str]:
    """Who and when, of something that was tried or said."""
    return {"name": facts["by"], "when": f"{short_date(facts['at'])}, {clock_time(facts['at'])}"}


def _charter(facts: Any, state: str) -> str:
    if state == DONE:
        return _("বলবৎ, %(day)s থেকে।") % {"day": short_date(facts["at"])}
    if facts["draft"]:
        return _("খসড়া আছে। দলিলের সঙ্গে মিলিয়ে প্রকাশ করুন।")
    return _("এখনো আনা হয়নি। সনদটি আনুন, মিলিয়ে দেখুন, প্রকাশ করুন।")


def _titles(facts: Any, state: str) -> str:
    if state == DONE:
        return _("সব পদের নাম দেওয়া আছে।")
    words = {"n": in_digits(facts["count"])}
    return _("%(n)sটি পদের নাম সনদে নেই, দপ্তরও বলেনি: “দায়িত্বপ্রাপ্ত কর্মকর্তা” লেখা আছে। পদের আসল নাম দিন।") % words


def _holders(facts: Any, state: str) -> str:
    if state != DONE:
        return _("%(n)sটি পদে কাজ আছে, কেউ নেই। কাউকে দায়িত্ব দিন।") % {"n": in_digits(facts["count"])}
    if facts["below"]:
        return _("%(n)sটি উপজেলার পদ শূন্য; সেগুলোর কাজ জেলার পদ দেখে।") % {"n": in_digits(facts["below"])}
    return _("সব পদে কেউ আছেন।")


def _invitations(facts: Any, state: str) -> str:
    if state == DONE:
        return _("যাঁদের আনা হয়েছে, সবাই নিজের পাসওয়ার্ড ঠিক করেছেন।")
    words = {"n": in_digits(facts["count"]), "open": in_digits(facts["invited"]), "old": in_digits(facts["old"])}
    if facts["old"]:
        return _("%(n)s জন এখনো প্রবেশ করেননি; %(old)s জনের কোডের মেয়াদ নেই। নতুন কোড দিন।") % words
    return _("%(n)s জন এখনো প্রবেশ করেননি; তাঁদের কোড চালু আছে।") % words


def _office(facts: Any, state: str) -> str:
    if state == DONE:
        return _("রসিদে ছাপা হচ্ছে।")
    if facts["lacking"] == ["phone"]:
        return _("ফোন নেই: রসিদে কোথায় জিজ্ঞাসা করতে হবে, লেখা যায় না।")
    if facts["lacking"] == ["address_bn"]:
        return _("ঠিকানা নেই: সনদে নিজের ঠিকানা সাধারণত থাকে না, রসিদে লাগে।")
    return _("ঠিকানা ও ফোন নেই: রসিদে দুটোই লাগে।")


def _addresses(facts: Any, state: str) -> str:
    words = {"n": in_digits(facts["count"]), "of": in_digits(facts["of"]), "wrong": in_digits(facts["wrong"])}
    if state == DONE:
        return _("%(of)sটি ঠিকানার সবগুলো দেখা হয়েছে।") % words
    if state == TROUBLE:
        return _("%(wrong)sটি ঠিকানা ভুল: সেখানে আর কিছু যায় না, ফোনে বা কাগজে জানানো হচ্ছে। ঠিক করে নিশ্চিত করুন।") % words
    return _("%(of)sটির মধ্যে %(n)sটি কেউ নিশ্চিত করেননি: সেখানে কিছু পাঠানো হয় না, ফোনে বা কাগজে জানাতে হয়।") % words


def _mail(facts: Any, state: str) -> str:
    if not facts["is_set"]:
        return _("মেইল সার্ভার ঠিক করা নেই: চিঠি পাঠানো হয় না, ফাইলে লেখা থাকে। যন্ত্রে লিখুন: ongikar set EMAIL_HOST …")
    return _tried(facts, state)


def _sms(facts: Any, state: str) -> str:
    if not facts["is_set"]:
        return _("এসএমএসের ব্যবস্থা ঠিক করা নেই: যাঁদের জানানোর, তাঁরা ফোনের তালিকায় থাকেন। যন্ত্রে লিখুন: ongikar set SMS_URL …")
    return _tried(facts, state)


def _tried(facts: Any, state: str) -> str:
    if "outcome" not in facts:
        return _("এই যন্ত্র থেকে এখনো পরীক্ষা করা হয়নি। নিজের ঠিকানায় একটি পাঠান।")
    if state == DONE:
        return _("পাঠানো হয়েছে এবং পৌঁছেছে। %(name)s, %(when)s।") % _by(facts)
    if state == TODO:
        return _("পাঠানো হয়েছে; পৌঁছাল কি না জানা নেই। আসা কোডটি লিখুন। %(name)s, %(when)s।") % _by(facts)
    trouble = str(Trouble(facts["trouble"]).label) if facts["trouble"] else ""
    return " ".join(filter(None, (_("যায়নি। %(name)s, %(when)s।") % _by(facts), trouble)))


def _printer(facts: Any, state: str) -> str:
    if not facts:
        return _("এই যন্ত্র থেকে এখনো ছাপা হয়নি। পরীক্ষার রসিদ ছাপুন।")
    if state == DONE:
        return _("ঠিক ছাপা হয়েছে। %(name)s, %(when)s।") % _by(facts)
    said = _("ঠিক ছাপা হয়নি। %(name)s, %(when)s।") % _by(facts)
    return f"{said} {facts['note']}"


def _backup(facts: Any, state: str) -> str:
    words = {"place": facts["place"], "when": short_date(facts["good_at"]) if facts["good_at"] else ""}
    if state == DONE:
        return _("শেষ ভালো ব্যাকআপ %(when)s, এই জায়গায়: %(place)s") % words
    if state == TROUBLE:
        return _("রাতের ব্যাকআপ হয়নি। ডিস্ক লাগানো আছে কি না ও জায়গা আছে কি না দেখুন: %(place)s") % words
    return {
        "off": _("রাতের ব্যাকআপ বন্ধ। যন্ত্রে লিখুন: ongikar set ONGIKAR_BACKUP_AT 02:30"),
        "same_disk": _(
            "ব্যাকআপ আর ডেটা একই ডিস্কে: ডিস্ক নষ্ট হলে দুটোই যাবে। যন্ত্রে লিখুন: ongikar set ONGIKAR_BACKUPS /media/…"
        ),
        "none_yet": _("জায়গা ঠিক আছে; প্রথম ব্যাকআপ হবে আজ রাতে। এখনই চাইলে যন্ত্রে লিখুন: ongikar backup"),
    }[facts["why"]]


def _calendar(facts: Any, state: str) -> str:
    words = {"until": short_date(facts["until"]), "year": in_digits(facts["year"])}
    if state == DONE:
        return _("ছুটি জানা আছে %(until)s পর্যন্ত।") % words
    return _("%(year)s সালের ছুটির তালিকা নেই। গেজেট থেকে বছরটি তুলুন।") % words


def _ticker(facts: Any, state: str) -> str:
    if state == DONE:
        return _("সচল, সর্বশেষ %(when)s।") % {"when": clock_time(facts["at"])}
    return _("থেমে আছে: দেরি ধরা পড়ে না, চিঠি যায় না। যন্ত্রে চালান: ongikar serve")
