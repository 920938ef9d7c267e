"""Tiers as charter data: who sits there, for whom, with which clock; and no seat is a dead end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ongikar.charter.models import Edition
from ongikar.clock.hours import midnight_after
from ongikar.grievances import desk, seats
from ongikar.grievances.appeals import appeal, take_up
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.forwarding import forward, forward_out
from ongikar.grievances.guard import may_decide, sitting
from ongikar.grievances.guideline import departures
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import Outcome, Referral, decide
from ongikar.grievances.remedies import right_remedy
from ongikar.grievances.reseating import amend_seat
from ongikar.grievances.seats import seat_of
from ongikar.grievances.stays import stays
from ongikar.journal.authors import requester
from ongikar.notices.official import sheet_of_paper
from ongikar.offices.models import Post, Posting
from ongikar.offices.people import open_post
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, account
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

COMPLAINANT = requester("রহিমা খাতুন")


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def turn(cast: Cast, gro: Posting) -> Referral:
    return make_grievance(cast, named=(cast.officer,)).current


def run(now: object) -> None:
    while lapse_next(now):  # type: ignore[arg-type]
        pass


@pytest.mark.clause("5")
@pytest.mark.parametrize("kind", list(Posting.Kind))
def test_whoever_holds_the_seats_post_decides_regular_acting_or_by_additional_charge(
    turn: Referral, gro: Posting, kind: str
) -> None:
    stand_in = Posting.objects.create(
        account=account("second", "আরেকজন"), post=gro.post, kind=kind, starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31) if kind == Posting.Kind.ACTING else None,
    )  # fmt: skip
    assert may_decide(stand_in, turn, NOW)
    assert {one.pk for one in sitting(turn.seat, NOW)} == {gro.pk, stand_in.pk}


@pytest.mark.clause("5")
def test_an_empty_seat_is_no_dead_end_at_any_moment(cast: Cast, turn: Referral, gro: Posting) -> None:
    Posting.objects.filter(pk=gro.pk).update(ends_on=date(2026, 11, 21), ended_at=NOW - timedelta(days=1))
    assert [seat.tier for seat in desk.vacant_seats(cast.office, at=NOW)] == [1]
    another = make_grievance(cast, key="g-2", named=(cast.officer,)).current  # it is taken all the same
    assert another.is_open
    # the head names an alternate, who decides
    post = open_post(cast.office, title_bn="বিকল্প", role=Post.Role.OFFICER, by=cast.head.author(), at=NOW)
    alternate = Posting.objects.create(account=account("alt", "বিকল্প কর্মকর্তা"), post=post, starts_on=NOW.date())
    amend_seat(turn.seat, by=cast.head.author(), at=NOW, alternate=post)
    assert desk.vacant_seats(cast.office, at=NOW) == []
    assert may_decide(alternate, Referral.objects.get(pk=turn.pk), NOW)
    # nobody did: the limit lapses, the complainant can appeal, and whoever sits above takes it up by himself
    late = midnight_after(turn.due_on) + timedelta(hours=9)
    run(late)
    ao = Posting.objects.get(account__username="ao")
    for one in (turn, another):
        one.refresh_from_db()
    assert {one.pk for one in desk.queue(ao, "below", at=late)} == {turn.pk, another.pk}
    assert appeal(turn, appellant="complainant", grounds="", by=COMPLAINANT, at=late).tier == 2
    assert take_up(another, by=ao.author(), at=late, reason="পদ শূন্য").opened_by == Referral.Opened.OWN_MOTION


def test_the_head_is_told_of_a_seat_where_nobody_sits_and_who_sits_where(
    cast: Cast, turn: Referral, gro: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOW)
    assert "বিকল্পও নেই" not in signed_in("head").get("/desk/grievances/").content.decode()
    assert "অভিযোগ কর্মকর্তা (নিয়মিত)" in signed_in("head").get("/desk/grievances/seats/").content.decode()
    Posting.objects.filter(pk=gro.pk).update(ends_on=date(2026, 11, 21), ended_at=NOW - timedelta(days=1))
    assert "বিকল্পও নেই" in signed_in("head").get("/desk/grievances/").content.decode()
    assert "এখন কেউ বসেন না" in signed_in("head").get("/desk/grievances/seats/").content.decode()


@pytest.mark.clause("5.1.1")
def test_a_grievance_about_an_upazila_office_goes_to_the_districts_officer(cast: Cast, gro: Posting) -> None:
    upazila = cast.office.children.first()
    assert upazila is not None
    turn = make_grievance(cast, office=upazila, named=(cast.officer,)).current
    assert (turn.seat, turn.grievance.office) == (seat_of(cast.office, 1), upazila)
    assert may_decide(gro, turn, NOW)


@pytest.mark.clause("7.4.1(ক)")
@pytest.mark.parametrize("lapse_first", [True, False])
def test_a_limit_that_lapses_in_the_second_of_the_decision_blocks_it_in_neither_order(
    turn: Referral, gro: Posting, lapse_first: bool
) -> None:
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    at = turn.lapses_at
    if lapse_first:
        run(at)
        turn.refresh_from_db()
    decide(turn, Outcome.SERVICE_GIVEN, by=gro.author(), at=at, reasons="সেবা দেওয়া হয়েছে")
    run(at + timedelta(days=30))
    turn.refresh_from_db()
    assert (turn.state, turn.events.filter(verb="grievance.lapsed").count()) == (State.DISPOSED, int(lapse_first))


@pytest.mark.clause("7.4.1(ক)", "7.4.1(খ)", "7.4.1(গ)")
def test_limits_that_differ_from_the_guideline_are_said_and_hold_all_the_same(cast: Cast) -> None:
    assert departures(cast.edition.tiers.all()) == []
    row = cast.edition.tiers.get(tier=1)
    row.limit_bn, row.limit_read = "১৫ কার্যদিবস", {**row.limit_read, "min": 15, "max": 15}
    row.save(update_fields=["limit_bn", "limit_read"])
    [said] = departures(cast.edition.tiers.all())
    assert "৩০ কার্যদিবস" in said
    turn = make_grievance(cast, named=(cast.officer,)).current
    assert turn.due_on == date(2026, 12, 13)


@pytest.mark.clause("7.1(ক)i")
def test_each_offices_time_is_counted_beside_the_citizens_clock(cast: Cast, turn: Referral, gro: Posting) -> None:
    from ongikar.charter.models import Edition, Tier
    from ongikar.grievances.models import TierSeat

    there = cast.stranger.office
    edition = Edition.objects.create(office=there, state="published", drafted_at=NOW)
    Tier.objects.create(edition=edition, tier=1, when_bn="", to_bn="অনিক")
    TierSeat.objects.create(office=there, tier=1, post=cast.stranger.post, title="অনিক")
    forward(turn, to=there, by=gro.author(), at=NOW + timedelta(days=4), reason="তাঁদের বিষয়")
    found = stays(list(turn.grievance.referrals.all()), at=NOW + timedelta(days=11))
    assert [(stay.days, stay.clause) for stay in found] == [(4, "7.4.1(ক)"), (5, "7.4.1(ক)")]
    assert len({stay.turn.due_on for stay in found}) == 1


@pytest.mark.clause("7.1(ক)i")
def test_what_goes_to_an_office_under_this_one_is_said_to_be_so(cast: Cast, turn: Referral, gro: Posting) -> None:
    from ongikar.grievances.models import TierSeat

    under = cast.office.children.first()
    assert under is not None
    TierSeat.objects.create(office=under, tier=1, post=cast.stranger.post, title="উপজেলার অনিক")
    forward(turn, to=under, by=gro.author(), at=NOW, reason="উপজেলার বিষয়")
    assert turn.events.get(verb="grievance.forwarded").facts["because"] == "subordinate"


@pytest.mark.clause("7.1(ক)i")
def test_what_belongs_to_an_office_that_is_not_here_goes_by_a_letter_and_ends(
    cast: Cast, turn: Referral, gro: Posting
) -> None:
    with pytest.raises(RuleBroken):
        forward_out(turn, to=" ", by=gro.author(), at=NOW, reason="তাঁদের বিষয়")
    event = forward_out(turn, to="জেলা শিক্ষা অফিস, জয়পুরহাট", by=gro.author(), at=NOW, reason="তাঁদের বিষয়", memo_no="৭")
    assert (turn.state, turn.is_open, turn.grievance.current) == (State.FORWARDED, False, turn)
    sheet = sheet_of_paper(turn.grievance, event.pk)
    assert (sheet["to"], sheet["memo_no"]) == (["জেলা শিক্ষা অফিস, জয়পুরহাট"], "৭")
    assert sheet["copies"] == ["রহিমা খাতুন, অভিযোগকারী"]
    run(turn.lapses_at + timedelta(days=30))
    assert not turn.events.filter(verb="grievance.lapsed").exists()
    found = right_remedy(turn.grievance, at=NOW)
    assert "জেলা শিক্ষা অফিস, জয়পুরহাট, ৭" in found.text


def test_the_desk_sends_on_to_a_listed_office_or_to_one_it_writes(
    cast: Cast, turn: Referral, gro: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOW)
    desk_, path = signed_in("gro"), f"/desk/grievances/{turn.grievance.reference}/acts/forwarding/"
    typed = {"revision": turn.revision, "reason": "তাঁদের বিষয়"}
    answer = desk_.post(path, typed)
    assert answer.status_code == 422
    assert "তাঁদের বিষয়" in answer.content.decode()
    assert desk_.post(path, {**typed, "to_name": "জেলা শিক্ষা অফিস"}).status_code == 302
    assert "জেলা শিক্ষা অফিস" in desk_.get(f"/desk/grievances/{turn.grievance.reference}/").content.decode()


def test_a_seat_that_two_visitors_ask_for_at_once_is_made_once(cast: Cast) -> None:
    """Both have seen that a new charter has no seats yet."""
    edition = Edition.objects.in_force(cast.office)
    assert edition
    row = edition.tiers.get(tier=3)
    assert seats._seat(edition, row) == seats._seat(edition, row)
