"""The calendar at the desk: who sees and does what, and what is said where something is wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.clock import lint
from ongikar.clock.calendar import shipped_calendar
from ongikar.clock.gazette import read_orders
from ongikar.offices import ordering
from ongikar.offices.models import CalendarOrder, Office, Ripple
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in
from tests.orders import in_force, settle

HOME, NEW, NEW_YEAR = "/desk/calendar/", "/desk/calendar/new/", "/desk/calendar/new-year/"
REF = "০৫.০০.০০০০.১৭৩-৪৫১"


def typed(**changes: Any) -> dict[str, Any]:
    """An order as a clerk types it."""
    day = timezone.localdate()
    said = {"legal_ref": REF, "announced_on": day.isoformat(), "only_here": "", "entry_key": "form-1"}
    return {**said, "text": f"শোক দিবস {day.year + 1}-03-30", **changes}


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def entered(cast: Cast, by: Client) -> CalendarOrder:
    answer = by.post(NEW, typed(enter="1"))
    assert answer.status_code == 302
    return CalendarOrder.objects.get()


def test_a_year_is_shown_with_what_each_day_is_and_what_is_not_settled(cast: Cast) -> None:
    page = text_of(signed_in("clerk").get(HOME, {"year": "2026"}))
    for words in (
        "ছুটির ক্যালেন্ডার: ২০২৬",
        "২৯ মে ২০২৬ – ৩১ মে ২০২৬",
        "চাঁদ দেখা সাপেক্ষে",
        "কর্মদিবস ঘোষিত",
        "তিন পার্বত্য জেলায় ধরা হয়েছে",
    ):
        assert words in page
    assert "ekhon.tv" in page


def test_a_year_without_a_list_says_that_its_dates_are_provisional(cast: Cast) -> None:
    page = text_of(signed_in("officer").get(HOME, {"year": "২০২৯"}))
    assert "সব তারিখ আনুমানিক" in page
    assert "সম্ভাব্য; আদেশ হয়নি" in page


@pytest.mark.parametrize("year", ["", "x", "9999", "১২", "-3"])
def test_a_year_that_cannot_be_shown_is_this_one(cast: Cast, year: str) -> None:
    answer = signed_in("clerk").get(HOME, {"year": year})
    assert answer.status_code == 200
    assert answer.context["year"] == timezone.localdate().year


def test_what_is_typed_is_read_back_before_it_is_written_down(cast: Cast) -> None:
    clerk = signed_in("clerk")
    answer = clerk.post(NEW, typed())
    assert (answer.status_code, CalendarOrder.objects.count()) == (200, 0)
    assert "যা পড়া হলো" in text_of(answer)
    order = entered(cast, clerk)
    assert (order.legal_ref, order.entered_by, order.state) == (REF, cast.clerk, "entered")
    clerk.post(NEW, typed(enter="1"))
    assert CalendarOrder.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"legal_ref": ""}, "কোন আদেশ বা গেজেট"),
        ({"announced_on": "2999-01-01"}, "আজকের পরে"),
        ({"announced_on": "কাল"}, "তারিখটি মিলিয়ে লিখুন"),
        ({"text": ""}, "কোন কোন দিন"),
        ({"text": "শোক দিবস"}, "লাইন ১: তারিখ পড়া যায়নি"),
        ({"text": "শোক ৩০ মার্চ ২০২৭ সোমবার"}, "মঙ্গলবার, লেখা আছে সোমবার"),
        ({"text": "ক" * 30_000}, "২০০০০"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    cast: Cast, changes: dict[str, Any], words: str
) -> None:
    answer = signed_in("clerk").post(NEW, typed(enter="1", **changes))
    assert (answer.status_code, CalendarOrder.objects.count()) == (422, 0)
    assert words in text_of(answer).replace("20000", "২০০০০")
    if "legal_ref" not in changes:
        assert REF in answer.content.decode()


def test_two_persons_then_the_head(cast: Cast) -> None:
    clerk, officer, head = signed_in("clerk"), signed_in("officer"), signed_in("head")
    order = entered(cast, clerk)
    path = f"/desk/calendar/orders/{order.pk}/"
    assert "আপনি লিখেছেন, তাই অন্য একজন মেলাবেন" in text_of(clerk.get(path))
    clerk.post(f"{path}checking/")
    assert CalendarOrder.objects.get().state == "entered"
    officer.post(f"{path}checking/")
    assert CalendarOrder.objects.get().checked_by == cast.officer
    assert "গোনা হচ্ছে" in text_of(officer.get(path))
    settle(timezone.now())
    assert "দপ্তরপ্রধান অনুমোদন করলে" in text_of(officer.get(path))
    assert officer.post(f"{path}approval/").status_code == 404
    assert "অনুমোদন করুন ও কার্যকর করুন" in text_of(head.get(path))
    head.post(f"{path}approval/")
    settle(timezone.now())
    assert CalendarOrder.objects.get().state == "in_force"
    assert "শেষ হয়েছে" in text_of(head.get(path))
    assert Office.objects.get(pk=cast.office.pk).calendar_stamp


def test_the_preview_names_office_dates_and_number(cast: Cast) -> None:
    now = timezone.now()
    case = make_case(cast, "institutional-1", at=now)
    assert case.due_on is not None
    days = read_orders(f"শোক {case.due_on.isoformat()}").days
    order = ordering.enter(
        by=cast.clerk, at=now, kind="order", year=None, legal_ref=REF, announced_on=timezone.localdate(now), days=days,
        only_here=False, entry_key="x",
    )  # fmt: skip
    ordering.check(order, by=cast.head, at=now)
    settle(now)
    page = text_of(signed_in("head").get(f"/desk/calendar/orders/{order.pk}/"))
    assert "১ তারিখ পরে যাবে" in page
    assert "জেলা কার্যালয়, জয়পুরহাট তারিখ পরে যাবে" in page
    assert "১টি" in page


def test_the_officer_is_advised_of_an_earlier_date_by_the_calendar_and_the_applicant_is_not(cast: Cast) -> None:
    case = make_case(cast, "institutional-1", at=timezone.now())
    case.calendar_due_on = date(2030, 1, 1)
    case.save(update_fields=["calendar_due_on"])
    assert "এটি আপনার জন্য পরামর্শ" in text_of(signed_in("head").get(f"/desk/cases/{case.reference}/"))


def test_an_order_is_put_away_before_it_is_in_force(cast: Cast) -> None:
    clerk = signed_in("clerk")
    order = entered(cast, clerk)
    clerk.post(f"/desk/calendar/orders/{order.pk}/discarding/")
    assert CalendarOrder.objects.get().state == "discarded"
    assert not Ripple.objects.exists()


def test_a_strange_office_neither_sees_nor_touches_an_order(cast: Cast) -> None:
    order = entered(cast, signed_in("clerk"))
    stranger = signed_in("stranger")
    path = f"/desk/calendar/orders/{order.pk}/"
    assert stranger.get(path).status_code == 404
    for act in ("checking", "approval", "discarding"):
        assert stranger.post(f"{path}{act}/").status_code == 404
    assert CalendarOrder.objects.get().state == "entered"
    assert REF not in stranger.get(HOME).content.decode()


def test_nobody_signed_in_sees_nothing(cast: Cast) -> None:
    for path in (HOME, NEW, NEW_YEAR):
        assert Client().get(path).status_code == 302


def test_the_table_of_a_year_stands_ready_and_what_has_no_day_is_named(cast: Cast) -> None:
    clerk = signed_in("clerk")
    form = clerk.get(NEW_YEAR).context["form"]
    year = form.initial["year_typed"]
    rows = form.rows
    ready = {row.name: row.on for row in rows}
    assert ready["বিজয় দিবস"] == f"১৬ ডিসেম্বর {year}"
    assert ready["শবে বরাত"] == ""
    given: dict[str, Any] = {"rows": len(rows), "year_typed": year, "legal_ref": "গেজেট", "entry_key": "year"}
    for row in rows:
        given |= {f"name_{row.number}": row.name, f"on_{row.number}": row.on, f"kind_{row.number}": row.kind}
    given |= {"announced_on": timezone.localdate().isoformat(), "on_0": "২৪ জানুয়ারি"}
    read = clerk.post(NEW_YEAR, given)
    assert read.status_code == 200
    assert "তারিখ লেখা হয়নি, তাই তালিকায় নেই" in text_of(read)
    assert f"২৪ জানুয়ারি {year}" in text_of(read)
    assert clerk.post(NEW_YEAR, {**given, "enter": "1"}).status_code == 302
    order = CalendarOrder.objects.get()
    assert (order.kind, order.days.filter(kind="executive", name_bn="শবে বরাত").count()) == ("year", 1)
    assert order.days.filter(on=date(order.year or 0, 12, 16)).exists()


def test_a_pasted_list_goes_before_the_table(cast: Cast) -> None:
    clerk = signed_in("clerk")
    year = clerk.get(NEW_YEAR).context["form"].initial["year_typed"]
    given = {
        "rows": "1", "name_0": "শবে বরাত", "on_0": "৪ মে", "kind_0": "", "year_typed": year, "legal_ref": "গেজেট",
        "announced_on": timezone.localdate().isoformat(), "entry_key": "year", "text": "বিজয় দিবস\t১৬ ডিসেম্বর",
        "enter": "1",
    }  # fmt: skip
    assert clerk.post(NEW_YEAR, given).status_code == 302
    assert [day.name_bn for day in CalendarOrder.objects.get().days.all()] == ["বিজয় দিবস"]


@pytest.mark.parametrize("year", ["", "দুই", "১৯৫২", "99999"])
def test_a_year_that_cannot_be_is_refused(cast: Cast, year: str) -> None:
    given = {"rows": "0", "year_typed": year, "legal_ref": "গেজেট", "text": "বিজয় দিবস ১৬ ডিসেম্বর", "entry_key": "y"}
    answer = signed_in("clerk").post(
        NEW_YEAR, {**given, "announced_on": timezone.localdate().isoformat(), "enter": "1"}
    )
    assert (answer.status_code, CalendarOrder.objects.count()) == (422, 0)


def test_the_pages_are_there_in_english(cast: Cast) -> None:
    order = entered(cast, signed_in("clerk"))
    client = signed_in("head")
    for path in (HOME, NEW, NEW_YEAR, f"/desk/calendar/orders/{order.pk}/"):
        assert client.get(f"/en{path}").status_code == 200


# The next year


def test_the_desk_reminds_of_a_year_without_a_list_and_stops_once_it_is_in_force(cast: Cast) -> None:
    """As of the day on which the tests run: the list of every year that its thirty working days reach is entered."""
    words, late = "ছুটির তালিকা নেই", timezone.localdate().year + 1
    officer, administrator = signed_in("officer"), signed_in("administrator")
    reminded = lint.missing_year(shipped_calendar(), timezone.localdate()) is not None
    assert (words in text_of(officer.get("/desk/"))) is reminded
    assert ("ছুটির তালিকা তোলা হয়নি" in text_of(administrator.get("/desk/people/"))) is reminded
    Office.objects.filter(code="elsewhere").update(parent=cast.office)
    for year in range(2027, late + 1):
        in_force(cast, "স্বাধীনতা দিবস ২৬ মার্চ", kind="year", year=year, key=str(year))
    assert words not in text_of(officer.get("/desk/"))
    assert "ছুটির তালিকা তোলা হয়নি" not in text_of(administrator.get("/desk/people/"))
