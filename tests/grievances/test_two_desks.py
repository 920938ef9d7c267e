"""Two desks at once: the second is told what the first did, and no constraint's error reaches anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from ongikar.charter.correcting import add_service, add_tier
from ongikar.charter.drafting import draft_from
from ongikar.charter.models import Edition, Service
from ongikar.charter.publication import give_to, publish
from ongikar.charter.suspensions import suspend
from ongikar.doors.desk import grievance_panels
from ongikar.grievances import naming
from ongikar.grievances.models import Concerned, Referral, TierSeat
from ongikar.grievances.reseating import amend_seat
from ongikar.grievances.seats import COORDINATOR, seats_of
from ongikar.offices.models import Account, Office, Posting
from ongikar.offices.people import open_account, open_post, take_charge
from ongikar.offices.seating import hand_over_to
from ongikar.reading import read_charter
from ongikar.rules import Overtaken, RuleBroken
from tests.cast import NOW, SAMPLE, Cast, account, build_cast, sample
from tests.databases import at_once, shared_database
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, make_grievance, separate_grievance_officer

EXPECTED = (Overtaken, RuleBroken)


def tried(work: Callable[[], Any]) -> Callable[[], str]:
    """The work, and what came of it: '' where it was done, else which of the two expected failures."""

    def one() -> str:
        try:
            with transaction.atomic():
                work()
        except EXPECTED as told:
            return type(told).__name__
        return ""

    return one


def both(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    return sorted(at_once(tried(first), tried(second)))


def naming_of(turn: int, who: Posting, by: Posting) -> Callable[[], Any]:
    """Somebody names this person in the turn as it was on his screen."""
    found = Referral.objects.select_related("grievance__office", "seat__post", "seat__alternate").get(pk=turn)
    return lambda: naming.name(found, people=[who], by=by.author(), at=NOW)


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_what_two_desks_do_at_once_is_done_once_and_the_second_is_told(tmp_path: Path) -> None:
    cast = build_cast()
    gro = separate_grievance_officer(cast)
    turn = make_grievance(cast, named=(cast.head,)).current
    with shared_database(tmp_path):
        assert both(naming_of(turn.pk, cast.clerk, gro), naming_of(turn.pk, cast.clerk, gro)) == ["", "Overtaken"]
        assert Concerned.objects.filter(account=cast.clerk.account).count() == 1
        for work, told in deeds(cast):
            assert both(work, work) == ["", told]
        assert TierSeat.objects.filter(tier=COORDINATOR).count() == 1
        assert Account.objects.filter(username="notun").count() == 1
        assert Posting.objects.filter(order_no="বদলি").count() == 1
        assert cast.office.posts.filter(title_bn="হিসাবরক্ষক").count() == 1
        assert both(*leaving(cast)) == ["", "RuleBroken"]


def deeds(cast: Cast) -> list[tuple[Callable[[], Any], str]]:
    """What is kept once, each with how the second hears of it."""
    by, at = cast.head.author(), NOW
    who: dict[str, Any] = {"office": cast.office, "by": by, "at": at}
    vacant = open_post(cast.office, title_bn="নাজির", role="officer", by=by, at=at)
    new, service = account("new", "নতুন কর্মকর্তা"), Service.objects.filter(office=cast.office).first()
    assert service is not None
    order: dict[str, Any] = {"order_no": "৫", "order_on": NOW.date(), "reason": "মেরামত", "starts_on": NOW.date()}

    def coordinator() -> None:
        seat = next(one for one in seats_of(cast.office) if one.tier == COORDINATOR)
        seat.pk = None
        amend_seat(seat, by=by, at=at, title="জেলা প্রশাসক", contact="জয়পুরহাট")

    return [
        (coordinator, "Overtaken"),
        (lambda: open_account(username="notun", name_bn="নতুন", **who), "RuleBroken"),
        (lambda: open_post(title_bn="হিসাবরক্ষক", role="officer", **who), "RuleBroken"),
        (lambda: take_charge(new, vacant, by=by, at=at, order_no="বদলি"), "RuleBroken"),
        (lambda: suspend(service, by=cast.head, at=at, **order), "RuleBroken"),
    ]


def leaving(cast: Cast) -> list[Callable[[], Any]]:
    """The head and who acts for him, the last two who could seat anybody, each handing over to nobody."""
    Account.objects.filter(is_administrator=True).update(is_active=False)
    kind, until = Posting.Kind.ACTING, date(2030, 1, 1)
    acts_for = account("acting", "ভারপ্রাপ্ত")
    acting = take_charge(acts_for, cast.head.post, by=cast.head.author(), at=NOW, kind=kind, ends_on=until)
    return [partial(hand_over_to, one, None, by=cast.head.author(), at=NOW) for one in (cast.head, acting)]


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_two_who_work_at_one_draft_or_publish_two_meet_no_error(tmp_path: Path) -> None:
    cast = build_cast()
    data = sample(f"{SAMPLE}.txt")
    sheet = read_charter(data, f"{SAMPLE}.txt", on=NOW.date())
    drafts = [draft_from(sheet, office=cast.office, source=data, source_text="", at=NOW, by=cast.head) for _n in "ab"]
    for draft in drafts:
        give_to(draft, cast.head.post)
    with shared_database(tmp_path):
        one = drafts[0]
        adding = (lambda: add_service(one, section="citizen", name="নতুন সেবা"), lambda: add_tier(one, to="সচিব"))
        for work in adding:
            assert both(work, work) == ["", ""]
        give_to(one, cast.head.post)
        publishing = [partial(publish, draft, by=cast.head, at=NOW) for draft in drafts]
        assert both(*publishing) == ["", ""]
        states = [Edition.objects.get(pk=draft.pk).state for draft in drafts]
        assert sorted(states) == ["published", "superseded"]


def test_the_officer_who_was_slower_reads_what_was_done_and_sees_who_is_named(cast: Cast) -> None:
    gro = separate_grievance_officer(cast)
    turn = make_grievance(cast, named=(cast.head,)).current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    seen = {"revision": turn.revision, "people": [cast.clerk.pk]}
    desk, path = signed_in("gro"), f"/desk/grievances/{turn.grievance.reference}/acts/naming/"
    assert desk.post(path, seen).status_code == 302
    page = desk.post(path, seen)
    assert page.status_code == 422
    assert "কার বিরুদ্ধে অভিযোগ, লিখে নেওয়া হয়েছে (অভিযোগ কর্মকর্তা)" in page.content.decode()
    assert cast.clerk.account.name_bn in page.content.decode()


TAKEN, BROKEN = {"code": "doict-joypurhat"}, {"code": "x", "position": None}


@pytest.mark.parametrize(("fields", "status"), [(TAKEN, 302), (BROKEN, 500)])
def test_a_key_taken_meanwhile_is_said_at_any_desk_and_any_other_fault_is_a_fault(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], status: int
) -> None:
    separate_grievance_officer(cast)
    turn = make_grievance(cast, named=(cast.head,)).current
    found = transaction.atomic(lambda _turn, **_facts: Office.objects.create(**fields))
    monkeypatch.setitem(grievance_panels.ACTS, "naming", replace(grievance_panels.ACTS["naming"], deed=found))
    desk = signed_in("gro")
    desk.raise_request_exception = False
    path = f"/desk/grievances/{turn.grievance.reference}/acts/naming/"
    answer = desk.post(path, {"revision": turn.revision, "people": [cast.clerk.pk]})
    assert answer.status_code == status
    if status == 302:
        assert "অন্য কেউ এইমাত্র এটি বদলেছেন" in desk.get("/desk/grievances/").content.decode()


def test_whoever_is_named_while_he_writes_is_shown_nothing_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    gro = separate_grievance_officer(cast)
    grievance = make_grievance(cast, named=(cast.officer,))
    turn, name = grievance.current, naming.name

    def named_meanwhile(found: Referral, **facts: Any) -> Any:
        name(Referral.objects.get(pk=turn.pk), people=[gro], by=cast.head.author(), at=NOW)
        return name(found, **facts)

    monkeypatch.setitem(grievance_panels.ACTS, "naming", replace(grievance_panels.ACTS["naming"], deed=named_meanwhile))
    path = f"/desk/grievances/{grievance.reference}/acts/naming/"
    desk: Client = signed_in("gro")
    answer = desk.post(path, {"revision": turn.revision, "people": [cast.clerk.pk]}, follow=True)
    assert answer.redirect_chain == [("/desk/grievances/", 302)]
    assert grievance.reference not in answer.content.decode()
