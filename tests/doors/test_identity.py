"""A key of the form is not the identity of the asking: at every door, the same key with other words is a second one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.doors.citizen import helping, opened, resent
from ongikar.grievances.around.models import HearingEntry, Suggestion
from ongikar.grievances.models import Grievance
from ongikar.journal.authors import requester
from ongikar.offices.models import CalendarOrder
from tests.cast import PASSWORD, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import appeal_officer_inside, separate_grievance_officer

HOME = "/doict-joypurhat/"


@dataclass(frozen=True)
class Door:
    """A form by which something is asked: where, what is typed, what is typed another time, and what is made."""

    path: str
    typed: dict[str, Any]
    other: dict[str, Any]
    made: type[Any]
    user: str = ""
    more: dict[str, dict[str, Any]] = field(default_factory=dict)  # further changes, each another asking

    def client(self) -> Client:
        return signed_in(self.user) if self.user else Client()

    def words(self, **changes: Any) -> dict[str, Any]:
        return {**self.typed, **changes}


WHEN = {"received_on": "2026-11-22", "received_time": "09:30"}
ASKING = Door(
    f"{HOME}services/institutional-1/ask/",
    {
        "name": "মিজানুর রহমান", "address": "সদর", "phone": "০১৭১২৩৪৫৬৭৮", "matter": "ল্যাবের তালিকা চাই", "consent": "on",
        "institution": "জেলা শিক্ষা অফিস", "designation": "গবেষণা কর্মকর্তা", "memo_no": "৩৭.০১",
        "paper_0": "later",
    },
    {"name": "রোকেয়া বেগম", "matter": "আরেকটি কথা"},
    Case,
    more={
        "memo": {"memo_no": "৩৭.০২"},
        "institution": {"institution": "উপজেলা শিক্ষা অফিস"},
        "designation": {"designation": "শিক্ষা অফিসার"},
        "upazila": {"place": "kalai"},
        "phone": {"phone": "০১৮১২৩৪৫৬৭৮"},
        "helper": {"agent": "পুরানাপৈল ইউডিসি", "agent_consent": "on"},
    },
)  # fmt: skip
COMPLAINT = Door(
    f"{HOME}grievance/",
    {
        "kind": "public", "subject": "সেবা পাইনি", "matter": "চার দিন পার হলো", "name": "রহিমা খাতুন",
        "mobile": "০১৭১২-৩৪৫৬৭৮", "relation": "self", "consent": "on",
    },
    {"name": "করিম মিয়া", "matter": "কেউ ফোন ধরেন না"},
    Grievance,
    more={
        "subject": {"subject": "দেরি হচ্ছে"},
        "service": {"service": "citizen-5"},
        "number": {"tracking_no": "ডকেট ১২"},
        "hidden": {"identity_hidden": "on"},
    },
)  # fmt: skip
SUGGESTION = Door(
    f"{HOME}suggestion/",
    {"text": "ফরমটি ছোট করুন", "kind": "simpler", "effect": "quicker", "name": "করিম"},
    {"text": "ফোন নম্বরটি বড় করে লিখুন", "name": "রহিমা"},
    Suggestion,
    more={"kind": {"kind": "idea"}, "service": {"service": "citizen-5"}},
)
LETTER = Door(
    "/desk/register/institutional-1/",
    {
        "channel": "letter", **WHEN, "name": "মিজানুর রহমান", "institution": "জেলা শিক্ষা অফিস", "designation": "কর্মকর্তা",
        "memo_no": "৩৭.০১", "address": "সদর", "phone": "০১৭১২৩৪৫৬৭৮", "matter": "ল্যাবের তালিকা চাই",
    },
    {"name": "রোকেয়া বেগম", "matter": "আরেকটি কথা"},
    Case,
    "clerk",
    {"memo": {"memo_no": "৩৭.০২"}, "time": {"received_time": "09:31"}, "channel": {"channel": "email"}},
)  # fmt: skip
KEYED_IN = Door(
    "/desk/grievances/new/",
    {
        "medium": "counter", "kind": "public", **WHEN, "matter": "তিনবার এসেও সেবা পাইনি", "name": "করিম",
        "mobile": "০১৭১২৩৪৫৬৭৮",
    },
    {"name": "রহিমা", "matter": "ফোন ধরেন না"},
    Grievance,
    "clerk",
    {"medium": {"medium": "phone"}, "number": {"national_no": "১২৩"}},
)  # fmt: skip
MEDIA = Door(
    "/desk/grievances/media/new/",
    {
        "source": "social", "outlet": "একটি পাতা", "appeared_on": "2026-11-20", "subject": "কেউ ফোন ধরে না",
        "matter": "পোস্টে যা আছে", "link": "https://example.org/1",
    },
    {"subject": "দালালের উৎপাত", "matter": "অন্য পোস্ট"},
    Grievance,
    "gro",
    {"link": {"link": "https://example.org/2"}, "day": {"appeared_on": "2026-11-19"}},
)  # fmt: skip
TOLD = Door(
    "/desk/suggestions/new/",
    {"text": "ফরমটি ছোট করুন", "kind": "simpler", "effect": "quicker"},
    {"text": "সাইনবোর্ড দিন"},
    Suggestion,
    "clerk",
)
HEARING = Door(
    "/desk/hearings/2026-11-22/",
    {"matter": "রাস্তার বাতি নেই", "name": "করিম"},
    {"matter": "ল্যাব বন্ধ", "name": "রহিমা"},
    HearingEntry,
    "head",
)
ORDER = Door(
    "/desk/calendar/new/",
    {
        "legal_ref": "প্রজ্ঞাপন ১",
        "announced_on": "2026-11-20",
        "text": "নির্বাচন | ২৪/১২/২০২৬",
        "only_here": "1",
        "enter": "1",
    },
    {"text": "নির্বাচন | ২৭/১২/২০২৬"},
    CalendarOrder,
    "head",
)
DOORS = {
    "asking": ASKING, "complaint": COMPLAINT, "suggestion": SUGGESTION, "letter": LETTER, "keyed in": KEYED_IN,
    "media": MEDIA, "told": TOLD, "hearing": HEARING, "order": ORDER,
}  # fmt: skip
PUBLIC = [ASKING, COMPLAINT, SUGGESTION]
every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
public = pytest.mark.parametrize("door", PUBLIC, ids=["asking", "complaint", "suggestion"])


@pytest.fixture(autouse=True)
def office(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-22 12:00"))
    separate_grievance_officer(cast)
    appeal_officer_inside(cast)
    return cast


def key_of(client: Client, path: str) -> str:
    found = re.search(r'name="(intake_key|entry_key)" value="([0-9a-f]+)"', client.get(path).content.decode())
    assert found
    return found[2]


def send(client: Client, door: Door, key: str, **changes: Any) -> str:
    """Send the form, and give where its answer leads."""
    answer = client.post(door.path, {**door.words(**changes), "intake_key": key, "entry_key": key})
    wrong = re.findall(r'class="error[^>]*>(.*?)<', answer.content.decode(), re.S)
    assert answer.status_code == 302, wrong
    return str(answer["Location"])


@every_door
def test_back_and_another_persons_words_are_a_second_asking(door: Door) -> None:
    client = door.client()
    key = key_of(client, door.path)
    before = door.made.objects.count()
    first = send(client, door, key)
    second = send(client, door, key, **door.other)
    assert door.made.objects.count() == before + 2
    if door.made in (Case, Grievance, Suggestion) and door is not MEDIA:
        assert second != first
    assert send(client, door, key) == first  # each of the two sent once more is what it was
    assert send(client, door, key, **door.other) == second
    assert door.made.objects.count() == before + 2


@pytest.mark.parametrize(
    ("door", "change"), [(door, name) for door in DOORS.values() for name in door.more], ids=lambda one: str(one)[:12]
)
def test_every_other_word_is_another_asking(cast: Cast, door: Door, change: str) -> None:
    client, changes = door.client(), dict(door.more[change])
    if change == "upazila":
        changes["place"] = cast.office.children.order_by("position")[0].code
    key = key_of(client, door.path)
    send(client, door, key)
    send(client, door, key, **changes)
    assert door.made.objects.count() == 2
    if not door.user:  # and from a page fetched anew
        send(client, door, key_of(client, door.path), **changes)
        assert door.made.objects.count() == 2


@public
def test_the_second_sees_its_own_number_and_nothing_of_the_first(door: Door) -> None:
    client = door.client()
    key = key_of(client, door.path)
    send(client, door, key)
    first = door.made.objects.get()
    shown = client.get(send(client, door, key, **door.other)).content.decode()
    second = door.made.objects.exclude(pk=first.pk).get()
    assert receipt_code(str(second.pk), second.link_number) in shown
    for secret in (receipt_code(str(first.pk), first.link_number), first.reference):
        assert secret not in shown


@public
def test_a_page_fetched_anew_with_the_same_words_is_the_same_asking_for_half_an_hour(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = door.client()
    first = send(client, door, key_of(client, door.path))
    assert send(client, door, key_of(client, door.path)) == first
    assert "আগেই পাওয়া গেছে" in client.get(first).content.decode()
    monkeypatch.setattr(resent, "SECONDS", -1)  # the half hour is over
    assert send(client, door, key_of(client, door.path)) != first
    assert door.made.objects.count() == 2


@public
def test_from_another_browser_nothing_is_joined_and_nothing_opened(door: Door) -> None:
    client, stranger = door.client(), door.client()
    key = key_of(client, door.path)
    send(client, door, key)
    first = door.made.objects.get()
    code = receipt_code(str(first.pk), first.link_number)
    stranger.get(door.path)
    told = stranger.get(send(stranger, door, key)).content.decode()  # the very key and words: one asking, not opened
    assert door.made.objects.count() == 1
    assert code not in told
    assert "অন্য একটি ব্রাউজার থেকে আগেই পাওয়া গেছে" in told
    assert code not in stranger.get(f"{told_path(door, first)}receipt/", follow=True).content.decode()
    send(stranger, door, key_of(stranger, door.path))  # the same words by a form of its own
    send(stranger, door, key, **door.other)  # the known key with words of its own
    assert door.made.objects.count() == 3
    assert send(client, door, key) != ""
    assert door.made.objects.count() == 3


def told_path(door: Door, made: Any) -> str:
    return {Case: "/track/", Grievance: "/grievances/", Suggestion: "/suggestions/"}[door.made] + f"{made.reference}/"


@public
def test_the_form_and_its_answers_are_kept_by_no_cache(door: Door) -> None:
    client = door.client()
    assert "no-store" in client.get(door.path)["Cache-Control"]
    assert "no-store" in client.post(door.path, {"intake_key": "k"})["Cache-Control"]


# What is added to the first


def paper(name: str = "তালিকা.pdf", words: bytes = b"%PDF-1.4 list") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words)


@pytest.mark.parametrize("anew", [False, True], ids=["by Back", "by a page fetched anew"])
@pytest.mark.parametrize("door", [ASKING, COMPLAINT, LETTER, KEYED_IN], ids=["asking", "complaint", "letter", "keyed"])
def test_a_file_and_an_address_added_go_to_the_first_and_once(door: Door, anew: bool) -> None:
    client = door.client()
    key = key_of(client, door.path)
    first = send(client, door, key)
    if anew and not door.user:
        key = key_of(client, door.path)
    for _ in range(2):
        assert send(client, door, key, documents=[paper()], email="rahima@example.com") == first
    shown = client.get(first).content.decode()
    made = door.made.objects.get()
    files = made.attachments.all() if door.made is Case else made.files.all()
    assert [one.name for one in files] == ["তালিকা.pdf"]
    assert (made.requester if door.made is Case else made.complainant).email == "rahima@example.com"
    assert "এতেই যোগ হয়েছে" in shown
    verb = "case.replied" if door.made is Case else "grievance.added_to"
    assert made.events.filter(verb=verb).count() == 1


def test_an_address_that_is_corrected_is_another_asking(cast: Cast) -> None:
    for door in PUBLIC:
        client = door.client()
        key = key_of(client, door.path)
        first = send(client, door, key, email="wrong@example.com")
        assert send(client, door, key) == first  # without it nothing is new
        assert send(client, door, key, email="right@example.com") != first
        assert door.made.objects.count() == 2


def test_a_suggestion_takes_the_address_that_is_added() -> None:
    client = Client()
    key = key_of(client, SUGGESTION.path)
    first = send(client, SUGGESTION, key)
    assert send(client, SUGGESTION, key, email="karim@example.com") == first
    assert "ই-মেইলটি এতেই যোগ হয়েছে" in client.get(first).content.decode()
    assert Suggestion.objects.get().email == "karim@example.com"


def test_a_paper_that_was_to_come_later_comes_to_the_same_case(cast: Cast) -> None:
    door, client = ASKING, Client()
    page = client.get(door.path).content.decode()
    papers = sorted(set(re.findall(r'name="(paper_\d+)"', page)))
    later = dict.fromkeys(papers, "later")
    key = key_of(client, door.path)
    first = send(client, door, key, **later)
    client.post(f"/en{door.path}", {**door.words(**later), "intake_key": key})
    assert not Case.objects.get().messages.exists()  # the same in the other language says nothing new
    now = {**later, papers[0]: "now"}
    assert send(client, door, key, **now, documents=[paper()]) == first
    case = Case.objects.get()
    assert case.attachments.count() == 1
    assert "এখন ফাইল হিসেবে দিচ্ছি" in case.messages.get().body
    client.post(f"/en{door.path}", {**door.words(**later), "intake_key": key})
    assert case.messages.count() == 1  # the same in the other language says nothing new
    for way in ("not_mine", "later", "later"):  # the last word on a paper is the one that stands
        send(client, door, key, **dict.fromkeys(papers, way))
    words = list(case.messages.order_by("pk").values_list("body", flat=True))[1:]
    assert [body.partition(":")[0] for body in words] == ["আমার ক্ষেত্রে লাগে না", "পরে বা হাতে দেব"]


CLOSINGS: dict[str, Callable[[Any, Cast], Any]] = {
    "asking": lambda case, cast: case.withdraw(by=requester("রহিমা"), at=timezone.now()),
    "complaint": lambda one, cast: one.current.withdraw(by=requester("রহিমা"), at=timezone.now()),
    "suggestion": lambda one, cast: Suggestion.objects.filter(pk=one.pk).update(answered_at=timezone.now()),
}


@pytest.mark.parametrize("anew", [False, True], ids=["by Back", "by a page fetched anew"])
@public
def test_what_is_closed_makes_way_for_a_second_with_the_same_words(cast: Cast, door: Door, anew: bool) -> None:
    client = door.client()
    key = key_of(client, door.path)
    first = send(client, door, key)
    close = CLOSINGS[next(name for name, one in DOORS.items() if one is door)]
    close(door.made.objects.get(), cast)
    if anew:
        key = key_of(client, door.path)
    second = send(client, door, key)
    assert second != first
    assert send(client, door, key) == second
    assert door.made.objects.count() == 2


# The counter asks before it takes down a second by an old form

COUNTER = {
    "channel": "counter", "phone": "০১৭১২-৩৪৫৬৭৮", "name": "করিম মিয়া", "service": "citizen-5", "matter": "একটি আলোচনা",
}  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [{"name": "সালমা"}, {"matter": "অন্য কথা"}, {"phone": "০১৮১২৩৪৫৬৭৮"}, {"address": "কালাই"}, {"service": "citizen-4"}],
    ids=lambda one: next(iter(one)),
)
def test_an_old_form_filled_in_again_at_the_counter_gives_nothing_of_the_first_away(
    cast: Cast, changes: dict[str, str]
) -> None:
    client = signed_in("head")
    key = key_of(client, "/desk/counter/")
    client.post("/desk/counter/", {**COUNTER, "intake_key": key})
    page = client.post("/desk/counter/", {**COUNTER, **changes, "intake_key": key, "handed": "দেওয়া", "give": "1"})
    first = Case.objects.get()
    assert (page.status_code, first.state) == (422, "filed")  # what is given now is not given to the first
    found = re.search(r'name="intake_key" value="([0-9a-f]+)"', page.content.decode())
    assert found
    assert found[1] != key
    client.post("/desk/counter/", {**COUNTER, **changes, "intake_key": found[1]})
    assert Case.objects.count() == 2


def test_one_entry_of_a_hearing_is_joined_with_one_grievance_and_says_so(cast: Cast) -> None:
    client = signed_in("head")
    send(client, HEARING, key_of(client, HEARING.path))
    path = f"/desk/hearings/entries/{HearingEntry.objects.get().pk}/grievance/"
    key = key_of(client, path)
    typed = {**KEYED_IN.typed, "written": "অফিস সহায়ক", "intake_key": key}
    assert client.post(path, typed).status_code == 302
    again = client.post(path, {**typed, "matter": "আরেকজনের কথা"})
    assert again.status_code == 422
    assert "আরেকজনের কথা" in again.content.decode()
    assert client.post(path, typed).status_code == 302
    assert Grievance.objects.count() == 1


# The same words, by another way


def without(client: Client, *names: str) -> None:
    for name in names:
        client.cookies.pop(name, None)


@public
def test_a_repeat_whose_browser_forgot_what_it_sent_is_neither_counted_nor_asked(
    door: Door, settings: Settings
) -> None:
    settings.FILINGS_LINE = settings.FILINGS_PHONE = 1
    client = Client()
    key = key_of(client, door.path)
    first = send(client, door, key)
    without(client, resent.COOKIE)
    for _ in range(3):
        assert send(client, door, key) == first
    assert door.made.objects.count() == 1


@public
def test_an_address_then_another_then_the_first_again_are_two_askings(door: Door) -> None:
    client, mails = Client(), ("rahima@example.org", "karim@example.org", "Rahima@Example.org")
    told = [send(client, door, key_of(client, door.path), email=mail) for mail in mails]
    assert told[0] == told[2] != told[1]
    assert door.made.objects.count() == 2


def test_a_case_is_the_same_however_its_number_is_typed(cast: Cast) -> None:
    number = make_case(cast, "citizen-5").reference
    client, digits = Client(), str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
    key = key_of(client, COMPLAINT.path)
    typed = (number, number.translate(digits), f"{number[:5]}-{number[5:]}")
    assert len({send(client, COMPLAINT, key, case_reference=one) for one in typed}) == 1
    assert Grievance.objects.count() == 1


@pytest.mark.parametrize("door", [LETTER, KEYED_IN], ids=["letter", "keyed in"])
def test_consent_that_comes_with_the_same_words_is_noted(door: Door) -> None:
    client = door.client()
    key = key_of(client, door.path)
    send(client, door, key)
    assert who_asked(door).consented_at is None
    send(client, door, key, consent="on")
    assert who_asked(door).consented_at is not None
    assert door.made.objects.count() == 1


def who_asked(door: Door) -> Any:
    made = door.made.objects.get()
    return made.requester if isinstance(made, Case) else made.complainant


@public
def test_two_pages_opened_before_the_browser_had_a_number_are_both_its_own(door: Door) -> None:
    client, other = Client(), Client()
    key = key_of(client, door.path)
    key_of(other, door.path)
    client.cookies.update(other.cookies)  # the answer to the second page came after that to the first
    first = send(client, door, key)
    without(client, resent.COOKIE, opened.COOKIE)  # a double click: the answer to the first never came
    assert code_of(door) in client.get(send(client, door, key)).content.decode()
    assert send(client, door, key) == first


@public
def test_a_form_that_was_open_when_the_next_person_came_still_belongs_to_the_browser(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    key = key_of(client, door.path)
    client.post(BUTTONS[next(name for name, one in DOORS.items() if one is door)])
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-22 12:01"))
    send(client, door, key)
    without(client, resent.COOKIE, opened.COOKIE)
    assert code_of(door) in client.get(send(client, door, key)).content.decode()


def code_of(door: Door) -> str:
    made = door.made.objects.get()
    return receipt_code(str(made.pk), made.link_number)


# The next person

CHOICES = ("on", "self", "public", "simpler", "quicker", "later")
BUTTONS = {
    "asking": f"{HOME}services/institutional-1/ask/next/",
    "complaint": f"{HOME}grievance/next/",
    "suggestion": f"{HOME}suggestion/next/",
}


@pytest.mark.parametrize("name", BUTTONS)
def test_the_next_person_gets_an_empty_form_that_knows_nothing_of_the_one_before(name: str) -> None:
    door, client = DOORS[name], Client()
    key = key_of(client, door.path)
    receipt = send(client, door, key)
    first = door.made.objects.get()
    assert f'action="{BUTTONS[name]}"' in client.get(receipt).content.decode()
    answer = client.post(BUTTONS[name], follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(door.path, 302)]
    for value in door.typed.values():
        assert f'value="{value}"' not in page or value in CHOICES
    assert "আজ এই যন্ত্র থেকে অন্যদের হয়ে পাঠানো: ১টি" in page
    assert receipt_code(str(first.pk), first.link_number) not in client.get(receipt, follow=True).content.decode()
    assert not {opened.COOKIE, resent.COOKIE} & {name for name, one in client.cookies.items() if one.value}
    told = client.get(send(client, door, key)).content.decode()  # the old form, brought back by Back
    assert receipt_code(str(first.pk), first.link_number) not in told
    again = client.get(send(client, door, key_of(client, door.path), **door.other)).content.decode()
    assert "আজ এই যন্ত্র থেকে অন্যদের হয়ে পাঠানো: ২টি" in again


def test_the_count_begins_anew_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    client.post(BUTTONS["asking"])
    assert client.cookies[helping.COOKIE].value
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-22 12:00") + timedelta(days=1))
    assert "পাঠানো: ০টি" in client.get(ASKING.path).content.decode()


def test_a_helper_says_whose_consent_he_has_and_stands_on_the_case(cast: Cast) -> None:
    client = Client()
    key = key_of(client, ASKING.path)
    helped = {**ASKING.typed, "agent": "পুরানাপৈল ইউডিসি", "intake_key": key}
    answer = client.post(ASKING.path, helped)
    assert answer.status_code == 422
    assert "আবেদনকারীর সম্মতি নিয়ে টিক দিন" in answer.content.decode()
    client.post(ASKING.path, {**helped, "agent_consent": "on"})
    case = Case.objects.get()
    assert (case.channel, case.requester.agent) == ("agent", "পুরানাপৈল ইউডিসি")
    page = signed_in("head").get(f"/desk/cases/{case.reference}/").content.decode()
    assert "পুরানাপৈল ইউডিসি" in page


def test_a_reply_that_is_sent_twice_is_said_once_and_the_same_word_to_the_next_question_again(cast: Cast) -> None:
    client = Client()
    send(client, ASKING, key_of(client, ASKING.path))
    case, by = Case.objects.get(), cast.head.author()
    path = f"/track/{case.reference}/papers/"
    for question in (1, 2):
        case.ask(by=by, at=timezone.now(), reason="other", why=f"প্রশ্ন {question}")
        for _ in range(2):
            client.post(path, {"body": "হ্যাঁ", "documents": [paper(words=b"%%PDF-1.4 %d" % question)]})
        case.refresh_from_db()
        assert case.messages.filter(body="হ্যাঁ").count() == question
        assert case.attachments.count() == question


def test_two_officers_of_one_computer_who_ask_in_the_same_words_ask_twice(cast: Cast) -> None:
    path, typed = (
        f"{HOME}services/internal-1/ask/",
        {"matter": "ল্যাপটপ মেরামত", "name": "একজন", "address": "দপ্তর", "consent": "on"},
    )
    client = Client()
    for username in ("head", "clerk"):
        client.post("/desk/sign-in/?another=1", {"username": username, "password": PASSWORD})
        page = client.get(path).content.decode()
        papers = dict.fromkeys(set(re.findall(r'name="(paper_\d+)"', page)), "later")
        answer = client.post(path, {**typed, **papers, "no_phone": "on", "intake_key": key_of(client, path)})
        assert answer.status_code == 302
    assert {case.requester.account for case in Case.objects.all()} == {cast.head.account, cast.clerk.account}


def test_what_a_hearing_adds_to_its_grievance_is_kept_and_words_are_not_taken_for_nobody(cast: Cast) -> None:
    client = signed_in("head")
    send(client, HEARING, key_of(client, HEARING.path))
    assert client.post(HEARING.path, {"nobody": "1", "intake_key": "k", "name": "করিম"}).status_code == 422
    path = f"/desk/hearings/entries/{HearingEntry.objects.get().pk}/grievance/"
    typed = {**KEYED_IN.typed, "written": "অফিস সহায়ক", "intake_key": key_of(client, path)}
    client.post(path, typed)
    client.post(path, {**typed, "documents": [paper()], "email": "karim@example.com"})
    grievance = Grievance.objects.get()
    assert (grievance.files.count(), grievance.complainant and grievance.complainant.email) == (1, "karim@example.com")


def test_at_the_counter_a_form_whose_case_is_withdrawn_takes_nothing_down_in_silence(cast: Cast) -> None:
    client = signed_in("head")
    key = key_of(client, "/desk/counter/")
    client.post("/desk/counter/", {**COUNTER, "intake_key": key})
    Case.objects.get().withdraw(by=requester("করিম"), at=timezone.now())
    assert client.post("/desk/counter/", {**COUNTER, "intake_key": key}).status_code == 422


def test_a_report_whose_first_grievance_is_over_is_taken_up_again(cast: Cast) -> None:
    client = MEDIA.client()
    key = key_of(client, MEDIA.path)
    send(client, MEDIA, key)
    Grievance.objects.get().current.withdraw(by=requester(""), at=timezone.now())
    send(client, MEDIA, key)
    assert Grievance.objects.count() == 2
