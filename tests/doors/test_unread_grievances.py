"""What is written on a grievance is read by whoever has it: marked until he answers or reads it, and never lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.grievances.appeals import appeal
from ongikar.grievances.around.barring import approve, recommend_barring
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.forwarding import forward
from ongikar.grievances.links import appeal_path
from ongikar.grievances.models import Grievance, Packet, Referral, Step
from ongikar.grievances.outside import new_link
from ongikar.grievances.stepping import answer, take
from ongikar.grievances.steps import Kind, To
from ongikar.grievances.unread import reading_seat
from ongikar.journal.authors import requester
from ongikar.offices.models import Post, Posting
from tests.cast import Cast, moment
from tests.doors.desk import signed_in
from tests.doors.test_grievances import let_in
from tests.grievances.world import (
    NINE,
    appeal_officer_inside,
    make_grievance,
    seat,
    separate_grievance_officer,
)

LIST = "/desk/grievances/"
AT = moment("2026-11-23 10:00")
WORDS = "১৮ নভেম্বর, দুপুরে"
ME = requester("রহিমা খাতুন")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AT)
    return set_to


@pytest.fixture
def ao(cast: Cast) -> Posting:
    return appeal_officer_inside(cast)


@pytest.fixture
def gro(cast: Cast, ao: Posting) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting) -> Grievance:
    """Against another officer of the office."""
    return make_grievance(cast, named=(cast.officer,))


def fresh(grievance: Grievance) -> Referral:
    return Grievance.objects.get(pk=grievance.pk).current


def stands(username: str, grievance: Grievance) -> bool:
    page = signed_in(username).get(LIST).content.decode()
    found = re.search(r'<section class="notice amber" id="unread">(.*?)</section>', page, re.S)
    return found is not None and to_bangla(in_threes(grievance.reference)) in found[1]


def page_of(grievance: Grievance, username: str = "gro") -> str:
    return signed_in(username).get(f"{LIST}{grievance.reference}/").content.decode()


def new_in(page: str) -> str:
    """The words that stand on top of the page as unread."""
    found = re.search(r'<section class="notice amber stack" id="unread">(.*?)</section>', page, re.S)
    return found[1] if found else ""


def read(grievance: Grievance, username: str = "gro", page: str = "") -> Any:
    up_to = re.search(r'name="up_to" value="(\d+)"', page or page_of(grievance, username))
    assert up_to, "no button"
    return signed_in(username).post(f"{LIST}{grievance.reference}/reading/", {"up_to": up_to[1]}, follow=True)


def act(client: Client, grievance: Grievance, name: str, **typed: Any) -> Any:
    return client.post(f"/grievances/{grievance.reference}/{name}/", typed, follow=True)


def asked(grievance: Grievance, gro: Posting) -> None:
    fresh(grievance).ask_information(by=gro.author(), at=AT, text="তারিখটি লিখুন")


def inform(grievance: Grievance, gro: Posting) -> str:
    asked(grievance, gro)
    act(let_in(grievance), grievance, "information", text=WORDS)
    return WORDS


def step_of(grievance: Grievance, gro: Posting, to: str, posting: Posting | None = None) -> Step:
    return take(
        fresh(grievance), Kind.STATEMENT, by=gro.author(), at=AT, to=to, to_posting=posting, text="লিখে দিন",
        due_on=date(2026, 11, 30),
    )  # fmt: skip


def statement(grievance: Grievance, gro: Posting) -> str:
    step = step_of(grievance, gro, To.COMPLAINANT)
    act(let_in(grievance), grievance, "answer", step=step.pk, text=WORDS)
    return WORDS


def officers_answer(grievance: Grievance, gro: Posting) -> str:
    posting = grievance.concerned.get().posting
    step = step_of(grievance, gro, To.CONCERNED, posting)
    assert signed_in("officer").post(f"{LIST}asked/{step.pk}/", {"text": WORDS}).status_code == 302
    return WORDS


def reminder(grievance: Grievance, gro: Posting) -> str:
    opened_at = fresh(grievance).opened_at - timedelta(days=60)
    Referral.objects.filter(grievance=grievance).update(opened_at=opened_at)
    act(let_in(grievance), grievance, "reminder")
    return "মনে করিয়ে দিয়েছেন"


def withdrawal(grievance: Grievance, gro: Posting) -> str:
    act(let_in(grievance), grievance, "withdrawal", text=WORDS)
    return WORDS


def decided(grievance: Grievance, gro: Posting) -> None:
    fresh(grievance).shelve(by=gro.author(), at=AT, reason="অন্যত্র", instead="রায়ের পরে আসুন")


def reopening(grievance: Grievance, gro: Posting) -> str:
    decided(grievance, gro)
    act(let_in(grievance), grievance, "reopening", text=WORDS)
    return WORDS


def rating(grievance: Grievance, gro: Posting) -> str:
    decided(grievance, gro)
    act(let_in(grievance), grievance, "rating", stars="1", text=WORDS)
    return WORDS


WAYS = (inform, statement, officers_answer, reminder, withdrawal, reopening, rating)


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_whatever_is_written_stands_before_whoever_has_it_until_he_reads_it(
    cast: Cast, grievance: Grievance, gro: Posting, way: Callable[[Grievance, Posting], str]
) -> None:
    assert not stands("gro", grievance)
    words = way(grievance, gro)
    assert stands("gro", grievance)
    assert words in new_in(page_of(grievance))
    for other in ("officer", "head", "clerk", "ao", "stranger"):
        assert not stands(other, grievance)
        assert signed_in(other).post(f"{LIST}{grievance.reference}/reading/", {"up_to": 10**6}).status_code == 404
    assert "১ নতুন<" in signed_in("gro").get("/desk/").content.decode()
    assert stands("gro", grievance)
    read(grievance)
    assert not stands("gro", grievance)
    event = grievance.events.get(verb="grievance.read")
    assert event.by_posting == gro
    assert "দপ্তর লেখাটি পড়েছে" in let_in(grievance).get(f"/grievances/{grievance.reference}/").content.decode()


def test_a_rating_without_a_word_is_counted_and_leaves_no_mark(grievance: Grievance, gro: Posting) -> None:
    decided(grievance, gro)
    act(let_in(grievance), grievance, "rating", stars="5")
    assert not stands("gro", grievance)


def test_what_came_after_the_page_was_drawn_stays_unread(grievance: Grievance, gro: Posting) -> None:
    inform(grievance, gro)
    page = page_of(grievance)
    act(let_in(grievance), grievance, "information", text="আরও একটি কথা")
    assert "আরও লেখা এসেছে" in read(grievance, page=page).content.decode()
    assert stands("gro", grievance)
    new = new_in(page_of(grievance))
    assert ("আরও একটি কথা" in new, WORDS in new) == (True, False)


def test_no_act_passes_over_words_that_came_after_its_page_was_drawn(grievance: Grievance, gro: Posting) -> None:
    asked(grievance, gro)
    desk, seen, path = signed_in("gro"), fresh(grievance).revision, f"{LIST}{grievance.reference}/acts/shelving/"
    act(let_in(grievance), grievance, "information", text=WORDS)
    typed = {"reason": "তথ্য আসেনি", "referral": "rti"}
    answer = desk.post(path, {"revision": seen, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "না-পড়া লেখা আছে" in page
    assert "তথ্য আসেনি" in page
    assert WORDS in new_in(page)
    assert desk.post(path, {"revision": fresh(grievance).revision, **typed}).status_code == 302
    assert not stands("gro", grievance)  # the decision is an answer to what the page showed


def test_an_officers_answer_in_the_same_moment_stops_the_decision(grievance: Grievance, gro: Posting) -> None:
    fresh(grievance).accept(by=gro.author(), at=AT, scrutiny=NINE)
    step = step_of(grievance, gro, To.CONCERNED, grievance.concerned.get().posting)
    seen = fresh(grievance).revision
    signed_in("officer").post(f"{LIST}asked/{step.pk}/", {"text": WORDS})
    path, typed = f"{LIST}{grievance.reference}/acts/decision/", {"outcome": "answer_ok", "reasons": "না"}
    assert signed_in("gro").post(path, {"revision": seen, **typed}).status_code == 422
    assert fresh(grievance).is_open


def test_with_the_grievance_the_mark_goes_to_whoever_has_it_now(
    cast: Cast, grievance: Grievance, gro: Posting, ao: Posting
) -> None:
    decided(grievance, gro)
    act(let_in(grievance), grievance, "rating", stars="1", text=WORDS)
    act(let_in(grievance), grievance, "appeal", text="কেউ শোনেননি")
    assert fresh(grievance).tier == 2
    assert (stands("gro", grievance), stands("ao", grievance)) == (False, True)
    assert WORDS in new_in(page_of(grievance, "ao"))
    read(grievance, "ao")
    assert not stands("ao", grievance)


def test_an_alternate_reads_too(cast: Cast, grievance: Grievance, gro: Posting) -> None:
    at_first = reading_seat(grievance)
    assert at_first
    at_first.alternate = cast.head.post
    at_first.save(update_fields=["alternate"])
    inform(grievance, gro)
    assert stands("head", grievance)
    read(grievance, "head")
    assert not stands("gro", grievance)


def test_whoever_is_complained_of_neither_sees_nor_clears_though_he_sits_there(
    cast: Cast, grievance: Grievance, gro: Posting
) -> None:
    inform(grievance, gro)
    at_first = reading_seat(grievance)
    assert at_first
    at_first.alternate = cast.officer.post
    at_first.save(update_fields=["alternate"])
    assert not stands("officer", grievance)
    path = f"{LIST}{grievance.reference}/reading/"
    assert signed_in("officer").post(path, {"up_to": 10**6}).status_code == 404
    assert stands("gro", grievance)


def test_information_that_came_by_phone_is_taken_down_and_the_turn_goes_on(grievance: Grievance, gro: Posting) -> None:
    asked(grievance, gro)
    desk, path = signed_in("gro"), f"{LIST}{grievance.reference}/acts/informed/"
    assert desk.post(path, {"revision": fresh(grievance).revision, "text": WORDS}).status_code == 302
    assert (fresh(grievance).state, stands("gro", grievance)) == ("received", False)
    page = let_in(grievance).get(f"/grievances/{grievance.reference}/").content.decode()
    assert "চাওয়া তথ্য দিন" not in page
    assert 'id="act-informed"' not in page_of(grievance)


# From a page left open, after the turn went on or ended


def on_to_the_next(grievance: Grievance, gro: Posting) -> Referral:
    decided(grievance, gro)
    return appeal(fresh(grievance), appellant="complainant", grounds="", by=ME, at=AT)


def test_information_from_a_page_left_open_is_kept_and_read_by_whoever_has_it_now(
    grievance: Grievance, gro: Posting
) -> None:
    asked(grievance, gro)
    client = let_in(grievance)
    fresh(grievance).withdraw(by=gro.author(), at=AT, reason="ফোনে বলেছেন")
    said = act(client, grievance, "information", text=WORDS).content.decode()
    assert "শেষ হয়েছে: প্রত্যাহার" in said
    assert "যাঁর কাছে ছিল, তিনি পড়বেন" in said
    assert stands("gro", grievance)
    assert WORDS in new_in(page_of(grievance))


def test_an_answer_to_a_question_of_the_tier_before_is_not_taken_for_one_to_the_next(
    grievance: Grievance, gro: Posting, ao: Posting
) -> None:
    asked(grievance, gro)
    client = let_in(grievance)
    page = client.get(f"/grievances/{grievance.reference}/").content.decode()
    question = re.search(r'name="asked" value="(\d+)"', page)
    assert question
    on_to_the_next(grievance, gro)
    fresh(grievance).ask_information(by=ao.author(), at=AT, text="কার সামনে?")
    said = act(client, grievance, "information", text=WORDS, asked=question[1]).content.decode()
    assert "এখন চাওয়া কিছুর উত্তর হিসেবে নয়" in said
    assert "কার সামনে?" in said  # the new question is asked still
    assert (stands("ao", grievance), fresh(grievance).state) == (True, "returned")


def test_what_was_asked_is_shown_as_open_only_while_it_is(grievance: Grievance, gro: Posting) -> None:
    asked(grievance, gro)
    step = step_of(grievance, gro, To.COMPLAINANT)
    client = let_in(grievance)
    form = f'name="step" value="{step.pk}"'
    page = client.get(f"/grievances/{grievance.reference}/").content.decode()
    assert ("তারিখটি লিখুন" in page, form in page) == (True, True)
    on_to_the_next(grievance, gro)
    page = client.get(f"/grievances/{grievance.reference}/").content.decode()
    assert ("চাওয়া তথ্য দিন" in page, form in page) == (False, False)
    assert "এখন আর চাওয়া নেই" in page


def test_an_answer_to_a_step_from_a_page_left_open_is_kept(grievance: Grievance, gro: Posting) -> None:
    step = step_of(grievance, gro, To.COMPLAINANT)
    client = let_in(grievance)
    on_to_the_next(grievance, gro)
    said = act(client, grievance, "answer", step=step.pk, text=WORDS).content.decode()
    assert "নথিতে রাখা হয়েছে" in said
    assert WORDS in said
    assert (stands("ao", grievance), stands("gro", grievance)) == (True, False)
    assert WORDS in new_in(page_of(grievance, "ao"))


def test_an_answer_beside_one_that_was_taken_down_meanwhile_is_kept_too(grievance: Grievance, gro: Posting) -> None:
    step = step_of(grievance, gro, To.COMPLAINANT)
    client = let_in(grievance)
    answer(step, by=gro.author(), at=AT, text="ফোনে বললেন: সকালে")
    said = act(client, grievance, "answer", step=step.pk, text=WORDS).content.decode()
    assert "নথিতে রাখা হয়েছে" in said
    assert WORDS in new_in(page_of(grievance))


def test_an_officers_answer_from_a_page_left_open_is_kept_and_one_too_many_comes_back(
    cast: Cast, grievance: Grievance, gro: Posting
) -> None:
    step = step_of(grievance, gro, To.CONCERNED, cast.officer)
    officer, path = signed_in("officer"), f"{LIST}asked/{step.pk}/"
    on_to_the_next(grievance, gro)
    assert "এখন আর চাওয়া নেই" in officer.get(path).content.decode()
    assert "আর চাওয়া নেই" in officer.get(LIST).content.decode()
    said = officer.post(path, {"text": WORDS}, follow=True).content.decode()
    assert "নথিতে রাখা হয়েছে" in said
    assert stands("ao", grievance)
    again = officer.post(path, {"text": "আরও কথা"})
    assert (again.status_code, "আরও কথা" in again.content.decode()) == (422, True)


def test_an_officers_appeal_that_comes_too_late_comes_back(cast: Cast, grievance: Grievance, gro: Posting) -> None:
    step = step_of(grievance, gro, To.CONCERNED, cast.officer)
    on_to_the_next(grievance, gro)
    refused = signed_in("officer").post(f"{LIST}asked/{step.pk}/appeal/", {"grounds": WORDS})
    assert (refused.status_code, WORDS in refused.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["appeal", "reopening", "withdrawal"])
def test_an_act_from_a_page_left_open_that_cannot_be_done_gives_the_words_back_to_be_sent(
    grievance: Grievance, gro: Posting, ao: Posting, name: str
) -> None:
    client = let_in(grievance)
    on_to_the_next(grievance, gro)
    if name == "withdrawal":
        fresh(grievance).withdraw(by=ao.author(), at=AT, reason="ফোনে")
    refused = act(client, grievance, name, text=WORDS)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "আপনার লেখা রাখা হয়নি" in page
    assert WORDS in page
    assert not stands("ao", grievance)
    said = act(client, grievance, "information", text=WORDS, asked="0", unsent="1").content.decode()
    assert "নথিতে রাখা হয়েছে" in said
    assert stands("ao", grievance)


def test_the_one_tap_gives_the_grounds_back_where_it_was_appealed_meanwhile(grievance: Grievance, gro: Posting) -> None:
    decided(grievance, gro)
    path = appeal_path(fresh(grievance))
    appeal(fresh(grievance), appellant="complainant", grounds="", by=ME, at=AT)
    refused = Client().post(path, {"text": WORDS})
    assert (refused.status_code, WORDS in refused.content.decode()) == (422, True)
    said = Client().post(path, {"text": WORDS, "unsent": "1"}, follow=True).content.decode()
    assert "নথিতে রাখা হয়েছে" in said
    assert stands("ao", grievance)


# Seats outside


@pytest.fixture
def outside(cast: Cast) -> Grievance:
    """The first tier is here, the second outside; it lies there by an appeal."""
    gro = separate_grievance_officer(cast)
    made = make_grievance(cast, named=(cast.officer,))
    on_to_the_next(made, gro)
    return made


def test_the_answer_of_an_authority_outside_is_put_before_whoever_had_it_here(cast: Cast, outside: Grievance) -> None:
    packet = Packet.objects.get(referral=fresh(outside))
    order = {"outcome": "directed", "text": "সাত দিনে সেবা দিন", "signed_by": "উপপরিচালক", "memo_no": "৯"}
    assert Client().post(f"/answers/{new_link(packet, at=AT)}/", order).status_code == 200
    assert stands("gro", outside)
    assert order["text"] in new_in(page_of(outside))
    for other in ("head", "officer", "clerk"):
        assert not stands(other, outside)
    read(outside)
    assert not stands("gro", outside)


def test_what_is_written_while_it_lies_outside_is_laid_before_the_authority_and_marked_here(outside: Grievance) -> None:
    Packet.objects.update(act_after=None, made_at=AT)
    act(let_in(outside), outside, "information", text=WORDS)
    packet = Packet.objects.get(referral=fresh(outside))
    assert (packet.made_at, packet.act_after) == (None, AT)
    assert stands("gro", outside)


def test_an_order_from_outside_that_comes_too_late_comes_back_by_link_and_at_the_desk(outside: Grievance) -> None:
    packet = Packet.objects.get(referral=fresh(outside))
    order = {"outcome": "directed", "text": "সাত দিনে সেবা দিন", "signed_by": "উপপরিচালক", "memo_no": "৯"}
    path = f"/answers/{new_link(packet, at=AT)}/"
    fresh(outside).withdraw(by=ME, at=AT)
    late = Client().post(path, order)
    assert (late.status_code, order["text"] in late.content.decode()) == (422, True)
    keyed = signed_in("gro").post(f"{LIST}outside/{packet.pk}/", order)
    assert (keyed.status_code, order["text"] in keyed.content.decode()) == (422, True)


# What stands beside the tiers


def test_an_appeal_of_whoever_is_listed_stands_before_whoever_settles_it(
    cast: Cast, grievance: Grievance, gro: Posting, ao: Posting
) -> None:
    decided(grievance, gro)
    barring = recommend_barring(fresh(grievance).grievance, reason="পঞ্চাশবার", proof="প্রতিবেদন ১২", by=gro, at=AT)
    assert "কালোতালিকা (১)" in signed_in("ao").get(LIST).content.decode()
    approve(barring, by=ao, at=AT)
    assert "কালোতালিকা (১)" not in signed_in("ao").get(LIST).content.decode()
    above = Post.objects.create(office=ao.post.office, title_bn="সেলপ্রধান", role=Post.Role.OFFICER)
    Posting.objects.create(account=cast.stranger.account, post=above, starts_on=date(2025, 1, 1))
    seat(cast, 3, above)
    client = let_in(grievance)
    act(client, grievance, "barring", text=WORDS)
    cell = signed_in("stranger")
    cell.post("/desk/posting/", {"posting": str(Posting.objects.get(post=above).pk)})
    assert "কালোতালিকা (১)" in cell.get(LIST).content.decode()
    again = act(client, grievance, "barring", text="আরও কথা")
    assert (again.status_code, "আরও কথা" in again.content.decode()) == (409, True)


def test_a_suggestion_stands_in_the_menu_until_it_is_answered(cast: Cast) -> None:
    said = {"intake_key": "s", "kind": Suggestion.Kind.values[0], "effect": Suggestion.Effect.values[0], "text": WORDS}
    assert "বাকি</b>" not in signed_in("head").get("/desk/").content.decode()
    Client().post(f"/{cast.office.code}/suggestion/", said)
    assert "১ বাকি</b>" in signed_in("head").get("/desk/").content.decode()
    assert "১ বাকি</b>" not in signed_in("officer").get("/desk/").content.decode()


def test_forwarded_to_another_office_it_is_that_offices_to_read(
    cast: Cast, grievance: Grievance, gro: Posting, ao: Posting
) -> None:
    asked(grievance, gro)
    client = let_in(grievance)
    other = ao.post.office
    other.tier_seats.create(tier=1, post=ao.post, title="অন্য দপ্তরের অনিক")
    forward(fresh(grievance), to=other, by=gro.author(), at=AT, reason="তাদের বিষয়")
    act(client, grievance, "information", text=WORDS)
    assert (stands("ao", grievance), stands("gro", grievance)) == (True, False)
