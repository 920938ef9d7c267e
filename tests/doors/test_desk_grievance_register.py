"""Staff take a grievance down, whatever way it came; the head says who sits at each tier."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ongikar.cases.references import receipt_code
from ongikar.grievances.models import Grievance
from ongikar.grievances.seats import seat_of
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in
from tests.grievances.world import appeal_officer_inside, separate_grievance_officer

NEW, SEATS = "/desk/grievances/new/", "/desk/grievances/seats/"


def typed(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime()
    plain = {
        "intake_key": "one", "medium": "counter", "kind": "public", "received_on": f"{now:%Y-%m-%d}",
        "received_time": "00:01", "matter": "তিনবার এসেও সেবা পাইনি", "name": "করিম", "mobile": "০১৭১২৩৪৫৬৭৮",
    }  # fmt: skip
    return {**plain, **changes}


@pytest.mark.clause("6.1(ক)", "6.1(খ)", "6.1(ছ)", "6.1(জ)")
@pytest.mark.parametrize("medium", ["counter", "phone", "letter", "email", "agent", "call_centre", "suo_motu"])
@pytest.mark.clause("6.1(ক)", "6.1(ছ)", "6.1(জ)")
def test_every_way_it_can_come_is_a_fact_on_the_grievance_and_gets_a_receipt(cast: Cast, medium: str) -> None:
    separate_grievance_officer(cast)
    clerk = signed_in("clerk")
    who = {"anonymous": "on"} if medium == "suo_motu" else {}
    answer = clerk.post(NEW, typed(medium=medium, medium_reference="৩৩৩-১২৩৪", **who), follow=True)
    grievance = Grievance.objects.get()
    page = answer.content.decode()
    assert (grievance.medium, grievance.medium_reference) == (medium, "৩৩৩-১২৩৪")
    assert receipt_code(str(grievance.pk), 1) in page
    assert "তিনবার এসেও" not in page
    assert clerk.get(f"/desk/grievances/{grievance.reference}/").status_code == 404
    assert signed_in("officer").get(f"/desk/grievances/{grievance.reference}/receipt/").status_code == 404


def test_whoever_is_complained_of_can_take_it_down_and_never_gets_its_code(cast: Cast) -> None:
    appeal_officer_inside(cast)
    case = make_case(cast)
    page = signed_in("head").post(NEW, typed(case_reference=case.reference), follow=True).content.decode()
    grievance = Grievance.objects.get()
    assert grievance.case == case
    assert receipt_code(str(grievance.pk), 1) not in page
    assert "কোডটি আপনাকে দেখানো হয় না" in page
    receipt = signed_in("ao").get(f"/desk/grievances/{grievance.reference}/receipt/").content.decode()
    assert receipt_code(str(grievance.pk), 1) in receipt


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"matter": ""}, "অভিযোগটি কী"),
        ({"mobile": "", "name": "করিম"}, "ফল জানানোর একটি উপায় দিন"),
        ({"case_reference": "1234567890"}, "পাওয়া যায়নি"),
        ({"received_on": "2999-01-01"}, "এখনকার পরে হতে পারে না"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast, changes: Any, said: str) -> None:
    answer = signed_in("clerk").post(NEW, typed(subject="দেরি", **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "দেরি" in answer.content.decode()
    assert not Grievance.objects.exists()


def test_what_cannot_be_kept_from_its_subject_is_not_taken_down(cast: Cast) -> None:
    cast.head.account.is_administrator = True
    cast.head.account.save(update_fields=["is_administrator"])
    answer = signed_in("clerk").post(NEW, typed())
    assert answer.status_code == 422
    assert "www.grs.gov.bd" in answer.content.decode()


def test_the_head_says_who_sits_where_and_automatic_appeal_needs_its_law(cast: Cast) -> None:
    head = signed_in("head")
    page = head.get(SEATS).content.decode()
    assert "তিনিই প্রথম ধাপের" in page
    seat = {"tier": "1", "seat1-title": "অনিক", "seat1-post": str(cast.officer.post_id)}
    assert head.post(SEATS, {**seat, "seat1-automatic": "on"}).status_code == 422
    assert head.post(SEATS, seat).status_code == 302
    found = seat_of(cast.office, 1)
    assert found
    assert (found.post, found.automatic) == (cast.officer.post, False)
    assert head.post(SEATS, {"tier": "2", "seat2-title": "আপিল কর্মকর্তা"}).status_code == 422  # nobody to be reached
    assert signed_in("clerk").get(SEATS).status_code == 404


@pytest.mark.clause("7.1(ক)ii")
def test_publishing_says_where_provider_and_grievance_officer_are_one(cast: Cast) -> None:
    cast.edition.state = "draft"
    cast.edition.save(update_fields=["state"])
    page = signed_in("head").get(f"/desk/charter/{cast.edition.pk}/publication/").content.decode()
    assert "তিনিই প্রথম ধাপের" in page


@pytest.mark.clause("6.1(ক)", "6.1(খ)", "6.1(জ)")
def test_the_rest_of_form_k1_is_there_for_whoever_has_the_paper(cast: Cast) -> None:
    separate_grievance_officer(cast)
    place = cast.office.children.first()
    assert place
    rest = {
        "kind": "official", "institution": "উপজেলা শিক্ষা অফিস", "designation": "শিক্ষা কর্মকর্তা", "relation": "head",
        "present_address": "কালাই", "same_address": "on", "service_name": "ল্যাব", "applied_on": "2026-11-18",
        "tracking_no": "ডকেট-৭", "remedy_sought": "ল্যাব চালু", "place": place.code, "identity_kind": "passport",
        "identity_number": "A1234567",
    }  # fmt: skip
    signed_in("clerk").post(NEW, typed(**rest))
    grievance = Grievance.objects.select_related("complainant").get()
    assert (grievance.kind, grievance.relation, grievance.office) == ("official", "head", place)
    assert (grievance.service_name, grievance.tracking_no, grievance.remedy_sought) == ("ল্যাব", "ডকেট-৭", "ল্যাব চালু")
    assert grievance.complainant
    assert grievance.complainant.permanent_address == "কালাই"
    assert grievance.complainant.identity_masked == "••••4567"


@pytest.mark.clause("6.1(ছ)")
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_receipt_has_number_code_and_date_on_screen_and_as_a_paper(cast: Cast, prefix: str) -> None:
    separate_grievance_officer(cast)
    clerk = signed_in("clerk")
    clerk.post(NEW, typed())
    grievance = Grievance.objects.get()
    page = clerk.get(f"{prefix}/desk/grievances/{grievance.reference}/receipt/").content.decode()
    assert receipt_code(str(grievance.pk), 1) in page
    pdf = clerk.get(f"{prefix}/desk/grievances/{grievance.reference}/receipt.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert signed_in("officer").get(f"/desk/grievances/{grievance.reference}/receipt.pdf").status_code == 404


@pytest.mark.clause("5.1.2")
def test_of_its_own_motion_the_office_needs_no_complainant(cast: Cast) -> None:
    separate_grievance_officer(cast)
    given = typed(medium="suo_motu", name="", mobile="", medium_reference="দৈনিক, ২১ নভেম্বর")
    assert signed_in("clerk").post(NEW, given).status_code == 302
    assert (Grievance.objects.get().complainant, Grievance.objects.get().anonymous) == (None, False)
