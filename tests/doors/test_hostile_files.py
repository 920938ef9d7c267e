"""What somebody sends to stop the office is refused on its form, which keeps its words; names do no harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ongikar.cases.models import Attachment, Case
from ongikar.charter.models import Edition
from ongikar.doors.desk import charter_forms
from ongikar.reading.apart import read_apart
from tests import hostile
from tests.cast import Cast
from tests.doors.desk import signed_in
from tests.doors.test_asking import ASK, FORM, form_key

COMPLAIN = "/doict-joypurhat/grievance/"
REFUSED: dict[str, Callable[[], bytes]] = {
    "damaged": hostile.damaged_odt,
    "cut": lambda: hostile.odt(unpacked=100)[:-8],
    "of many": lambda: hostile.of_many(3000),
    "packed otherwise": lambda: hostile.odt(way=14),
}


@pytest.mark.parametrize("path", [ASK, COMPLAIN])
@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_and_the_form_keeps_its_words(
    cast: Cast, client: Client, name: str, path: str
) -> None:
    typed = {
        **FORM,
        "intake_key": form_key(client, path),
        "documents": SimpleUploadedFile("আবেদন.odt", REFUSED[name]()),
    }
    answer = client.post(path, typed)
    assert answer.status_code == 422
    assert "“আবেদন.odt” ফাইলটি নেওয়া যায় না" in answer.content.decode()
    assert FORM["matter"] in answer.content.decode()
    assert not Case.objects.exists()


def test_a_file_goes_out_under_the_ending_of_its_type_whatever_it_was_called(cast: Cast, client: Client) -> None:
    files = [SimpleUploadedFile("invoice.hta", b"%PDF-1.4 x")]
    assert client.post(ASK, {**FORM, "intake_key": form_key(client), "documents": files}).status_code == 302
    assert [one.name for one in Attachment.objects.all()] == ["invoice.pdf"]
    Attachment.objects.update(name="before.hta")  # as it was kept before
    case = Case.objects.get()
    kept = Attachment.objects.get()
    answer = signed_in("head").get(f"/desk/cases/{case.reference}/files/{kept.pk}/")
    assert 'filename="before.pdf"' in answer["Content-Disposition"]


def test_a_charter_that_costs_too_much_is_refused_on_its_form(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charter_forms, "read_apart", read_apart)
    data = b"<html>" + b"<i>" * 3_000_000
    answer = signed_in("head").post("/desk/charter/new/", {"file": SimpleUploadedFile("a.html", data)})
    assert answer.status_code == 422
    assert "পড়া থামানো হয়েছে" in answer.content.decode()
    assert not Edition.objects.filter(state="draft").exists()
