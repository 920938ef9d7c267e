"""Every verb of the journal once, with the sentence that tells it."""

from __future__ import annotations

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _l

VERBS: dict[str, str | Lazy] = {
    "case.filed": _l("আবেদন পাওয়া গেছে"),
    "case.fee_set": _l("সেবার মূল্য জানানো হয়েছে"),
    "case.accepted": _l("কাজ শুরু হয়েছে"),
    "case.asked": _l("আরও কাগজ বা তথ্য চাওয়া হয়েছে; সময় থেমেছে"),
    "case.replied": _l("আবেদনকারী লিখেছেন"),
    "case.resumed": _l("সময় আবার চলছে"),
    "case.told": _l("আবেদনকারীকে জানানো হয়েছে"),
    "case.delivered": _l("সেবা দেওয়া হয়েছে"),
    "case.refused": _l("সেবা দেওয়া যায়নি"),
    "case.withdrawn": _l("আবেদন তুলে নেওয়া হয়েছে"),
    "case.transferred": _l("অন্য পদে দেওয়া হয়েছে"),
    "case.reopened": _l("আবার খোলা হয়েছে; দ্বিতীয় সময় গণনা শুরু"),
    "case.unaccepted": _l("পরের কার্যদিবসের মধ্যে কাজ শুরু হয়নি"),
    "case.lapsed": _l("জানানো তারিখ পেরিয়ে গেছে"),
    "case.listing_due": _l("মাস শেষ: আগ্রহীদের তালিকা দেখার সময়"),
    "case.reply_overdue": _l("চাওয়া কাগজের উত্তর আসেনি"),
    "case.link_revoked": _l("অনুসরণের লিংক ও রসিদের কোড বাতিল করা হয়েছে"),
    "case.corrected": _l("আবেদনকারীর তথ্য সংশোধন করা হয়েছে"),
    "case.misfiled": _l("সেবা ভুল ছিল; সঠিক সেবায় আবার লেখা হয়েছে"),
    "case.refiled": _l("ভুল সেবা থেকে এখানে আনা হয়েছে"),
    "case.duplicate": _l("একই আবেদন দুবার লেখা হয়েছিল; অন্যটি চলবে"),
    "case.delivery_undone": _l("ভুল করে “দেওয়া হয়েছে” লেখা ফেরত নেওয়া হয়েছে"),
    "office.post_opened": _l("নতুন পদ খোলা হয়েছে"),
    "office.post_renamed": _l("পদের নাম বদলানো হয়েছে"),
    "office.charge_taken": _l("দায়িত্ব গ্রহণ করা হয়েছে"),
    "office.charge_handed_over": _l("দায়িত্ব হস্তান্তর করা হয়েছে"),
    "office.account_closed": _l("অ্যাকাউন্ট বন্ধ করা হয়েছে"),
}
