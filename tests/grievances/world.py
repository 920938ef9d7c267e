"""Grievances of the tests: lodged through the one way in, by believable people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ongikar.grievances.lodging import Complaint, lodge
from ongikar.grievances.models import Complainant, Grievance, Referral, TierSeat
from ongikar.grievances.stepping import answer, take
from ongikar.grievances.steps import Kind, Reply, To
from ongikar.offices.models import Office, Post, Posting
from ongikar.offices.people import open_post, take_charge
from tests.cast import NOW, Cast, account, moment

SEATED = moment("2025-01-05 10:00")
MATTER = "চার দিন পার হলো, কেউ ফোন ধরেন না।"
NINE = {str(number): "yes" if number < 8 else "no" for number in range(1, 10)}


def complaint(cast: Cast, **changes: Any) -> Complaint:
    plain: dict[str, Any] = {
        "kind": Grievance.Kind.PUBLIC, "medium": "web", "office": cast.office, "subject": "সেবা পাইনি", "matter": MATTER,
    }  # fmt: skip
    return Complaint(**{**plain, **changes})


def make_grievance(cast: Cast, *, at: datetime = NOW, key: str = "g-1", **changes: Any) -> Grievance:
    who = changes.pop("complainant", Complainant(name="রহিমা খাতুন", mobile="+8801712345678"))
    return lodge(complaint(cast, **changes), complainant=who, intake_key=key, at=at)


def separate_grievance_officer(cast: Cast) -> Posting:
    """An officer of the same office who gives no service sits at the first tier."""
    post = open_post(cast.office, title_bn="অনিক", role=Post.Role.OFFICER, by=cast.head.author(), at=SEATED)
    posting = take_charge(account("gro", "অভিযোগ কর্মকর্তা"), post, by=cast.head.author(), at=SEATED)
    seat(cast, 1, post)
    return posting


def appeal_officer_inside(cast: Cast) -> Posting:
    """The directorate is in the installation too: the second tier is a post here."""
    above = Office.objects.create(code="directorate", name_bn="আইসিটি অধিদপ্তর")
    post = open_post(above, title_bn="উপপরিচালক", role=Post.Role.OFFICER, by=cast.head.author(), at=SEATED)
    posting = take_charge(account("ao", "আপিল কর্মকর্তা"), post, by=cast.head.author(), at=SEATED)
    seat(cast, 2, post)
    return posting


def allow_investigation(turn: Referral, by: Posting, *, at: datetime) -> None:
    """The higher authority permits it, on paper; whoever decides writes it down."""
    asked = take(
        turn, Kind.PERMISSION, by=by.author(), at=at, to=To.AUTHORITY, to_name="পরিচালক", text="তদন্তের অনুমতি চাই",
        due_on=at.date(),
    )  # fmt: skip
    answer(asked, by=by.author(), at=at, text="অনুমতি দেওয়া হলো, স্মারক ১২", code=Reply.GRANTED)


def seat(cast: Cast, tier: int, post: Post) -> TierSeat:
    from ongikar.grievances.seats import seat_of

    found = seat_of(cast.office, tier)
    assert found is not None
    found.post = post
    found.save(update_fields=["post"])
    return found
