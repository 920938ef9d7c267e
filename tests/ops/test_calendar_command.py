"""`ongikar calendar` as people and other programs call it."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from ongikar.ops.calendar import main


def calendar(*argv: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return main(argv, out, err), out.getvalue(), err.getvalue()


def test_a_year_is_listed_with_its_working_days_and_the_calendars_version() -> None:
    code, out, err = calendar("২০২৫", "--district", "joypurhat")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("2025-02-15 Sat off   শবে বরাত / Shab-e-Barat [executive, moon;")
    assert out.splitlines()[-1].startswith("241 working days in 2025 (calendar bd-2026-")


def test_a_year_without_a_list_says_so_and_shows_what_is_expected() -> None:
    _, out, _ = calendar("2027")
    assert "2027-03-26 Fri off   স্বাধীনতা ও জাতীয় দিবস / Independence and National Day [expected: no list yet]" in out
    assert out.rstrip().endswith("no list yet)")


def test_only_what_was_known_is_listed() -> None:
    rows = json.loads(calendar("2025", "--known-on", "2025-05-05", "--json")[1])
    assert "2025-05-17" not in {row["on"] for row in rows}
    later = json.loads(calendar("2025", "--known-on", "2025-05-06", "--json")[1])
    assert {"2025-05-17", "2025-06-11"} <= {row["on"] for row in later}


def test_what_is_unsettled_is_named() -> None:
    code, out, _ = calendar("--check")
    assert code == 0
    assert "2026-04-13 C1 warning: unresolved: chaitra_sankranti_2026: hill_districts (taken), national" in out
    assert {row["rule"] for row in json.loads(calendar("--check", "--json")[1])} >= {"C1", "C2", "C3", "C4", "C7"}


@pytest.mark.parametrize("argv", [("soon",), ("2026", "--district", "mars"), ("--known-on", "x"), ("--colour",)])
def test_bad_usage_is_one_clear_line_and_exit_2(argv: tuple[str, ...]) -> None:
    code, out, err = calendar(*argv)
    assert (code, out) == (2, "")
    assert err.startswith("ongikar calendar: ")
    assert err.count("\n") == 1
