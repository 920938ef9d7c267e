"""A promise was not kept: every page of it names the way to complain, whoever opens it with what; nothing private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from ongikar.bangla.digits import to_ascii
from ongikar.cases.deeds import act_next
from ongikar.cases.mistakes import mark_duplicate, refile
from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code, tracking_link
from ongikar.charter.models import Tier
from ongikar.grievances.escalation import lapse_next
from ongikar.grievances.models import Grievance
from ongikar.journal.authors import requester
from ongikar.notices.texts import short_text
from ongikar.offices.tries import Try
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in
from tests.doors.test_following import opened
from tests.doors.test_grievances import FORM, LODGE
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=60)
PROMISED, OWN_TARGET = "institutional-8", "citizen-5"
SITE = "https://doict.joypurhat.gov.bd"


def late(cast: Cast) -> Case:
    return make_case(cast, PROMISED, at=LONG_AGO)


def past_own_target(cast: Cast) -> Case:
    return make_case(cast, OWN_TARGET, at=LONG_AGO)


def refused(cast: Cast) -> Case:
    case = make_case(cast)
    case.refuse(by=cast.head.author(), at=timezone.now(), reason="এই দপ্তরের কাজ নয়", remedy="ইউএনও কার্যালয়ে যান")
    return case


def waiting_since_it_lapsed(cast: Cast) -> Case:
    case = late(cast)
    while act_next(NOW):
        pass
    case.refresh_from_db()
    case.ask(by=cast.head.author(), at=NOW, reason="other", why="কয়টি কম্পিউটার?")
    return case


def by_number(case: Case) -> tuple[Client, str]:
    return Client(), f"/track/{case.reference}/"


def by_link(case: Case) -> tuple[Client, str]:
    return Client(), tracking_link(case).removeprefix(SITE)


def by_code(case: Case) -> tuple[Client, str]:
    return opened(case), f"/track/{case.reference}/"


def text_of(page: str) -> str:
    whole: Any = lxml.html.fromstring(page)
    return " ".join(whole.find(".//main").text_content().split())


@pytest.mark.parametrize("opening", [by_number, by_link, by_code])
@pytest.mark.parametrize("happened", [late, past_own_target, refused, waiting_since_it_lapsed])
def test_the_page_names_officer_phone_and_limit_and_leads_to_the_form(
    cast: Cast, settings: Settings, happened: Callable[[Cast], Case], opening: Callable[[Case], tuple[Client, str]]
) -> None:
    settings.SITE_URL = SITE
    case = happened(cast)
    client, path = opening(case)
    tier = Tier.objects.filter(edition=cast.edition).first()
    assert tier is not None
    for language, words in (("", (tier.to_bn, tier.limit_bn)), ("/en", (tier.to_en, tier.limit_en))):
        page = client.get(language + path).content.decode()
        assert f'href="{language}{LODGE}?case={case.reference}"' in page
        text = text_of(page)
        assert all(" ".join(word.split()) in text for word in words)
        assert "02589915076" in to_ascii(text).replace("-", "")
        if opening is not by_code:
            assert not any(private in text for private in (case.matter, case.requester.name, "ইউএনও", "কয়টি"))


def test_a_case_in_time_names_no_complaint_and_a_closed_one_the_way(cast: Cast) -> None:
    case = make_case(cast, at=timezone.now())
    assert LODGE not in Client().get(f"/track/{case.reference}/").content.decode().partition("<main")[2]
    case.withdraw(by=requester(case.requester.name), at=timezone.now())
    assert f"{LODGE}?case={case.reference}" in Client().get(f"/track/{case.reference}/").content.decode()


def test_a_void_number_leads_to_the_one_that_goes_on_however_often_it_was_put_right(cast: Cast) -> None:
    by, at = cast.head.author(), timezone.now()
    kept, second = late(cast), make_case(cast, OWN_TARGET, at=LONG_AGO + timedelta(days=1), key="b")
    moved = refile(second, promise=cast.promise("citizen-4"), by=by, at=at, reason="ভুল সেবা")
    mark_duplicate(moved, of=kept, by=by, at=at)
    page = Client().get(f"/track/{second.reference}/").content.decode()
    assert f'href="/track/{kept.reference}/"' in page
    form = Client().get(f"{LODGE}?case={second.reference}").content.decode()
    assert f'name="case_reference" value="{kept.reference}"' in form
    lodge(case_reference=second.reference)
    assert Grievance.objects.get().case == kept


def lodge(**typed: str) -> Any:
    return Client().post(LODGE, {**FORM, **typed})


@pytest.mark.parametrize("proved", [True, False])
def test_the_number_alone_is_enough_and_the_officer_reads_whether_the_code_came_along(
    cast: Cast, proved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Try, "was_wrong", None)  # no wrong try is counted
    appeal_officer_inside(cast)
    case = late(cast)
    path = f"{LODGE}?case={case.reference}"
    page = Client().get(path).content.decode()
    assert f'value="{case.reference}"' in page
    assert 'name="case_code"' in page
    assert "প্রতিশ্রুত সময় পেরিয়ে গেছে" in page
    assert 'name="case_code"' not in opened(case).get(path).content.decode()
    code = receipt_code(str(case.pk), case.link_number) if proved else ""
    assert lodge(case_reference=case.reference, case_code=code).status_code == 302
    grievance = Grievance.objects.get()
    assert grievance.case == case
    seen = signed_in("ao").get(f"/desk/grievances/{grievance.reference}/").content.decode()
    assert ("রসিদের কোড ছাড়া দেওয়া" in seen) is not proved


def test_a_wrong_number_or_code_is_said_on_its_field_and_the_rest_stays(cast: Cast) -> None:
    case = late(cast)
    for typed, field, said in (
        ({"case_reference": "1234567890"}, "case_reference", "না জানলে খালি রেখে"),
        ({"case_reference": case.reference, "case_code": "AAAA2222"}, "case_code", "কোডের ঘর খালি রাখুন"),
    ):
        answer = lodge(**typed)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        page = answer.content.decode()
        assert said in page
        assert FORM["matter"] in page
    for _try in range(10):
        answer = lodge(case_reference=case.reference, case_code="AAAA2222")
    assert (answer.status_code, "১৫ মিনিট পরে" in answer.content.decode()) == (429, True)
    assert lodge(case_reference=case.reference).status_code == 302


def test_the_letter_that_is_printed_instead_carries_the_number(cast: Cast) -> None:
    case = late(cast)
    letter = Client().post(f"{LODGE}letter/", {**FORM, "case_reference": case.reference, "case_code": "SECRET"})
    assert case.reference in letter.content.decode()
    assert "SECRET" not in letter.content.decode()


def test_a_grievance_that_lapsed_names_without_its_code_to_whom_and_how_to_appeal(cast: Cast) -> None:
    separate_grievance_officer(cast)
    grievance = make_grievance(cast, at=NOW - timedelta(days=120))
    lapse_next(NOW)
    second = Tier.objects.get(edition=cast.edition, tier=2)
    for language, words in (("", (second.to_bn, second.limit_bn)), ("/en", (second.to_en, second.limit_en))):
        page = Client().get(f"{language}/grievances/{grievance.reference}/").content.decode()
        text = text_of(page)
        assert all(" ".join(word.split()) in text for word in words if word), words
        assert second.contact["phones"][0] in page or language
        assert "02589915076" in to_ascii(text).replace("-", "")
        assert not any(private in text for private in (grievance.matter, grievance.subject, "রহিমা"))


def test_a_grievance_taken_back_leads_to_a_new_one(cast: Cast) -> None:
    separate_grievance_officer(cast)
    grievance = make_grievance(cast)
    grievance.current.withdraw(by=requester("রহিমা খাতুন"), at=timezone.now(), reason="")
    page = Client().get(f"/grievances/{grievance.reference}/").content.decode().partition("<main")[2]
    assert f'href="{LODGE}"' in page


@pytest.mark.parametrize(("language", "said"), [("bn", "অভিযোগ করা যায়"), ("en", "you can lodge a grievance")])
@pytest.mark.parametrize("happened", [late, past_own_target])
def test_the_line_of_a_lapse_says_that_one_can_complain(
    cast: Cast, happened: Callable[[Cast], Case], language: str, said: str
) -> None:
    case = happened(cast)
    while act_next(NOW):
        pass
    assert said in short_text(case.events.get(verb="case.lapsed"), language)
