"""Many filings from one line or for one phone: the page asks once more, refuses nothing, and loses nothing typed."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from ongikar.cases.models import Case
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Count
from tests.cast import NOW, Cast
from tests.doors import test_asking, test_grievances
from tests.doors.desk import signed_in
from tests.doors.test_desk_counter import COUNTER
from tests.doors.test_desk_counter import form as at_counter

ASKED = "অল্প সময়ে এই ফোন বা এই ইন্টারনেট সংযোগ থেকে অনেকবার পাঠানো হয়েছে"


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.FILINGS_PHONE, settings.FILINGS_LINE = 2, 4


def ask(number: int, path: str = test_asking.ASK, **changes: Any) -> Any:
    """An asking from a browser of its own, each in other words."""
    typed = {**test_asking.FORM, "intake_key": f"key-{number}", "matter": f"চাই {number}", **changes}
    return Client().post(path, typed)


def complain(number: int, **changes: Any) -> Any:
    return Client().post(test_grievances.LODGE, {**test_grievances.FORM, "intake_key": f"key-{number}", **changes})


def test_past_the_limit_of_a_phone_the_form_asks_and_a_tick_files_it(cast: Cast) -> None:
    assert [ask(number).status_code for number in range(2)] == [302, 302]
    answer = ask(3)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ASKED in page
    assert 'name="again"' in page
    for typed in ("রহিমা খাতুন", "ক্ষেতলাল", "০১৭১২-৩৪৫ ৬৭৮", "চাই 3"):
        assert typed in page
    assert ask(3, again="on").status_code == 302
    assert ask(4, again="on").status_code == 302
    assert Case.objects.count() == 4


def test_the_question_is_in_the_language_of_the_page(cast: Cast) -> None:
    for number in range(3):
        answer = ask(number, path=f"/en{test_asking.ASK}")
    assert "many times" in answer.content.decode()
    assert ASKED not in answer.content.decode()


def test_a_shared_line_is_asked_and_never_locked_out(cast: Cast) -> None:
    phones = [f"0171234567{number}" for number in range(8)]
    statuses = [ask(number, phone=phone).status_code for number, phone in enumerate(phones)]
    assert statuses == [302] * 4 + [422] * 4
    again = [ask(number, phone=phone, again="on").status_code for number, phone in enumerate(phones[4:], 4)]
    assert again == [302] * 4
    assert Case.objects.count() == 8


def test_the_tick_stays_when_something_else_has_to_be_mended(cast: Cast) -> None:
    page = ask(1, again="on", matter="").content.decode()
    assert 'name="again"' in page
    assert ASKED not in page


def test_the_question_keeps_the_files_ready(cast: Cast) -> None:
    for number in range(2):
        ask(number)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4 a", content_type="application/pdf")
    page = ask(3, documents=file).content.decode()
    assert "এই ফাইলগুলো রাখা আছে" in page
    assert "a.pdf" in page


def test_grievances_are_asked_alike_with_a_name_or_without(cast: Cast) -> None:
    nameless = {"anonymous": "on", "name": "", "mobile": "", "consent": ""}
    statuses = [complain(number, **nameless).status_code for number in range(4)]
    assert statuses == [302] * 4
    answer = complain(5, **nameless)
    assert (answer.status_code, ASKED in answer.content.decode()) == (422, True)
    assert test_grievances.FORM["matter"] in answer.content.decode()
    assert complain(5, **nameless, again="on").status_code == 302
    assert complain(6).status_code == 422
    assert complain(6, again="on").status_code == 302
    assert Grievance.objects.count() == 6


def test_a_form_sent_again_from_the_same_browser_is_not_counted(cast: Cast, client: Client) -> None:
    for _ in range(9):
        assert client.post(test_asking.ASK, {**test_asking.FORM, "intake_key": "one"}).status_code == 302
    assert set(Count.objects.values_list("number", flat=True)) == {1}


def test_the_counter_is_never_asked(cast: Cast) -> None:
    client = signed_in("clerk")
    for number in range(6):
        assert client.post(COUNTER, at_counter(intake_key=f"k{number}", matter=f"চাই {number}")).status_code == 302
    assert not Count.objects.exists()


def test_a_colleague_who_is_signed_in_is_never_asked(cast: Cast) -> None:
    client, path = signed_in("officer"), f"{test_asking.HOME}services/internal-2/ask/"
    for number in range(6):
        typed = {**test_asking.FORM, "intake_key": f"key-{number}", "matter": f"চাই {number}", "paper_0": "later"}
        assert client.post(path, typed).status_code == 302
    assert not Count.objects.exists()


def test_nothing_of_it_is_logged(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for number in range(4):
            ask(number)
    said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert "1712345678" not in said
    assert "127.0.0.1" not in said


def test_suggestions_are_asked_alike(cast: Cast) -> None:
    path = f"{test_asking.HOME}suggestion/"
    typed = {"kind": "simpler", "effect": "quicker"}

    def suggest(number: int, **more: str) -> Any:
        return Client().post(path, {**typed, "text": f"কথা {number}", "intake_key": f"key-{number}", **more})

    assert "again" not in Client().get(path).content.decode()
    assert [suggest(number).status_code for number in range(4)] == [302] * 4
    page = suggest(5).content.decode()
    assert ASKED in page
    assert "কথা 5" in page
    assert suggest(5, again="on").status_code == 302
    assert Suggestion.objects.count() == 5


def test_no_suggestion_falls_off_the_end_of_the_list(cast: Cast) -> None:
    facts: dict[str, Any] = {"office": cast.office, "kind": "simpler", "effect": "quicker"}
    rows = [(f"{number:010}", NOW + timedelta(minutes=number)) for number in range(60)]
    Suggestion.objects.bulk_create(
        Suggestion(reference=reference, intake_key=reference, text=f"কথা {reference}", filed_at=at, **facts)
        for reference, at in rows
    )
    Suggestion.objects.exclude(reference=rows[0][0]).update(answered_at=NOW, answered_by=cast.head, answer="হ্যাঁ")
    head = signed_in("head")
    first, second = (head.get(f"/desk/suggestions/?page={number}").content.decode() for number in (1, 2))
    assert first.index(rows[0][0]) < first.index(rows[1][0])  # what waits stands first, however old
    assert all(f"কথা {reference}" in first + second for reference, _ in rows)
    assert "পাতা ২ / ২" in second
    for odd in ("0", "-1", "99999999999999999999", "x", ""):
        assert head.get("/desk/suggestions/", {"page": odd}).status_code == 200
