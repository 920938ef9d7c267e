"""`ongikar init`: an office out of its charter, asked or unattended, whole or not at all."""

from __future__ import annotations

import re
import stat
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from ongikar.charter.models import Edition
from ongikar.offices.invitations import invitation_of
from ongikar.offices.models import Account, Invitation, Office, Posting
from ongikar.ops import founding
from ongikar.ops.refusal import Refused
from tests.cast import SAMPLE, sample
from tests.running import Visitor, World

PASSWORD = "a new long password"


@pytest.fixture
def charter(tmp_path: Path) -> Path:
    path = tmp_path / f"{SAMPLE}.txt"
    path.write_bytes(sample(path.name))
    return path


@pytest.fixture
def own_data(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data"


def unattended(charter: Path, *words: str) -> None:
    call_command("init", str(charter), "--unattended", *words)


@pytest.mark.django_db
def test_the_charters_own_words_found_the_office(
    charter: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unattended(charter, "--site-url", "https://charter.example.gov.bd", "--head-name", "নাজমা আক্তার")
    office, seated, draft = Office.objects.get(), Posting.objects.get(), Edition.objects.get()
    assert (office.code, office.district, office.phone) == ("doict-joypurhat", "joypurhat", "+8802589915076")
    assert (seated.is_head, seated.post.title_bn, seated.account.name_bn) == (True, "প্রোগ্রামার", "নাজমা আক্তার")
    assert (draft.state, draft.promises.count()) == (Edition.State.DRAFT, 23)
    assert not draft.promises.exclude(post=seated.post).exists()
    assert "SITE_URL=https://charter.example.gov.bd" in (own_data / "settings.env").read_text()
    said = capsys.readouterr().out
    assert f"/desk/charter/{draft.pk}/" in said
    assert "/desk/invitation/" in said


@pytest.mark.django_db
def test_both_come_in_by_a_code_that_is_kept_as_a_hash_alone(
    charter: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unattended(charter)
    codes = dict(re.findall(r"^  (\w+): ([A-Z0-9 ]{14})$", capsys.readouterr().out, re.M))
    assert set(codes) == {"head", "administrator"}
    for username, code in codes.items():
        found = invitation_of(code, at=timezone.now())
        assert found
        assert found.account.username == username
    assert not any(
        code.replace(" ", "") in str(vars(one)) for one in Invitation.objects.all() for code in codes.values()
    )


@pytest.mark.django_db
def test_a_password_given_in_a_file_is_tried_by_the_rules_of_passwords(
    charter: Path, own_data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    for typed in ("short", "password123"):
        file.write_text(typed)
        with pytest.raises(Refused, match="--admin-password"):
            unattended(charter, "--admin-password-file", str(file))
    assert not Office.objects.exists()
    file.write_text(f"{PASSWORD}\n")
    unattended(charter, "--admin-password-file", str(file))
    assert Account.objects.get(username="administrator").check_password(PASSWORD)


@pytest.mark.django_db
def test_the_place_of_backups_is_chosen_and_beside_the_data_where_it_is_not(
    charter: Path, own_data: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    unattended(charter, "--backups", str(disk))
    assert f"ONGIKAR_BACKUPS={disk}\n" in (own_data / "settings.env").read_text()
    (own_data / "settings.env").write_text("")
    unattended(charter, "--another", "--head-username", "second")
    assert "ONGIKAR_BACKUPS=/" not in (own_data / "settings.env").read_text()


@pytest.mark.django_db
def test_one_person_may_be_head_and_administrator(charter: Path, own_data: Path) -> None:
    unattended(charter, "--head-username", "nazma", "--admin-username", "nazma")
    account = Account.objects.get()
    assert (account.is_administrator, account.postings.count()) == (True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--site-url", "charter.gov.bd"), "--site-url: SITE_URL=charter.gov.bd is no address"),
        (("--bind", "127.0.0.1"), "--bind: "),
        (("--head-username", "a b"), "--head-username: "),
        (("--backups", "/no/such/disk"), "--backups: "),
        (("--backups", "here"), "--backups: "),
    ],
)
def test_a_wrong_option_is_named_and_founds_nothing(
    charter: Path, own_data: Path, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        unattended(charter, *words)
    assert not Office.objects.exists()


@pytest.mark.django_db
def test_what_is_no_charter_is_said_in_both_languages(own_data: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("আজ বাজারে যেতে হবে।")
    with pytest.raises(Refused, match="notes.txt"):
        unattended(tmp_path / "notes.txt")
    with pytest.raises(Refused, match="No such file"):
        unattended(tmp_path / "none.txt")


@pytest.mark.django_db
def test_an_office_that_is_here_is_not_founded_over_unless_another_is_meant(charter: Path, own_data: Path) -> None:
    unattended(charter)
    charter.write_bytes(charter.read_bytes().replace("পাঁচবিবি".encode(), "পাচবিবি".encode()))
    with pytest.raises(Refused, match="--another"):
        unattended(charter)
    assert Office.objects.count() == 1
    unattended(charter, "--another", "--head-username", "second")
    assert sorted(Office.objects.values_list("code", flat=True)) == ["doict-joypurhat", "doict-joypurhat-2"]
    assert Account.objects.filter(is_administrator=True).count() == 1


@pytest.mark.django_db
def test_cut_off_in_the_founding_nothing_stays_and_the_addresses_are_not_asked_again(
    charter: Path, own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(founding, "codes_for", _cut_off)
    with pytest.raises(KeyboardInterrupt):
        unattended(charter, "--bind", "0.0.0.0:8000")
    assert [model.objects.count() for model in (Office, Account, Edition)] == [0, 0, 0]
    monkeypatch.undo()
    unattended(charter)
    assert "ONGIKAR_BIND=0.0.0.0:8000" in (own_data / "settings.env").read_text()


def _cut_off(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.django_db
def test_run_again_after_it_founded_it_gives_new_codes_and_nothing_twice(
    charter: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unattended(charter)
    first = capsys.readouterr().out
    unattended(charter)
    second = capsys.readouterr().out
    assert (Office.objects.count(), Account.objects.count(), Edition.objects.count()) == (1, 2, 1)
    code = re.compile(r"head: ([A-Z0-9 ]+)")
    old, new = code.search(first), code.search(second)
    assert old
    assert new
    assert invitation_of(old[1], at=timezone.now()) is None
    assert invitation_of(new[1], at=timezone.now())


@pytest.mark.django_db
def test_a_forgotten_password_is_set_anew_by_a_code_of_the_machine(
    charter: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unattended(charter)
    capsys.readouterr()
    call_command("invite", "administrator")
    assert re.match(r"administrator: ([A-Z0-9]{4} ){2}[A-Z0-9]{4}, until ", capsys.readouterr().out)
    with pytest.raises(Refused, match="nobody"):
        call_command("invite", "somebody")


@pytest.mark.process
def test_a_bare_machine_becomes_an_office_that_publishes(world: World, charter: Path) -> None:
    """Asked at the terminal, with wrong answers on the way; the head comes in by the code and publishes by HTTP."""
    typed = ["nowhere.txt", str(charter), "bad", "", "", "/no/disk", "", "", "", "", "X", "", "", "", "short", ""]
    done = subprocess.run(
        world.command("init"), env=world.env, input="\n".join(typed) + "\n", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("is no address") == 1
    assert done.stdout.count("There is no such folder") == 1
    assert "No such file" in done.stdout
    assert stat.S_IMODE((world.path / "settings.env").stat().st_mode) == 0o600
    code = re.search(r"head: ([A-Z0-9 ]+)", done.stdout)
    assert code
    with world.serving() as server:
        visitor, entry = Visitor(server.address), f"/desk/invitation/{code[1].replace(' ', '')}/"
        visitor.get(entry)
        assert visitor.post(entry, {"password": PASSWORD, "again": PASSWORD}).status == 302
        assert visitor.post("/desk/sign-in/", {"username": "head", "password": PASSWORD}).status == 302
        assert visitor.post("/desk/charter/1/publication/", {}).status == 302
        assert "সাইবার নিরাপত্তা" in visitor.get("/doict-joypurhat/services/citizen-5/").text
        assert visitor.get("/doict-joypurhat/").status == 200


@pytest.mark.process
def test_answers_that_end_too_early_found_nothing_and_say_where(world: World, charter: Path) -> None:
    world.migrate()
    done = world.run("init", str(charter), stdin="\n")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--bind" in done.stderr
    assert world.count("offices.Office") == 0
