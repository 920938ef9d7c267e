"""Each thing of the first day is seen as it is: done, to do, in trouble, or gone without; nothing is ticked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from ongikar.charter.founding import POST_TITLE, keep_titles
from ongikar.charter.models import Edition
from ongikar.figures import first_day as day
from ongikar.figures.first_day import DONE, TODO, TROUBLE, WITHOUT, Item
from ongikar.notices.models import Outcome
from ongikar.notices.trying import line_of
from ongikar.offices import nights
from ongikar.offices.amending import amend_office
from ongikar.offices.confirming import address_named, confirm_by_code, keep_trial, mark_wrong, new_code
from ongikar.offices.invitations import invite, set_password
from ongikar.offices.machine import is_first_day_over, this_machine
from ongikar.offices.models import Office, Post, Posting
from ongikar.offices.nights import Night, keep_night
from ongikar.offices.people import amend_post, hand_over, open_account, take_charge
from ongikar.rules import RuleBroken
from tests.addresses import confirmed
from tests.cast import NOW, Cast, build_cast

BOXES = ("doict.joypurhat@gmail.com", "ddadmin@doict.gov.bd")


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, settings: Settings) -> Path:
    """A machine of its own, with its backups on another disk as far as anybody can see."""
    settings.DEMO, settings.BACKUP_AT, settings.DATA_DIR = False, time(2, 30), tmp_path
    settings.MACHINE_FILE, settings.NIGHTLY_FILE = tmp_path / "machine.json", tmp_path / "nightly.json"
    settings.HEARTBEAT_FILE, settings.BACKUPS_DIR = tmp_path / "heartbeat", tmp_path / "backups"
    return tmp_path


def item(cast: Cast, key: str) -> Item:
    return next(one for one in day.first_day(cast.office, at=NOW) if one.key == key)


def state(cast: Cast, key: str) -> str:
    return item(cast, key).state


def test_the_list_names_everything_once_in_the_order_of_the_day(cast: Cast) -> None:
    keys = [one.key for one in day.first_day(cast.office, at=NOW)]
    assert keys == [
        "charter", "titles", "holders", "invitations", "office", "addresses", "mail", "sms", "printer", "backup",
        "calendar", "ticker",
    ]  # fmt: skip


def test_the_charter_is_done_once_published_and_points_to_its_draft_before(cast: Cast) -> None:
    assert state(cast, "charter") == DONE
    Edition.objects.filter(pk=cast.edition.pk).update(state=Edition.State.DRAFT)
    assert (state(cast, "charter"), item(cast, "charter").facts["draft"]) == (TODO, cast.edition.pk)


def test_titles_are_to_do_while_a_post_bears_the_charters_word_and_nobody_said_so(cast: Cast) -> None:
    assert (state(cast, "titles"), item(cast, "titles").facts["count"]) == (TODO, 5)
    posts = list(Post.objects.filter(title_bn=POST_TITLE[0]))
    for post in posts:
        amend_post(post, by=cast.head.author(), at=NOW, title_bn="উপজেলা কর্মকর্তা")
    assert state(cast, "titles") == DONE


def test_a_vacant_post_below_is_the_districts_and_one_of_the_office_itself_is_trouble(cast: Cast) -> None:
    assert (state(cast, "holders"), item(cast, "holders").facts["below"]) == (DONE, 5)
    hand_over(cast.head, by=cast.head.author(), at=NOW - timedelta(minutes=1))
    assert (state(cast, "holders"), item(cast, "holders").facts["post"]) == (TROUBLE, cast.head.post.pk)


def test_invitations_are_open_until_each_has_come_in(cast: Cast) -> None:
    assert state(cast, "invitations") == DONE
    by, kalai = cast.head.author(), Post.objects.filter(office__parent=cast.office).first()
    assert kalai
    new = open_account(username="kalai", name_bn="কালাই", office=cast.office, by=by, at=NOW)
    take_charge(new, kalai, by=by, at=NOW)
    assert item(cast, "invitations").facts == {"count": 1, "invited": 0, "old": 1}
    invitation, _code = invite(new, office=cast.office, by=by, at=NOW)
    assert item(cast, "invitations").facts == {"count": 1, "invited": 1, "old": 0}
    set_password(invitation, "a long enough password", at=NOW)
    assert state(cast, "invitations") == DONE


def test_the_offices_own_address_and_phone_are_asked_for(cast: Cast) -> None:
    Office.objects.filter(pk=cast.office.pk).update(phone="")
    cast.office.refresh_from_db()
    assert item(cast, "office").facts["lacking"] == ["address_bn", "phone"]
    amend_office(cast.office, by=cast.head.author(), at=NOW, address_bn="কালেক্টরেট ভবন, জয়পুরহাট", phone="+88052162345")
    assert state(cast, "office") == DONE


def test_addresses_are_done_when_each_was_looked_at_and_wrong_ones_that_are_written_to_are_trouble(cast: Cast) -> None:
    assert item(cast, "addresses").facts == {"count": 2, "of": 2, "wrong": 0}
    for box in BOXES:
        confirmed(box)
    assert state(cast, "addresses") == DONE
    who = {"office": cast.office, "by": cast.head.author(), "at": NOW}
    mark_wrong(address_named(BOXES[1]), why="বদলি হয়েছেন", **who)  # type: ignore[arg-type]
    assert state(cast, "addresses") == DONE
    mark_wrong(address_named(BOXES[0]), why="বন্ধ", **who)  # type: ignore[arg-type]
    assert state(cast, "addresses") == TROUBLE


def tried(cast: Cast, carrier: str, text: str, outcome: str, trouble: str = "") -> Callable[[], None]:
    """A trial, and what types the code that it carried."""
    address = address_named(text)
    code = new_code(address)
    who = {"office": cast.office, "by": cast.head.author(), "at": NOW}
    line = line_of(carrier)
    keep_trial(address, outcome=outcome, trouble=trouble, reply="", line=line, **who)  # type: ignore[arg-type]
    address.refresh_from_db()
    return lambda: confirm_by_code(address, code, **who)  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "to"), [("email", "a@example.org"), ("sms", "01712345678")])
def test_a_carrier_is_done_when_what_was_sent_has_arrived(cast: Cast, settings: Settings, key: str, to: str) -> None:
    name = "mail" if key == "email" else key
    settings.EMAIL_HOST = settings.SMS_URL = ""
    assert item(cast, name).facts == {"is_set": False}
    settings.EMAIL_HOST, settings.SMS_URL = "mail.example", "http://gateway.example"
    assert item(cast, name).facts == {"is_set": True}
    tried(cast, key, to, Outcome.FAILED, "recipient")
    assert state(cast, name) == TROUBLE
    arrived = tried(cast, key, to, Outcome.SENT)
    assert state(cast, name) == TODO
    arrived()
    assert state(cast, name) == DONE
    settings.EMAIL_PORT, settings.SMS_URL = 2525, "http://another.example"
    assert state(cast, name) == TODO


def test_the_printer_is_what_a_person_saw_come_out_of_it(cast: Cast) -> None:
    who = {"by": cast.head.author(), "at": NOW}
    assert state(cast, "printer") == TODO
    with pytest.raises(RuleBroken, match="কী ঠিক হয়নি"):
        day.keep_print(cast.office, "a5", right=False, note="", **who)  # type: ignore[arg-type]
    day.keep_print(cast.office, "a5", right=False, note="ডান দিক কাটা", **who)  # type: ignore[arg-type]
    assert (state(cast, "printer"), item(cast, "printer").facts["note"]) == (TROUBLE, "ডান দিক কাটা")
    day.keep_print(cast.office, "a5", right=True, note="", **who)  # type: ignore[arg-type]
    assert state(cast, "printer") == DONE


def test_the_backup_wants_another_disk_and_a_good_night(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert item(cast, "backup").facts["why"] == "same_disk"
    monkeypatch.setattr(nights, "on_the_same_disk", lambda: False)
    assert item(cast, "backup").facts["why"] == "none_yet"
    keep_night(Night(NOW, good_at=NOW))
    assert state(cast, "backup") == DONE
    keep_night(Night(NOW, trouble="disk is gone", good_at=NOW))
    assert state(cast, "backup") == TROUBLE
    settings.BACKUP_AT = None
    assert item(cast, "backup").facts["why"] == "off"


def test_the_calendar_and_the_ticker_are_seen(cast: Cast, machine: Path) -> None:
    assert (state(cast, "calendar"), state(cast, "ticker")) == (DONE, TROUBLE)
    (machine / "heartbeat").write_text(NOW.isoformat())
    assert state(cast, "ticker") == DONE
    later = next(one for one in day.first_day(cast.office, at=NOW + timedelta(days=400)) if one.key == "calendar")
    assert later.state == TODO


def test_what_an_office_goes_without_is_settled_with_the_name_and_can_be_taken_up_again(cast: Cast) -> None:
    who = {"by": cast.head.author(), "at": NOW}
    day.do_without(cast.office, "sms", without=True, **who)  # type: ignore[arg-type]
    assert (state(cast, "sms"), item(cast, "sms").facts["by"]) == (WITHOUT, "নাজমা আক্তার")
    day.do_without(cast.office, "sms", without=False, **who)  # type: ignore[arg-type]
    assert state(cast, "sms") == TODO
    with pytest.raises(RuleBroken):
        day.do_without(cast.office, "charter", without=True, **who)  # type: ignore[arg-type]


def finished(cast: Cast, machine: Path) -> None:
    """Everything that can be gone without is, and the rest is done."""
    who = {"by": cast.head.author(), "at": NOW}
    amend_office(cast.office, address_bn="কালেক্টরেট ভবন, জয়পুরহাট", **who)  # type: ignore[arg-type]
    for key in day.MAY_BE_WITHOUT:
        day.do_without(cast.office, key, without=True, **who)  # type: ignore[arg-type]
    (machine / "heartbeat").write_text(NOW.isoformat())


def test_the_list_ends_when_nothing_is_open_and_another_machine_asks_anew(
    cast: Cast, machine: Path, settings: Settings
) -> None:
    with pytest.raises(RuleBroken, match="কাজ বাকি"):
        day.end(cast.office, by=cast.head.author(), at=NOW)
    finished(cast, machine)
    day.keep_print(cast.office, "a5", right=True, note="", by=cast.head.author(), at=NOW)
    assert state(cast, "printer") == DONE
    day.end(cast.office, by=cast.head.author(), at=NOW)
    here = this_machine()
    assert is_first_day_over(cast.office.code)
    settings.MACHINE_FILE = machine / "another.json"
    assert not is_first_day_over(cast.office.code)
    assert this_machine() not in ("", here)
    day.do_without(cast.office, "printer", without=False, by=cast.head.author(), at=NOW)
    assert state(cast, "printer") == TODO


def test_an_office_without_upazilas_goes_through_its_first_day(cast: Cast, machine: Path) -> None:
    Posting.objects.filter(post__office__parent=cast.office).delete()
    Office.objects.filter(parent=cast.office).update(parent=None)
    assert (state(cast, "titles"), item(cast, "holders").facts["below"]) == (DONE, 0)
    finished(cast, machine)
    day.end(cast.office, by=cast.head.author(), at=NOW)
    assert is_first_day_over(cast.office.code)


def test_a_machine_on_which_nothing_can_be_written_is_no_machine(machine: Path, settings: Settings) -> None:
    settings.MACHINE_FILE = machine / "nowhere" / "machine.json"
    assert this_machine() == ""


def test_titles_given_on_review_are_the_posts_and_the_default_may_be_meant(cast: Cast) -> None:
    """The rows of part 3 of a new draft; publishing opens the posts with these titles (tests/charter)."""
    Edition.objects.filter(pk=cast.edition.pk).update(state=Edition.State.DRAFT)
    cast.edition.refresh_from_db()
    rows = list(cast.edition.child_offices.all())
    keep_titles(cast.edition, {row.pk: (POST_TITLE[0], "") for row in rows})
    assert state(cast, "titles") == DONE
