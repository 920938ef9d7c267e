"""Cases of every kind, led through every verb that is told: what the letters are tried on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ongikar.cases.deeds import act_next
from ongikar.cases.mistakes import correct_requester, mark_duplicate, refile, undo_delivery
from ongikar.cases.models import Case, CaseEvent
from ongikar.journal.authors import SYSTEM, requester
from tests.cast import Cast, make_case, moment

# kind -> (service, what accepting it needs, the fee where a rule sets it)
FEE = {"amount": "৫০০", "rule": "প্রশিক্ষণ নীতিমালা ২০২৪", "payment": "চালানে"}
ORDER = {"order_no": "৫৬.০৪.০০০০.০০১", "order_on": date(2026, 11, 20), "new_date": date(2026, 12, 10)}
KINDS: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "charter": ("institutional-1", {"limit_applies": True}, {}),
    "agreed": (
        "institutional-1",
        {"limit_applies": False, "reason": "তথ্য অন্য দপ্তরে", "new_date": date(2026, 12, 3)},
        {},
    ),
    "own_target": ("citizen-5", {"limit_applies": True}, {}),
    "order": ("citizen-6", ORDER, {"amount": "0", "rule": FEE["rule"]}),
    "fee": ("institutional-2", {"limit_applies": True}, FEE),
}
MATTER = "ফেসবুকে আমার ছবি দিয়ে ভুয়া আইডি খোলা হয়েছে"
PERSON = {"name": "রহিমা খাতুন", "address": "ক্ষেতলাল", "phone": "+8801712345678", "email": "rahima@example.org"}
LATER = moment("2026-11-22 15:00")
REDATED, DELAYED = moment("2026-11-23 12:30"), moment("2026-11-23 12:45")


def told_of(cast: Cast, kind: str, *, language: str = "bn", **changes: Any) -> Case:
    """A case of this kind on which everything that is told has happened."""
    code, accepting, fee = KINDS[kind]
    who = {**PERSON, "matter": MATTER, "language": language, **changes}
    case = make_case(cast, code, key=f"{kind}-{language}-1", **who)
    officer, citizen = cast.head.author(), requester(PERSON["name"])
    case.ask(by=officer, at=LATER, reason="other", why="কোন আইডি, তার ঠিকানা দিন")
    case.reply(by=citizen, body="দিলাম", at=moment("2026-11-23 11:00"))
    if fee:
        case.set_fee(by=officer, at=moment("2026-11-23 11:30"), **fee)
    case.accept(by=officer, at=moment("2026-11-23 12:00"), **accepting)
    redate(case)
    delay(case)
    case.reply(by=citizen, body="কবে আসব?", at=moment("2026-11-23 12:50"))
    case.say(by=officer, at=moment("2026-11-23 13:00"), body="বুধবার\n  দপ্তরে আসুন")
    while act_next(moment("2026-12-20 09:00")):
        pass
    case.refresh_from_db()
    case.deliver(by=officer, at=moment("2026-12-21 09:00"), text="দেওয়া হয়েছে")
    undo_delivery(case, by=officer, at=moment("2026-12-21 09:30"), reason="অন্য আবেদনের বদলে")
    case.deliver(by=officer, at=moment("2026-12-21 10:00"), text="পরামর্শ দেওয়া হয়েছে & লেখা হয়েছে <এখানে>")
    case.reopen(by=officer, at=moment("2026-12-22 10:00"), reason="আইডিটি আবার এসেছে")
    case.transfer(by=officer, at=moment("2026-12-22 11:00"), to=cast.officer.post, reason="তাঁর বিষয়")
    case.refuse(by=cast.officer.author(), at=moment("2026-12-23 10:00"), reason="এটি পুলিশের কাজ", remedy="থানায় জিডি করুন")
    second, third, fourth = (make_case(cast, code, key=f"{kind}-{language}-{n}", **who) for n in (2, 3, 4))
    mark_duplicate(third, of=second, by=officer, at=LATER)
    refile(fourth, promise=cast.promise("citizen-2"), by=officer, at=LATER, reason="পরামর্শ চাওয়া হয়েছে")
    correct_requester(second, by=officer, at=LATER, fields={"email": "rahima.khatun@example.org"})
    second.withdraw(by=citizen, at=LATER)
    return case


def delay(case: Case, *, at: datetime = DELAYED) -> CaseEvent:
    """The fact that the applicant was told beforehand of a delay."""
    facts = {"reason": "যন্ত্রটি মেরামতে আছে", "expected_on": "2026-12-15"}
    return case.record("case.delay_told", by=SYSTEM, at=at, facts=facts)


def redate(case: Case, *, at: datetime = REDATED) -> CaseEvent:
    """The fact that an order moved the date, as a ripple writes it."""
    moved = {"was": "2026-11-29", "announced": "2026-11-23", "source": "০৫.০০.০০০০.১৭৩.০৮.০১৪.২৬-৪৫১"}
    names = {"name_bn": "রাষ্ট্রীয় শোক", "name_en": "State mourning"}
    return case.record("case.redated", by=SYSTEM, at=at, facts={**moved, **names})


def events_of(cast: Cast, kind: str, **changes: Any) -> list[CaseEvent]:
    """Every fact of the story, oldest first."""
    told_of(cast, kind, **changes)
    return list(CaseEvent.objects.select_related("case__promise__edition", "case__office", "case__post").order_by("pk"))
