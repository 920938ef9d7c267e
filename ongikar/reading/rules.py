"""The rules by which a charter is examined: what each looks for, how grave it is, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from ongikar.reading.sheet import Finding, Severity

GRS = "grievance redress guideline 2015 (revised 2018)"
FORM = "the official form of the charter"
SEEN = "seen in charters"


@dataclass(frozen=True)
class Rule:
    """One rule. `document` is False where a document alone cannot tell: those are checked elsewhere, or by people."""

    id: str
    severity: Severity
    title_bn: str
    title_en: str
    source: str
    document: bool = True


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("L1", "warning", "সময়সীমায় কোনো সংখ্যা নেই", "The time limit has no number", FORM),
        Rule("L2", "warning", "দায়িত্বপ্রাপ্ত কর্মকর্তার নাম, পদবি, ফোন বা ই-মেইল নেই", "The officer in charge lacks a name, post, phone or e-mail", FORM),
        Rule("L3", "error", "সেবাদানকারী নিজেই অভিযোগ নিষ্পত্তি কর্মকর্তা", "Who gives the service also decides complaints about it", f"{GRS}, 7.1(ka)ii"),
        Rule("L4", "warning", "অভিযোগ বা আপিল নিষ্পত্তির সময় নির্দেশিকার থেকে ভিন্ন", "A grievance or appeal limit differs from the guideline", f"{GRS}, 7.4.1"),
        Rule("L5", "warning", "অভিযোগের সময়সীমা কার্যদিবসে নয়", "A grievance limit is not in working days", f"{GRS}, 7.4.1"),
        Rule("L6", "warning", "ত্রৈমাসিক হালনাগাদের সময় পেরিয়ে গেছে", "The quarterly review is overdue", "work plan for the charter (APA): updated every quarter"),
        Rule("L7", "note", "কোন কোন কাগজ লাগবে তা নির্দিষ্ট নয়", "Which papers are needed is not exact", FORM),
        Rule("L8", "warning", "মূল্য পরিশোধের উপায় বা কোড নেই", "The way to pay, or the code, is missing", FORM),
        Rule("L9", "note", "ফরমের কথা আছে, ফরম নেই", "A form is named but does not come with the charter", FORM),
        Rule("L10", "warning", "“আমাদের প্রত্যাশা” অংশ নেই", "The part on expectations is missing", FORM),
        Rule("L11", "error", "অভিযোগ ব্যবস্থাপনার অংশ বা সেলের ঠিকানা নেই", "The grievance part or the address of the cell is missing", f"{GRS}, 9(gha)"),
        Rule("L12", "note", "ওয়েব ঠিকানা নিরাপদ (https) নয়", "A web address is not secure (https)", SEEN),
        Rule("L13", "warning", "ব্যক্তিগত মেইল ঠিকানা", "A private mail domain", SEEN),
        Rule("L14", "warning", "ইউনিকোড নয় এমন (বিজয়) লেখা", "Text that is not Unicode (Bijoy)", SEEN),
        Rule("L15", "note", "পুরোনো নাম", "A name that is out of date", SEEN),
        Rule("L16", "warning", "কর্মকর্তা আর ওই পদে নেই", "The officer no longer holds the post", f"{GRS}, 9(gha)", document=False),
        Rule("L17", "note", "আওতাধীন দপ্তরের নিজস্ব সনদ নেই", "A subordinate office without a charter of its own", FORM),
        Rule("L18", "note", "ইংরেজি রূপ নেই", "There is no English version", SEEN),
        Rule("L19", "warning", "একই নামে একাধিক সেবা", "Two services with the same name", SEEN),
        Rule("L20", "warning", "ঊর্ধ্বতন দপ্তরের চেয়ে দীর্ঘ সময়সীমা", "A limit longer than the parent office's", SEEN, document=False),
        Rule("L21", "error", "সেবার কোনো সারণি নেই", "There is no table of services", FORM),
        Rule("L22", "note", "ভিশন বা মিশন নেই", "The vision or the mission is missing", FORM),
        Rule("L23", "note", "বানান বা শব্দ ভাঙা", "A word is misspelt or broken", SEEN),
        Rule("L24", "note", "সারণির শিরোনাম ছকের সঙ্গে মেলে না", "A header is not that of the official form", FORM),
        Rule("L25", "note", "একই শব্দের একাধিক বানান", "One word is spelt in several ways", SEEN),
        Rule("L26", "warning", "সনদে তারিখ নেই", "The charter bears no date", FORM),
        Rule("L27", "note", "স্বাক্ষরকারীর নাম নেই", "Nobody signed the charter", FORM),
        Rule("L28", "warning", "দপ্তরপ্রধান নিজেই অভিযোগ নিষ্পত্তি কর্মকর্তা", "Who signed the charter also decides complaints", f"{GRS}, 7.1(ka)ii"),
        Rule("L29", "error", "অঙ্ক ও কথায় দুই রকম সংখ্যা", "Digits and words give two numbers", SEEN),
        Rule("L30", "note", "“প্রযোজ্য ক্ষেত্রে” কোনটি তা লেখা নেই", "“Where applicable” is not explained", SEEN),
        Rule("L31", "warning", "সর্বোচ্চ সময়ের বদলে সর্বনিম্ন সময়", "A least time instead of the most", SEEN),
        Rule("L32", "warning", "অভিযোগের তিনটি ধাপের কম", "Fewer than three steps of complaint", f"{GRS}, 6.2 and 7.4"),
        Rule("L33", "warning", "অভিযোগের ধাপে যোগাযোগের তথ্য নেই", "A step of complaint lacks its contact", f"{GRS}, 9(gha)"),
        Rule("L34", "warning", "ফোন নম্বরে অঙ্কের সংখ্যা ঠিক নয়", "A phone number has a wrong count of digits", SEEN),
        Rule("L35", "note", "ক্রমিক নম্বর ধারাবাহিক নয়", "Serial numbers are not in order", FORM),
        Rule("L36", "note", "এক দলিলে দুই ধরনের অঙ্ক", "Two sets of digits in one document", SEEN),
    )
}  # fmt: skip


def found(rule: str, where: str, bn: str, en: str, severity: Severity | None = None) -> Finding:
    """A finding of a rule, as grave as the rule unless told otherwise."""
    return Finding(rule, severity or RULES[rule].severity, where, bn, en)
