"""What was read out of a cell, in words: so that a person sees what the program will hold the office to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.charter.models import Promise, Tier
from ongikar.clock.limits import TimeLimit
from ongikar.doors.desk.forms import UNITS, words_of_part
from ongikar.ui.templatetags.parts import either, in_digits, money, phone

LIMIT_KINDS: dict[str, str | Lazy] = {
    "instant": _l("তাৎক্ষণিক"),
    "duration": _l("নির্দিষ্ট সময়"),
    "range": _l("সময়ের সীমা, থেকে–পর্যন্ত"),
    "composite": _l("একাধিক অংশ"),
    "by_instruction": _l("নির্দেশনা থেকে আসে"),
    "by_rule": _l("বিধি থেকে আসে"),
    "schedule": _l("নির্ধারিত দিনক্ষণে"),
    "none": _l("সময়সীমা লেখা নেই"),
}
FEE_KINDS: dict[str, str | Lazy] = {
    "free": _l("বিনামূল্যে"),
    "fixed": _l("নির্দিষ্ট মূল্য"),
    "tiered": _l("একাধিক হারে মূল্য"),
    "range": _l("মূল্যের সীমা"),
    "percentage": _l("শতকরা হারে"),
    "by_rule": _l("নীতিমালা থেকে আসে; প্রতি আবেদনে জানাতে হবে"),
    "unclear": _l("মূল্য স্পষ্ট নয়"),
}


def of_promise(promise: Promise) -> dict[str, list[str]]:
    """The five read cells of a promise, each as a few short statements."""
    return {
        "channels_bn": of_channels(promise),
        "papers_bn": of_papers(promise),
        "fee_bn": of_fee(promise.fee),
        "limit_bn": of_limit(promise.limit),
        "officer_bn": of_contacts(promise.officers),
    }


def of_limit(limit: TimeLimit) -> list[str]:
    """'তাৎক্ষণিক, না হলে ৫ কার্যদিবস', with what is missing and on what condition."""
    said = [_first(limit), *(words_of_part(part) for part in limit.parts)]
    if limit.max is None and limit.kind in ("instant", "duration", "range", "composite"):
        said.append(_("সংখ্যা লেখা নেই: দপ্তর নিজের লক্ষ্য ধরে চলবে"))
    if limit.condition:
        said.append(_("শর্ত: %(condition)s") % {"condition": limit.condition})
    return said


def _first(limit: TimeLimit) -> str:
    if limit.unit is None or limit.parts:
        return str(LIMIT_KINDS[limit.kind])
    unit = str(UNITS[limit.unit])
    amount = f"{_amount(limit.min, limit.max)} {unit}" if limit.max is not None else unit
    return _("তাৎক্ষণিক, না হলে %(amount)s") % {"amount": amount} if limit.instant else amount


def _amount(low: int | None, high: int) -> str:
    return f"{in_digits(low)}–{in_digits(high)}" if low is not None and low != high else in_digits(high)


def of_fee(fee: dict[str, Any]) -> list[str]:
    said = [str(FEE_KINDS.get(fee.get("kind", ""), FEE_KINDS["unclear"]))]
    said += [
        _("%(amount)s টাকা") % {"amount": money(Decimal(amount))} for amount in fee.get("amounts", []) if amount != "0"
    ]
    if code := fee.get("code"):
        said.append(_("চালান কোড %(code)s") % {"code": in_digits(code)})
    return said


def of_channels(promise: Promise) -> list[str]:
    roles = (
        (_("চাওয়ার পথ"), promise.means.asked_by),
        (_("দেওয়ার পথ"), promise.means.given_by),
        (_("শুরু হয়"), promise.means.started_by),
    )
    said = [f"{role}: {', '.join(words)}" for role, words in roles if words]
    return said or [_("কোনো পথ চেনা যায়নি")]


def of_papers(promise: Promise) -> list[str]:
    said = [either(paper) for paper in promise.papers] or [_("কোনো কাগজের নাম চেনা যায়নি")]
    return said + ([_("কোথায় পাবেন: %(where)s") % {"where": promise.papers_where_bn}] if promise.papers_where_bn else [])


def of_contacts(contacts: Iterable[dict[str, Any]]) -> list[str]:
    said = []
    for contact in contacts:
        words = [contact.get("name"), contact.get("designation"), contact.get("office"), contact.get("room")]
        words += [phone(number) for number in contact.get("phones", [])]
        words += [*contact.get("emails", []), *contact.get("websites", [])]
        said.append(" · ".join(word for word in words if word))
    return said or [_("কোনো কর্মকর্তার নাম বা ফোন চেনা যায়নি")]


def of_tier(tier: Tier) -> list[str]:
    """What is read out of a grievance tier: whom to reach, and within how long."""
    limit = TimeLimit.from_json(tier.limit_read) if tier.limit_read else TimeLimit(text=tier.limit_bn)
    return [*of_contacts([tier.contact]), *of_limit(limit)]
