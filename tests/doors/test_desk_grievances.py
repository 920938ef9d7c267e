"""The desk decides a grievance: queue, page, acts, steps; and nobody sees his own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.grievances import steps
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Grievance, Referral
from ongikar.grievances.seats import COORDINATOR
from ongikar.grievances.stepping import take
from ongikar.offices.models import Posting
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

LIST = "/desk/grievances/"
AT = moment("2026-11-23 10:00")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AT)
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting, clock: Any) -> Grievance:
    return make_grievance(cast, case=make_case(cast), identity_hidden=True)


def act(client: Client, turn: Referral, name: str, **typed: Any) -> int:
    turn.refresh_from_db()
    path = f"{LIST}{turn.grievance.reference}/acts/{name}/"
    return client.post(path, {"revision": turn.revision, **typed}).status_code


@pytest.mark.clause("7.1.1(ক)", "7.1(খ)", "7.1(ঘ)", "7.1(ঙ)i", "7.4(ছ)")
def test_from_scrutiny_through_an_opinion_to_a_decision_that_is_told(cast: Cast, grievance: Grievance) -> None:
    desk, turn = signed_in("gro"), grievance.current
    assert grievance.subject in desk.get(LIST).content.decode()
    page = desk.get(f"{LIST}{grievance.reference}/").content.decode()
    assert grievance.matter in page
    assert "7.1.1(ক)" in page or "৭.১.১(ক)" in page
    assert act(desk, turn, "decision", outcome="answer_ok", reasons="না") == 422
    assert act(desk, turn, "acceptance", **{**NINE, "9": ""}) == 422
    assert act(desk, turn, "acceptance", **NINE) == 302
    asked = {"to": "concerned", "person": str(cast.head.pk), "text": "কেন দেরি হলো", "memo_no": "স্মারক-১"}
    assert act(desk, turn, "opinion", **asked) == 422  # by when?
    assert act(desk, turn, "opinion", **asked, due_on="2026-11-26") == 302
    step = turn.steps.get()
    officer = signed_in("head")
    shown = officer.get(f"{LIST}asked/{step.pk}/").content.decode()
    assert "কেন দেরি হলো" in shown
    for hidden in (grievance.matter, grievance.subject, "রহিমা", grievance.reference):
        assert hidden not in shown
    assert officer.post(f"{LIST}asked/{step.pk}/", {"text": "আগেই দেওয়া হয়েছে"}).status_code == 422
    assert officer.post(f"{LIST}asked/{step.pk}/", {"text": "আগেই দেওয়া হয়েছে", "code": "served"}).status_code == 302
    assert "আগেই দেওয়া হয়েছে" in desk.get(f"{LIST}{grievance.reference}/").content.decode()
    assert act(desk, turn, "decision", outcome="service_given", reasons="সেবা দেওয়া হয়েছে", memo_no="স্মারক-২") == 302
    assert "ফল জানাতে হবে" in desk.get(f"{LIST}{grievance.reference}/").content.decode()
    assert grievance.subject in desk.get(f"{LIST}?show=to_tell").content.decode()
    assert act(desk, turn, "telling", manner="post", how="রেজিস্ট্রি ডাকে, স্মারক-২") == 302
    assert grievance.events.filter(verb="grievance.result_told").exists()
    assert grievance.subject not in desk.get(f"{LIST}?show=to_tell").content.decode()


@pytest.mark.parametrize("username", ["head", "officer", "clerk", "stranger"])
def test_to_whoever_does_not_decide_it_is_not_there(cast: Cast, grievance: Grievance, username: str) -> None:
    client = signed_in(username)
    for show in ("open", "late", "to_tell", "below", "closed"):
        page = client.get(f"{LIST}?show={show}").content.decode()
        for shown in (grievance.reference, to_bangla(in_threes(grievance.reference))):
            assert shown not in page
        assert grievance.subject not in page
    assert client.get(f"{LIST}{grievance.reference}/").status_code == 404
    assert act(client, grievance.current, "acceptance", **NINE) == 404


def test_every_step_has_its_form_with_its_clause(cast: Cast, grievance: Grievance) -> None:
    desk, turn = signed_in("gro"), grievance.current
    act(desk, turn, "acceptance", **NINE)
    for kind in steps.Kind.values:
        to = "authority" if "authority" in steps.RULES[kind].to else steps.RULES[kind].to[0]
        more = {
            "hearing": {"meets_on": "2026-11-30", "meets_time": "11:00", "place": "সম্মেলনকক্ষ"},
            "investigation": {"committee": "উপপরিচালক\nসহকারী পরিচালক"},
        }.get(kind, {})
        if kind == "investigation":
            assert act(desk, turn, kind, to=to, text="লেখা", to_name="একজন", **more) == 422, "without permission"
            permission = str(turn.steps.get(kind="permission").pk)
            assert act(desk, turn, "answering", step=permission, text="অনুমতি", code="granted") == 302
        assert act(desk, turn, kind, to=to, text="লেখা", to_name="একজন", due_on="2026-11-26", **more) == 302, kind
    assert turn.steps.count() == 9
    assert act(desk, turn, "permission", to="head", person=str(cast.head.pk), text="অনুমতি", due_on="2026-11-26") == 422
    opinion = turn.steps.get(kind="opinion")
    assert act(desk, turn, "answering", step=str(opinion.pk), text="চিঠিতে এসেছে", code="other") == 302
    page = desk.get(f"{LIST}{grievance.reference}/").content.decode()
    assert "চিঠিতে এসেছে" in page


@pytest.mark.clause("7.1(ক)v", "6.1, last item")
def test_filing_away_names_the_reason_and_the_reviewed_way_instead(cast: Cast, grievance: Grievance) -> None:
    desk, turn = signed_in("gro"), grievance.current
    assert act(desk, turn, "shelving", reason="তথ্য অধিকারের বিষয়") == 422
    assert act(desk, turn, "shelving", reason="তথ্য অধিকারের বিষয়", referral="rti") == 302
    assert "তথ্য কর্মকর্তা" in turn.decisions.get().instead
    assert act(desk, turn, "reopening", reason="ভুল হয়েছিল") == 302


def test_a_colleague_who_was_quicker_is_told_of_and_nothing_typed_is_lost(cast: Cast, grievance: Grievance) -> None:
    desk, turn = signed_in("gro"), grievance.current
    seen = turn.revision
    act(desk, turn, "acceptance", **NINE)
    path = f"{LIST}{grievance.reference}/acts/information/"
    answer = desk.post(path, {"revision": seen, "text": "কবে গিয়েছিলেন?"})
    assert answer.status_code == 422
    assert "কবে গিয়েছিলেন?" in answer.content.decode()


@pytest.mark.clause("5.2")
def test_what_lapsed_lies_before_the_officer_above_who_nudges_or_takes_it_up(
    cast: Cast, grievance: Grievance, clock: Any
) -> None:
    turn = grievance.current
    late = turn.lapses_at + timedelta(hours=9)
    above = signed_in("ao")
    assert grievance.subject not in above.get(f"{LIST}?show=below").content.decode()
    lapse_next(late)
    clock(late)
    above = signed_in("ao")
    assert grievance.subject in above.get(f"{LIST}?show=below").content.decode()
    assert grievance.matter in above.get(f"{LIST}{grievance.reference}/").content.decode()
    assert act(above, turn, "acceptance", **NINE) == 404
    assert act(above, turn, "nudging", text="আজই নিষ্পত্তি করুন") == 302
    assert act(above, turn, "nudging", text="আবার") == 422
    assert "আজই নিষ্পত্তি করুন" in signed_in("gro").get(f"{LIST}{grievance.reference}/").content.decode()
    assert act(above, turn, "taking-up", reason="সময় পেরিয়েছে") == 302
    following = Grievance.objects.get().current
    assert (following.tier, following.opened_by) == (2, Referral.Opened.OWN_MOTION)
    assert act(above, following, "acceptance", **NINE) == 302


@pytest.mark.clause("5.4")
def test_who_coordinates_sees_number_and_dates_of_what_is_late_and_nothing_of_the_matter(
    cast: Cast, grievance: Grievance, clock: Any
) -> None:
    turn = grievance.current
    cast.office.tier_seats.create(tier=COORDINATOR, post=cast.stranger.post, title="জেলা প্রশাসক")
    late = turn.lapses_at + timedelta(hours=9)
    lapse_next(late)
    clock(late)
    page = signed_in("stranger").get(f"{LIST}?show=below").content.decode()
    assert grievance.subject not in page
    assert "২০২৭" in page
    assert signed_in("stranger").get(f"{LIST}{grievance.reference}/").status_code == 404


@pytest.mark.clause("7.1.2(ঘ)")
def test_a_hearing_notice_is_all_that_whoever_is_complained_of_sees(
    cast: Cast, gro: Posting, grievance: Grievance
) -> None:
    turn = grievance.current
    turn.accept(by=gro.author(), at=NOW, scrutiny=NINE)
    step = take(
        turn, steps.Kind.HEARING, by=gro.author(), at=NOW, to=steps.To.CONCERNED, to_posting=cast.head,
        text="শুনানিতে আসুন", meets_at=moment("2026-11-30 11:00"), place="সম্মেলনকক্ষ",
    )  # fmt: skip
    page = signed_in("head").get(f"{LIST}asked/{step.pk}/").content.decode()
    assert "সম্মেলনকক্ষ" in page
    assert grievance.matter not in page
    assert signed_in("officer").get(f"{LIST}asked/{step.pk}/").status_code == 404


@pytest.mark.clause("7.1(ক)ii")
def test_the_officer_who_finds_himself_meant_puts_it_down_and_sees_it_no_more(
    cast: Cast, gro: Posting, clock: Any
) -> None:
    grievance = make_grievance(cast, written=("একজন কর্মকর্তা",))
    desk, turn = signed_in("gro"), grievance.current
    assert "একজন কর্মকর্তা" in desk.get(f"{LIST}{grievance.reference}/").content.decode()
    assert act(desk, turn, "naming") == 422
    assert act(desk, turn, "naming", people=[str(gro.pk)]) == 302
    assert desk.get(f"{LIST}{grievance.reference}/").status_code == 404
    assert grievance.current.tier == 2


@pytest.mark.clause("7.1(ক)iii")
def test_the_act_of_sending_to_the_cell_stands_there_for_a_ministrys_appeal_officer_alone(
    cast: Cast, gro: Posting, clock: Any
) -> None:
    seat = cast.office.tier_seats.get(tier=2)
    holder = seat.post.postings.get()  # type: ignore[union-attr]
    seat.ministry = True
    seat.save(update_fields=["ministry"])
    turn = make_grievance(cast, named=(holder,)).current
    desk = signed_in("gro")
    assert 'id="act-cell"' in desk.get(f"{LIST}{turn.grievance.reference}/").content.decode()
    assert act(desk, turn, "cell", reason="অনুমতি ছাড়া") == 422
    other = make_grievance(cast, key="g-2", named=(cast.clerk,))
    assert 'id="act-cell"' not in desk.get(f"{LIST}{other.reference}/").content.decode()


@pytest.mark.clause("7.1.1(ক)")
def test_one_without_a_name_is_taken_up_with_a_reason(cast: Cast, gro: Posting, clock: Any) -> None:
    turn = make_grievance(cast, anonymous=True, complainant=None, named=(cast.clerk,)).current
    desk = signed_in("gro")
    assert act(desk, turn, "acceptance", **NINE) == 422
    assert act(desk, turn, "acceptance", **NINE, discretion="তারিখ ও সাক্ষী আছে") == 302
    assert "তারিখ ও সাক্ষী আছে" in desk.get(f"{LIST}{turn.grievance.reference}/").content.decode()
