"""The pages of reminders and ratings: by number and dates alone, with a letter; and the tap of the complainant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ongikar.grievances.around.models import Nudge, Rating
from ongikar.grievances.models import Grievance, Outcome, decide
from ongikar.notices.models import GrievanceNotice
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Post, Posting
from tests.cast import Cast, moment
from tests.doors.desk import signed_in
from tests.doors.test_grievances import act, let_in, page_of
from tests.grievances.world import MATTER, NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

AT = moment("2026-11-23 10:00")
LIST = "/desk/grievances/nudges/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AT)
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting, clock: Any) -> Grievance:
    appeal_officer_inside(cast)
    return make_grievance(cast, named=(cast.officer,))


def path_of(grievance: Grievance) -> str:
    return f"/desk/grievances/{grievance.reference}/nudging/"


@pytest.mark.parametrize("username", ["ao", "head"])
def test_who_stands_above_reminds_by_number_and_date_with_a_letter(grievance: Grievance, username: str) -> None:
    desk = signed_in(username)
    for page in (desk.get(LIST), desk.get(path_of(grievance))):
        text = page.content.decode()
        assert "৪ জানুয়ারি" in text or "Jan" in text
        for hidden in (MATTER, grievance.subject, "রহিমা"):
            assert hidden not in text
    assert desk.post(path_of(grievance), {"text": " "}).status_code == 422
    answer = desk.post(path_of(grievance), {"text": "আজই নিষ্পত্তি করুন", "memo_no": "স্মারক-৭"}, follow=True)
    letter = answer.content.decode()
    assert "আজই নিষ্পত্তি করুন" in letter
    assert "স্মারক-৭" in letter
    assert MATTER not in letter
    assert desk.post(path_of(grievance), {"text": "আবার"}).status_code == 422
    written = f"{LIST}{Nudge.objects.get().pk}"
    assert desk.get(f"{written}.pdf").content.startswith(b"%PDF")
    assert signed_in("gro").get(f"{written}/").status_code == 200
    assert "স্মারক-৭" in signed_in("gro").get(f"/desk/grievances/{grievance.reference}/").content.decode()


@pytest.mark.parametrize("username", ["officer", "clerk", "stranger", "gro"])
def test_to_anybody_else_it_is_not_there(grievance: Grievance, username: str) -> None:
    from ongikar.grievances.around.nudging import nudge

    nudge(grievance.current, by=Posting.objects.get(account__username="ao").author(), at=AT, text="দেখুন")
    desk = signed_in(username)
    assert grievance.reference[:3] not in desk.get(LIST).content.decode()
    assert desk.get(path_of(grievance)).status_code == 404
    assert desk.post(path_of(grievance), {"text": "x"}).status_code == 404
    for end in ("/", ".pdf"):
        got = desk.get(f"{LIST}{Nudge.objects.get().pk}{end}").status_code
        assert got == (200 if username == "gro" else 404)


def test_the_officer_is_told_and_the_complainant_sees_the_stage_without_the_words(
    grievance: Grievance, gro: Posting, settings: Any
) -> None:
    settings.TELL_POSTS = True
    Post.objects.filter(pk=gro.post_id).update(email="gro@example.org")
    signed_in("ao").post(path_of(grievance), {"text": "আজই নিষ্পত্তি করুন"})
    while tell_next(AT):
        pass
    told = GrievanceNotice.objects.get(event__verb="grievance.nudged")
    assert (told.recipient, told.address) == ("post", "gro@example.org")
    assert MATTER not in told.subject + told.body
    for client in (Client(), let_in(grievance)):
        page = page_of(client, grievance)
        assert "তাগিদ দেওয়া হয়েছে" in page
        assert "আজই নিষ্পত্তি করুন" not in page
    assert not mail.outbox


def test_the_complainant_taps_once_in_the_period(grievance: Grievance, clock: Any) -> None:
    client = let_in(grievance)
    assert act(client, grievance, "reminder") == 422
    clock(AT + timedelta(days=7))
    client = let_in(grievance)
    assert "মনে করিয়ে দিন" in page_of(client, grievance)
    assert act(Client(), grievance, "reminder") == 403
    assert not Nudge.objects.exists()
    assert act(client, grievance, "reminder") == 302
    assert act(client, grievance, "reminder") == 422
    assert Nudge.objects.count() == 1


def test_low_stars_lay_both_ways_on_open_and_a_phone_rating_says_who_wrote_it(
    grievance: Grievance, gro: Posting
) -> None:
    turn = grievance.current
    turn.accept(by=gro.author(), at=AT, scrutiny=NINE)
    decide(turn, Outcome.ANSWER_OK, by=gro.author(), at=AT, reasons="কারণ")
    desk, path = signed_in("gro"), f"/desk/grievances/{grievance.reference}/"
    assert desk.post(f"{path}acts/rating/", {"revision": turn.revision}).status_code == 422
    assert desk.post(f"{path}acts/rating/", {"revision": turn.revision, "stars": "4"}).status_code == 302
    assert "ফোনে বলেছেন" in desk.get(path).content.decode()
    client = let_in(grievance)
    assert act(client, grievance, "rating", stars="2", text="দেরি হয়েছে", turn="1") == 302
    page = page_of(client, grievance)
    assert "পরের ধাপে আপিল" in page
    assert "আবার খুলুন" in page
    assert "<details open>" in page
    rating = Rating.objects.get()
    assert (rating.stars, rating.comment, rating.taken_by) == (2, "দেরি হয়েছে", None)
