"""My work: the queue, its filters, its search, and what it must not show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.cases.desk import PAGE
from ongikar.cases.models import Case
from ongikar.doors.desk.frame import heartbeat
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in

FILTERS = ["open", "new", "late", "waiting", "listed", "closed"]


def shown(case: Case) -> str:
    return to_bangla(in_threes(case.reference))


def test_what_lapses_first_is_on_top(cast: Cast) -> None:
    later = make_case(cast, "institutional-1", key="a", institution="শিক্ষা অফিস", designation="প্রধান")
    sooner = make_case(cast, "citizen-5", key="b")
    undated = make_case(cast, "citizen-6", key="c")
    page = signed_in("head").get("/desk/").content.decode()
    assert page.index(shown(sooner)) < page.index(shown(later)) < page.index(shown(undated))


@pytest.mark.parametrize("show", FILTERS)
def test_every_filter_says_so_when_it_is_empty(cast: Cast, show: str) -> None:
    page = signed_in("head").get(f"/desk/?show={show}").content.decode()
    assert 'class="empty"' in page


def test_a_filter_and_its_count_hold_the_same_cases(cast: Cast) -> None:
    make_case(cast, key="a", at=moment("2026-11-01 10:00"))  # long since to be accepted
    make_case(cast, "citizen-6", key="b")
    client = signed_in("head")
    page = client.get("/desk/?show=listed").content.decode()
    assert page.count("<tr") == 2
    assert client.get("/desk/").context["counts"]["listed"] == 1
    assert client.get("/desk/?show=new").content.decode().count("<tr") == 2


@pytest.mark.parametrize("words", ["রহিমা", "01712345678", "০১৭১২৩৪৫৬৭৮", "সাইবার"])
def test_a_case_is_found_by_name_phone_and_matter_within_the_filter(cast: Cast, words: str) -> None:
    case = make_case(cast)
    client = signed_in("head")
    assert shown(case) in client.post("/desk/?show=open", {"words": words}).content.decode()
    closed = client.post("/desk/?show=closed", {"words": words})
    assert shown(case) not in closed.content.decode()
    assert 'href="?show=closed" aria-current="page"' in closed.content.decode()


def test_a_whole_reference_goes_straight_to_its_case(cast: Cast) -> None:
    case = make_case(cast)
    answer = signed_in("head").post("/desk/", {"words": shown(case)})
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/cases/{case.reference}/")
    assert signed_in("stranger").post("/desk/", {"words": shown(case)}).status_code == 200


def test_a_long_queue_is_paged_by_key_and_a_search_pages_by_post(cast: Cast) -> None:
    for number in range(PAGE + 1):
        make_case(cast, key=f"k{number}", at=NOW - timedelta(minutes=number))
    client = signed_in("head")
    first = client.get("/desk/")
    assert first.content.decode().count("<tr") == PAGE + 1
    second = client.get("/desk/", {"after": first.context["after"]})
    assert second.content.decode().count("<tr") == 2
    assert "প্রথম পাতা" in second.content.decode()
    found = client.post("/desk/", {"words": "রহিমা"})
    assert 'name="after"' in found.content.decode()
    rest = client.post("/desk/", {"words": "রহিমা", "after": found.context["after"]})
    assert rest.content.decode().count("<tr") == 2


@pytest.mark.parametrize("after", ["x", "x|y", "2026-11-22|", "|", "2026-99-99|1", "\x00|\x00", "9" * 500])
@pytest.mark.parametrize("show", ["open", "closed", "nothing-like-it"])
def test_a_bad_address_shows_the_first_page(cast: Cast, show: str, after: str) -> None:
    make_case(cast)
    assert signed_in("head").get("/desk/", {"show": show, "after": after}).status_code == 200


@pytest.mark.parametrize("words", ["\x00", "'", "%", "_", "<script>", "ক" * 500])
def test_any_words_may_be_searched_for(cast: Cast, words: str) -> None:
    make_case(cast)
    answer = signed_in("head").post("/desk/", {"words": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_the_side_column_says_who_is_in_and_whether_time_is_counted(
    cast: Cast, settings: object, tmp_path: Path
) -> None:
    settings.HEARTBEAT_FILE = tmp_path / "heartbeat"  # type: ignore[attr-defined]
    now = timezone.now()
    assert heartbeat(now).stopped
    (tmp_path / "heartbeat").write_text(now.isoformat())
    assert not heartbeat(now).stopped
    page = signed_in("head").get("/desk/").content.decode()
    for words in ("নাজমা আক্তার", "প্রোগ্রামার", "জেলা কার্যালয়, জয়পুরহাট", "সময় গণনা সচল"):
        assert words in page
    (tmp_path / "heartbeat").write_text((now - timedelta(hours=3)).isoformat())
    assert "সময় গণনা থেমে আছে" in signed_in("head").get("/desk/").content.decode()


def test_who_is_not_signed_in_is_asked_to(cast: Cast, client: Client) -> None:
    assert client.get("/desk/")["Location"] == "/desk/sign-in/?next=/desk/"
