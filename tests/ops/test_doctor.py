"""Each thing that can be wrong, provoked; and a sound installation, in which nothing is found."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from django.core.checks import Error, run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.files import Received, path_of
from ongikar.cases.models import Attachment, Case, CaseEvent
from ongikar.clock.steady import Doubt
from ongikar.journal.authors import requester
from ongikar.notices.models import Notice, Outcome
from ongikar.notices.troubles import Trouble
from ongikar.offices import nights, watch
from ongikar.offices.models import Account, Office, Posting
from ongikar.ops import checks, sweeping
from ongikar.ops.checks import RULES, database
from ongikar.ops.vault import backup
from tests.cast import NOW, Cast, account, make_case
from tests.notices.mail_server import PASSWORD, USER, deaf_port, mail_server
from tests.orders import counted
from tools.with_pg import throwaway_cluster


class Usage(NamedTuple):
    total: int
    used: int
    free: int


class Local(NamedTuple):
    tm_gmtoff: int


@dataclass
class Sound:
    """An installation in which nothing is wrong, to be spoilt."""

    settings: Settings
    monkeypatch: pytest.MonkeyPatch
    cast: Cast
    path: Path
    during: ExitStack

    def set(self, **values: object) -> Sound:
        for name, value in values.items():
            setattr(self.settings, name, value)
        return self

    def put(self, place: object, name: str, value: object) -> None:
        self.monkeypatch.setattr(place, name, value)

    def answers(self, **rows: tuple[object, ...]) -> Sound:
        """Have the database answer a question that contains the name with this row; `_` stands for a space."""

        def asked(sql: str) -> tuple[object, ...]:
            known = [row for words, row in rows.items() if words.replace("_", " ") in sql.replace("_", " ")]
            return known[0] if known else real(sql)

        real = database.asked
        self.put(database, "asked", asked)
        return self

    def case(self, **changes: Any) -> Case:
        return make_case(self.cast, **changes)

    def filed_file(self) -> Path:
        case = self.case()
        document = Received("a.pdf", b"%PDF-1.4", "application/pdf")
        [kept] = case.attach([document], by=requester("রহিমা খাতুন"), at=NOW)
        return path_of(kept.pk)


@pytest.fixture
def sound(cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Sound]:
    tmp_path.chmod(0o700)
    during = ExitStack()
    made = Sound(settings, monkeypatch, cast, tmp_path, during)
    made.set(
        DATA_DIR=tmp_path, FILES_DIR=tmp_path / "files", OUTBOX_DIR=tmp_path / "outbox",
        BACKUPS_DIR=tmp_path / "backups", HEARTBEAT_FILE=tmp_path / "heartbeat",
        SITE_URL="https://charter.example.gov.bd", SECURE=True, BIND=("127.0.0.1", 8000),
        EMAIL_HOST="127.0.0.1", EMAIL_USE_TLS=False, DEFAULT_FROM_EMAIL="office@example.gov.bd",
    )  # fmt: skip
    for name in [name for name in os.environ if name.startswith("ONGIKAR_") and name != "ONGIKAR_DATA"]:
        monkeypatch.delenv(name)
    (tmp_path / "heartbeat").write_text(NOW.isoformat())
    Office.objects.update(address_bn="জয়পুরহাট", phone="+8801711000000")
    if connection.vendor == "postgresql":  # the throw-away cluster is fast because it is not durable
        made.answers(**{f"SHOW_{name}": ("on",) for name in ("fsync", "synchronous_commit", "full_page_writes")})
    elif connection.vendor == "sqlite":
        made.answers(PRAGMA_synchronous=(2,))
    with during:
        made.set(EMAIL_PORT=during.enter_context(mail_server()).port)
        yield made


def found(now: datetime = NOW) -> dict[str, checks.Finding]:
    return {finding.rule.id: finding for finding in checks.examine(now)}


# How each is provoked. The name of the function is of no matter; the id is that of docs/reference/checks.md.

Provoke = Callable[[Sound], object]


def _refused_login(sound: Sound) -> None:
    server = sound.during.enter_context(mail_server(sign_in=True))
    sound.set(EMAIL_PORT=server.port, EMAIL_HOST_USER=USER, EMAIL_HOST_PASSWORD=f"not {PASSWORD}")


def _key_for_all(sound: Sound) -> None:
    (sound.path / "secret-key").write_text("k" * 64)
    (sound.path / "secret-key").chmod(0o644)


def _lost(sound: Sound) -> None:
    sound.filed_file().unlink()


def _left_over(sound: Sound) -> None:
    stray = sound.path / "files" / "ab" / "stray"
    stray.parent.mkdir(parents=True)
    stray.touch()
    os.utime(stray, (0, 0))


def _unmoved(sound: Sound) -> None:
    """What the constraint forbids, done where nothing asks it."""
    case = sound.case()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints=ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_case DROP CONSTRAINT open_is_what_has_a_next_moment")
        Case.objects.filter(pk=case.pk).update(act_after=None)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


def _letter(sound: Sound, *, hours_ago: int = 0, **fields: Any) -> None:
    case = sound.case()
    event = case.events.get()
    CaseEvent.objects.filter(pk=event.pk).update(told_at=NOW)
    Notice.objects.create(
        case=case, event=event, recipient="requester", carrier="email", subject="-", body="-",
        made_at=NOW - timedelta(hours=hours_ago), **fields,
    )  # fmt: skip


def _noticed(sound: Sound, at: datetime) -> None:
    """A fact that the program saw at this moment; the journal itself allows no such change."""
    sound.case()
    QuerySet(CaseEvent).update(noticed_at=at)


def _closed_long_ago(sound: Sound) -> None:
    case = sound.case(at=NOW - timedelta(days=6 * 366))
    long_ago = NOW - timedelta(days=6 * 365)
    case.accept(by=sound.cast.head.author(), at=long_ago, limit_applies=True)
    case.deliver(by=sound.cast.head.author(), at=long_ago)
    CaseEvent.objects.update(told_at=NOW)


def _backup(sound: Sound, *, days_ago: int) -> None:
    (sound.path / "b.zip").touch()
    backup._remember(sound.path / "b.zip", NOW - timedelta(days=days_ago))


def _night_failed(sound: Sound) -> None:
    sound.set(NIGHTLY_FILE=sound.path / "nightly.json", BACKUP_AT=clock(2, 30))
    nights.keep_night(nights.Night(NOW, "No space left on device"))


def _unreachable(sound: Sound) -> None:
    def asked(_sql: str) -> None:
        raise DatabaseError("no route to host\nmore")

    sound.put(database, "asked", asked)


def _doubtful(sound: Sound) -> None:
    promise = sound.cast.promise("citizen-5")
    promise.unsure = [{"field": "fee", "why_bn": "?", "why_en": "?"}]
    promise.save(update_fields=["unsure"])


def _last_migration(app: str) -> Any:
    return MigrationRecorder(connection).migration_qs.filter(app=app).order_by("-pk")[0]


def _unapproved(sound: Sound) -> None:
    order = counted(sound.cast, "রাষ্ট্রীয় শোক ২৬ নভেম্বর ২০২৬", at=NOW - timedelta(days=2))
    assert order.state == "checked"


PROVOKE: dict[str, Provoke] = {
    "ops.W001": lambda s: s.set(SITE_URL=""),
    "ops.E002": lambda s: s.set(SITE_URL="http://127.0.0.1:8000"),
    "ops.W003": lambda s: s.set(SITE_URL="http://10.0.0.5", BIND=("10.0.0.5", 80)),
    "ops.W004": lambda s: s.set(SITE_URL="http://10.0.0.5:8000"),
    "ops.W005": lambda s: s.set(BIND=("0.0.0.0", 8000), ALLOWED_HOSTS=["charter.example.gov.bd"]),
    "ops.W006": lambda s: s.set(SITE_URL="", BIND=("0.0.0.0", 8000), ALLOWED_HOSTS=["127.0.0.1", "[::1]"]),
    "ops.E011": _key_for_all,
    "ops.E012": lambda s: s.set(SECRET_KEY="short"),
    "ops.E013": lambda s: s.set(DEBUG=True),
    "ops.E014": lambda s: account("demo", "নমুনা", demo_password=True),
    "ops.E015": lambda s: s.case(key="demo:1"),
    "ops.E016": lambda s: s.set(DEMO=True, EMAIL_HOST=""),
    "ops.E017": lambda s: s.path.chmod(0o755),
    "ops.W018": lambda s: s.monkeypatch.setenv("ONGIKAR_BINDD", "0.0.0.0:8000"),
    "ops.E021": _unreachable,
    "ops.E022": lambda s: _last_migration("notices").delete(),
    "ops.E023": lambda s: MigrationRecorder(connection).record_applied("cases", "0099_later"),
    "ops.E024": lambda s: _sqlite_file(s).answers(PRAGMA_journal_mode=("delete",)),
    "ops.E025": lambda s: _sqlite_file(s).answers(PRAGMA_synchronous=(1,)),
    "ops.E026": lambda s: _postgres(s).answers(SELECT_datctype=("C", "UTF8")),
    "ops.E027": lambda s: _postgres(s).answers(SHOW_synchronous=("off",), SHOW=("on",)),
    "ops.E031": lambda s: s.set(STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifest…"}}),
    "ops.E032": lambda s: (s.path / "files").touch(),
    "ops.E033": _lost,
    "ops.W034": _left_over,
    "ops.E035": lambda s: s.put(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12, 400 * 1024**2)),
    "ops.E036": lambda s: s.case(at=NOW - timedelta(days=9)),
    "ops.W037": lambda s: _backup(s, days_ago=1),
    "ops.E038": _night_failed,
    "ops.W041": lambda s: s.set(EMAIL_HOST=""),
    "ops.E042": lambda s: s.set(EMAIL_HOST_USER="office@gmail.com"),
    "ops.W043": lambda s: _gmail(s).set(EMAIL_HOST_PASSWORD="Joypurhat-2026"),
    "ops.E044": lambda s: s.set(DEFAULT_FROM_EMAIL="ongikar@localhost"),
    "ops.W045": lambda s: _gmail(s).set(DEFAULT_FROM_EMAIL="ict@joypurhat.gov.bd"),
    "ops.E046": lambda s: _gmail(s).set(EMAIL_USE_TLS=False),
    "ops.E047": lambda s: s.set(EMAIL_USE_TLS=True, EMAIL_USE_SSL=True),
    "ops.E048": _refused_login,
    "ops.E049": lambda s: s.set(EMAIL_PORT=s.during.enter_context(deaf_port())),
    "ops.E051": lambda s: (s.path / "heartbeat").write_text((NOW - timedelta(minutes=11)).isoformat()),
    "ops.W052": lambda s: None,
    "ops.E053": lambda s: _noticed(s, NOW + timedelta(minutes=6)),
    "ops.W054": lambda s: s.put(time, "localtime", lambda _seconds: Local(0)),
    "ops.W055": _unapproved,
    "ops.E056": lambda s: s.set(SMS_URL="https://sms.example/send", SMS_FIELDS={"to": "{to}", "message": "{txt}"}),
    "ops.W057": lambda s: s.set(SMS_URL="https://sms.example/send", SMS_REPORT_SECRET="short"),
    "ops.E059": lambda s: s.put(watch, "known", lambda: watch.Known(NOW, _doubted())),
    "ops.E061": _unmoved,
    "ops.E062": lambda s: Case.objects.filter(pk=s.case().pk).update(act_after=NOW - timedelta(hours=2)),
    "ops.E063": lambda s: _noticed(s, NOW - timedelta(hours=2)),
    "ops.W064": partial(_letter, outcome=Outcome.MAYBE, trouble=Trouble.CUT_OFF),
    "ops.W065": partial(_letter, outcome=Outcome.WAITING, trouble=Trouble.NO_LINE, hours_ago=2),
    "ops.W066": lambda s: Posting.objects.filter(pk=s.cast.head.pk).update(ends_on=NOW.date() - timedelta(days=1)),
    "ops.W067": lambda s: Office.objects.update(address_bn=""),
    "ops.W068": _doubtful,
    "ops.E069": lambda s: Account.objects.filter(pk=s.cast.head.account_id).update(is_active=False),
    "ops.W070": _closed_long_ago,
    "ops.E099": lambda s: s.put(sweeping, "lost", _fails),
}


def _doubted() -> Doubt:
    return Doubt(NOW, NOW, None, "", NOW, NOW, NOW, NOW, behind=False)


def _fails() -> None:
    raise RuntimeError("of which nothing is known")


def _gmail(sound: Sound) -> Sound:
    """Gmail rightly set, as far as can be seen without going there."""
    sound.set(
        EMAIL_HOST="smtp.gmail.com", EMAIL_HOST_USER="office@gmail.com", EMAIL_HOST_PASSWORD="abcd efgh ijkl mnop",
        EMAIL_USE_TLS=True, DEFAULT_FROM_EMAIL="Office <office@gmail.com>",
    )  # fmt: skip
    sound.put(checks.mail, "_trouble", lambda _now: None)
    return sound


class _Named:
    """The connection under another vendor's name: what is asked of the database is answered by the test."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendor
        self.settings_dict = {"NAME": "/there/ongikar.sqlite3"}

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)


def _sqlite_file(sound: Sound) -> Sound:
    sound.put(database, "connection", _Named("sqlite"))
    return sound.answers(SELECT_1=(1,), PRAGMA_synchronous=(2,), PRAGMA_journal_mode=("wal",))


def _postgres(sound: Sound) -> Sound:
    sound.put(database, "connection", _Named("postgresql"))
    return sound.answers(SELECT_1=(1,), SELECT_datctype=("C.UTF-8", "UTF8"), SHOW=("on",))


def test_every_rule_is_provoked_here() -> None:
    assert list(PROVOKE) == sorted(RULES, key=lambda id: id[-3:])


def test_in_a_sound_installation_nothing_is_found(sound: Sound) -> None:
    at = NOW.replace(month=10)
    (sound.path / "heartbeat").write_text(at.isoformat())
    assert found(at) == {}


@pytest.mark.parametrize("id", PROVOKE)
def test_what_is_wrong_is_found_and_said_in_both_languages_with_what_to_type(sound: Sound, id: str) -> None:
    PROVOKE[id](sound)
    finding = found()[id]
    assert "{" not in finding.bn + finding.en + finding.do
    assert any("\u0980" <= letter <= "\u09ff" for letter in finding.bn)
    assert finding.en.isascii() or any("\u0980" <= letter <= "\u09ff" for letter in str(finding.facts))
    assert finding.do


def test_the_demo_is_not_told_what_an_office_must_have(sound: Sound) -> None:
    sound.set(DEMO=True, SITE_URL="", EMAIL_HOST="")
    Account.objects.update(demo_password=True)
    sound.case(at=NOW - timedelta(days=9), key="demo:1")
    _backup(sound, days_ago=100)
    assert not {"ops.W001", "ops.W041", "ops.E014", "ops.E015", "ops.E036", "ops.W037"} & set(found())


def test_a_rule_that_fails_does_not_silence_the_others(sound: Sound) -> None:
    sound.put(sweeping, "lost", _fails)
    sound.set(DEBUG=True)
    told = found()
    assert "E033" in told["ops.E099"].en
    assert "ops.E013" in told


def test_without_a_database_the_rest_is_told_and_no_table_is_asked(sound: Sound) -> None:
    _unreachable(sound)
    sound.set(SITE_URL="", DEBUG=True)
    told = found()
    assert {"ops.E021", "ops.E013", "ops.W001"} <= set(told)
    assert "ops.E099" not in told
    assert told["ops.E021"].facts == {"reason": "no route to host"}


def test_a_demo_password_opens_nothing_outside_the_demo(sound: Sound) -> None:
    from django.contrib.auth import authenticate

    from tests.cast import PASSWORD as OPEN

    account("demo", "নমুনা", demo_password=True)
    sound.set(DEMO=False)
    assert authenticate(username="demo", password=OPEN) is None
    sound.set(DEMO=True)
    assert authenticate(username="demo", password=OPEN) is not None


@pytest.mark.process
def test_what_postgres_says_of_its_locale_is_what_the_rule_looks_for(sound: Sound) -> None:
    with throwaway_cluster() as url:
        with psycopg.connect(url, autocommit=True) as main:
            main.execute("CREATE DATABASE old TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        rows = {}
        for name in ("postgres", "old"):
            with psycopg.connect(url.replace("/postgres?", f"/{name}?")) as asked:
                rows[name] = asked.execute(database.LOCALE).fetchone()
    assert rows == {"postgres": ("C.UTF-8", "UTF8"), "old": ("C", "UTF8")}


# The command


def doctor() -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("doctor", stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_doctor_ends_with_1_where_something_must_be_mended(sound: Sound) -> None:
    (sound.path / "heartbeat").write_text(timezone.now().isoformat())
    assert doctor()[0] == 0
    sound.set(DEBUG=True)
    code, said = doctor()
    assert code == 1
    assert "ops.E013" in said
    assert "ongikar set ONGIKAR_DEBUG 0" in said
    assert "must be mended" in said


def test_doctor_begins_with_which_installation_it_is_and_what_waits(sound: Sound) -> None:
    sound.case()
    said = doctor()[1].splitlines()
    assert str(sound.path) in said[0]
    assert said[2].startswith("Open cases: 1")


def test_django_gives_the_same_among_its_checks_of_a_deployment(sound: Sound) -> None:
    sound.set(DEBUG=True)
    [found_by_django] = [
        message for message in run_checks(tags=["ongikar"], include_deployment_checks=True) if message.id == "ops.E013"
    ]
    assert isinstance(found_by_django, Error)
    assert found_by_django.hint == "ongikar set ONGIKAR_DEBUG 0"


# What the hints name


def test_sweeping_takes_old_leftovers_and_nothing_that_is_named_or_young(sound: Sound) -> None:
    kept = sound.filed_file()
    os.utime(kept, (0, 0))
    _left_over(sound)
    young = sound.path / "files" / "ab" / "young"
    young.touch()
    out = StringIO()
    call_command("sweep", "--dry-run", stdout=out)
    assert "stray" in out.getvalue()
    call_command("sweep", stdout=out)
    assert sorted(path.name for path in (sound.path / "files").rglob("*") if path.is_file()) == sorted(
        [kept.name, "young"]
    )
    assert Attachment.objects.count() == 1


def test_retention_lists_what_is_due_and_deletes_nothing(sound: Sound) -> None:
    _closed_long_ago(sound)
    sound.case(key="of today", at=NOW)
    out = StringIO()
    call_command("retention", stdout=out)
    [line, summary] = out.getvalue().splitlines()
    assert line.startswith(Case.objects.get(state="delivered").reference)
    assert "রহিমা" not in line
    assert summary.startswith("1 cases were closed more than 5 years ago. Nothing was deleted")
    assert Case.objects.count() == 2


def test_a_case_reopened_since_is_not_due(sound: Sound) -> None:
    _closed_long_ago(sound)
    Case.objects.get().reopen(by=sound.cast.head.author(), at=NOW, reason="আবার দরকার")
    out = StringIO()
    call_command("retention", stdout=out)
    assert out.getvalue().startswith("0 cases")


@pytest.mark.parametrize(
    ("described", "names"),
    [
        ({"SMS_URL": "sms.example/send"}, "SMS_URL"),
        ({"SMS_FIELDS": {"to": "{to}"}}, "SMS_FIELDS"),
        ({"SMS_FIELDS": {"to": "{to}", "message": "{text"}}, "SMS_FIELDS"),
        ({"SMS_REPORT_SECRET": "k" * 16}, "SMS_ID"),
        ({"SMS_REPORT_SECRET": "k" * 15, "SMS_ID": "."}, "SMS_REPORT_SECRET"),
        ({"SMS_REPORT_SECRET": "k/" * 16, "SMS_ID": "."}, "SMS_REPORT_SECRET"),
        ({"SMS_REPORT_SECRET": "k" * 16, "SMS_ID": ".", "SMS_REPORT_FIELDS": {"id": "a"}}, "SMS_REPORT_FIELDS"),
        ({"SMS_REPORT_SECRET": "k" * 16, "SMS_ID": ".", "SITE_URL": ""}, "SITE_URL"),
        ({"SMS_STATUS_URL": "https://sms.example/status"}, "SMS_STATUS_URL"),
        ({"SMS_STATUS_URL": "https://sms.example/status?id={gateway_id}"}, "SMS_ID"),
        ({"SMS_STATUS_URL": "https://sms.example/status?id={id}"}, "SMS_ID"),
        ({"SMS_STATUS_URL": "https://sms.example/status?id={gateway_id}", "SMS_ID": "."}, ""),
        ({"SMS_REPORT_SECRET": "k" * 16, "SMS_ID": "."}, ""),
    ],
)
def test_a_half_described_gateway_is_named(sound: Sound, described: dict[str, Any], names: str) -> None:
    sound.set(SMS_URL="https://sms.example/send", SMS_DROP=None).set(**described)
    said = {finding.facts["names"] for id, finding in found().items() if id in ("ops.E056", "ops.W057")}
    assert said == ({names} if names else set())
