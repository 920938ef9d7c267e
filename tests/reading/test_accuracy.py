"""The score of the reader: right, wrong but unsure, and silently wrong are told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ongikar.reading import accuracy
from ongikar.reading.accuracy_cells import same, score_row

CHARTER = "ক্রমিক নং\tসেবার নাম\tসেবার মূল্য\tসময়সীমা\n১\tসনদ\tবিনামূল্যে\t৩ দিন\n"
SERVICE = {
    "section": None,
    "number": 1,
    "name": "সনদ",
    "time_limit_text": "৩ দিন",
    "fee_text": "বিনামূল্যে",
    "officer_text": None,
}
EXPECTED = {
    "services": [SERVICE],
    "expectations": [],
    "grievance_tiers": [],
    "subordinate_offices": [],
    "issued_on": None,
}
CELLS = {
    "time-limits": "cell\tkind\tmin\tmax\tunit\tcondition\torigin\n"
    "৩ দিন\tduration\t\t3\tday\t\tseed\n৪ দিন\tduration\t\t9\tday\t\trepo\n",
    "fees": "cell\tkind\tamounts_bdt\tpayment\tcode\torigin\n৫ টাকা\tfixed\t5.00\tunspecified\t\treauthored\n",
    "officers": "cell\tname\tdesignation\toffice\tphones\temails\troom\torigin\n",
    "channels": "cell\tchannels\torigin\nসরাসরি/ওয়েব\tweb;in_person\tseed\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("cells", "charters", "expected"):
        (tmp_path / folder).mkdir()
    for kind, rows in CELLS.items():
        (tmp_path / "cells" / f"{kind}.tsv").write_text(rows, encoding="utf-8")
    (tmp_path / "charters" / "sources.tsv").write_text("file\torigin\n001.txt\trepo\n", encoding="utf-8")
    (tmp_path / "charters" / "001.txt").write_text(CHARTER, encoding="utf-8")
    (tmp_path / "expected" / "001.json").write_text(json.dumps(EXPECTED), encoding="utf-8")
    return tmp_path


def test_a_wrong_value_without_a_doubt_is_counted_as_silent(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main([str(corpus), "--show"]) == 0
    said = capsys.readouterr().out
    assert "! time-limits [repo] ৪ দিন" in said
    assert "max: '9' read as '4'" in said
    assert "silently wrong, real: 1 of" in said
    assert "silently wrong, reauthored: 0 of 1" in said


def test_a_folder_that_is_no_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main([str(tmp_path)]) == 2
    assert "is no corpus" in capsys.readouterr().err


def test_values_are_compared_as_the_corpus_says() -> None:
    assert same("kind", "none/unclear", "none")
    assert same("amounts_bdt", "8.50;20", "8.5;20.00")
    assert not same("amounts_bdt", "20;8.50", "8.5;20")
    assert same("channels", "web;phone", "phone;web")
    assert same("name", "ঢাকা-১০০০।", "ঢাকা-১০০০")
    assert same("condition", "চাহিদা প্রাপ্তির পর", "প্রাপ্তির")
    assert not same("condition", "", "প্রাপ্তির")


def test_a_row_names_every_field_that_is_wrong() -> None:
    row = {
        "cell": "২-৩ দিন",
        "kind": "duration",
        "min": "",
        "max": "3",
        "unit": "day",
        "condition": "",
        "origin": "repo",
    }
    assert len(score_row("time-limits", row).wrong) == 2
