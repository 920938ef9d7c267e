"""The first day from a bare data directory to the first receipt, over HTTP; and the day after, on another PC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest

from tests.cast import SAMPLE, sample
from tests.running import FORM, Visitor, World

pytestmark = pytest.mark.process

PASSWORD = "a new long password"
PAGE = "/desk/first-day/"
OFFICE_FORM = {"name_bn": "জেলা কার্যালয়, জয়পুরহাট", "address_bn": "কালেক্টরেট ভবন, জয়পুরহাট", "phone": "02589915076"}


def charter_in(folder: Path, *, upazilas: bool = True) -> Path:
    """The sample charter as a file; without part 3 where the office has nothing under it."""
    lines = sample(f"{SAMPLE}.txt").decode().splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith("৩. "))
    after = next(n for n, line in enumerate(lines) if line.startswith("৪. "))
    kept = lines if upazilas else lines[:first] + lines[after:]
    path = folder / "charter.txt"
    path.write_text("".join(kept), encoding="utf8")
    return path


def founded(world: World, charter: Path) -> dict[str, str]:
    """Found the office as the guide has it; the codes to come in with, by user name."""
    done = world.run("init", str(charter), "--unattended", "--head-name", "নাজমা আক্তার")
    assert done.returncode == 0, done.stderr
    assert PAGE in done.stdout
    assert world.run("tick", "--once").returncode == 0
    codes = re.findall(r"^  (\w+): ([A-Z0-9 ]{14})$", done.stdout, re.MULTILINE)
    return {username: code.replace(" ", "") for username, code in codes}


def let_in(visitor: Visitor, codes: dict[str, str], username: str = "head") -> None:
    """Somebody sets the password by the code and signs in."""
    entry = f"/desk/invitation/{codes[username]}/"
    visitor.get(entry)
    assert visitor.post(entry, {"password": PASSWORD, "again": PASSWORD}).status == 302
    signed_in(visitor, username)


def signed_in(visitor: Visitor, username: str = "head") -> None:
    visitor.get("/desk/sign-in/")
    assert visitor.post("/desk/sign-in/", {"username": username, "password": PASSWORD}).status == 302


def states(visitor: Visitor) -> dict[str, str]:
    """The list of the first day: each thing with its state, in English."""
    page = unescape(visitor.get(f"/en{PAGE}").text)
    rows = re.findall(r"<li>(.*?)</li>", page.split('class="choices first-day"')[1].split("</ol>")[0], re.DOTALL)
    named = [(re.search(r"<(?:a|b)[^>]*>([^<]+)<", row), re.search(r'class="tag[^"]*">([^<]+)<', row)) for row in rows]
    return {name[1]: state[1] for name, state in named if name and state}


@contextmanager
def served(world: World) -> Iterator[Visitor]:
    with world.serving() as server:
        yield Visitor(server.address)


def worked_through(visitor: Visitor, *, draft: int = 1) -> None:
    """What the head does on the desk: titles, publishing, the office's own address, what it goes without."""
    asked_for = re.findall(r'name="(row[0-9]+-bn)"', visitor.get(f"/desk/charter/{draft}/titles/").text)
    titles = dict.fromkeys(asked_for, "উপজেলা আইসিটি কর্মকর্তা")
    if titles:
        assert visitor.post(f"/desk/charter/{draft}/titles/", titles).status == 302
    assert visitor.post(f"/desk/charter/{draft}/publication/", {}).status == 302
    assert visitor.post("/desk/people/offices/1/", OFFICE_FORM).status == 302
    assert visitor.post(f"{PAGE}printer/", {"size": "a5", "right": "yes"}).status == 302
    for key in ("addresses", "mail", "sms", "backup"):
        assert visitor.post(f"{PAGE}without/", {"item": key}).status == 302


def asked(visitor: Visitor) -> str:
    """A citizen asks; the receipt."""
    path = "/doict-joypurhat/services/citizen-5/ask/"
    sent = visitor.post(path, visitor.form(path) | FORM)
    assert sent.status == 302
    return visitor.get(sent.headers["Location"]).text


def test_from_a_bare_machine_to_the_first_receipt_and_the_list_is_finished(world: World, tmp_path: Path) -> None:
    codes = founded(world, charter_in(tmp_path))
    with served(world) as head:
        let_in(head, codes)
        before = states(head)
        assert (before["Citizen's Charter published"], before["The office's address and phone"]) == ("To do", "To do")
        worked_through(head)
        receipt = asked(Visitor(head.address))
        assert "কালেক্টরেট ভবন" in receipt
        left = [name for name, state in states(head).items() if state not in ("Done", "Without, for now")]
        assert left == ["Code to come in with"]  # the administrator's
        assert "প্রথম দিনের কাজ এখনো শেষ হয়নি" in head.get("/desk/").text
        let_in(Visitor(head.address), codes, "administrator")
        assert head.post(f"{PAGE}over/", {}).status == 302
        assert "প্রথম দিনের কাজ" not in head.get("/desk/").text


def test_an_office_without_upazilas_goes_the_same_way(world: World, tmp_path: Path) -> None:
    world.migrate()
    codes = founded(world, charter_in(tmp_path, upazilas=False))
    with served(world) as head:
        let_in(head, codes)
        found = re.search(r"/desk/charter/\d+/", head.get("/desk/charter/").text)
        assert found
        assert "জিজ্ঞাসা করার কিছু নেই" in head.get(f"{found[0]}titles/").text
        worked_through(head)
        assert states(head)["Titles of the upazila posts"] == "Done"
        assert "রসিদ" in asked(Visitor(head.address))
    assert world.count("offices.Office") == 1


def test_on_another_pc_after_a_restore_the_office_is_whole_and_the_trials_are_made_anew(
    world: World, tmp_path: Path
) -> None:
    world.migrate()
    codes = founded(world, charter_in(tmp_path))
    with served(world) as head:
        let_in(head, codes)
        worked_through(head)
        asked(Visitor(head.address))
        assert states(head)["Try the printer"] == "Done"
    archive = tmp_path / "carried.zip"
    assert world.run("backup", str(archive)).returncode == 0
    (tmp_path / "another").mkdir()
    with world.worlds.own(tmp_path / "another") as other:
        restored = other.run("restore", str(archive))
        assert restored.returncode == 0, restored.stderr
        assert other.run("selftest", "--against", str(archive)).returncode == 0
        assert other.count("cases.Case") == 1
        with served(other) as head:
            signed_in(head)
            now = states(head)
            assert now["Citizen's Charter published"] == now["The office's address and phone"] == "Done"
            assert now["Try the printer"] == "To do"
            assert now["SMS tried"] == "Without, for now"
            assert "প্রথম দিনের কাজ এখনো শেষ হয়নি" in head.get("/desk/").text
