"""Back, and another person's words: a second asking at each of the five doors, with the browser's own cache on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page

from ongikar.cases.models import Case
from ongikar.grievances.around.models import Suggestion
from ongikar.grievances.models import Grievance
from tests.browser.asking import ASK, HOME, PERSON, back, fill_in, reference_of, send
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.looking import assert_fits
from tests.browser.test_desk import sign_in
from tests.cast import Cast, build_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LETTER, KEYED_IN = "/desk/register/citizen-5/", "/desk/grievances/new/"
FIRST = {"name": "রহিমা খাতুন", "matter": "প্রথম জনের কথা"}
SECOND = {"name": "করিম মিয়া", "matter": "দ্বিতীয় জনের কথা"}
DOORS: dict[str, tuple[str, type[Any], dict[str, str]]] = {
    "asking": (ASK, Case, {"address": "কালাই", "phone": "01712345678"}),
    "grievance": (f"{HOME}grievance/", Grievance, {"subject": "সেবা পাইনি", "mobile": "01712345678"}),
    "suggestion": (f"{HOME}suggestion/", Suggestion, {}),
    "letter": (LETTER, Case, {"address": "কালাই"}),
    "keyed in": (KEYED_IN, Grievance, {"mobile": "01712345678"}),
}
PAPER: FilePayload = {"name": "তালিকা.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
TICKS = ("[name=consent]", "[name=kind][value=simpler]", "[name=effect][value=better]")


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def fill(page: Page, path: str, typed: dict[str, str]) -> None:
    for name, value in typed.items():
        name = "text" if name == "matter" and path.endswith("/suggestion/") else name
        page.fill(f"main [name={name}]", value)
    for tick in TICKS:
        if page.locator(f"main {tick}").count():
            page.check(f"main {tick}")
    if path.startswith("/desk/"):
        page.select_option("main [name=channel], main [name=medium]", "letter")


def sent(page: Page, path: str) -> str:
    """Send the form: the number that is shown, where nothing of another is."""
    page.click("main form:has([name=intake_key]) button[type=submit] >> nth=0")
    page.wait_for_url(re.compile(r"/\d{10}/"))
    found = re.search(r"/(\d{10})/", page.url)
    assert found
    return found[1]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("door", DOORS)
def test_back_and_another_persons_words_make_a_second_asking(
    live_server: object, open_page: Open, cast: Cast, door: str, scripts: bool
) -> None:
    path, made, more = DOORS[door]
    page = open_page(scripts=scripts)
    if path.startswith("/desk/"):
        sign_in(page, live_server)
    page.goto(f"{live_server}{path}")
    fill(page, path, {**FIRST, **more})
    first = sent(page, path)
    page.go_back(wait_until="commit")
    page.wait_for_selector("main [name=intake_key]", state="attached")
    fill(page, path, {**SECOND, **more})
    second = sent(page, path)
    assert second != first
    assert FIRST["matter"] not in page.content()
    assert {one.reference for one in made.objects.all()} == {first, second}


def test_back_and_a_forgotten_file_go_to_the_first_and_the_page_says_so(
    live_server: object, open_page: Open, cast: Cast
) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{live_server}{ASK}")
    fill_in(page)
    send(page)
    first = reference_of(page)
    back(page)
    fill_in(page)
    page.set_input_files("[name=documents]", [PAPER])
    send(page)
    assert reference_of(page) == first
    assert "নতুন যা দিলেন, তা এতেই যোগ হয়েছে" in page.inner_text("main")
    assert "তালিকা.pdf" in page.inner_text(".slip")
    assert_fits(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_next_person_finds_nothing_of_the_one_before_by_back_either(
    live_server: object, open_page: Open, cast: Cast, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport)
    page.goto(f"{live_server}{ASK}")
    fill_in(page)
    send(page)
    code = page.inner_text(".code")
    assert_fits(page)
    page.get_by_role("button", name="পরের জনের জন্য খালি ফরম").click()
    page.wait_for_url("**/ask/")
    assert [page.input_value(f"main [name={name}]") for name in PERSON] == [""] * len(PERSON)
    assert "আজ এই যন্ত্র থেকে অন্যদের হয়ে পাঠানো: ১টি" in page.inner_text("main")
    assert_fits(page)
    for _ in range(2):  # the receipt, and the form that was filled in
        back(page)
        assert code not in page.content()
        assert PERSON["matter"] not in page.content()
