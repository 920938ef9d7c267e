"""An address is confirmed by the code that went there, or by the word of who is reached there; each leaves a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from ongikar.bangla.digits import to_bangla
from ongikar.offices.addresses import Address, is_confirmed, normal_address
from ongikar.offices.confirming import (
    GUESSES,
    address_named,
    confirm_by_code,
    confirm_by_word,
    keep_trial,
    mark_wrong,
    new_code,
)
from ongikar.offices.models import Account, OfficeEvent
from ongikar.rules import RuleBroken
from tests.cast import NOW, Cast, build_cast

BOX = "box@example.gov.bd"


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def tried(cast: Cast) -> tuple[Address, str]:
    """An address with a code on its way to it."""
    address = address_named(BOX)
    code = new_code(address)
    said = {"outcome": "sent", "trouble": "", "reply": "", "line": "l"}
    keep_trial(address, office=cast.office, by=cast.head.author(), at=NOW, **said)
    return Address.objects.get(pk=address.pk), code


def entered(cast: Cast, address: Address, code: str, **more: object) -> None:
    confirm_by_code(address, code, office=cast.office, by=cast.head.author(), at=more.pop("at", NOW), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Box@Example.GOV.bd ", BOX),
        ("০১৭১২-৩৪৫৬৭৮", "+8801712345678"),
        ("02-589915076", ""),
        ("", ""),
        ("nothing", ""),
    ],
)
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert normal_address(typed) == kept


def test_the_code_confirms_in_either_digits_and_once(cast: Cast) -> None:
    address, code = tried(cast)
    assert not is_confirmed(BOX)
    entered(cast, address, to_bangla(code))
    assert is_confirmed(BOX.upper())
    assert (address.how, address.confirmed_by) == (Address.How.CODE, "নাজমা আক্তার")
    with pytest.raises(RuleBroken):
        entered(cast, address, code)


def test_guesses_that_come_at_once_are_all_counted(cast: Cast) -> None:
    """Each request has read the row before any other wrote."""
    _address, code = tried(cast)
    wrong = str(int(code[0]) ^ 1) + code[1:]
    for one in [Address.objects.get() for _request in range(GUESSES)]:
        with pytest.raises(RuleBroken):
            entered(cast, one, wrong)
    read_before = Address.objects.get()
    read_before.wrong_codes = 0
    with pytest.raises(RuleBroken):
        entered(cast, read_before, code)
    assert not is_confirmed(BOX)


def test_a_wrong_code_confirms_nothing_and_too_many_end_it(cast: Cast) -> None:
    address, code = tried(cast)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(GUESSES):
        with pytest.raises(RuleBroken, match="মেলেনি"):
            entered(cast, address, wrong)
    with pytest.raises(RuleBroken, match="মেয়াদ"):
        entered(cast, address, code)
    assert Address.objects.get().wrong_codes == GUESSES
    assert not is_confirmed(BOX)


def test_an_old_code_and_the_code_of_another_address_confirm_nothing(cast: Cast, settings: Settings) -> None:
    address, code = tried(cast)
    with pytest.raises(RuleBroken, match="মেয়াদ"):
        entered(cast, address, code, at=NOW + timedelta(days=settings.INVITATION_DAYS))
    with pytest.raises(RuleBroken, match="মেয়াদ"):
        entered(cast, address_named("other@example.gov.bd"), code)


def test_a_new_code_makes_the_one_before_good_for_nothing(cast: Cast) -> None:
    address, first = tried(cast)
    second = new_code(address)
    address.refresh_from_db()
    if first != second:
        with pytest.raises(RuleBroken):
            entered(cast, address, first)
    entered(cast, address, second)


def test_ones_own_address_is_where_one_is_reached_from_then_on(cast: Cast) -> None:
    address, code = tried(cast)
    entered(cast, address, code, own=cast.administrator)
    assert Account.objects.get(pk=cast.administrator.pk).email == BOX


def test_a_word_needs_to_say_whose(cast: Cast) -> None:
    who = {"office": cast.office, "by": cast.head.author(), "at": NOW}
    with pytest.raises(RuleBroken, match="কার সঙ্গে"):
        confirm_by_word(address_named(BOX), note=" ", **who)  # type: ignore[arg-type]
    confirm_by_word(address_named(BOX), note="রহিম সাহেব", **who)  # type: ignore[arg-type]
    event = OfficeEvent.objects.latest("pk")
    assert event.facts == {"address": BOX, "how": "word", "note": "রহিম সাহেব"}


def test_an_address_found_wrong_is_confirmed_no_more_until_it_is_anew(cast: Cast) -> None:
    address, code = tried(cast)
    entered(cast, address, code)
    who = {"office": cast.office, "by": cast.head.author(), "at": NOW}
    with pytest.raises(RuleBroken, match="কেন ভুল"):
        mark_wrong(address, why="", **who)  # type: ignore[arg-type]
    mark_wrong(address, why="অন্য দপ্তরের মেইল", **who)  # type: ignore[arg-type]
    assert not is_confirmed(BOX)
    confirm_by_word(address, note="রহিম সাহেব", **who)  # type: ignore[arg-type]
    assert is_confirmed(BOX)
    verbs = list(OfficeEvent.objects.filter(verb__startswith="office.address").values_list("verb", flat=True))
    assert [verb.removeprefix("office.address_") for verb in verbs] == ["tried", "confirmed", "wrong", "confirmed"]


def test_no_code_is_kept_that_could_be_read(cast: Cast) -> None:
    address, code = tried(cast)
    assert code not in address.digest
    assert code not in str(OfficeEvent.objects.latest("pk").facts)
