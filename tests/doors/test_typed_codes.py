"""A code from a receipt, a slip or a message, typed as people type it, at every door that asks for one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases.references import receipt_code
from ongikar.grievances.around.suggesting import suggest
from ongikar.offices import confirming
from ongikar.offices.addresses import Address, is_confirmed
from ongikar.offices.invitations import invite
from ongikar.offices.tries import Try
from tests.cast import NOW, Cast, make_case
from tests.doors.desk import signed_in
from tests.doors.test_grievances import FORM, LODGE
from tests.grievances.world import make_grievance

BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
WAYS: dict[str, Callable[[str], str]] = {
    "bangla digits": lambda code: code.translate(BANGLA),
    "small letters, in twos": lambda code: "-".join(code[n : n + 2].lower() for n in range(0, len(code), 2)),
    "full width": lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
}
Door = Callable[[Cast], tuple[str, str, dict[str, str]]]  # where to, the code, what else is typed


def with_a_digit(row: object) -> str:
    """Revoke the link of a case, grievance or suggestion until its code has a digit, as 38 of 40 have."""
    number = next(n for n in count(1) if any(map(str.isdigit, receipt_code(str(row.pk), n))))  # type: ignore[attr-defined]
    type(row)._default_manager.filter(pk=row.pk).update(link_number=number)  # type: ignore[attr-defined]
    return receipt_code(str(row.pk), number)  # type: ignore[attr-defined]


def case_page(cast: Cast) -> tuple[str, str, dict[str, str]]:
    case = make_case(cast)
    return f"/track/{case.reference}/code/", with_a_digit(case), {}


def reply_after_the_half_hour(cast: Cast) -> tuple[str, str, dict[str, str]]:
    case = make_case(cast)
    return f"/track/{case.reference}/papers/", with_a_digit(case), {"body": "দশটি কম্পিউটার"}


def grievance_page(cast: Cast) -> tuple[str, str, dict[str, str]]:
    grievance = make_grievance(cast)
    return f"/grievances/{grievance.reference}/code/", with_a_digit(grievance), {}


def case_of_a_grievance(cast: Cast) -> tuple[str, str, dict[str, str]]:
    case = make_case(cast)
    return LODGE, with_a_digit(case), {**FORM, "case_reference": case.reference, "name_of_code": "case_code"}


def suggestion_page(cast: Cast) -> tuple[str, str, dict[str, str]]:
    words = {"text": "ফরমটি ছোট করুন", "kind": "simpler", "effect": "quicker"}
    made = suggest(cast.office, intake_key="one", at=NOW, by=None, **words)
    return f"/suggestions/{made.reference}/code/", with_a_digit(made), {}


def invitation(cast: Cast) -> tuple[str, str, dict[str, str]]:
    by, at = cast.head.author(), timezone.now()
    codes = (invite(cast.officer.account, office=cast.office, by=by, at=at)[1] for _ in count())
    return "/desk/invitation/", next(code for code in codes if any(map(str.isdigit, code))), {}


PUBLIC: list[Door] = [
    case_page, reply_after_the_half_hour, grievance_page, case_of_a_grievance, suggestion_page, invitation,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("door", PUBLIC)
def test_a_code_is_read_at_every_door_however_it_is_typed(
    cast: Cast, client: Client, door: Door, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Try, "was_wrong", None)  # no wrong try is counted
    path, code, more = door(cast)
    name = more.pop("name_of_code", "code")
    assert client.post(path, {**more, name: WAYS[way](code)}).status_code == 302


@pytest.mark.parametrize("way", WAYS)
def test_the_code_that_came_to_an_address_is_read_however_it_is_typed(cast: Cast, way: str) -> None:
    address = confirming.address_named("me@example.org")
    code = confirming.new_code(address)
    Address.objects.filter(pk=address.pk).update(tried_at=timezone.now())
    typed = {"address": address.text, "code": WAYS[way](code)}
    signed_in("head").post("/desk/addresses/code/", typed)
    assert is_confirmed(address.text)
