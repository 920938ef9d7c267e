"""A wrong clock at an office: what is held back, what is dated when, and what a person or the program says of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings as now_set
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import Case
from ongikar.figures.kept import own_target_met_in
from ongikar.figures.months import Month
from ongikar.grievances.appeals import appeal
from ongikar.grievances.models import Referral
from ongikar.journal.authors import SYSTEM, requester
from ongikar.notices.models import Notice
from ongikar.offices import timezone as office_time
from ongikar.offices import watched
from ongikar.offices.models import OfficeEvent
from ongikar.offices.nights import Night, keep_night, last_night
from ongikar.offices.tries import PASSWORD, Try
from ongikar.ops import clockwatch, nightly, ticker
from ongikar.ops.checks import examine
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import make_grievance
from tests.machine import Machine

NOTICE = "এই কম্পিউটারের ঘড়ি ঠিক কি না, নিশ্চিত নয়।"


class Site:
    """The office's machine, with its loop."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.machine = Machine(NOW)
        patch.setattr(timezone, "now", lambda: self.machine.wall)
        patch.setattr(watched, "reading", self.machine.reading)

    def rounds(self) -> bool:
        """All that is due is done; whether the clock was believed."""
        seen = clockwatch.look()
        ticker.run_once(seen.moment, sure=seen.sure)
        return seen.sure

    def lives(self, **lasting: float) -> bool:
        self.machine.runs(**lasting)
        return self.rounds()

    def leaps(self, **by: float) -> bool:
        self.machine.leaps(**by)
        return self.rounds()

    def is_set_right(self) -> bool:
        self.machine.ahead = timedelta()
        return self.rounds()


@pytest.fixture
def site(cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    settings.CLOCK_WATCHED = True
    settings.DATA_DIR, settings.OUTBOX_DIR = tmp_path, tmp_path / "outbox"
    settings.HEARTBEAT_FILE, settings.NIGHTLY_FILE = tmp_path / "heartbeat", tmp_path / "nightly.json"
    settings.BACKUPS_DIR, settings.BACKUP_AT, settings.EMAIL_HOST = tmp_path / "backups", time(2, 30), ""
    monkeypatch.setattr(nightly, "backup", _made)
    monkeypatch.setattr(watched._Held, "trust", None)
    made = Site(monkeypatch)
    assert made.rounds()
    return made


def _made(file: Path, *, at: datetime) -> None:
    file.parent.mkdir(exist_ok=True)
    file.touch()


def verbs(case: Case) -> list[str]:
    return list(case.events.order_by("pk").values_list("verb", flat=True))


def wrong() -> OfficeEvent | None:
    return OfficeEvent.objects.filter(verb="office.clock_wrong").first()


def test_a_clock_a_year_ahead_for_90_seconds_tells_dates_and_locks_nothing(site: Site, cast: Cast) -> None:
    case = make_case(cast, at=office_time.now(), email="rahima@example.org")
    site.rounds()
    told, archives = Notice.objects.count(), [*site_backups()]
    assert not site.leaps(days=365)
    for _try in range(5):
        Client().post("/desk/sign-in/", {"username": "officer", "password": "wrong"})
    filed = make_case(cast, at=office_time.now(), key="in-doubt")
    site.lives(seconds=90)
    assert site.is_set_right()
    assert (filed.due_on, filed.received_on) == (case.due_on, case.received_on)
    assert "case.lapsed" not in verbs(case)
    assert Notice.objects.count() > told  # the second receipt; nothing of it waits any more
    assert not Notice.objects.filter(event__verb="case.lapsed").exists()
    assert site_backups() == archives
    site.lives(minutes=16)
    assert signed_in("officer").get("/desk/").status_code == 200
    assert site.lives(days=1)
    assert len(site_backups()) == len(archives) + 1
    fact = wrong()
    assert fact is not None
    assert (fact.facts["rows"], fact.facts["lapses"]) == (0, 0)


def site_backups() -> list[str]:
    return sorted(one.name for one in now_set.BACKUPS_DIR.glob("*.zip"))


def test_letters_wait_while_it_is_in_doubt_and_go_at_the_word_of_the_head(site: Site, cast: Cast) -> None:
    site.leaps(days=1)
    case = make_case(cast, at=office_time.now(), email="rahima@example.org")
    site.rounds()
    assert not case.notices.exists()
    head = signed_in("head")
    assert NOTICE in head.get("/desk/").content.decode()
    assert NOTICE in signed_in("clerk").get("/desk/").content.decode()
    page = head.get("/desk/clock/").content.decode()
    assert head.post("/desk/clock/confirmation/", {"doubt": key_on(page)}).status_code == 302
    assert NOTICE not in head.get("/desk/").content.decode()
    assert site.rounds()
    assert case.notices.exists()
    said = OfficeEvent.objects.get(verb="office.clock_confirmed")
    assert said.by_name == cast.head.account.name_bn


def key_on(page: str) -> str:
    found = re.search(r'name="doubt" value="([^"]+)"', page)
    assert found, "no doubt to confirm"
    return found[1]


def test_an_officer_confirms_nothing_and_a_page_drawn_before_another_leap_ends_nothing(site: Site) -> None:
    site.leaps(days=1)
    key = key_on(signed_in("administrator").get("/desk/clock/").content.decode())
    assert signed_in("officer").post("/desk/clock/confirmation/", {"doubt": key}).status_code == 404
    site.leaps(days=300)
    signed_in("head").post("/desk/clock/confirmation/", {"doubt": key})
    assert not site.rounds()


def test_nobody_stops_a_lapse_by_silence(site: Site, cast: Cast) -> None:
    case = make_case(cast, at=office_time.now())
    site.leaps(days=60)
    assert verbs(case) == ["case.filed"]
    assert not site.lives(hours=7)
    assert site.lives(days=4)
    lapse = case.events.get(verb="case.lapsed")
    assert lapse.at == case.lapses_at


def test_the_desk_says_nothing_while_the_clock_is_believed_and_asks_no_database(
    site: Site, django_assert_num_queries: object
) -> None:
    office_time.now()
    with django_assert_num_queries(0):  # type: ignore[operator]
        office_time.now()
    assert NOTICE not in signed_in("head").get("/desk/").content.decode()


def test_a_grievance_appealed_in_doubt_lapses_when_the_doubt_ends(site: Site, cast: Cast) -> None:
    turn = make_grievance(cast, at=office_time.now()).current
    site.lives(seconds=(turn.lapses_at - site.machine.true).total_seconds() - 3600)
    site.leaps(days=300)
    site.machine.runs(hours=2)  # it has lapsed by now, and nobody knows it for certain
    turn = Referral.objects.get(pk=turn.pk)
    appeal(
        turn,
        appellant=Referral.Appellant.COMPLAINANT,
        grounds="সময় পেরিয়েছে",
        by=requester("রহিমা"),
        at=office_time.now(),
    )
    assert not turn.grievance.events.filter(verb="grievance.lapsed").exists()
    assert site.is_set_right()
    lapse = turn.grievance.events.get(verb="grievance.lapsed")
    assert (lapse.at, lapse.noticed_at) == (turn.lapses_at, site.machine.true)
    assert Referral.objects.get(pk=turn.pk).lapsed_at == turn.lapses_at


def test_a_case_delivered_in_doubt_lapses_when_the_doubt_ends(site: Site, cast: Cast) -> None:
    case = make_case(cast, at=office_time.now())
    assert case.lapses_at is not None
    site.lives(seconds=(case.lapses_at - site.machine.true).total_seconds() - 3600)
    site.leaps(days=300)
    site.machine.runs(hours=10)
    case.refresh_from_db()
    case.deliver(by=cast.head.author(), at=office_time.now(), text="দেওয়া হয়েছে")
    assert site.is_set_right()
    lapse = case.events.get(verb="case.lapsed")
    assert lapse.at == case.lapses_at
    assert not lapse.notices.exists()


def wakes_up_in_2010(site: Site, *, off: int) -> None:
    site.machine.is_off(days=off)
    site.machine.ahead = moment("2010-01-01 00:00") - site.machine.true
    watched._Held.trust = None  # the program was started anew


def test_what_is_filed_behind_gets_its_number_at_once_and_its_date_when_the_clock_is_right(
    site: Site, cast: Cast
) -> None:
    make_case(cast, at=office_time.now(), key="before")
    wakes_up_in_2010(site, off=9)
    assert not site.rounds()
    site.machine.runs(minutes=1)
    case = make_case(cast, at=office_time.now(), key="behind", email="rahima@example.org")
    grievance = make_grievance(cast, key="behind", at=office_time.now())
    filed = site.machine.true
    assert case.reference
    assert case.due_on is None
    page = Client().get(f"/track/{case.reference}/").content.decode()
    assert "শেষ তারিখ শিগগির জানানো হবে" in page
    assert "শেষ তারিখ শিগগির জানানো হবে" in Client().get(f"/grievances/{grievance.reference}/").content.decode()
    site.lives(hours=2)
    assert site.is_set_right()
    case.refresh_from_db()
    again = make_case(cast, at=filed, key="as it would have been")
    assert (case.filed_at, case.due_on, case.lapses_at) == (filed, again.due_on, again.lapses_at)
    assert case.undated is None
    turn = grievance.current
    assert (turn.filed_at, turn.undated) == (filed, None)
    assert turn.due_on == make_grievance(cast, key="second", at=filed).current.due_on
    for page in (f"/track/{case.reference}/", f"/grievances/{grievance.reference}/"):
        assert "ভুল ঘড়িতে তারিখ পড়েছে" in Client().get(page).content.decode()
    assert (
        "ঘড়ি ঠিক হওয়ায় শেষ তারিখ ঠিক করা হয়েছে" in signed_in("head").get(f"/desk/cases/{case.reference}/").content.decode()
    )
    letter = case.notices.filter(event__verb="case.filed").first()
    assert letter is not None
    assert "২০২৬" in letter.body


def test_what_was_filed_behind_and_acted_upon_keeps_its_pauses_and_its_date(site: Site, cast: Cast) -> None:
    wakes_up_in_2010(site, off=9)
    site.rounds()
    case = make_case(cast, at=office_time.now())
    filed = site.machine.true
    case.accept(by=cast.head.author(), at=office_time.now(), limit_applies=True)
    case.ask(by=cast.head.author(), at=office_time.now(), reason="other", why="ঠিকানা দিন")
    site.lives(hours=1)
    assert site.is_set_right()
    case.refresh_from_db()
    assert case.pauses.get().starts_at == filed
    assert (case.filed_at, case.state) == (filed, "waiting")
    assert case.due_on is not None


def test_a_person_who_says_that_the_clock_behind_is_right_takes_what_lies_ahead_out_of_the_count(
    site: Site, cast: Cast
) -> None:
    """Twenty days ahead, and so believed at the start; after two days somebody sees it and sets the clock right."""
    case = make_case(cast, at=office_time.now())
    late = make_case(cast, at=office_time.now(), key="late")
    turn = make_grievance(cast, at=office_time.now()).current
    site.machine.is_off(hours=16)
    watched._Held.trust = None
    assert site.leaps(days=20)
    assert "case.lapsed" in verbs(case)
    late.refresh_from_db()
    late.deliver(by=cast.head.author(), at=office_time.now(), text="দেওয়া হয়েছে")
    assert site.lives(days=1)
    assert not site.leaps(days=-20)
    head = signed_in("head")
    head.post("/desk/clock/confirmation/", {"doubt": key_on(head.get("/desk/clock/").content.decode())})
    assert site.rounds()
    fact = wrong()
    assert fact is not None
    assert fact.facts["lapses"] == 2
    assert datetime.fromisoformat(fact.facts["from"]) == NOW
    assert case.events.get(verb="case.lapsed").misdated_at == site.machine.true
    month = Month(2026, 11)
    found = own_target_met_in(cast.office, month)
    assert (found.misdated, found.late) == (1, 1)  # the one that lapses in time is open still
    turn.refresh_from_db()
    assert turn.lapsed_at is None
    page = signed_in("head").get("/desk/clock/").content.decode()  # the session of that morning lies ahead, too
    assert "গণনা থেকে বাদ" in page
    assert case.due_on is not None
    while site.machine.true.date() <= case.due_on:
        site.lives(days=1)
    assert case.events.filter(verb="case.lapsed", misdated_at=None).count() == 1


def test_a_restart_asks_nobody_about_what_a_wrong_clock_has_dated(site: Site, cast: Cast) -> None:
    ahead = NOW + timedelta(days=300)
    make_case(cast, at=NOW).record("case.link_revoked", by=SYSTEM, at=ahead)
    assert not site.leaps(days=-2)
    assert site.is_set_right()
    site.machine.is_off(hours=10)
    watched._Held.trust = None
    assert site.rounds()


@pytest.mark.parametrize("ahead", [400, 20, 2])
def test_what_lies_in_the_future_is_absent(site: Site, cast: Cast, ahead: int) -> None:
    """What a wrong clock left behind before there was anybody to doubt it."""
    future = NOW + timedelta(days=ahead)
    keep_night(Night(future, good_at=future, told_at=future))
    tried = Try(PASSWORD, "officer", "127.0.0.1")
    for _time in range(PASSWORD.own):
        tried.was_wrong(future)
    assert site.rounds()
    night = last_night()
    assert night is not None
    assert night.at == site.machine.true
    tried.check(site.machine.true)
    assert signed_in("officer").get("/desk/").status_code == 200


def test_a_session_that_a_wrong_clock_made_ends(site: Site, settings: Settings) -> None:
    settings.CLOCK_WATCHED = False
    site.machine.leaps(days=365)
    client = signed_in("officer")
    settings.CLOCK_WATCHED = True
    site.machine.ahead = timedelta()
    assert client.get("/desk/").status_code == 302


def test_the_doctor_and_the_command_say_it_and_take_the_word(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("clock")
    assert "is believed" in capsys.readouterr().out
    site.leaps(days=400)
    assert "ops.E059" in {finding.rule.id for finding in examine(office_time.now())}
    call_command("clock")
    assert "ongikar clock --right" in capsys.readouterr().out
    call_command("clock", right=True)
    assert site.rounds()


def test_two_processes_agree_though_one_was_started_in_the_doubt(site: Site) -> None:
    site.leaps(days=400)
    steady = office_time.now()
    watched._Held.trust = None
    assert office_time.now() == steady == site.machine.true


def test_a_registered_letter_of_last_week_has_its_date_though_the_clock_is_behind(site: Site, cast: Cast) -> None:
    make_case(cast, at=office_time.now())
    site.leaps(days=-3)
    assert make_case(cast, at=NOW - timedelta(days=7), key="letter").due_on == date(2026, 11, 18)
