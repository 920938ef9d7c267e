"""Closing a page at a shared computer: whoever sits there next sees nothing of it, nor by sending a form again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.doors.test_asking import ASK, FORM, file_one, form_key
from tests.doors.test_grievances import FORM as GRIEVANCE
from tests.doors.test_grievances import LODGE, lodged
from tests.doors.test_media_and_suggestions import SUGGEST, TYPED

SECRET = FORM["matter"]
WRITTEN = {**GRIEVANCE, "matter": SECRET}


def of_case(client: Client) -> str:
    return f"/track/{file_one(client).reference}/"


def of_grievance(client: Client) -> str:
    made = lodged(client, **(WRITTEN | {"intake_key": form_key(client, LODGE)}))
    return f"/grievances/{made.reference}/"


def of_suggestion(client: Client) -> str:
    form = {**TYPED, "text": SECRET, "intake_key": form_key(client, SUGGEST)}
    return str(client.post(SUGGEST, form)["Location"])


DOORS = pytest.mark.parametrize("file", [of_case, of_grievance, of_suggestion])
BUTTON = "এই পাতা বন্ধ করুন"


def seen(client: Client, path: str) -> str:
    """The page and its receipt, where they are there."""
    return "".join(client.get(path + end, follow=True).content.decode() for end in ("", "receipt/"))


@DOORS
def test_a_page_that_was_closed_shows_nothing_until_the_code_comes_again(
    cast: Cast, client: Client, file: Callable[[Client], str]
) -> None:
    path = file(client)
    assert SECRET in seen(client, path)
    assert BUTTON in client.get(path).content.decode()
    answer = client.post(f"{path}closing/", follow=True)
    assert answer.redirect_chain[0][0] == "/track/"
    assert "রসিদের নম্বর ও কোড লাগবে" in answer.content.decode()
    assert SECRET not in seen(client, path)
    assert BUTTON not in seen(client, path)


@pytest.mark.parametrize("receipt", [of_case, of_grievance])
def test_the_receipt_has_the_button_too(cast: Cast, client: Client, receipt: Callable[[Client], str]) -> None:
    path = f"{receipt(client)}receipt/"
    assert f'action="{path.replace("receipt", "closing")}"' in client.get(path).content.decode()


def test_the_other_pages_that_are_open_stay_open(cast: Cast, client: Client) -> None:
    first, second = of_case(client), of_grievance(client)
    client.post(f"{first}closing/")
    assert SECRET not in seen(client, first)
    assert SECRET in seen(client, second)


@pytest.mark.parametrize(("path", "form"), [(ASK, FORM), (LODGE, WRITTEN)])
@pytest.mark.parametrize("fetched_anew", [False, True])
def test_the_form_of_before_sent_again_opens_nothing(
    cast: Cast, client: Client, path: str, form: dict[str, Any], fetched_anew: bool
) -> None:
    sent = {**form, "intake_key": form_key(client, path)}
    filed = client.post(path, sent)["Location"].removesuffix("receipt/")
    client.post(f"{filed}closing/")
    client.post(path, {**sent, "intake_key": form_key(client, path)} if fetched_anew else sent)
    assert SECRET not in seen(client, filed)


def test_a_page_is_closed_by_its_button_alone(cast: Cast, client: Client) -> None:
    path = of_case(client)
    assert client.get(f"{path}closing/").status_code == 405
    assert SECRET in seen(client, path)
