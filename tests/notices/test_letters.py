"""The contract of the letters: every verb that is told has both, and none says what the charter does not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import Settings

from ongikar.bangla.dates import long_date
from ongikar.bangla.digits import in_threes, to_ascii, to_bangla
from ongikar.cases.files import receive
from ongikar.cases.models import CaseEvent
from ongikar.journal.verbs import VERBS
from ongikar.notices import letters
from ongikar.notices.letters import compose, template_of
from ongikar.notices.models import Recipient
from ongikar.notices.tell import TELL
from tests.cast import NOW, Cast, make_case, moment
from tests.notices.stories import FEE, KINDS, LATER, MATTER, PERSON, events_of

LANGUAGES = ("bn", "en")
OWN_TARGET = {"bn": "দপ্তরের নিজস্ব লক্ষ্য; সনদে কোনো সংখ্যা নেই", "en": "office's own target; the charter gives no number"}
TOLD = [(verb, recipient) for verb, recipients in TELL.items() for recipient in recipients]
AMOUNT_OF_TIME = re.compile(
    r"\d+\s*(?:\([^)]*\)\s*)?(?:কার্যদিবস|দিন|সপ্তাহ|মাস|ঘণ্টা|(?:working )?days?|weeks?|months?|hours?)"
)


def told(events: list[CaseEvent], language: str) -> list[tuple[CaseEvent, letters.Letter]]:
    return [(event, compose(event, to, language)) for event in events for to in TELL.get(event.verb, ())]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("verb", "recipient"), TOLD)
def test_every_verb_that_is_told_has_a_letter_in_both_languages(verb: str, recipient: Recipient, language: str) -> None:
    assert verb in VERBS
    assert (letters.TEMPLATES / template_of(verb, recipient, language)).is_file()


def test_no_letter_is_left_without_a_verb() -> None:
    wanted = {template_of(verb, to, language) for verb, to in TOLD for language in LANGUAGES}
    assert {path.name for path in letters.TEMPLATES.glob("case_*.txt")} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_whole_for_every_kind_of_case(cast: Cast, kind: str, language: str) -> None:
    events = events_of(cast, kind, language=language)
    assert {event.verb for event in events} >= set(TELL) - ({"case.fee_set"} if not KINDS[kind][2] else set())
    for event, letter in told(events, language):
        reference = in_threes(event.case.reference)
        assert (to_bangla(reference) if language == "bn" else reference) in letter.body
        assert letter.subject
        assert "\n" not in letter.subject
        for stray in ("{{", "{%", "None", "&amp;", "&lt;", "\n\n\n", "।।", " ।", "..", "  \n"):
            assert stray not in letter.body, (event.verb, stray, letter.body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_subject_carries_the_matter_or_who_asks(cast: Cast, kind: str, language: str) -> None:
    events = events_of(cast, kind, language=language)
    secrets = [MATTER, *PERSON.values(), events[0].case.promise.name_bn, "ঠিকানা দিন", "পুলিশ", "দপ্তরে আসুন"]
    for event, letter in told(events, language):
        assert [secret for secret in secrets if secret in letter.subject] == [], event.verb


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_post_is_not_told_who_asks_for_what(cast: Cast, language: str) -> None:
    for event in events_of(cast, "charter"):
        if Recipient.POST in TELL.get(event.verb, ()):
            body = compose(event, Recipient.POST, language).body
            assert [secret for secret in (MATTER, *PERSON.values()) if secret in body] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_offices_own_target_is_named_exactly_where_a_date_is_one(cast: Cast, kind: str, language: str) -> None:
    for event, letter in told(events_of(cast, kind, language=language), language):
        own = OWN_TARGET[language] in letter.body
        dated = event.facts["due_on"] and shown_date(event.facts["due_on"], language) in letter.body
        assert own == bool(dated and event.facts["basis"] == "own_target"), (event.verb, letter.body)


def shown_date(iso: str, language: str) -> str:
    return long_date(date.fromisoformat(iso), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_names_an_amount_of_time_that_the_charter_does_not_write(
    cast: Cast, kind: str, language: str
) -> None:
    for event, letter in told(events_of(cast, kind, language=language), language):
        if event.verb == "case.warned":  # it counts the days that are left
            continue
        promise, tier = event.case.promise, event.case.promise.edition.tiers.first()
        assert tier is not None
        written = {promise.limit_bn, promise.limit_en, tier.limit_bn, tier.limit_en}
        said = letter.body
        for cell in filter(None, written):
            said = said.replace(letters.fold(cell), "")
        if event.case.basis == "charter":  # its reckoning counts the charter's own days
            said = "\n".join(line for line in said.splitlines() if "যেভাবে এল" not in line and "came about" not in line)
        assert AMOUNT_OF_TIME.findall(to_ascii(said)) == [], (event.verb, said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_written_from_the_fact_and_not_from_what_came_after(cast: Cast, kind: str, language: str) -> None:
    event = next(event for event in events_of(cast, kind, language=language) if event.verb == "case.filed")
    body = compose(event, Recipient.REQUESTER, language).body
    if event.facts["due_on"]:
        assert shown_date(event.facts["due_on"], language) in body
    else:
        assert {"bn": "আগ্রহীদের তালিকায়", "en": "list of those interested"}[language] in body


def test_the_receipt_says_promise_date_fee_papers_and_post(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    case.attach([receive("আবেদন.pdf", b"%PDF-1.4 x")], by=cast.head.author(), at=NOW)
    body = compose(case.events.get(), Recipient.REQUESTER, "bn").body
    for words in (
        "রবিবার, ২২ নভেম্বর ২০২৬, ১০:০০টায় পাওয়া গেছে",
        "পাওয়া কাগজ: আবেদন.pdf।",
        "\n  রবিবার, ২৯ নভেম্বর ২০২৬\n",
        "২৭–২৮ নভে সাপ্তাহিক ছুটি (শুক্র–শনি)",
        "সময়সীমা (সনদের কথায়): ০৫ (পাঁচ) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)",
        "মূল্য: বিনামূল্যে",
        "প্রোগ্রামার, ফোন ০২৫৮৯৯১৫০৭৬",
    ):
        assert words in body, body


def test_the_tracking_link_is_given_only_where_the_office_has_an_address(cast: Cast, settings: Settings) -> None:
    event = make_case(cast).events.get()
    settings.SITE_URL = ""
    without = compose(event, Recipient.REQUESTER, "bn").body
    assert "http" not in without
    assert "ফোন করুন: ০২৫৮৯৯১৫০৭৬" in without
    settings.SITE_URL = "https://seba.example"
    assert f"https://seba.example/t/{event.case_id}/" in compose(event, Recipient.REQUESTER, "bn").body
    assert f"https://seba.example/en/t/{event.case_id}/" in compose(event, Recipient.REQUESTER, "en").body


@pytest.mark.parametrize(
    ("language", "free", "by_rule", "amount"),
    [
        ("bn", "মূল্য: বিনামূল্যে", "কাজ শুরুর আগে জানানো হবে", "৫০০ টাকা"),
        ("en", "Fee: Free", "told before work begins", "500 taka"),
    ],
)
def test_the_fee_is_free_or_told_with_its_rule(cast: Cast, language: str, free: str, by_rule: str, amount: str) -> None:
    assert free in compose(make_case(cast).events.get(), Recipient.REQUESTER, language).body
    case = make_case(cast, "institutional-2", key="fee")
    assert by_rule in compose(case.events.get(), Recipient.REQUESTER, language).body
    named = case.set_fee(by=cast.head.author(), at=LATER, **FEE)
    body = compose(named, Recipient.REQUESTER, language).body
    assert amount in body
    assert "প্রশিক্ষণ নীতিমালা ২০২৪" in body
    assert "চালানে" in body


def test_where_the_limit_does_not_apply_the_letter_says_why_and_which_date(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    case.accept(by=cast.head.author(), at=LATER, **KINDS["agreed"][1])
    body = compose(case.events.latest("pk"), Recipient.REQUESTER, "bn").body
    assert "তথ্য অন্য দপ্তরে" in body
    assert "বৃহস্পতিবার, ৩ ডিসেম্বর ২০২৬" in body
    assert "সনদের সময়সীমা এখানে প্রযোজ্য নয়" in body


def test_a_date_by_order_names_the_memo(cast: Cast) -> None:
    case = make_case(cast, "citizen-6")
    case.set_fee(by=cast.head.author(), at=LATER, amount="0", rule="নীতিমালা")
    event = case.accept(by=cast.head.author(), at=LATER, **KINDS["order"][1])
    assert "স্মারক নং ৫৬.০৪.০০০০.০০১, তারিখ ২০ নভেম্বর ২০২৬" in compose(event, Recipient.REQUESTER, "bn").body


def test_papers_asked_for_are_named_in_the_readers_language(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    named = case.promise.papers[0]
    event = case.ask(by=cast.head.author(), at=LATER, reason="papers", why="লাগবে", papers=[named["bn"]])
    bangla, english = (compose(event, Recipient.REQUESTER, language).body for language in LANGUAGES)
    assert f"— {named['bn']}" in bangla
    assert f"— {named.get('en') or named['bn']}" in english
    assert "সময় গণনা থেমে আছে" in bangla
    assert "clock has stood still" in english


def test_what_an_officer_writes_is_neither_escaped_nor_set_apart(cast: Cast) -> None:
    event = make_case(cast).say(by=cast.head.author(), at=LATER, body="  বুধবার আসুন\n  ক: <৫টা> & পরে")
    assert "\n\nবুধবার আসুন\nক: <৫টা> & পরে\n\n" in compose(event, Recipient.REQUESTER, "bn").body


def test_who_did_not_withdraw_can_say_so(cast: Cast) -> None:
    case = make_case(cast)
    event = case.withdraw(by=cast.head.author(), at=moment("2026-11-23 10:00"), reason="ফোনে জানিয়েছেন")
    body = compose(event, Recipient.REQUESTER, "bn").body
    assert "তুলে না নিয়ে থাকলে দপ্তরকে জানান" in body
    assert "ফোনে জানিয়েছেন" in body
