"""A tier outside the installation: what goes there, what comes back, by whom, and that it is done once."""

from __future__ import annotations

from datetime import datetime, timedelta
from subprocess import CompletedProcess
from typing import Any

import pytest
from pytest_django import Settings

from ongikar.cases.files import PDF, Received, path_of, receive
from ongikar.grievances.adding import add_to
from ongikar.grievances.appeals import appeal
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.lifecycle import State
from ongikar.grievances.models import AnswerLink, Grievance, GrievanceFile, Outcome, Packet, Referral
from ongikar.grievances.outside import answer_by_link, key_in, link_of, new_link, revoke_links
from ongikar.grievances.packets import mail_address
from ongikar.grievances.remedies import right_remedy
from ongikar.grievances.reseating import amend_seat
from ongikar.journal.authors import requester
from ongikar.notices import dossier
from ongikar.notices.packing import _keep, pack_next
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from ongikar.ui import pdf
from tests.addresses import confirmed
from tests.cast import NOW, Cast, moment
from tests.grievances.world import MATTER, make_grievance, separate_grievance_officer

AFTER = moment("2027-01-05 09:00")  # the day after the first tier's limit
ORDER: dict[str, Any] = {"text": "সেবা দিন", "signed_by": "উপপরিচালক", "memo_no": "স্মারক-৯"}
SCAN = receive("আদেশ.pdf", b"%PDF-1.4 order")


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of which PDFs are made, instead of PDFs, which take seconds."""
    made: list[str] = []

    def pdf_of(html: str, attached: Any = ()) -> bytes:
        made.append(html)
        return b"%PDF-1.4 made"

    monkeypatch.setattr(dossier, "pdf_of", pdf_of)
    return made


def appealed(cast: Cast, **changes: Any) -> Referral:
    """At the second tier, which the sample charter has outside."""
    turn = make_grievance(cast, named=(cast.head,), **changes).current
    assert lapse_next(AFTER)
    turn.refresh_from_db()
    return appeal(turn, appellant="complainant", grounds="কেউ উত্তর দেননি", by=requester("রহিমা"), at=AFTER)


def packed(at: datetime = AFTER) -> None:
    for _ in range(20):
        if not pack_next(at):
            return
    raise AssertionError("the packing does not come to rest")


def linked(turn: Referral, at: datetime = AFTER) -> AnswerLink:
    link = link_of(new_link(turn.packets.get(), at=at), at=at)
    assert link is not None
    return link


@pytest.mark.clause("7.2")
def test_a_turn_outside_has_its_file_and_three_draft_orders_made_once(
    cast: Cast, gro: Posting, pages: list[str]
) -> None:
    turn = appealed(cast)
    packed()
    packed(AFTER + timedelta(days=7))
    packet = turn.packets.get()
    assert [one.name for one in packet.files.order_by("pk").all() if one.name.startswith("অভিযোগ")]
    assert packet.files.count() == 4
    assert turn.events.filter(verb="grievance.laid_outside").count() == 1
    file, *orders = pages[-4:]
    assert MATTER in file
    assert "কেউ উত্তর দেননি" in file
    for words, order in zip(("বহাল রাখা হলো", "নির্দেশ দেওয়া হলো", "ভিন্ন সিদ্ধান্ত দেওয়া হলো"), orders, strict=True):
        assert words in order
        assert MATTER not in order


def test_where_the_identity_is_to_be_hidden_the_file_has_none(cast: Cast, gro: Posting, pages: list[str]) -> None:
    appealed(cast, identity_hidden=True)
    packed()
    file = next(page for page in pages if MATTER in page)
    assert "রহিমা" not in file.replace("রহিমা, ", "")
    assert "১৭১২" not in file
    assert "পরিচয় গোপন রাখতে চেয়েছেন" in file


@pytest.mark.clause("5.2")
def test_a_lapse_lays_the_file_before_the_appeal_officer_outside_for_a_direction_of_his_own_motion(
    cast: Cast, gro: Posting, pages: list[str]
) -> None:
    turn = make_grievance(cast, named=(cast.head,)).current
    lapse_next(AFTER)
    packed()
    decision = answer_by_link(linked(turn), outcome=Outcome.DIRECTED, documents=[], at=AFTER, **ORDER)
    following = turn.grievance.current
    assert (decision.referral, following.opened_by) == (following, Referral.Opened.OWN_MOTION)
    assert (following.tier, following.state) == (2, State.DISPOSED)


def test_what_was_decided_before_the_packet_was_made_is_laid_before_nobody(
    cast: Cast, gro: Posting, pages: list[str]
) -> None:
    turn = appealed(cast)
    turn.withdraw(by=requester("রহিমা"), at=AFTER)
    packed()
    assert not turn.grievance.files.exists()


@pytest.mark.clause("7.2", "7.4(ছ)")
def test_the_answer_by_link_ends_the_turn_with_its_author_and_opens_the_next_appeal(
    cast: Cast, gro: Posting, pages: list[str]
) -> None:
    turn = appealed(cast)
    decision = answer_by_link(linked(turn), outcome=Outcome.UPHELD, documents=[SCAN], at=AFTER, **ORDER)
    turn.refresh_from_db()
    assert (turn.state, decision.by, decision.memo_no) == (State.DISPOSED, None, "স্মারক-৯")
    assert decision.by_name.startswith("উপপরিচালক, ")
    event = turn.events.get(verb="grievance.disposed")
    assert (event.by_kind, event.by_posting) == ("outside", None)
    assert [file.name for file in decision.originals] == ["আদেশ.pdf"]
    third = appeal(turn, appellant="complainant", grounds="", by=requester("রহিমা"), at=AFTER)
    assert (third.tier, third.packets.count()) == (3, 1)


def test_a_link_is_good_once_until_its_day_and_until_another_is_made_or_it_is_revoked(
    cast: Cast, gro: Posting, settings: Settings
) -> None:
    turn = appealed(cast)
    packet = turn.packets.get()
    first = new_link(packet, at=AFTER)
    second = new_link(packet, at=AFTER)
    assert link_of(first, at=AFTER) is None
    assert link_of(second, at=AFTER + timedelta(days=settings.ANSWER_LINK_DAYS)) is None
    assert link_of("x" * 43, at=AFTER) is None
    link = link_of(second, at=AFTER)
    assert link is not None
    assert second not in str(AnswerLink.objects.values_list())
    revoke_links(packet, by=cast.clerk.author(), at=AFTER)
    assert link_of(second, at=AFTER) is None
    with pytest.raises(RuleBroken):
        answer_by_link(link, outcome=Outcome.UPHELD, documents=[], at=AFTER, **ORDER)


def test_a_used_link_answers_no_more(cast: Cast, gro: Posting) -> None:
    link = linked(appealed(cast))
    answer_by_link(link, outcome=Outcome.UPHELD, documents=[], at=AFTER, **ORDER)
    with pytest.raises(RuleBroken):
        answer_by_link(link, outcome=Outcome.DIRECTED, documents=[], at=AFTER, **ORDER)


@pytest.mark.parametrize(
    "wrong", [{"outcome": "shelved"}, {"outcome": "cell"}, {"outcome": ""}, {"signed_by": " "}, {"text": " "}]
)
def test_a_bad_answer_uses_up_no_link(cast: Cast, gro: Posting, wrong: dict[str, str]) -> None:
    turn = appealed(cast)
    token = new_link(turn.packets.get(), at=AFTER)
    link = link_of(token, at=AFTER)
    assert link is not None
    with pytest.raises(RuleBroken):
        answer_by_link(link, **{**ORDER, "outcome": "upheld", **wrong}, documents=[], at=AFTER)
    assert link_of(token, at=AFTER)


@pytest.mark.clause("7.2")
def test_a_scanned_order_is_keyed_in_with_its_scan_by_somebody_who_is_not_concerned(cast: Cast, gro: Posting) -> None:
    turn = appealed(cast)
    packet = turn.packets.get()
    wish = {"outcome": Outcome.DIFFERENT, "at": AFTER, **ORDER}
    with pytest.raises(RuleBroken):
        key_in(packet, documents=[SCAN], by=cast.head.author(), **wish)
    with pytest.raises(RuleBroken):
        key_in(packet, documents=[], by=cast.clerk.author(), **wish)
    token = new_link(packet, at=AFTER)
    decision = key_in(packet, documents=[SCAN], by=cast.clerk.author(), **wish)
    assert decision.by_name.startswith("উপপরিচালক")
    assert turn.events.get(verb="grievance.disposed").by_name == cast.clerk.account.name_bn
    assert path_of(decision.originals[0].pk).read_bytes() == SCAN.data
    assert link_of(token, at=AFTER) is None


def test_only_an_address_that_somebody_made_sure_of_gets_mail(cast: Cast, gro: Posting) -> None:
    seat = appealed(cast).seat
    assert (seat.email, mail_address(seat)) == ("ddadmin@doict.gov.bd", "")
    confirmed(seat.email)
    assert mail_address(seat) == "ddadmin@doict.gov.bd"


def test_a_seat_that_moves_outside_gets_what_lies_before_it(cast: Cast, gro: Posting) -> None:
    turn = make_grievance(cast, named=(cast.head,)).current
    assert not turn.packets.exists()
    amend_seat(turn.seat, by=cast.head.author(), at=NOW, post=None, contact="ঢাকা")
    assert turn.packets.get().made_at is None


@pytest.mark.clause("7.1(ক)ii")
def test_in_the_charter_as_it_is_a_complaint_about_the_head_is_laid_outside_the_same_day(
    cast: Cast, pages: list[str]
) -> None:
    turn = make_grievance(cast, named=(cast.head,)).current
    packed(NOW)
    assert (turn.tier, turn.limit_tier, turn.packets.get().made_at) == (2, 1, NOW)


def test_a_packet_that_cannot_be_made_stops_no_other(
    cast: Cast, gro: Posting, pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = appealed(cast)
    monkeypatch.setattr(dossier, "pdf_of", lambda *_: (_ for _ in ()).throw(RuleBroken("not now")))
    assert pack_next(AFTER)  # that of the lapse, which the appeal has overtaken
    assert pack_next(AFTER)
    packet = Packet.objects.get(referral=turn)
    assert (packet.made_at, packet.act_after) == (None, AFTER + timedelta(hours=1))
    assert not pack_next(AFTER)


def test_a_packet_is_made_one_paper_a_step_and_kept_when_it_is_whole(
    cast: Cast, gro: Posting, pages: list[str]
) -> None:
    turn = appealed(cast)
    assert pack_next(AFTER)  # that of the lapse, which the appeal has overtaken
    for papers in (1, 2, 3, 4):
        assert turn.packets.get().made_at is None
        assert GrievanceFile.objects.count() == 0
        assert pack_next(AFTER)
        assert len(pages) == papers
    assert (turn.packets.get().made_at, turn.packets.get().files.count()) == (AFTER, 4)
    assert not pack_next(AFTER)


def test_what_comes_while_a_packet_is_made_is_in_it(cast: Cast, gro: Posting, pages: list[str]) -> None:
    turn = appealed(cast)
    for _ in range(3):
        assert pack_next(AFTER)
    add_to(turn.grievance, documents=[receive("নতুন.pdf", b"%PDF-1.4 x")], by=requester("রহিমা"), at=AFTER)
    packed()
    assert "নতুন.pdf" not in pages[0]
    assert "নতুন.pdf" in pages[2]
    assert (len(pages), turn.packets.get().files.count()) == (2 + 4, 4)


def test_of_two_loops_that_make_one_packet_one_keeps_it(cast: Cast, gro: Posting, pages: list[str]) -> None:
    turn = appealed(cast)
    as_the_other_has_it = Packet.objects.select_related("seat", "referral__grievance").get(referral=turn)
    packed()
    _keep(as_the_other_has_it, [Received("নথি.pdf", b"%PDF-1.4", PDF)], AFTER)
    assert turn.packets.get().files.count() == 4
    assert turn.events.filter(verb="grievance.laid_outside").count() == 1


def test_no_reader_of_pdfs_holds_up_a_packet(cast: Cast, gro: Posting, monkeypatch: pytest.MonkeyPatch) -> None:
    made = CompletedProcess([], 0, stdout=b"%PDF-1.4 made")
    monkeypatch.setattr("ongikar.ui.pdf.subprocess.run", lambda *_args, **_more: made)
    turn = appealed(cast)
    with pdf._asked_for, pdf._to_be_filed:
        packed()
    assert turn.packets.get().made_at == AFTER


@pytest.mark.clause("6.2", "7.4.1(ক)", "7.4.1(খ)")
def test_a_week_without_the_loop_dates_lapses_when_they_were_and_makes_no_storm(
    cast: Cast, gro: Posting, pages: list[str]
) -> None:
    turns = [make_grievance(cast, named=(cast.head,), key=str(n)).current for n in range(3)]
    week = AFTER + timedelta(days=7)
    while lapse_next(week):
        pass
    packed(week)
    for turn in turns:
        turn.refresh_from_db()
        event = turn.events.get(verb="grievance.lapsed")
        assert (event.at, event.noticed_at) == (moment("2027-01-05 00:00"), week)
        assert turn.events.filter(verb="grievance.laid_outside").count() == 1
        remedy = right_remedy(Grievance.objects.get(pk=turn.grievance_id), at=week)
        assert remedy.appeal
    assert Packet.objects.count() == 3
