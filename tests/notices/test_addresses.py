"""Nothing goes to an address of the charter or a post that nobody has confirmed; what would go is told by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from ongikar.bangla.digits import to_ascii
from ongikar.cases.models import Case
from ongikar.notices.access import to_be_done
from ongikar.notices.addresses import addresses_of
from ongikar.notices.calls import of_grievances, papers
from ongikar.notices.models import Carrier, GrievanceNotice, Notice, Outcome, Recipient
from ongikar.notices.post import post_next
from ongikar.notices.sheets import sheet_of_grievance
from ongikar.notices.tell import tell_next
from ongikar.notices.troubles import Trouble
from ongikar.notices.trying import try_address
from ongikar.offices.addresses import Address
from ongikar.offices.confirming import address_named, confirm_by_word, mark_wrong
from ongikar.offices.models import Office, OfficeEvent
from ongikar.offices.people import amend_post
from ongikar.rules import RuleBroken
from tests.addresses import confirmed
from tests.cast import NOW, Cast, make_case, moment
from tests.grievances.world import make_grievance, separate_grievance_officer
from tests.notices.gateway import Gateway, running_gateway
from tests.notices.mail_server import MailServer, deaf_port, mail_server

BOX = "doict.joypurhat@gmail.com"
LATER = moment("2026-11-22 12:00")


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """An office with a mail server, which tells its posts of new cases; the head's mailbox is the charter's."""
    with mail_server() as server:
        settings.DEMO, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.DEFAULT_FROM_EMAIL, settings.TELL_POSTS = "office@example.org", True
        yield server


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Gateway]:
    with running_gateway() as gateway:
        settings.DEMO, settings.SMS_URL = False, gateway.url
        yield gateway


def filed(cast: Cast, key: str = "key-1", *, box: str = BOX) -> Case:
    """A case whose post has the charter's mailbox, told and posted."""
    cast.head.post.email = box
    cast.head.post.save(update_fields=["email"])
    case = make_case(cast, key=key, phone="", email="")
    settle()
    return case


def settle() -> None:
    while tell_next(NOW):
        pass
    while post_next(NOW):
        pass


def to_post(case: Case) -> Notice:
    return Notice.objects.get(case=case, recipient=Recipient.POST)


def test_an_address_that_nobody_confirmed_gets_nothing_and_the_letter_stands_in_the_list(
    cast: Cast, server: MailServer
) -> None:
    notice = to_post(filed(cast))
    assert (notice.outcome, notice.trouble) == (Outcome.TO_PRINT, Trouble.UNCONFIRMED)
    assert server.tried == 0
    assert notice in papers(cast.head)
    notice.hand_over(by=cast.head, at=LATER)
    assert notice.outcome == Outcome.HANDED


def test_of_a_grievance_too_what_would_go_to_whoever_decides_stands_in_the_list(cast: Cast, server: MailServer) -> None:
    gro = separate_grievance_officer(cast)
    gro.post.email = BOX
    gro.post.save(update_fields=["email"])
    grievance = make_grievance(cast)
    settle()
    notice = GrievanceNotice.objects.get(grievance=grievance, recipient=Recipient.POST)
    assert (notice.outcome, notice.trouble, server.tried) == (Outcome.TO_PRINT, Trouble.UNCONFIRMED, 0)
    assert notice in of_grievances(gro)
    assert notice in to_be_done(grievance)
    assert sheet_of_grievance(notice)["to"] == [grievance.current.seat.title]


def test_once_confirmed_the_waiting_letter_is_sent_at_a_word_and_the_next_by_itself(
    cast: Cast, server: MailServer
) -> None:
    notice = to_post(filed(cast))
    confirmed(BOX)
    assert notice.can_be_sent
    notice.send_again(by=cast.head, at=NOW)
    settle()
    assert to_post(filed(cast, "key-2")).outcome == Outcome.SENT
    notice.refresh_from_db()
    assert (notice.outcome, len(server.letters)) == (Outcome.SENT, 2)


def test_a_charters_mailbox_that_is_wrong_is_seen_loses_nothing_and_gets_nothing_more(
    cast: Cast, server: MailServer
) -> None:
    confirmed(BOX)
    server.on_recipient = "550 5.1.1 no such user"
    first = to_post(filed(cast))
    row = Address.objects.get(text=BOX)
    assert (first.outcome, first.trouble, first.reply) == (Outcome.FAILED, Trouble.RECIPIENT, "550 5.1.1")
    assert (row.is_confirmed, row.trouble, row.reply) == (False, Trouble.RECIPIENT, "550 5.1.1")
    server.on_recipient = ""
    second = to_post(filed(cast, "key-2"))
    assert (second.outcome, second.trouble) == (Outcome.TO_PRINT, Trouble.UNCONFIRMED)
    assert server.letters == []


def test_its_correction_leaves_a_trace_and_what_failed_goes_to_the_right_mailbox(
    cast: Cast, server: MailServer
) -> None:
    confirmed(BOX)
    server.on_recipient = "550 5.1.1 no such user"
    notice = to_post(filed(cast))
    server.on_recipient = ""
    amend_post(cast.head.post, by=cast.head.author(), at=LATER, email="right@example.gov.bd")
    confirm_by_word(
        address_named("right@example.gov.bd"),
        note="নাজমা আক্তার, ফোনে",
        office=cast.office,
        by=cast.head.author(),
        at=LATER,
    )
    notice = Notice.objects.get(pk=notice.pk)
    notice.send_again(by=cast.head, at=NOW)
    settle()
    notice.refresh_from_db()
    assert (notice.outcome, notice.address) == (Outcome.SENT, "right@example.gov.bd")
    traced = list(OfficeEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert traced[-3:] == ["office.address_wrong", "office.post_amended", "office.address_confirmed"]
    wrong, amended, right = OfficeEvent.objects.order_by("pk").reverse()[:3][::-1]
    assert (wrong.facts["address"], wrong.by_kind) == (BOX, "system")
    assert amended.facts["changed"]["email"] == {"from": BOX, "to": "right@example.gov.bd"}
    assert right.by_name == cast.head.account.name_bn


def test_an_address_found_wrong_while_a_letter_waits_stops_that_letter(cast: Cast, server: MailServer) -> None:
    confirmed(BOX)
    cast.head.post.email = BOX
    cast.head.post.save(update_fields=["email"])
    case = make_case(cast, phone="")
    while tell_next(NOW):
        pass
    mark_wrong(address_named(BOX), why="অন্য দপ্তরের", office=cast.office, by=cast.head.author(), at=NOW)
    settle()
    assert (to_post(case).outcome, server.tried) == (Outcome.TO_PRINT, 0)


def test_a_line_that_is_down_says_nothing_of_the_address(cast: Cast, server: MailServer, settings: Settings) -> None:
    confirmed(BOX)
    with deaf_port() as port:
        settings.EMAIL_PORT = port
        notice = to_post(filed(cast))
    assert (notice.outcome, notice.trouble) == (Outcome.WAITING, Trouble.NO_LINE)
    assert Address.objects.get(text=BOX).is_confirmed


def test_an_applicants_own_address_is_his_own_word(cast: Cast, server: MailServer) -> None:
    case = make_case(cast, email="r@example.org")
    settle()
    assert Notice.objects.get(case=case, carrier=Carrier.EMAIL).outcome == Outcome.SENT
    assert not Address.objects.exists()


def test_answers_are_asked_to_the_offices_mailbox_only_once_it_is_confirmed(cast: Cast, server: MailServer) -> None:
    Office.objects.filter(pk=cast.office.pk).update(email=BOX)
    make_case(cast, email="r@example.org")
    settle()
    confirmed(BOX)
    make_case(cast, key="key-2", email="r@example.org")
    settle()
    assert [letter["Reply-To"] for letter in server.letters] == [None, BOX]


def test_every_address_of_the_charter_stands_in_the_list_once_with_its_places(cast: Cast) -> None:
    found = {one.text: one for one in addresses_of([cast.office])}
    assert set(found) == {BOX, "ddadmin@doict.gov.bd"}
    assert len(found[BOX].places) == 3
    assert found[BOX].written_to
    assert not found["ddadmin@doict.gov.bd"].written_to
    assert {one.state for one in found.values()} == {"new"}


def code_in(letter: str) -> str:
    return next(word for word in to_ascii(letter).replace(",", " ").split() if word.isdigit() and len(word) == 6)


def test_a_trial_letter_goes_by_the_real_carrier_and_carries_a_code(cast: Cast, server: MailServer) -> None:
    tried = try_address(BOX, office=cast.office, by=cast.head.author(), at=NOW)
    (letter,) = server.letters
    assert (tried.outcome, tried.tried_at, tried.is_confirmed) == (Outcome.SENT, NOW, False)
    assert letter["To"] == BOX
    assert len(code_in(letter.get_content())) == 6
    assert code_in(letter.get_content()) not in letter["Subject"]
    event = OfficeEvent.objects.latest("pk")
    assert (event.verb, event.facts["outcome"], event.by_name) == ("office.address_tried", "sent", "নাজমা আক্তার")


def test_a_trial_message_is_one_part_and_names_nobody(cast: Cast, gateway: Gateway) -> None:
    tried = try_address("01712-345678", office=cast.office, by=cast.head.author(), at=NOW)
    (taken,) = gateway.taken
    assert (tried.text, tried.outcome) == ("+8801712345678", Outcome.SENT)
    assert taken["to"] == "8801712345678"
    assert len(taken["message"]) <= 70


@pytest.mark.parametrize(
    ("mood", "outcome", "trouble"),
    [
        ("nonsense", Outcome.MAYBE, Trouble.NONSENSE),
        ("refused", Outcome.FAILED, Trouble.GATEWAY_REFUSED),
        ("no_balance", Outcome.WAITING, Trouble.NO_BALANCE),
        ("hangs_up", Outcome.MAYBE, Trouble.CUT_OFF),
    ],
)
def test_what_a_gateway_does_to_a_trial_is_kept(
    cast: Cast, gateway: Gateway, mood: str, outcome: str, trouble: str
) -> None:
    gateway.mood = mood
    tried = try_address("01712345678", office=cast.office, by=cast.head.author(), at=NOW)
    assert (tried.outcome, tried.trouble) == (outcome, trouble)


def test_without_a_gateway_a_number_is_confirmed_by_word(cast: Cast, settings: Settings) -> None:
    settings.SMS_URL, settings.SMS_DROP = "", None
    with pytest.raises(RuleBroken, match="মুখের কথায়"):
        try_address("01712345678", office=cast.office, by=cast.head.author(), at=NOW)
    with pytest.raises(RuleBroken, match="মোবাইল"):
        try_address("02-589915076", office=cast.office, by=cast.head.author(), at=NOW)
