"""Rules about the grievance part: who decides, in how many days, and how to reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.normal import search_form
from ongikar.reading.rules import found
from ongikar.reading.sheet import CharterSheet, Finding, TierLine

# Grievance guideline 2015 (revised 2018), 7.4.1: GRO, appeal officer, cell; all in working days.
GUIDELINE_DAYS = {1: 30, 2: 20, 3: 60}


def _of_tier(sheet: CharterSheet, number: int) -> TierLine | None:
    return next((tier for tier in sheet.grievance_tiers if tier.tier == number), None)


def _provider_decides(sheet: CharterSheet) -> Iterator[Finding]:
    tier = _of_tier(sheet, 1)
    name = tier.contact.name if tier else None
    theirs = [s for s in sheet.services if any(_same(officer.name, name) for officer in s.officers)]
    if name and theirs:
        count = len(theirs)
        yield found(
            "L3", "grievance/1",
            f"অভিযোগ নিষ্পত্তি কর্মকর্তা ({name}) নিজেই {to_bangla(count)}টি সেবার দায়িত্বপ্রাপ্ত কর্মকর্তা। অন্য কর্মকর্তা মনোনীত করুন; তা না হওয়া পর্যন্ত তাঁর সেবা নিয়ে অভিযোগ আপিল কর্মকর্তার কাছে যাবে।",
            f"The grievance redress officer ({name}) is also in charge of {count} of the services. Name another officer; until then complaints about these services go to the appeal officer.",
        )  # fmt: skip


def _head_decides(sheet: CharterSheet) -> Iterator[Finding]:
    tier, head = _of_tier(sheet, 1), sheet.signatory.name
    if tier and head and _same(head, tier.contact.name):
        yield found(
            "L28", "grievance/1",
            f"সনদে যিনি স্বাক্ষর করেছেন ({head}), তিনিই অভিযোগ নিষ্পত্তি কর্মকর্তা। দপ্তরপ্রধানের বিষয়ে অভিযোগ আপিল কর্মকর্তার কাছে পাঠানোর ব্যবস্থা রাখুন।",
            f"Who signed the charter ({head}) is also the grievance redress officer. See that complaints about the head go to the appeal officer.",
        )  # fmt: skip


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and search_form(one or "") == search_form(other or "")


def _limits(sheet: CharterSheet) -> Iterator[Finding]:
    for tier in sheet.grievance_tiers:
        due, limit, where = GUIDELINE_DAYS.get(tier.tier or 0), tier.time_limit, f"grievance/{tier.tier}"
        if due is None:
            continue
        step, days = to_bangla(tier.tier or 0), to_bangla(due)
        if limit.max is not None and limit.unit != "working_day":
            yield found(
                "L5", where,
                f"অভিযোগের {step} নম্বর ধাপের সময়সীমা (“{limit.text}”) কার্যদিবসে নয়। নির্দেশিকা ৭.৪.১ অনুযায়ী কার্যদিবসে ({days}) লিখুন।",
                f"The limit of grievance step {tier.tier} (“{limit.text}”) is not in working days. Write it in working days ({due}), as guideline 7.4.1 has it.",
            )  # fmt: skip
        elif limit.max != due:
            yield found(
                "L4", where,
                f"অভিযোগের {step} নম্বর ধাপের সময়সীমা “{limit.text}”; নির্দেশিকা ৭.৪.১ অনুযায়ী {days} কার্যদিবস। মিলিয়ে নিন।",
                f"The limit of grievance step {tier.tier} is “{limit.text}”; guideline 7.4.1 says {due} working days. Bring it in line.",
            )  # fmt: skip


def _part_missing(sheet: CharterSheet) -> Iterator[Finding]:
    if not sheet.grievance_tiers:
        yield found(
            "L11", "grievance",
            "অভিযোগ ব্যবস্থাপনার অংশটি নেই। কার কাছে, কোথায় ও কত দিনে অভিযোগ নিষ্পত্তি হবে তা তিন ধাপে যোগ করুন।",
            "The part on grievance redress is missing. Add in three steps to whom, where and within how many days.",
        )  # fmt: skip
    elif not any(tier.tier == 3 and tier.contact.text for tier in sheet.grievance_tiers):
        yield found(
            "L11", "grievance/3",
            "অভিযোগ ব্যবস্থাপনা সেলের ঠিকানা নেই। মন্ত্রিপরিষদ বিভাগের সেলের ঠিকানা যোগ করুন।",
            "The address of the grievance cell is missing. Add the address of the cell in the Cabinet Division.",
            "warning",
        )  # fmt: skip


def _few_steps(sheet: CharterSheet) -> Iterator[Finding]:
    count = len(sheet.grievance_tiers)
    if 0 < count < len(GUIDELINE_DAYS):
        yield found(
            "L32", "grievance",
            f"অভিযোগের ধাপ {to_bangla(count)}টি; নির্দেশিকায় তিনটি: অভিযোগ নিষ্পত্তি কর্মকর্তা, আপিল কর্মকর্তা ও অভিযোগ ব্যবস্থাপনা সেল। বাকি ধাপ যোগ করুন।",
            f"There are {count} steps of complaint; the guideline has three: the grievance redress officer, the appeal officer and the cell. Add what is missing.",
        )  # fmt: skip


def _contact_missing(sheet: CharterSheet) -> Iterator[Finding]:
    for tier in sheet.grievance_tiers:
        contact = tier.contact
        if tier.tier in (1, 2) and not (contact.phones or contact.emails):
            yield found(
                "L33", f"grievance/{tier.tier}",
                f"“{tier.to}”: ফোন নম্বর বা ই-মেইল লেখা নেই। নাম, ঠিকানা, ফোন ও ই-মেইল যোগ করুন।",
                f"“{tier.to}”: neither phone nor e-mail is written. Add name, address, phone and e-mail.",
            )  # fmt: skip


RULES: tuple[Callable[[CharterSheet], Iterator[Finding]], ...] = (
    _provider_decides, _head_decides, _limits, _part_missing, _few_steps, _contact_missing,
)  # fmt: skip
