"""A server that is killed, raced and stopped: what was accepted is there, once, and nobody sees the inside."""

from __future__ import annotations

import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cast import PASSWORD
from tests.faults.hooks import DIE_AFTER_VIEW, HOLD_BEFORE_VIEW, MEET_BEFORE_ACT
from tests.running import ASK, PATIENCE, Reply, Visitor, World

pytestmark = pytest.mark.fault
CLICKS, WRITERS, EACH = 51, 8, 6


def posted(address: str, cookies: Visitor, form: dict[str, str]) -> Reply:
    return Visitor(address, cookies.cookies).post(ASK, form)


def test_killed_between_commit_and_receipt_the_case_is_there_and_the_same_form_gives_its_receipt(world: World) -> None:
    (world.path / DIE_AFTER_VIEW).touch()
    with world.serving() as server:
        citizen = Visitor(server.address)
        form = citizen.form(ASK)
        with pytest.raises(OSError):  # noqa: PT011  the line breaks; which of its kinds is of no matter
            citizen.post(ASK, form)
        assert server.ended() == -signal.SIGKILL
    assert world.count("cases.Case") == 1
    with world.serving() as server:
        again = Visitor(server.address, citizen.cookies)
        answer = again.post(ASK, form)
        assert answer.status == 302
        assert again.get(answer.headers["Location"]).status == 200
    assert world.count("cases.Case") == 1
    assert world.count("cases.Requester") == 1


def test_fifty_one_clicks_at_once_make_one_case_and_each_gets_its_receipt(world: World) -> None:
    with world.serving() as server, ThreadPoolExecutor(CLICKS) as clicks:
        citizen = Visitor(server.address)
        form = citizen.form(ASK)
        answers = list(clicks.map(lambda _: posted(server.address, citizen, form), range(CLICKS)))
        assert {answer.status for answer in answers} == {302}
        assert len({answer.headers["Location"] for answer in answers}) == 1
    assert [world.count(f"cases.{name}") for name in ("Case", "Requester", "CaseEvent")] == [1, 1, 1]


def test_many_who_write_at_once_wait_for_each_other_and_see_no_lock(world: World) -> None:
    """Four threads serve and the ticker writes as well; on SQLite there is one writer at a time."""
    with world.serving() as server:

        def file_some(_writer: int) -> list[int]:
            citizen = Visitor(server.address)
            forms = (citizen.form(ASK) | {"matter": f"কথা {number}"} for number in range(EACH))
            return [citizen.post(ASK, form).status for form in forms]

        with ThreadPoolExecutor(WRITERS) as writers:
            statuses = [status for some in writers.map(file_some, range(WRITERS)) for status in some]
        assert statuses == [302] * (WRITERS * EACH)
        server.stop()
    assert world.count("cases.Case") == WRITERS * EACH


def signed_in(address: str, username: str) -> Visitor:
    officer = Visitor(address)
    officer.get("/desk/sign-in/")
    assert officer.post("/desk/sign-in/", {"username": username, "password": PASSWORD}).status == 302
    return officer


def test_of_two_officers_on_one_case_at_once_one_is_told_and_nothing_is_lost(world: World) -> None:
    """Both have the same page open and send at once; neither writes before both have been let in."""
    world.python("from tests.faults.stories import one_case; print(one_case())")
    acts = {
        "clerk": ("delivery", {"text": "ঠিকানা জানিয়ে দেওয়া হয়েছে"}),
        "head": ("refusal", {"reason": "এটি এই দপ্তরের কাজ নয়", "remedy": "উপজেলা কার্যালয়ে যান"}),
    }
    reference = world.python("from ongikar.cases.models import Case; print(Case.objects.get().reference)")
    with world.serving() as server:
        officers = {name: signed_in(server.address, name) for name in acts}
        forms = {}
        for name, (act, typed) in acts.items():
            page = officers[name].get(f"/desk/cases/{reference}/{act}/").text
            revision = re.search(r'name="revision" value="(\d+)"', page)
            assert revision
            forms[name] = {**typed, "revision": revision[1]}
        (world.path / MEET_BEFORE_ACT).touch()

        def send(name: str) -> Reply:
            return officers[name].post(f"/desk/cases/{reference}/{acts[name][0]}/", forms[name])

        with ThreadPoolExecutor(2) as pool:
            answers = dict(zip(acts, pool.map(send, acts), strict=True))
    assert sorted(answer.status for answer in answers.values()) == [302, 422]
    told = next(name for name, answer in answers.items() if answer.status == 422)
    assert "অন্য কেউ এইমাত্র" in answers[told].text
    assert all(words in answers[told].text for words in acts[told][1].values())
    assert world.count("cases.Result") == 1
    done = set(world.verbs()) & {"case.delivered", "case.refused"}
    assert done == {"case.delivered" if told == "head" else "case.refused"}


def test_a_stop_lets_the_request_in_hand_end(world: World) -> None:
    """The request is held in the server by a pipe until the signal has been sent."""
    pipe = world.path / HOLD_BEFORE_VIEW
    with world.serving() as server, ThreadPoolExecutor(1) as pool:
        os.mkfifo(pipe)
        answer = pool.submit(Visitor(server.address).get, "/doict-joypurhat/")
        with pipe.open("wb"):  # opens once the request reads from it
            server.process.send_signal(signal.SIGTERM)
        assert answer.result(PATIENCE).status == 200
        assert server.ended() == 0
