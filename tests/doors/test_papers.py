"""Papers of the public doors: the receipt and the form to fill in, each one sheet that copies right."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from ongikar.cases.references import receipt_code, tracking_link
from tests.cast import Cast, make_case
from tests.doors import seed
from tests.doors.copying import copied, folded, pages

FORM = "/doict-joypurhat/services/{}/form"


def test_a_receipt_is_one_sheet_that_copies_right(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.SITE_URL = "https://doict.joypurhat.gov.bd"
    case, client = make_case(cast, "institutional-8", name="মোছাঃ জ্যোৎস্না বেগম"), Client()
    code = receipt_code(str(case.pk), 1)
    client.post(f"/track/{case.reference}/code/", {"code": code})
    pdf = client.get(f"/track/{case.reference}/receipt.pdf").content
    text = copied(pdf, tmp_path)
    for words in (
        "বুধবার, ২৫ নভেম্বর ২০২৬-এর মধ্যে",
        "১০ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ",
        "০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)",
        "মোছাঃ জ্যোৎস্না বেগম",
        "বিনামূল্যে",
        code,
        tracking_link(case),
    ):
        assert folded(words) in text, words
    assert pages(pdf, tmp_path) == 1


@pytest.mark.parametrize("code", ["citizen-6", "institutional-4", "internal-1"])
@pytest.mark.parametrize("sample", ["", "?sample=1"])
def test_a_form_is_one_sheet_with_the_charters_words(
    cast: Cast, client: Client, tmp_path: Path, code: str, sample: str
) -> None:
    pdf = client.get(f"{FORM.format(code)}.pdf{sample}").content
    text, promise = copied(pdf, tmp_path), cast.promise(code)
    for words in (promise.name_bn, promise.limit_bn, promise.fee_bn, promise.papers_bn, *seed.expectations()):
        assert folded(words) in text, words
    assert ("রহিমা" in text) == bool(sample)
    assert pages(pdf, tmp_path) == 1


@pytest.mark.parametrize("path", ["/doict-joypurhat/charter.pdf", f"{FORM.format('citizen-5')}.pdf"])
def test_the_english_side_has_its_papers_too(cast: Cast, client: Client, tmp_path: Path, path: str) -> None:
    text = copied(client.get(f"/en{path}").content, tmp_path)
    assert "Joypurhat" in text
    assert "ক্ষেত্রে" not in text
