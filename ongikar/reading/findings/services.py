"""Rules about what a service promises: its limit, its officer, its papers, its fee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.normal import search_form
from ongikar.reading.cells.cell import pattern, plain_form
from ongikar.reading.cells.quantities import numbers_written_out
from ongikar.reading.rules import found
from ongikar.reading.sheet import CharterSheet, Contact, Finding, ServiceLine

_AS_APPLICABLE = pattern(
    r"প্রযোজ্য\s*ক্ষেত্রে|নির্দেশনা|চাহিদা\s*(?:অনুযায়ী|মোতাবেক)|অনুযায়ী\s*$|নির্ভরশীল|as applicable|as directed|as required"
)
_FORM = pattern(r"ফরম(?!্)|ফর্ম|\bform\b")
_NO_PAPERS = pattern(r"প্রয়োজন\s*নেই|প্রযোজ্য\s*ন[য়হ]|^নেই|লাগে\s*না|not applicable|none|মৌখিক")
_WHERE_APPLICABLE = pattern(r"প্রযোজ্য\s*ক্ষেত্রে|where applicable|if applicable")
_AT_LEAST = pattern(r"ন্যূনতম|ন্যুনতম|কমপক্ষে|অন্তত|সর্বনিম্ন|at least|minimum|আর[ওো]\s*বেশি|or more")
_AT_MOST = pattern(r"সর্বোচ্চ|সর্বাধিক|অনধিক|at most|maximum|up to")
_PARTS = (
    ("name", "নাম", "name"),
    ("designation", "পদবি", "post"),
    ("phones", "ফোন নম্বর", "phone number"),
    ("emails", "ই-মেইল", "e-mail"),
)


def place(service: ServiceLine) -> str:
    """Where a service stands: its section and number, as in citizen/3."""
    return f"{service.section or '-'}/{service.number or '-'}"


def _no_number(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        text = service.time_limit.text
        if service.time_limit.max is not None:
            continue
        if not text:
            bn = f"“{service.name}”: সময়সীমা লেখা নেই। কত কার্যদিবসের মধ্যে সেবাটি দেওয়া হবে তা লিখুন।"
            en = f"“{service.name}”: no time limit is written. Write within how many working days it is given."
        else:
            bn = f"“{service.name}”: সময়সীমায় (“{text}”) কোনো সংখ্যা নেই, তাই তা রাখা হলো কি না মাপা যায় না। কত কার্যদিবস তা লিখুন।"
            en = f"“{service.name}”: the time limit (“{text}”) has no number, so keeping it cannot be measured. Write how many working days."
        yield found("L1", place(service), bn, en)


def _officer_incomplete(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        officer = service.officers[0] if service.officers else Contact()
        missing = [(bn, en) for name, bn, en in _PARTS if not getattr(officer, name)]
        if missing:
            bn, en = ", ".join(bn for bn, _ in missing), ", ".join(en for _, en in missing)
            yield found(
                "L2", place(service),
                f"“{service.name}”: দায়িত্বপ্রাপ্ত কর্মকর্তার {bn} লেখা নেই। যোগ করুন।",
                f"“{service.name}”: of the officer in charge the following is not written: {en}. Add it.",
            )  # fmt: skip


def _papers_not_exact(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        plain = plain_form(service.papers.text)
        if plain and (_NO_PAPERS.search(plain) or not _AS_APPLICABLE.search(plain)):
            continue
        said = f" (“{service.papers.text}”)" if plain else ""
        yield found(
            "L7", place(service),
            f"“{service.name}”: কোন কোন কাগজ লাগবে তা নির্দিষ্ট করে লেখা নেই{said}। প্রতিটি কাগজের নাম লিখুন, না লাগলে তা-ও লিখুন।",
            f"“{service.name}”: which papers are needed is not written exactly{said}. Name each paper, or write that none is needed.",
        )  # fmt: skip


def _no_way_to_pay(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        fee = service.fee
        if fee.kind == "free" or not fee.text.strip(" -–—"):
            continue
        if "treasury_challan" in fee.payment and not fee.code:
            yield found(
                "L8", place(service),
                f"“{service.name}”: চালানে জমা দেওয়ার কোড লেখা নেই। ১৩ অঙ্কের কোডটি লিখুন।",
                f"“{service.name}”: the code for the challan is not written. Write the code of 13 digits.",
            )  # fmt: skip
        elif fee.payment == ("unspecified",):
            yield found(
                "L8", place(service),
                f"“{service.name}”: মূল্য (“{fee.text}”) কীভাবে পরিশোধ করতে হবে তা লেখা নেই। উপায় ও কোড লিখুন।",
                f"“{service.name}”: how to pay the fee (“{fee.text}”) is not written. Write the way to pay and the code.",
            )  # fmt: skip


def _form_not_attached(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        if _FORM.search(plain_form(service.papers.text)):
            yield found(
                "L9", place(service),
                f"“{service.name}”: ফরমের কথা লেখা আছে, কিন্তু ফরমটি সনদের সঙ্গে নেই। ফরম বা তার লিংক যোগ করুন।",
                f"“{service.name}”: a form is named but does not come with the charter. Attach the form or its link.",
            )  # fmt: skip


def _same_name(sheet: CharterSheet) -> Iterator[Finding]:
    counted = Counter((service.section, search_form(service.name)) for service in sheet.services)
    for service in sheet.services:
        if counted[service.section, search_form(service.name)] > 1:
            yield found(
                "L19", place(service),
                f"“{service.name}” নামে একাধিক সেবা আছে। নাম আলাদা করুন, অথবা এক করে দিন।",
                f"More than one service is named “{service.name}”. Give them names that differ, or make them one.",
            )  # fmt: skip


def _digits_and_words(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        if numbers_written_out(plain_form(service.time_limit.text))[1]:
            yield found(
                "L29", place(service),
                f"“{service.name}”: সময়সীমা “{service.time_limit.text}” অঙ্কে এক, কথায় আরেক। কোনটি ঠিক তা লিখুন।",
                f"“{service.name}”: the limit “{service.time_limit.text}” says one number in digits and another in words. Write which holds.",
            )  # fmt: skip


def _where_applicable(sheet: CharterSheet) -> Iterator[Finding]:
    loose = [s for s in sheet.services if s.time_limit.max and _WHERE_APPLICABLE.search(plain_form(s.time_limit.text))]
    if loose:
        count = len(loose)
        yield found(
            "L30", ", ".join(map(place, loose)),
            f"{to_bangla(count)}টি সেবার সময়সীমা শুধু “প্রযোজ্য ক্ষেত্রে”, কিন্তু কোন ক্ষেত্রে প্রযোজ্য তা লেখা নেই। কখন প্রযোজ্য নয় তা লিখুন।",
            f"The limits of {count} services hold only “where applicable”, but where is not written. Write when they do not apply.",
        )  # fmt: skip


def _least_not_most(sheet: CharterSheet) -> Iterator[Finding]:
    for service in sheet.services:
        limit, plain = service.time_limit, plain_form(service.time_limit.text)
        if limit.max is not None and limit.kind != "range" and _AT_LEAST.search(plain) and not _AT_MOST.search(plain):
            yield found(
                "L31", place(service),
                f"“{service.name}”: “{limit.text}” কমপক্ষে কত সময় লাগবে তা বলে, সর্বোচ্চ কত তা বলে না। সর্বোচ্চ সময় লিখুন।",
                f"“{service.name}”: “{limit.text}” says how long it takes at least, not at most. Write the longest time.",
            )  # fmt: skip


def _odd_phones(sheet: CharterSheet) -> Iterator[Finding]:
    contacts = [(place(s), o) for s in sheet.services for o in s.officers]
    contacts += [(f"grievance/{tier.tier}", tier.contact) for tier in sheet.grievance_tiers]
    told: set[str] = set()
    for where, contact in contacts:
        for phone in contact.phones:
            if phone not in told and _is_odd(phone):
                told.add(phone)
                yield found(
                    "L34", where,
                    f"ফোন নম্বর {phone}: অঙ্কের সংখ্যা বা এলাকার কোড ঠিক নয়। নম্বরটি মিলিয়ে লিখুন।",
                    f"Phone number {phone}: a wrong count of digits, or no area code. Check it and write it in full.",
                )  # fmt: skip


def _is_odd(phone: str) -> bool:
    digits = phone.removeprefix("+880")
    return phone.startswith("?") or (
        phone.startswith("+880") and (len(digits) != 10 if digits[:1] == "1" else len(digits) > 10)
    )


def _serials(sheet: CharterSheet) -> Iterator[Finding]:
    sections = dict.fromkeys(service.section for service in sheet.services)
    for section in sections:
        numbers = [s.number for s in sheet.services if s.section == section]
        if numbers != list(range(1, len(numbers) + 1)) and any(number is not None for number in numbers):
            yield found(
                "L35", section or "services",
                "সেবার ক্রমিক নম্বর ১ থেকে ধারাবাহিক নয়। ক্রমিকগুলো মিলিয়ে নিন, যাতে নম্বর দিয়ে একটি সেবাই বোঝায়।",
                "The serial numbers of the services do not run on from 1. Put them in order, so that a number means one service.",
            )  # fmt: skip


RULES: tuple[Callable[[CharterSheet], Iterator[Finding]], ...] = (
    _no_number, _officer_incomplete, _papers_not_exact, _no_way_to_pay, _form_not_attached, _same_name, _digits_and_words,
    _where_applicable, _least_not_most, _odd_phones, _serials,
)  # fmt: skip
