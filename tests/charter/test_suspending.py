"""A service is stopped by an order and taken up again; what was asked before runs on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ongikar.charter.suspensions import resume_service, suspend
from ongikar.offices.models import Posting
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, make_case, moment

SUROKKHA = "citizen-7"
ORDER: dict[str, Any] = {
    "order_no": "৫৬.০৪.০০০০.০০১",
    "order_on": date(2026, 11, 19),
    "reason": "টিকা ব্যবস্থাপনা সিস্টেমটি বন্ধ",
    "starts_on": date(2026, 11, 22),
}


def test_every_service_of_the_charter_is_open_until_an_order_says_otherwise(cast: Cast) -> None:
    promises = cast.edition.promises.all()
    assert len(promises) == 23
    assert all(promise.suspension(NOW.date()) is None for promise in promises)


def test_a_suspended_service_is_not_asked_for_and_says_which_order(cast: Cast) -> None:
    before = make_case(cast, SUROKKHA)
    suspend(cast.promise(SUROKKHA).service, by=cast.head, at=NOW, **ORDER)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken) as refused:
        make_case(cast, SUROKKHA, key="key-2")
    assert ORDER["order_no"] in refused.value.message
    before.deliver(by=cast.head.author(), at=moment("2026-11-22 15:00"), text="সংশোধন করা হয়েছে")


def test_a_suspension_ends_on_its_day_or_by_the_heads_hand(cast: Cast) -> None:
    service = cast.promise(SUROKKHA).service
    assert service is not None
    suspend(service, by=cast.head, at=NOW, **ORDER, ends_on=date(2026, 11, 30))
    assert cast.promise(SUROKKHA).suspension(date(2026, 11, 30))
    assert cast.promise(SUROKKHA).suspension(date(2026, 12, 1)) is None
    resume_service(service, by=cast.head, at=moment("2026-11-24 10:00"))
    assert cast.promise(SUROKKHA).suspension(date(2026, 11, 24)) is None
    assert make_case(cast, SUROKKHA, at=moment("2026-11-24 11:00")).is_open
    with pytest.raises(RuleBroken):
        resume_service(service, by=cast.head, at=moment("2026-11-24 12:00"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"order_no": " "},
        {"reason": ""},
        {"order_on": date(2026, 11, 23)},
        {"starts_on": date(2026, 11, 18)},
        {"ends_on": date(2026, 11, 21)},
    ],
)
def test_an_order_without_number_reason_or_sense_suspends_nothing(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        suspend(cast.promise(SUROKKHA).service, by=cast.head, at=NOW, **{**ORDER, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["officer", "clerk", "stranger"])
def test_only_the_head_of_the_office_suspends(cast: Cast, who: str) -> None:
    by: Posting = getattr(cast, who)
    with pytest.raises(RuleBroken):
        suspend(cast.promise(SUROKKHA).service, by=by, at=NOW, **ORDER)  # type: ignore[arg-type]
