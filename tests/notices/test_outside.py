"""How a seat outside is told: by mail with file, drafts and a link that stands nowhere else; else on paper."""

from __future__ import annotations

import email
import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from typing import cast as as_type

import pytest
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.files import receive
from ongikar.grievances import packets
from ongikar.grievances.models import Outcome as Outcomes
from ongikar.grievances.models import Referral, TierSeat
from ongikar.grievances.outside import key_in, link_of
from ongikar.grievances.reseating import amend_seat
from ongikar.grievances.seats import seat_of
from ongikar.journal.authors import requester
from ongikar.notices import dossier
from ongikar.notices.access import letter_of_packet, to_be_printed
from ongikar.notices.models import GrievanceNotice, Outcome, Recipient
from ongikar.notices.packing import pack_next
from ongikar.notices.post import post_next
from ongikar.notices.tell import tell_next
from tests.addresses import confirmed
from tests.cast import NOW, Cast
from tests.doors.desk import signed_in
from tests.grievances.world import MATTER, make_grievance

SITE = "https://doict.joypurhat.gov.bd"


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.OUTBOX_DIR, settings.FILES_DIR = tmp_path / "outbox", tmp_path / "files"
    monkeypatch.setattr(dossier, "pdf_of", lambda html, attached=(): b"%PDF-1.4 made")
    return tmp_path / "outbox"


def laid_outside(cast: Cast, *, sure: bool) -> Referral:
    """A complaint about the head, who sits at the first tier: before the seat outside the same day."""
    turn = make_grievance(cast, named=(cast.head,)).current
    if sure:
        confirmed("ddadmin@doict.gov.bd")
    work()
    return turn


def work(at: datetime = NOW) -> None:
    while pack_next(at) or tell_next(at) or post_next(at):
        pass


def mails_to(kept: Path, address: str) -> list[EmailMessage]:
    found = [email.message_from_bytes(path.read_bytes(), policy=default) for path in sorted(kept.glob("*.eml"))]
    return [one for one in found if one["To"] == address]


@pytest.mark.clause("7.2")
def test_the_mail_has_the_file_three_drafts_and_a_link_that_is_kept_nowhere(
    cast: Cast, kept: Path, settings: Settings
) -> None:
    settings.SITE_URL = SITE
    turn = laid_outside(cast, sure=True)
    [mail] = mails_to(kept, "ddadmin@doict.gov.bd")
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert len(names) == 4
    body = as_type(Any, mail.get_body()).get_content()
    [token] = re.findall(rf"{SITE}/answers/(\S+)/", body)
    assert link_of(token, at=NOW)
    for hidden in (MATTER, turn.grievance.subject, "রহিমা", cast.head.account.name_bn):
        assert hidden not in body + mail["Subject"]
    kept_words = "".join(GrievanceNotice.objects.values_list("body", flat=True))
    assert token not in kept_words
    assert token not in str(list(turn.grievance.events.values_list("facts", flat=True)))


def test_a_mail_sent_again_carries_another_link_and_the_first_is_good_for_nothing(
    cast: Cast, kept: Path, settings: Settings
) -> None:
    settings.SITE_URL = SITE
    turn = laid_outside(cast, sure=True)
    notice = GrievanceNotice.objects.get(recipient=Recipient.SEAT, carrier="file")
    GrievanceNotice.objects.filter(pk=notice.pk).update(outcome=Outcome.MAYBE)
    notice.refresh_from_db()
    notice.send_again(by=cast.clerk, at=NOW)
    work()
    links = turn.packets.get().links.order_by("pk")
    assert [one.revoked_at is None for one in links] == [False, True]


RIGHT = "dd.admin@doict.gov.bd"


def tokens_of(mail: EmailMessage) -> list[str]:
    return re.findall(rf"{SITE}/answers/(\S+)/", as_type(Any, mail.get_body()).get_content())


def test_the_address_of_a_seat_put_right_gets_file_and_link_and_the_wrong_ones_link_is_dead(
    cast: Cast, kept: Path, settings: Settings
) -> None:
    settings.SITE_URL = SITE
    turn = laid_outside(cast, sure=True)
    [old] = tokens_of(mails_to(kept, "ddadmin@doict.gov.bd")[0])
    confirmed(RIGHT)
    amend_seat(turn.seat, by=cast.administrator.author(), at=NOW, email=RIGHT)
    assert link_of(old, at=NOW) is None
    work(NOW + timedelta(hours=1))
    [mail] = mails_to(kept, RIGHT)
    assert len(list(mail.iter_attachments())) == 4
    [new] = tokens_of(mail)
    assert link_of(new, at=NOW)
    assert len(mails_to(kept, "ddadmin@doict.gov.bd")) == 1
    assert turn.grievance.events.filter(verb="grievance.laid_outside").count() == 2


def test_what_waits_on_a_broken_line_goes_to_the_seats_right_address_alone(cast: Cast, kept: Path) -> None:
    turn = make_grievance(cast, named=(cast.head,)).current
    for address in ("ddadmin@doict.gov.bd", RIGHT):
        confirmed(address)
    while pack_next(NOW) or tell_next(NOW):  # told, and not sent yet
        pass
    amend_seat(turn.seat, by=cast.administrator.author(), at=NOW, email=RIGHT)
    work()
    assert mails_to(kept, "ddadmin@doict.gov.bd") == []
    assert mails_to(kept, RIGHT)


def test_an_address_said_to_be_wrong_ends_its_link_and_the_file_goes_on_paper(
    cast: Cast, kept: Path, settings: Settings
) -> None:
    settings.SITE_URL = SITE
    turn = laid_outside(cast, sure=True)
    [old] = tokens_of(mails_to(kept, "ddadmin@doict.gov.bd")[0])
    form = {"address": "ddadmin@doict.gov.bd", "why": "অন্য দপ্তরের"}
    assert signed_in("head").post("/desk/addresses/wrong/", form).status_code == 302
    assert link_of(old, at=NOW) is None
    work(timezone.now())
    assert [one.carrier for one in letter_of_packet(turn.packets.get())] == ["file", "paper", "paper"]


def test_an_address_set_by_whoever_is_complained_of_gets_no_file_about_him(cast: Cast, kept: Path) -> None:
    turn = laid_outside(cast, sure=True)
    confirmed(RIGHT)
    amend_seat(turn.seat, by=cast.head.author(), at=NOW, email=RIGHT)
    work()
    assert mails_to(kept, RIGHT) == []
    assert letter_of_packet(turn.packets.get())[-1].carrier == "paper"


def test_an_office_that_nobody_can_reach_by_web_mails_no_link(cast: Cast, kept: Path, settings: Settings) -> None:
    settings.SITE_URL = ""
    turn = laid_outside(cast, sure=True)
    [mail] = mails_to(kept, "ddadmin@doict.gov.bd")
    assert "/answers/" not in as_type(Any, mail.get_body()).get_content()
    assert not turn.packets.get().links.exists()


def test_to_an_address_nobody_made_sure_of_it_goes_on_paper(cast: Cast, kept: Path) -> None:
    turn = laid_outside(cast, sure=False)
    assert mails_to(kept, "ddadmin@doict.gov.bd") == []
    packet = turn.packets.get()
    [letter] = letter_of_packet(packet)
    assert (letter.carrier, letter.outcome, to_be_printed(packet)) == ("paper", Outcome.TO_PRINT, True)


def test_a_lost_file_fails_the_letter_and_says_what_to_do(cast: Cast, kept: Path) -> None:
    make_grievance(cast, named=(cast.head,))
    confirmed("ddadmin@doict.gov.bd")
    while pack_next(NOW):
        pass
    for path in (kept.parent / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    work()
    letter = GrievanceNotice.objects.get(recipient=Recipient.SEAT, carrier="file")
    assert (letter.outcome, letter.trouble) == (Outcome.FAILED, "enclosed")


def test_a_seat_that_is_itself_complained_of_never_gets_the_file(cast: Cast, kept: Path) -> None:
    """Where no tier is left above it; and a ministry's appeal officer, while the head is asked for permission."""
    last = seat_of(cast.office, 3)
    ministry = seat_of(cast.office, 2)
    assert last
    assert ministry
    TierSeat.objects.filter(pk=ministry.pk).update(ministry=True)
    for one in (last, ministry):
        confirmed(one.email)
    about_all = make_grievance(cast, named=(cast.head,), seats=(last, ministry))
    about_the_ministry = make_grievance(cast, seats=(ministry,), key="g-2")
    for turn in (about_all.current, about_the_ministry.current):
        packets.want(turn, ministry, at=NOW)
        packets.want(turn, last, at=NOW)
    work()
    assert about_all.current.is_open
    assert mails_to(kept, ministry.email) == []
    assert not ministry.packets.filter(made_at__isnull=False).exists()
    assert [one.referral.grievance_id for one in last.packets.filter(made_at__isnull=False)] == [about_the_ministry.pk]


def test_what_is_opened_again_comes_before_the_seat_with_a_new_file_and_link(
    cast: Cast, kept: Path, settings: Settings
) -> None:
    settings.SITE_URL = SITE
    turn = laid_outside(cast, sure=True)
    order = [receive("order.pdf", b"%PDF-1.4 x")]
    key_in(
        turn.packets.get(), outcome=Outcomes.UPHELD, text="বহাল", signed_by="উপপরিচালক", memo_no="১", documents=order,
        by=cast.clerk.author(), at=NOW,
    )  # fmt: skip
    turn.refresh_from_db()
    turn.reopen(by=requester("রহিমা"), at=NOW + timedelta(days=1), reason="সমাধান হয়নি")
    work(NOW + timedelta(days=1))
    first, again = mails_to(kept, "ddadmin@doict.gov.bd")
    assert [len(list(mail.iter_attachments())) for mail in (first, again)] == [4, 4]
    assert "/answers/" in as_type(Any, again.get_body()).get_content()
    assert turn.packets.count() == 1
