"""`ongikar read` and `ongikar read-cells`: what they print, and one clear line where they cannot."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from ongikar.ops import cli
from tests.reading.mangling import source


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_read_prints_one_object_of_the_contracted_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "charter.txt"
    file.write_text(source(), encoding="utf-8")
    assert cli.main(["read", str(file), "--json", "--on", "2026-11-24"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["format"] == "ongikar.charter/1"
    assert read["source"] == {"file": "charter.txt", "encoding": "unicode"}
    assert set(read) >= {
        "office",
        "vision",
        "mission",
        "issued_on",
        "signatory",
        "services",
        "subordinate_offices",
        "expectations",
        "grievance_tiers",
        "findings",
    }
    assert set(read["services"][0]) == {
        "section",
        "number",
        "name",
        "channels",
        "papers",
        "fee",
        "time_limit",
        "officers",
        "superior",
        "unsure",
    }
    assert set(read["findings"][0]) == {"rule", "severity", "where", "message_bn", "message_en"}


def test_read_prints_a_summary_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "charter.txt"
    file.write_text(source(), encoding="utf-8")
    assert cli.main(["read", str(file)]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 26


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["read"], "file"),
        (["read", "/no/such/file"], "No such file"),
        (["read", "/"], "directory"),
        (["read", "x", "--on", "yesterday"], "not a date"),
        (["read-cells", "moods"], "invalid choice"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1


def test_what_is_no_charter_is_refused_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("ছুটির আবেদন", encoding="utf-8")
    assert cli.main(["read", str(file), "--json"]) == 2
    told = capsys.readouterr().err
    assert "No table of services" in told
    assert "পাওয়া যায়নি" in told
    assert len(told.strip().splitlines()) == 1


def test_a_file_of_50_mb_is_refused_after_its_first_ten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    assert cli.main(["read", str(file)]) == 2
    assert "10 MB" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "cell", "key", "value"),
    [
        ("time-limit", "৩ দিন", "max", 3),
        ("fee", "১০০ টাকা", "amounts", ["100"]),
        ("channels", "সরাসরি", "values", ["in_person"]),
        ("officer", "সচিব", "officers", None),
    ],
)
def test_each_line_gets_one_answer_in_order_the_empty_one_too(
    kind: str, cell: str, key: str, value: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, f"{cell}\n\n{cell}\r\n\ufeff{cell}")
    assert cli.main(["read-cells", kind]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == 4
    assert answers[0] == answers[2] == answers[3]
    assert all(isinstance(answer["unsure"], list) for answer in answers)
    assert value is None or answers[0][key] == value
