"""The linter: every rule that a document can break has a charter here that breaks it, and one that does not."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from ongikar.reading import CharterSheet, read_charter
from ongikar.reading.rules import RULES
from ongikar.reading.sheet import Finding
from tests.reading.mangling import NAME, source

TODAY = date(2026, 11, 24)
HEADER = "ক্রমিক নং\tসেবার নাম\tসেবা প্রদান পদ্ধতি\tপ্রয়োজনীয় কাগজপত্র\tসেবার মূল্য\tসময়সীমা\tদায়িত্বপ্রাপ্ত কর্মকর্তা"
OFFICER = "জনাব রহিমা খাতুন সহকারী পরিচালক ফোন: ০৩৯৯-৬১০০১ ad@office.gov.bd"
TIERS = (
    "ক্রমিক নং\tকখন যোগাযোগ করবেন\tকার সঙ্গে যোগাযোগ করবেন\tযোগাযোগের ঠিকানা\tনিষ্পত্তির সময়সীমা",
    "১\tসমাধান না পেলে\tঅভিযোগ নিষ্পত্তি কর্মকর্তা\tজনাব কামাল হোসেন উপপরিচালক ফোন: ০৩৯৯-৬১০০২\t৩০ কার্যদিবস",
    "২\tসমাধান না পেলে\tআপিল কর্মকর্তা\tজনাব জামাল হোসেন পরিচালক ফোন: ০৩৯৯-৬১০০৩\t২০ কার্যদিবস",
    "৩\tসমাধান না পেলে\tঅভিযোগ ব্যবস্থাপনা সেল\tবাংলাদেশ সচিবালয়, ঢাকা\t৬০ কার্যদিবস",
)
SOUND = """ভিশন: সেবা।
মিশন: আরও সেবা।
২.১) নাগরিক সেবা
{header}
{rows}
৪. আমাদের প্রত্যাশা
১। সম্পূর্ণ আবেদন করা
৫. অভিযোগ ব্যবস্থাপনা
{tiers}
{date}
(করিম উদ্দিন)
পরিচালক
"""


def row(
    number: str = "১",
    name: str = "Issue of a trade licence সনদ",
    papers: str = "পরিচয়পত্র",
    fee: str = "১০০ টাকা নগদ",
    limit: str = "৩ কার্যদিবস",
    officer: str = OFFICER,
) -> str:
    return "\t".join((number, name, "সরাসরি", papers, fee, limit, officer))


def charter(*rows: str, tiers: tuple[str, ...] = TIERS, day: str = "০১/১১/২০২৬", text: str = SOUND) -> CharterSheet:
    whole = text.format(header=HEADER, rows="\n".join(rows or (row(),)), tiers="\n".join(tiers), date=day)
    return read_charter(whole.encode(), "charter.txt", on=TODAY)


def rules(sheet: CharterSheet) -> set[str]:
    return {finding.rule for finding in sheet.findings}


def test_a_sound_charter_has_nothing_to_find() -> None:
    assert rules(charter()) == set()


def tiers_with(place: int, old: str, new: str) -> tuple[str, ...]:
    return tuple(line.replace(old, new) if n == place else line for n, line in enumerate(TIERS))


CASES = {
    "L1": lambda: charter(row(limit="নির্দেশনা অনুযায়ী")),
    "L2": lambda: charter(row(officer="জনাব রহিমা খাতুন ফোন: ০৩৯৯-৬১০০১ ad@office.gov.bd")),
    "L3": lambda: charter(tiers=tiers_with(1, "কামাল হোসেন", "রহিমা খাতুন")),
    "L4": lambda: charter(tiers=tiers_with(2, "২০ কার্যদিবস", "১৫ কার্যদিবস")),
    "L5": lambda: charter(tiers=tiers_with(1, "৩০ কার্যদিবস", "৩০ দিন")),
    "L6": lambda: charter(day="০১/০১/২০২৬"),
    "L7": lambda: charter(row(papers="প্রযোজ্য ক্ষেত্রে আবেদনপত্র")),
    "L8": lambda: charter(row(fee="১০০ টাকা")),
    "L9": lambda: charter(row(papers="নির্ধারিত ফরম")),
    "L10": lambda: charter(text=SOUND.replace("৪. আমাদের প্রত্যাশা\n১। সম্পূর্ণ আবেদন করা\n", "")),
    "L11": lambda: charter(tiers=()),
    "L12": lambda: charter(text="৩. আওতাধীন দপ্তর\n১। উপজেলা কার্যালয় - http://a.gov.bd\n" + SOUND),
    "L13": lambda: charter(row(officer=OFFICER.replace("office.gov.bd", "gmail.com"))),
    "L14": lambda: charter(row(name="Issue of a licence দরখাসত্ম গ্রহণ")),
    "L15": lambda: charter(row(name="Help with e-Nothi ই-নথি")),
    "L17": lambda: charter(text="৩. আওতাধীন দপ্তর\n১। উপজেলা কার্যালয় - https://a.gov.bd\n" + SOUND),
    "L18": lambda: charter(row(name="ট্রেড লাইসেন্স")),
    "L19": lambda: charter(row(), row("২")),
    "L21": lambda: charter(text="{tiers}"),
    "L22": lambda: charter(text=SOUND.replace("মিশন: আরও সেবা।\n", "")),
    "L23": lambda: charter(row(limit="৩ কার্যদিব স")),
    "L24": lambda: charter(text=SOUND.replace("{header}", HEADER.replace("কাগজপত্র", "কাগজ পত্র ও প্রাতিষ্ঠান"))),
    "L25": lambda: charter(row(papers="সরকারি পত্র, সরকারী সনদ")),
    "L26": lambda: charter(day=""),
    "L27": lambda: charter(text=SOUND.replace("(করিম উদ্দিন)\nপরিচালক\n", "")),
    "L28": lambda: charter(tiers=tiers_with(1, "কামাল হোসেন", "করিম উদ্দিন")),
    "L29": lambda: charter(row(limit="০৩ (চার) কার্যদিবস")),
    "L30": lambda: charter(row(limit="৩ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)")),
    "L31": lambda: charter(row(limit="কমপক্ষে ৩ কার্যদিবস")),
    "L32": lambda: charter(tiers=TIERS[:3]),
    "L33": lambda: charter(tiers=tiers_with(2, " ফোন: ০৩৯৯-৬১০০৩", "")),
    "L34": lambda: charter(row(officer=OFFICER.replace("০৩৯৯-৬১০০১", "০১৭১১-১১১১"))),
    "L35": lambda: charter(row("১"), row("৩", name="Renewal of a trade licence সনদ")),
    "L36": lambda: charter(row(fee="100 টাকা নগদ")),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_charter_that_breaks_a_rule_is_told_so(rule: str) -> None:
    assert rule in rules(CASES[rule]())


def test_every_rule_that_a_document_can_break_is_tested() -> None:
    assert set(CASES) == {rule.id for rule in RULES.values() if rule.document}


def test_rules_are_numbered_on_from_one_without_a_gap() -> None:
    assert list(RULES) == [f"L{number}" for number in range(1, len(RULES) + 1)]


def every_finding() -> list[Finding]:
    sheets = [CASES[rule]() for rule in CASES] + [read_charter(source().encode(), NAME, on=TODAY)]
    return [finding for sheet in sheets for finding in sheet.findings]


def test_every_finding_speaks_both_languages_and_says_what_to_do() -> None:
    for finding in every_finding():
        assert re.search("[\u0985-\u09b9]", finding.message_bn)
        assert len(re.findall(r"[।:]", finding.message_bn)) >= 1, finding
        assert finding.message_bn.endswith("।"), finding
        assert finding.message_en.endswith("."), finding
        assert len(re.findall(r"[.:;”] [A-Za-z]", finding.message_en)) >= 1, finding
        assert finding.where


def test_findings_stand_in_the_order_of_their_rules(seed: CharterSheet) -> None:
    numbers = [int(finding.rule[1:]) for finding in seed.findings]
    assert numbers == sorted(numbers)


@pytest.fixture(scope="module")
def seed() -> CharterSheet:
    return read_charter(source().encode(), NAME, on=TODAY)


def test_the_sample_charter_has_the_weaknesses_that_were_counted_by_hand(seed: CharterSheet) -> None:
    counted = Counter(finding.rule for finding in seed.findings)
    assert (counted["L1"], counted["L2"], counted["L8"], counted["L12"], counted["L17"]) == (18, 1, 4, 5, 5)
    assert {"L3", "L6", "L13", "L15", "L18", "L23", "L24", "L25", "L28", "L30", "L36"} <= set(counted)
    assert not {"L4", "L5", "L10", "L11", "L14", "L19", "L26", "L29", "L32", "L34", "L35"} & set(counted)


def test_the_missing_post_is_named_with_its_service(seed: CharterSheet) -> None:
    assert [f.where for f in seed.findings if f.rule == "L2"] == ["institutional/6"]


def test_one_person_in_every_part_is_counted(seed: CharterSheet) -> None:
    told = next(f for f in seed.findings if f.rule == "L3")
    assert "২৩টি" in told.message_bn
    assert "23 of the services" in told.message_en


def test_dated_names_offer_to_suspend_the_service(seed: CharterSheet) -> None:
    told = {f.where: f.message_bn for f in seed.findings if f.rule == "L15"}
    assert {"citizen/7", "institutional/5", "institutional/10", "internal/2", "internal/5", "officers"} <= set(told)
    assert "আদেশ নং, কারণ ও তারিখ দিয়ে স্থগিত করুন" in told["citizen/7"]


def test_without_today_the_age_of_the_charter_is_not_judged() -> None:
    assert "L6" not in rules(read_charter(source().encode(), NAME))
