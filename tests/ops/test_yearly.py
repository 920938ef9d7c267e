"""The year that is not entered yet: who is reminded, where it stands, and that it goes once the list is in force."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from pytest_django import Settings

from ongikar.notices.carriers import plain
from ongikar.notices.models import Answer, Outcome
from ongikar.offices import ordering
from ongikar.offices.models import Account, Office, OfficeEvent, Post
from ongikar.offices.years import VERB, missing_list, offices_without_list
from ongikar.ops import yearly
from ongikar.ops.checks import examine
from ongikar.ops.ticker import DEEDS
from ongikar.ops.yearly import remind_next
from tests.addresses import confirmed
from tests.cast import NOW, Cast, moment
from tests.orders import counted, in_force, settle

LIST_2027 = "স্বাধীনতা দিবস ২৬ মার্চ"
NEXT_MORNING = NOW + timedelta(days=1)


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    settings.OUTBOX_DIR, settings.EMAIL_HOST = tmp_path / "outbox", ""
    return tmp_path / "outbox"


def mails(outbox: Path) -> list[tuple[str, str, str]]:
    read = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(outbox.glob("*.eml")))
    return sorted((mail["To"], mail["Subject"].strip(), mail.get_content()) for mail in read)


def reminders() -> list[tuple[str, int, str]]:
    found = OfficeEvent.objects.filter(verb=VERB).select_related("office").order_by("pk")
    return [(event.office.code, event.facts["year"], f"{event.at:%Y-%m-%d}") for event in found]


def test_each_office_under_no_other_is_reminded_once_a_year(cast: Cast) -> None:
    tops = [office.code for office in Office.objects.tops()]
    while remind_next(NOW):
        pass
    assert [code for code, _year, _day in reminders()] == tops
    assert {year for _code, year, _day in reminders()} == {2027}
    assert not remind_next(NEXT_MORNING)
    while remind_next(moment("2027-11-02 09:00")):
        pass
    assert [year for code, year, _day in reminders() if code == cast.office.code] == [2027, 2028]


def test_before_november_nobody_is_reminded(cast: Cast) -> None:
    assert not remind_next(moment("2026-10-31 23:59"))
    assert reminders() == []


def test_the_reminder_is_dated_at_the_day_from_which_the_list_is_missed(cast: Cast) -> None:
    """A machine that was off in the first days of November notes it late, and dates it right."""
    event = OfficeEvent.objects.create(
        office=cast.office, verb="office.post_opened", by_kind="system", at=moment("2026-01-01 10:00"), noticed_at=NOW
    )
    assert event.office.code == cast.office.code
    while remind_next(NOW):
        pass
    found = OfficeEvent.objects.get(verb=VERB, office=cast.office)
    assert (found.at, found.noticed_at) == (moment("2026-11-01 00:00"), NOW)


def test_administrators_and_the_head_get_a_mail_without_any_matter(
    cast: Cast, outbox: Path, settings: Settings
) -> None:
    settings.TELL_POSTS = True
    confirmed("head@example.org")
    Account.objects.filter(pk=cast.administrator.pk).update(email="admin@example.org")
    Post.objects.filter(pk=cast.head.post_id).update(email="head@example.org")
    while remind_next(NOW):  # the other office's head has no address, and the administrator is not told again
        pass
    sent = mails(outbox)
    assert [to for to, _subject, _body in sent] == ["admin@example.org", "head@example.org"]
    assert {subject for _to, subject, _body in sent} == {"২০২৭ সালের ছুটির তালিকা তোলা বাকি"}
    assert "আজ থেকে ৩০ কার্যদিবস শেষ হয় ৪ জানুয়ারি ২০২৭" in sent[0][2]
    assert "Enter the year from the gazette" in sent[0][2]


def test_posts_that_get_no_mail_get_none_of_it(cast: Cast, outbox: Path, settings: Settings) -> None:
    settings.TELL_POSTS = False
    Post.objects.filter(pk=cast.head.post_id).update(email="head@example.org")
    assert remind_next(NOW)
    assert mails(outbox) == []


def test_a_mail_that_does_not_leave_stops_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Account.objects.filter(pk=cast.administrator.pk).update(email="admin@example.org")
    monkeypatch.setattr(yearly, "write_to", lambda *_said: Answer(Outcome.FAILED))
    assert remind_next(NOW)
    assert len(reminders()) == 1
    assert plain.write_to("nowhere", "", "").outcome == Outcome.FAILED


def test_doctor_says_it_until_the_list_is_in_force_for_every_office(cast: Cast) -> None:
    def said() -> list[str]:
        return [finding.en for finding in examine(NEXT_MORNING) if finding.rule.id == "ops.W052"]

    (before,) = said()
    assert "2027" in before
    assert cast.office.code in before
    order = counted(cast, LIST_2027, kind="year", year=2027)  # entered and checked, not approved yet
    assert cast.office.code in said()[0]
    ordering.approve(order, by=cast.head, at=NOW)
    settle(NOW)
    assert cast.office.code not in said()[0]
    assert [office.code for office, _finding in offices_without_list(NOW.date())] == ["elsewhere"]


def test_an_office_that_entered_its_list_early_is_not_reminded(cast: Cast) -> None:
    in_force(cast, LIST_2027, at=moment("2026-10-28 10:00"), kind="year", year=2027)
    while remind_next(NOW):
        pass
    assert [code for code, _year, _day in reminders()] == ["elsewhere"]
    assert missing_list(Office.objects.get(pk=cast.office.pk), date(2026, 12, 31)) is None


def test_the_list_of_the_directorate_is_that_of_the_offices_under_it(cast: Cast) -> None:
    Office.objects.filter(code="elsewhere").update(parent=cast.office)
    in_force(cast, LIST_2027, kind="year", year=2027)
    assert offices_without_list(NOW.date()) == []


def test_it_is_a_deed_of_the_ticker() -> None:
    assert remind_next in DEEDS
