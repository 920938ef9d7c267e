"""Mistakes put right on the page of a case: each leaves a trace, and a void case shows the right one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in


def act(case: Case, name: str, /, **fields: object) -> str:
    """Send an act as the clerk; the page that comes of it."""
    case.refresh_from_db()
    path = f"/desk/cases/{case.reference}/{name}/"
    return signed_in("clerk").post(path, {"revision": case.revision, **fields}, follow=True).content.decode()


def test_a_wrong_phone_is_corrected_and_the_timeline_shows_both(cast: Cast) -> None:
    case = make_case(cast)
    who = {"name": case.requester.name, "address": case.requester.address}
    page = act(case, "correction", phone="০১৭৯৯৯৯৯৯৯৯", **who)
    case.requester.refresh_from_db()
    assert case.requester.phone == "+8801799999999"
    assert "০১৭১২" in page.partition("→")[0][-40:]
    assert "মিলিয়ে দেখুন" in act(case, "correction", phone="12", **who)
    assert "কিছুই বদলানো হয়নি" in act(case, "correction", phone="০১৭৯৯৯৯৯৯৯৯", **who)


def test_the_wrong_service_leads_to_the_right_one(cast: Cast) -> None:
    case = make_case(cast)
    right = cast.promise("citizen-1")
    page = act(case, "refiling", promise=right.pk, reason="তথ্য চেয়েছেন")
    made = Case.objects.exclude(pk=case.pk).get()
    assert (made.promise, made.filed_at) == (right, case.filed_at)
    assert "ভুল আবেদনটি ছিল" in page
    desk = signed_in("clerk").get(f"/desk/cases/{case.reference}/").content.decode()
    assert f'href="/desk/cases/{made.reference}/"' in desk
    assert 'id="act-notes"' in desk
    assert desk.count('class="act"') == 1  # only a note can still be written
    assert f'href="/track/{made.reference}/"' in signed_in("clerk").get(f"/track/{case.reference}/").content.decode()


def test_one_asking_written_twice_goes_on_once(cast: Cast) -> None:
    now = timezone.now()
    first, second = make_case(cast, at=now), make_case(cast, key="b", at=now)
    for typed, said in (("1234567890", "মিলিয়ে দেখুন"), ("", "নম্বর লিখুন"), (second.reference, "আরেকটি চলমান")):
        assert said in act(second, "duplicate", of=typed)
    page = act(second, "duplicate", of=first.reference)
    assert f'href="/desk/cases/{first.reference}/"' in page
    assert Case.objects.get(pk=first.pk).is_open


def test_given_by_mistake_is_taken_back_the_same_day_only(cast: Cast) -> None:
    case = make_case(cast, "institutional-1", at=timezone.now())
    due_on = case.due_on
    case.deliver(by=cast.clerk.author(), at=timezone.now(), text="দেওয়া হলো")
    assert "লেখা ফেরত নিন" in signed_in("clerk").get(f"/desk/cases/{case.reference}/").content.decode()
    assert "ফেরত নেওয়া হয়েছে" in act(case, "undoing", reason="অন্য জনের")
    case.refresh_from_db()
    assert (case.is_open, case.due_on) == (True, due_on)


def test_yesterdays_giving_is_not_taken_back(cast: Cast) -> None:
    case = make_case(cast, "institutional-1")
    case.deliver(by=cast.clerk.author(), at=case.filed_at - timedelta(days=400), text="দেওয়া হলো")
    assert "লেখা ফেরত নিন" not in signed_in("clerk").get(f"/desk/cases/{case.reference}/").content.decode()
    assert "আবার খুলুন" in act(case, "undoing", reason="ভুল")


@pytest.mark.parametrize("name", ["correction", "refiling", "duplicate", "undoing"])
def test_nobody_puts_right_what_he_does_not_see(cast: Cast, name: str) -> None:
    case = make_case(cast)
    for username in ("officer", "stranger"):
        assert signed_in(username).post(f"/desk/cases/{case.reference}/{name}/", {"revision": 0}).status_code == 404
    assert receipt_code(str(case.pk), 1) not in signed_in("head").get(f"/desk/cases/{case.reference}/").content.decode()
