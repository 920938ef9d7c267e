"""`ongikar due` as other programs call it."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from ongikar.ops.due import main


def due(*argv: str, stdin: str = "") -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    code = main(argv, StringIO(stdin), out, err)
    return code, out.getvalue(), err.getvalue()


def due_on(received: str, limit: str, *more: str) -> str | None:
    code, out, err = due("--received", received, "--limit", limit, "--json", *more)
    assert (code, err) == (0, "")
    answer: str | None = json.loads(out)["due_on"]
    return answer


def test_the_contracts_own_example_is_answered_with_its_reckoning() -> None:
    code, out, err = due(
        *("--received", "2025-05-15T10:00", "--limit", "৩ কার্যদিবস", "--district", "joypurhat"),
        *("--known-on", "2025-05-01", "--json"),
    )
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["due_on"] == "2025-05-20"
    assert answer["calendar"].startswith("bd-2025-")
    assert [(s["from"], s["to"], s["counts"], s["why"]) for s in answer["explanation"]] == [
        ("2025-05-15", "2025-05-15", False, "day_zero"),
        ("2025-05-16", "2025-05-17", False, "weekly"),
        ("2025-05-18", "2025-05-20", True, "counted"),
    ]


def test_without_a_day_of_knowledge_all_loaded_orders_count() -> None:
    assert due_on("2025-05-15T10:00", "৩ কার্যদিবস") == "2025-05-19"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("২০২৫-০৫-১৫T১০:০০", "2025-05-19"),
        ("2025-05-15", "2025-05-19"),
        ("2025-05-15 17:10", "2025-05-20"),
        ("2025-05-15T11:10Z", "2025-05-20"),
        ("2025-05-14T20:00+00:00", "2025-05-19"),
    ],
)
def test_a_moment_is_read_in_dhaka_in_either_digits(received: str, expected: str) -> None:
    assert due_on(received, "৩ কার্যদিবস") == expected


def test_a_promise_without_a_number_has_no_date() -> None:
    assert due_on("2025-05-15T10:00", "তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)") is None


def test_13_april_2026_follows_the_district_and_the_setting() -> None:
    asked = ("2026-04-12T10:00", "১ কার্যদিবস")
    assert due_on(*asked, "--district", "joypurhat") == "2026-04-13"
    assert due_on(*asked, "--district", "বান্দরবান") == "2026-04-15"
    assert due_on(*asked, "--april-13-2026", "national") == "2026-04-15"


def test_a_date_past_the_loaded_lists_is_marked() -> None:
    _, out, _ = due("--received", "2026-12-30T10:00", "--limit", "৩ কার্যদিবস", "--json")
    assert json.loads(out)["doubt"] == "year_not_loaded"


def test_without_json_the_date_comes_first_and_the_reckoning_under_it() -> None:
    code, out, _ = due("--received", "2025-05-15T10:00", "--limit", "৩ কার্যদিবস")
    assert code == 0
    assert out.splitlines()[0] == "2025-05-19"
    assert "  ১৫ মে ২০২৫ গ্রহণ (দিন শূন্য)" in out.splitlines()


def test_a_batch_answers_line_by_line_in_order() -> None:
    lines = [
        "2025-05-15T10:00\t৩ কার্যদিবস\tjoypurhat\t2025-05-01",
        "2025-05-15T10:00\t৩ কার্যদিবস\t\t",
        "2025-05-15T10:00\t৩ কার্যদিবস",
        "2025-04-10T10:00\t৩ কার্যদিবস\trangamati",
        "2025-05-15T10:00\tতাৎক্ষণিক",
        "",
        "2026-11-24T10:00\t১ মাস",
    ]
    code, out, err = due("--batch", stdin="\n".join(lines) + "\n")
    assert (code, err) == (0, "")
    assert out.split() == ["2025-05-20", "2025-05-19", "2025-05-19", "2025-04-17", "-", "-", "2026-12-24"]


def test_an_unreadable_line_keeps_its_place_and_is_named() -> None:
    code, out, err = due("--batch", stdin="yesterday\t৩ কার্যদিবস\n2025-05-15\t৩ কার্যদিবস\n2025-05-15\t৩ দিন\tatlantis\n")
    assert code == 2
    assert out.split() == ["-", "2025-05-19", "-"]
    assert err.count("\n") == 1
    assert "line 1" in err
    assert "1 more" in err


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--received", "2025-05-15"),
        ("--received", "soon", "--limit", "৩ দিন"),
        ("--received", "2025-05-15", "--limit", "৩ দিন", "--known-on", "x"),
        ("--received", "2025-05-15", "--limit", "৩ দিন", "--district", "atlantis"),
        ("--received", "9999-12-30", "--limit", "৩ কার্যদিবস"),
        ("--colour",),
    ],
)
def test_bad_usage_is_one_clear_line_and_exit_2(argv: tuple[str, ...]) -> None:
    code, out, err = due(*argv)
    assert (code, out) == (2, "")
    assert err.startswith("ongikar due: ")
    assert err.count("\n") == 1
