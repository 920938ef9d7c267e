"""Mail by SMTP against a real server on loopback, with everything that goes wrong between an office and Gmail."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from ongikar.cases.mistakes import correct_requester
from ongikar.notices.models import BACKOFF, TRIES, Carrier, Notice, Outcome
from ongikar.notices.post import post_next
from ongikar.notices.tell import tell_next
from ongikar.notices.troubles import Trouble
from tests.addresses import confirmed
from tests.cast import NOW, Cast, make_case
from tests.notices.mail_server import PASSWORD, USER, MailServer, certificate, deaf_port, mail_server, mute_port
from tests.notices.stories import MATTER

ADDRESS = "rahima@example.org"


@pytest.fixture
def office(settings: Settings) -> Settings:
    settings.DEMO, settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = (
        False,
        "127.0.0.1",
        False,
        False,
    )
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "office@example.org"
    settings.EMAIL_TIMEOUT = 5
    return settings


@pytest.fixture
def server(office: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        office.EMAIL_PORT = running.port
        yield running


def waiting_letter(cast: Cast, key: str = "key-1", **who: Any) -> Notice:
    case = make_case(cast, key=key, **{"email": ADDRESS, "matter": MATTER} | who)
    while tell_next(NOW):
        pass
    return Notice.objects.get(case=case, carrier=Carrier.EMAIL)


def posted(notice: Notice, at: Any = NOW) -> Notice:
    """The notice after the post has seen to it, once."""
    assert post_next(at)
    notice.refresh_from_db()
    return notice


def sender_of(server: MailServer) -> tuple[str, str]:
    """Name and address of who sent the letter, as a mail program reads them (RFC 2047, section 6.2)."""
    name, address = parseaddr(message_from_bytes(server.raw[0])["From"])
    return str(make_header(decode_header(name))), address


def test_a_letter_arrives_whole(cast: Cast, server: MailServer) -> None:
    cast.office.email = "charter@example.gov.bd"
    cast.office.save(update_fields=["email"])
    confirmed(cast.office.email)
    notice = posted(waiting_letter(cast))
    assert (notice.outcome, notice.trouble, notice.done_at, notice.next_at) == (Outcome.SENT, "", NOW, None)
    (letter,) = server.letters
    assert letter["To"] == ADDRESS
    assert letter["Subject"].strip() == notice.subject  # a folded header keeps the space it was folded at
    assert sender_of(server) == (cast.office.name_bn, "office@example.org")
    assert letter["Reply-To"] == "charter@example.gov.bd"
    assert letter["Auto-Submitted"] == "auto-generated"
    body = letter.get_content().replace("\r\n", "\n")
    assert body.startswith(notice.body)
    assert "বুধবার, ২৫ নভেম্বর ২০২৬" in body
    assert MATTER not in str(letter["Subject"])


def test_two_letters_of_a_case_are_two_messages_and_one_sent_again_is_the_same(cast: Cast, server: MailServer) -> None:
    notice = posted(waiting_letter(cast))
    Notice.objects.filter(pk=notice.pk).update(outcome=Outcome.MAYBE)
    notice.refresh_from_db()
    notice.send_again(by=cast.head, at=NOW)
    posted(notice)
    notice.case.accept(by=cast.head.author(), at=NOW, limit_applies=True)
    assert tell_next(NOW)
    assert post_next(NOW)
    first, again, another = (letter["Message-ID"] for letter in server.letters)
    assert first == again != another


def test_nobody_there_waits_and_says_so(cast: Cast, office: Settings) -> None:
    with deaf_port() as office.EMAIL_PORT:
        notice = posted(waiting_letter(cast))
    assert (notice.outcome, notice.trouble) == (Outcome.WAITING, Trouble.NO_LINE)
    assert notice.next_at == NOW + BACKOFF[0]


def test_a_server_that_never_answers_is_given_up_for_now(cast: Cast, office: Settings) -> None:
    office.EMAIL_TIMEOUT = 0.05
    with mute_port() as office.EMAIL_PORT:
        notice = posted(waiting_letter(cast))
    assert (notice.outcome, notice.trouble) == (Outcome.WAITING, Trouble.NO_LINE)


@pytest.mark.parametrize(
    ("where", "words", "outcome", "trouble", "reply"),
    [
        ("on_recipient", "550 5.1.1 <{}> no such user", Outcome.FAILED, Trouble.RECIPIENT, "550 5.1.1"),
        ("on_recipient", "450 4.2.1 <{}> mailbox busy", Outcome.WAITING, Trouble.LATER, "450 4.2.1"),
        ("on_letter", "554 5.7.1 this looks like spam", Outcome.FAILED, Trouble.LETTER, "554 5.7.1"),
        ("on_letter", "552 too big", Outcome.FAILED, Trouble.LETTER, "552"),
        ("on_letter", "451 4.3.0 try later", Outcome.WAITING, Trouble.LATER, "451 4.3.0"),
        ("on_sender", "553 5.7.1 not your address", Outcome.WAITING, Trouble.SENDER, "553 5.7.1"),
        ("on_sender", "421 4.7.0 too many letters today", Outcome.WAITING, Trouble.SENDER, "421 4.7.0"),
    ],
)
def test_a_no_for_good_is_kept_and_a_no_for_now_is_tried_again(
    cast: Cast, server: MailServer, where: str, words: str, outcome: str, trouble: str, reply: str
) -> None:
    setattr(server, where, words)
    notice = posted(waiting_letter(cast))
    assert (notice.outcome, notice.trouble, notice.reply) == (outcome, trouble, reply)
    assert ADDRESS not in f"{notice.trouble}{notice.reply}"
    assert (notice.next_at is None) == (outcome == Outcome.FAILED)
    assert server.letters == []


def test_a_letter_put_off_goes_at_its_next_turn_and_not_before(cast: Cast, server: MailServer) -> None:
    server.on_letter = "451 4.3.0 try later"
    notice = posted(waiting_letter(cast))
    assert not post_next(NOW)
    server.on_letter = ""
    assert notice.next_at
    notice = posted(notice, notice.next_at)
    assert (notice.outcome, notice.trouble, len(server.letters)) == (Outcome.SENT, "", 1)


def test_a_letter_put_off_again_and_again_waits_longer_and_is_given_up_in_the_end(
    cast: Cast, server: MailServer
) -> None:
    server.on_letter = "451 4.3.0 try later"
    notice, waits, now = waiting_letter(cast), [], NOW
    while notice.outcome == Outcome.WAITING:
        notice = posted(notice, now)
        if notice.next_at:
            waits.append(notice.next_at - now)
            now = notice.next_at
    assert tuple(waits[: len(BACKOFF)]) == BACKOFF
    assert set(waits[len(BACKOFF) :]) == {BACKOFF[-1]}
    assert (notice.outcome, notice.attempts, server.tried) == (Outcome.FAILED, TRIES, TRIES)


def test_a_line_cut_with_the_letter_in_it_is_maybe_and_never_silently_a_second_letter(
    cast: Cast, server: MailServer
) -> None:
    server.hang_up = "DATA"
    notice = posted(waiting_letter(cast))
    assert (notice.outcome, notice.trouble, notice.next_at) == (Outcome.MAYBE, Trouble.CUT_OFF, None)
    assert not post_next(NOW + BACKOFF[-1])
    assert len(server.letters) == 1


def test_a_line_cut_after_the_letter_was_taken_is_sent(cast: Cast, server: MailServer) -> None:
    server.hang_up = "QUIT"
    assert posted(waiting_letter(cast)).outcome == Outcome.SENT


@pytest.mark.parametrize("address", ["rahima", "rahima@", "@example.org", "রহিমা@", "a b@example.org"])
def test_what_is_no_address_is_not_tried(cast: Cast, server: MailServer, address: str) -> None:
    notice = posted(waiting_letter(cast, email=address))
    assert (notice.outcome, notice.trouble, server.tried) == (Outcome.FAILED, Trouble.ADDRESS, 0)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("password", [PASSWORD, "the mailbox's own password"])
def test_signing_in_with_the_app_password(cast: Cast, office: Settings, password: str) -> None:
    office.EMAIL_HOST_USER, office.EMAIL_HOST_PASSWORD = USER, password
    with mail_server(sign_in=True) as server:
        office.EMAIL_PORT = server.port
        notice = posted(waiting_letter(cast))
    if password == PASSWORD:
        assert notice.outcome == Outcome.SENT
    else:
        assert (notice.outcome, notice.trouble) == (Outcome.WAITING, Trouble.SIGN_IN)
        assert notice.reply.startswith("535")


@pytest.mark.parametrize("trusted", [True, False])
def test_a_secured_line_carries_letters_only_where_the_certificate_is_trusted(
    cast: Cast, office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    pem = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    office.EMAIL_USE_TLS = True
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with mail_server(tls=context) as server:
        office.EMAIL_PORT = server.port
        notice = posted(waiting_letter(cast))
    assert notice.outcome == (Outcome.SENT if trusted else Outcome.WAITING)
    assert len(server.letters) == int(trusted)


def test_a_server_without_the_secured_line_that_is_asked_for_gets_nothing(
    cast: Cast, office: Settings, server: MailServer
) -> None:
    office.EMAIL_USE_TLS = True
    notice = posted(waiting_letter(cast))
    assert (notice.outcome, notice.trouble, server.letters) == (Outcome.WAITING, Trouble.NO_LINE, [])


def test_a_dead_server_is_asked_once_and_not_once_a_letter(cast: Cast, office: Settings) -> None:
    with deaf_port() as office.EMAIL_PORT:
        letters = [waiting_letter(cast, key=str(number)) for number in range(5)]
        assert post_next(NOW)
        assert not post_next(NOW)
    rows = Notice.objects.filter(pk__in=[letter.pk for letter in letters])
    assert [row.attempts for row in rows.order_by("pk")] == [1, 0, 0, 0, 0]
    with mail_server() as server:
        office.EMAIL_PORT = server.port
        back = NOW + BACKOFF[0]
        while post_next(back):
            pass
    assert len(server.letters) == 5


def test_when_the_line_is_back_no_letter_waits_for_its_own_turn(cast: Cast, office: Settings) -> None:
    first, second = waiting_letter(cast, key="1"), waiting_letter(cast, key="2")
    with deaf_port() as office.EMAIL_PORT:
        now = NOW
        for wait in BACKOFF:
            assert post_next(now)
            now += wait
    with mail_server() as server:
        office.EMAIL_PORT = server.port
        first.refresh_from_db()
        first.send_again(by=cast.head, at=NOW)
        while post_next(NOW):
            pass
    second.refresh_from_db()
    assert (second.outcome, len(server.letters)) == (Outcome.SENT, 2)


def test_a_letter_waits_as_long_as_the_line_is_down(cast: Cast, office: Settings) -> None:
    notice, now = waiting_letter(cast), NOW
    Notice.objects.filter(pk=notice.pk).update(attempts=TRIES + 5)
    with deaf_port() as office.EMAIL_PORT:
        assert posted(notice, now).outcome == Outcome.WAITING


def test_a_letter_goes_to_the_address_as_it_is_by_now(cast: Cast, server: MailServer) -> None:
    notice = waiting_letter(cast, email="rahma@example.org")
    correct_requester(notice.case, by=cast.head.author(), at=NOW, fields={"email": ADDRESS})
    assert posted(notice).address == ADDRESS
    assert [letter["To"] for letter in server.letters] == [ADDRESS]


def test_a_malformed_address_of_the_office_holds_no_mail(cast: Cast, server: MailServer) -> None:
    cast.office.email = "doict at gmail"
    cast.office.save(update_fields=["email"])
    assert posted(waiting_letter(cast)).outcome == Outcome.SENT
    assert server.letters[0]["Reply-To"] is None


LONG = "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর, জেলা কার্যালয়, জয়পুরহাট"
NAMES = [LONG, f"জেলা কার্যালয়,\n  {LONG}", "a\r\nBcc: x@example.org", 'Office "of" A, B; C: D', "র‍্যাব দপ্তর"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_stands_in_the_name_of_an_office_mail_goes_out_with_proper_headers(
    cast: Cast, server: MailServer, name: str
) -> None:
    cast.office.name_bn = name
    cast.office.save(update_fields=["name_bn"])
    assert posted(waiting_letter(cast)).outcome == Outcome.SENT
    [letter] = server.letters
    assert sender_of(server) == (" ".join(name.split()), "office@example.org")
    assert letter["Bcc"] is None
    head = server.raw[0].partition(b"\r\n\r\n")[0].decode("ascii")
    assert [word for word in re.findall(r"=\?[^ ]*\?=", head) if len(word) > 75] == []
    assert [line for line in head.split("\r\n") if len(line) > 78] == []
