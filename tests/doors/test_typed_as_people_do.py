"""Dates, times, amounts, numbers, phones and addresses of mail at the doors: read as they were meant, or said how."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.bangla.dates import bangla_date, short_date
from ongikar.cases.models import Case, Requester
from ongikar.grievances.models import Grievance
from ongikar.offices.memos import numbering_of
from tests.cast import PASSWORD, Cast
from tests.doors import test_asking as asking
from tests.doors import test_desk_register as register
from tests.doors.desk import SIGN_IN, signed_in
from tests.doors.test_desk_acts import BY_RULE, fresh, send
from tests.doors.test_grievances import FORM, LODGE

SCHOOL = "/doict-joypurhat/services/institutional-8/ask/"
LETTER = {**asking.FORM, "intake_key": "one", "institution": "আদর্শ স্কুল", "designation": "প্রধান শিক্ষক", "memo_no": "৩৭"}
YESTERDAY = timezone.localdate() - timedelta(days=1)


def short(day: date) -> str:
    return f"{day:%d/%m/%y}"


WRITTEN = (
    short_date,
    bangla_date,
    short,
    date.isoformat,
    lambda day: f"{short_date(day)} খ্রিঃ",
    lambda day: f"{day:%d-%b-%Y}",
)


@pytest.mark.parametrize("write", WRITTEN)
def test_the_date_of_a_letter_is_read_as_it_stands_on_it(cast: Cast, write: object) -> None:
    typed = write(YESTERDAY)  # type: ignore[operator]
    papers = dict.fromkeys(Client().get(SCHOOL).context["form"].paper_fields, "later")
    assert Client().post(SCHOOL, {**LETTER, **papers, "memo_on": typed}).status_code == 302
    assert Requester.objects.get().memo_on == YESTERDAY
    assert Client().post(LODGE, {**FORM, "applied_on": typed}).status_code == 302
    assert Grievance.objects.get().applied_on == YESTERDAY
    when = {"received_on": typed, "received_time": "সকাল ১০টা"}
    assert signed_in("clerk").post(register.OPEN_TO_ALL, register.form(**when)).status_code == 302
    taken = timezone.localtime(Case.objects.get(channel="letter").filed_at)
    assert (taken.date(), taken.hour) == (YESTERDAY, 10)


def test_a_date_or_time_that_is_none_says_how_to_write_it_and_stays(cast: Cast) -> None:
    answer = signed_in("clerk").post(register.OPEN_TO_ALL, register.form(received_on="গতকাল", received_time="৩টা"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("৫ ডিসেম্বর ২০২৬", "বিকাল ৩টা", 'value="গতকাল"', 'value="৩টা"'):
        assert said in page


@pytest.mark.parametrize(
    "typed", ["rahim১২@example.gov.bd", " rahim12@example.gov.bd.", "রহিম <rahim12@example.gov.bd>"]
)
def test_an_address_of_mail_is_read_at_every_door(cast: Cast, typed: str) -> None:
    assert Client().post(asking.ASK, {**asking.FORM, "intake_key": "one", "email": typed}).status_code == 302
    assert signed_in("clerk").post(register.OPEN_TO_ALL, register.form(email=typed)).status_code == 302
    assert set(Requester.objects.values_list("email", flat=True)) == {"rahim12@example.gov.bd"}
    refused = Client().post(asking.ASK, {**asking.FORM, "intake_key": "two", "email": "rahim12"})
    assert (refused.status_code, "মিলিয়ে দেখুন বা খালি রাখুন" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "typed", ["+৮৮০ ১৭১২-৩৪৫৬৭৮", "8801712345678", "০০৮৮০১৭১২৩৪৫৬৭৮", "٠١٧١٢٣٤٥٦٧٨", "(০১৭১২) ৩৪৫ ৬৭৮"]
)
def test_a_phone_is_read_with_and_without_the_code_of_the_country(cast: Cast, typed: str) -> None:
    assert Client().post(asking.ASK, {**asking.FORM, "intake_key": "one", "phone": typed}).status_code == 302
    assert Requester.objects.get().phone == "+8801712345678"


@pytest.mark.parametrize(
    ("typed", "taka"), [("৫০০ টাকা", 500), ("৳ ১,৫০০/-", 1500), ("Tk. 500.50", Decimal("500.50")), ("শূন্য", None)]
)
def test_an_amount_is_read_as_it_is_written(cast: Cast, typed: str, taka: Decimal | None) -> None:
    case = fresh(cast, BY_RULE)
    answer = send(signed_in("head"), case, "fee", amount=typed, rule="প্রশিক্ষণ নীতিমালা", payment="চালানে")
    case.refresh_from_db()
    assert case.fee_amount == taka
    assert taka is not None or "অঙ্কে লিখুন" in answer.content.decode()


def test_a_number_can_be_typed_in_bangla_digits(cast: Cast) -> None:
    head = signed_in("head")
    assert 'type="number"' not in head.get("/desk/grievances/numbering/").content.decode()
    assert head.post("/desk/grievances/numbering/", {"pattern": "৫৬.{n}", "next_number": "১,২৩৪"}).status_code == 302
    numbering = numbering_of(cast.office)
    assert numbering is not None
    assert numbering.next_number == 1234


@pytest.mark.parametrize("typed", ["Head", "HEAD ", "head"])
def test_a_name_with_a_capital_first_signs_in(cast: Cast, typed: str) -> None:
    assert Client().post(SIGN_IN, {"username": typed, "password": PASSWORD}).status_code == 302
