"""Wrong tries lock nobody out but whoever makes them: by name and line, and known browsers by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.offices.models import Count
from tests.cast import PASSWORD, Cast, make_case, moment
from tests.doors.desk import SIGN_IN, signed_in
from tests.doors.test_identity import ASKING, COMPLAINT, SUGGESTION, Door, key_of, public, send

OWN, STRANGERS = "203.0.113.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-22 12:00"))


def of_line(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def enter(client: Client, name: str = "head", password: str = "ভুল পাসওয়ার্ড") -> Any:
    return client.post(SIGN_IN, {"username": name, "password": password})


def type_code(client: Client, case: Case, code: str = "ZZZZZZZZ") -> Any:
    return client.post(f"/track/{case.reference}/code/", {"code": code})


def right_code(case: Case) -> str:
    return receipt_code(str(case.pk), case.link_number)


def assert_told_to_wait(answer: Any, seconds: int = 900) -> None:
    assert (answer.status_code, answer["Retry-After"]) == (429, str(seconds))
    assert "১৫ মিনিট পরে" in answer.content.decode()


def test_a_stranger_who_guesses_waits_and_the_officer_does_not(cast: Cast) -> None:
    stranger = of_line(STRANGERS)
    assert [enter(stranger).status_code for _ in range(5)] == [422] * 5
    assert_told_to_wait(enter(stranger))
    assert_told_to_wait(enter(stranger, password=PASSWORD))
    assert enter(of_line(OWN), password=PASSWORD).status_code == 302


def test_an_officer_on_the_line_of_a_stranger_comes_in_from_his_own_browser(cast: Cast) -> None:
    own, stranger = of_line(OWN), of_line(OWN)
    enter(own, password=PASSWORD)
    own.post("/desk/sign-out/")
    for _ in range(6):
        enter(stranger, " Head ")
    assert_told_to_wait(enter(of_line(OWN), password=PASSWORD))
    assert enter(own, "HEAD", PASSWORD).status_code == 302
    own.post("/desk/sign-out/")
    assert [enter(own).status_code for _ in range(6)] == [422] * 5 + [429]  # his own wrong ones count for himself


def test_whoever_signed_in_with_one_name_has_no_count_of_his_own_for_another(cast: Cast) -> None:
    clerk = of_line(STRANGERS)
    enter(clerk, "clerk", PASSWORD)
    clerk.post("/desk/sign-out/")
    assert [enter(clerk).status_code for _ in range(6)] == [422] * 5 + [429]


def test_a_line_that_tries_many_names_waits(cast: Cast) -> None:
    client = of_line(STRANGERS)
    assert [enter(client, f"name{number // 4}").status_code for number in range(51)] == [422] * 50 + [429]


def test_a_wait_is_over_when_it_was_said_to_be(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = of_line(STRANGERS), timezone.now()
    for _ in range(5):
        enter(client)
    for minutes, status in ((14, 429), (15, 302)):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: now + timedelta(minutes=minutes))
        assert enter(client, password=PASSWORD).status_code == status


def test_what_was_counted_by_a_clock_that_was_a_year_ahead_counts_as_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = of_line(STRANGERS), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=365))
    for _ in range(6):
        enter(client)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert enter(client, password=PASSWORD).status_code == 302


def test_ten_wrong_codes_of_a_stranger_lock_no_citizen_out(cast: Cast) -> None:
    case, stranger = make_case(cast), of_line(STRANGERS)
    assert [type_code(stranger, case).status_code for _ in range(10)] == [422] * 10
    assert_told_to_wait(type_code(stranger, case, right_code(case)))
    assert type_code(of_line(OWN), case, right_code(case)).status_code == 302


@public
def test_who_filed_it_comes_in_whatever_strangers_on_the_line_try(cast: Cast, door: Door) -> None:
    own, stranger = of_line(OWN), of_line(OWN)
    send(own, door, key_of(own, door.path))
    one = door.made.objects.get()
    path = {ASKING.path: "track", COMPLAINT.path: "grievances", SUGGESTION.path: "suggestions"}[door.path]
    for _ in range(11):
        stranger.post(f"/{path}/{one.reference}/code/", {"code": "ZZZZZZZZ"})
    del own.cookies["opened"]  # half an hour later
    answer = own.post(f"/{path}/{one.reference}/code/", {"code": receipt_code(str(one.pk), one.link_number)})
    assert answer.status_code == 302


@pytest.mark.parametrize("typed", ["", " ", "ABC", "ABCD-234"])
def test_what_cannot_be_a_code_is_no_wrong_try(cast: Cast, typed: str) -> None:
    answer = type_code(Client(), make_case(cast), typed)
    assert answer.status_code == 422
    assert "আট অক্ষর" in answer.content.decode()
    assert not Count.objects.exists()


def test_an_act_sent_with_a_code_after_too_many_wrong_ones_keeps_its_words(cast: Cast) -> None:
    case, client = make_case(cast), of_line(STRANGERS)
    for _ in range(10):
        type_code(client, case)
    answer = client.post(f"/track/{case.reference}/papers/", {"body": "চার দিন পার হলো", "code": right_code(case)})
    assert_told_to_wait(answer)
    assert "চার দিন পার হলো" in answer.content.decode()


def test_numbers_tried_one_after_the_other_meet_a_brake(cast: Cast) -> None:
    case, stranger = make_case(cast), of_line(STRANGERS)
    own = of_line(STRANGERS)
    type_code(own, case, right_code(case))
    ways = ("/track/{}/", "/en/grievances/{}/", "/suggestions/{}/", "/answers/{}/")
    for number in range(40):
        assert stranger.get(ways[number % 4].format(7_000_000_000 + number)).status_code == 404
    assert_told_to_wait(stranger.get(f"/track/{case.reference}/"))
    assert own.get(f"/track/{case.reference}/").status_code == 200
    assert of_line(OWN).get(f"/track/{case.reference}/").status_code == 200


def test_who_looks_up_what_is_there_is_never_held_up(cast: Cast) -> None:
    case, client = make_case(cast), Client()
    assert {client.get(f"/track/{case.reference}/").status_code for _ in range(60)} == {200}


def test_a_line_that_guesses_is_told_to_wait_with_everything_it_wrote(cast: Cast) -> None:
    case, client = make_case(cast), of_line(STRANGERS)
    for number in range(40):
        client.get(f"/track/{7_000_000_000 + number}/")
    answer = client.post(f"/track/{case.reference}/papers/", {"body": "চার দিন পার হলো"})
    assert_told_to_wait(answer)
    assert "চার দিন পার হলো" in answer.content.decode()


def test_the_cookies_name_nobody(cast: Cast) -> None:
    client = signed_in("head")
    case = make_case(cast)
    type_code(client, case, right_code(case))
    told = " ".join(one.value for one in client.cookies.values())
    assert not [secret for secret in ("head", case.reference, str(case.pk)) if secret in told.replace("/desk", "")]


def test_the_next_person_at_a_shared_browser_is_no_longer_known_to_the_case(cast: Cast) -> None:
    case, client = make_case(cast), of_line(STRANGERS)
    type_code(client, case, right_code(case))
    client.post("/doict-joypurhat/services/citizen-5/ask/next/")
    assert not client.cookies["known-code"].value


def test_what_is_not_to_be_seen_of_a_number_that_is_there_is_no_guess(cast: Cast) -> None:
    case, client = make_case(cast), of_line(STRANGERS)
    for _ in range(45):
        assert client.get(f"/track/{case.reference}/receipt.pdf").status_code == 404
    assert client.get(f"/track/{case.reference}/").status_code == 200
