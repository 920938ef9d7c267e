"""What time does to a case: each fact once, dated when it became true, whenever the loop looks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from ongikar.cases import deeds
from ongikar.cases.deeds import act_next
from ongikar.cases.models import Case
from ongikar.journal.authors import requester
from tests.cast import Cast, make_case, moment

FIVE_DAYS, BY_ORDER, NO_NUMBER = "institutional-1", "citizen-6", "citizen-5"


def run_until(now: datetime) -> None:
    for _ in range(20):
        if not act_next(now):
            return
    raise AssertionError("the loop does not come to rest")


def facts(case: Case) -> list[tuple[str, datetime]]:
    return [(event.verb, event.at) for event in case.events.order_by("pk") if event.by_kind == "system"]


def test_a_lapse_is_dated_when_it_happened_and_written_once(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)  # due on 29 November
    for days in range(3):
        run_until(moment("2026-12-03 11:00") + timedelta(days=days))
    assert facts(case)[-1] == ("case.lapsed", moment("2026-11-30 00:00"))
    assert [verb for verb, _at in facts(case)].count("case.lapsed") == 1
    event = case.events.get(verb="case.lapsed")
    assert event.noticed_at == moment("2026-12-03 11:00")


def test_not_yet_accepted_is_noted_before_the_lapse(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    run_until(moment("2026-11-24 09:00"))
    assert facts(case) == [("case.unaccepted", moment("2026-11-24 00:00"))]
    case.refresh_from_db()
    assert case.act_after == moment("2026-11-26 09:00")  # when one working day is left


def test_the_list_of_the_interested_comes_up_at_each_months_end(cast: Cast) -> None:
    case = make_case(cast, BY_ORDER)
    for now in ("2026-11-30 08:00", "2026-12-01 08:00", "2026-12-31 08:00"):
        run_until(moment(now))
    assert facts(case) == [
        ("case.listing_due", moment("2026-11-30 00:00")),
        ("case.listing_due", moment("2026-12-31 00:00")),
    ]


def test_an_unanswered_question_is_noted_once_however_long_it_lasts(cast: Cast) -> None:
    case = make_case(cast)
    case.ask(by=cast.head.author(), at=moment("2026-11-22 15:00"), reason="other", why="তালিকা দিন")
    for now in ("2026-12-22 16:00", "2026-12-23 16:00", "2026-12-30 16:00"):
        run_until(moment(now))
    assert facts(case) == [("case.reply_overdue", moment("2026-12-22 15:00"))]


def test_after_three_days_without_power_it_catches_up_in_order_and_dates_each_fact_when_it_was_true(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)  # due on 29 November
    run_until(moment("2026-11-23 16:00"))
    back = moment("2026-12-01 09:10")
    run_until(back)
    assert facts(case) == [
        ("case.unaccepted", moment("2026-11-24 00:00")),
        ("case.warned", moment("2026-11-26 09:00")),
        ("case.warned", moment("2026-11-29 09:00")),
        ("case.lapsed", moment("2026-11-30 00:00")),
    ]
    events = case.events.filter(by_kind="system")
    assert {event.noticed_at for event in events} == {back}
    assert [event.facts.get("left") for event in events.order_by("pk")] == [None, 1, 0, None]


def test_a_case_is_warned_of_five_working_days_before_where_it_has_that_long(cast: Cast) -> None:
    case = make_case(cast, "institutional-1", at=moment("2026-11-19 10:00"))
    case.accept(
        by=cast.head.author(), at=moment("2026-11-19 11:00"), limit_applies=False, reason="অন্য দপ্তরে",
        new_date=date(2026, 12, 8),
    )  # fmt: skip
    for now in ("2026-12-01 08:59", "2026-12-01 09:00"):
        run_until(moment(now))
    assert facts(case) == [("case.warned", moment("2026-12-01 09:00"))]
    case.refresh_from_db()
    assert case.act_after == moment("2026-12-07 09:00")


def test_the_days_of_warning_are_a_setting(cast: Cast, settings: Settings) -> None:
    settings.WARN_DAYS = ()
    case = make_case(cast, FIVE_DAYS)
    run_until(moment("2026-12-01 09:10"))
    assert [verb for verb, _at in facts(case)] == ["case.unaccepted", "case.lapsed"]


def test_a_case_that_waits_for_its_applicant_is_not_warned_of(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.ask(by=cast.head.author(), at=moment("2026-11-22 15:00"), reason="other", why="তালিকা দিন")
    run_until(moment("2026-11-29 10:00"))
    assert facts(case) == []


def test_many_cases_are_acted_on_together_and_each_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deeds, "SIZE", 3)
    cases = [make_case(cast, FIVE_DAYS, key=f"key-{n}") for n in range(7)]
    run_until(moment("2026-12-01 09:10"))
    assert [len(facts(case)) for case in cases] == [4] * 7


def test_while_the_clock_stands_nothing_lapses(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.ask(by=cast.head.author(), at=moment("2026-11-22 15:00"), reason="other", why="তালিকা দিন")
    run_until(moment("2026-12-10 10:00"))
    assert facts(case) == []
    assert not case.late_at(moment("2026-12-10 10:00"))


def test_the_offices_own_target_is_no_promise_to_break(cast: Cast) -> None:
    case = make_case(cast, NO_NUMBER)
    now = moment("2026-12-10 10:00")
    assert (case.past_due_at(now), case.late_at(now)) == (True, False)
    assert not Case.objects.late_at(now).exists()
    charters = make_case(cast, FIVE_DAYS, key="key-2")
    assert list(Case.objects.late_at(now)) == [charters]


def test_a_row_that_fails_is_pushed_ahead_and_stops_nobody(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = make_case(cast, FIVE_DAYS), make_case(cast, FIVE_DAYS, key="key-2", at=moment("2026-11-22 10:01"))
    real = deeds._deed

    def fails_for_one(case: Case, *more: Any) -> Any:
        if case.pk == bad.pk:
            raise RuntimeError("spoilt row")
        return real(case, *more)

    monkeypatch.setattr(deeds, "_deed", fails_for_one)
    now = moment("2026-12-03 11:00")
    run_until(now)
    bad.refresh_from_db()
    assert (bad.act_after, facts(good)[-1][0]) == (now + timedelta(hours=1), "case.lapsed")
    assert bad.reference in caplog.text
    assert bad.matter not in caplog.text


def test_a_pause_moves_an_agreed_date_by_the_days_the_clock_stood(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    head = cast.head.author()
    case.accept(
        by=head,
        at=moment("2026-11-22 11:00"),
        limit_applies=False,
        reason="তথ্য অন্য দপ্তরে",
        new_date=date(2026, 12, 3),
    )
    case.ask(by=head, at=moment("2026-11-23 11:00"), reason="other", why="তালিকা দিন")
    case.reply(by=requester("রহিমা"), body="দিলাম", at=moment("2026-11-25 11:00"))
    # It stood at the close of Monday and Tuesday; Friday and Saturday are closed, Sunday and Monday count.
    assert (case.basis, case.due_on) == ("agreed", date(2026, 12, 7))


def test_a_pause_does_not_move_the_date_of_an_order(cast: Cast) -> None:
    case = make_case(cast, BY_ORDER)
    head = cast.head.author()
    case.set_fee(by=head, at=moment("2026-11-22 11:00"), amount="0", rule="নীতিমালা")
    case.accept(
        by=head,
        at=moment("2026-11-22 11:00"),
        order_no="৫৬",
        order_on=date(2026, 11, 19),
        new_date=date(2026, 12, 10),
    )
    case.ask(by=head, at=moment("2026-11-23 11:00"), reason="other", why="সনদের ছবি দিন")
    case.reply(by=requester("রহিমা"), body="দিলাম", at=moment("2026-11-25 11:00"))
    assert case.due_on == date(2026, 12, 10)


def test_what_was_asked_is_not_told_in_the_public_sum_of_the_date(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS)
    case.ask(by=cast.head.author(), at=moment("2026-11-22 15:00"), reason="other", why="চিকিৎসার কাগজ")
    case.resume(by=cast.head.author(), at=moment("2026-11-24 11:00"))
    assert "চিকিৎসা" not in str(case.explanation)
    assert "আবেদনকারীর কাগজ" in str(case.explanation)
