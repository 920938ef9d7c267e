"""A charter at the desk: brought, looked through beside its document, corrected in every field, put in force."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.charter.models import Edition, Promise
from ongikar.reading.encoding import MAX_BYTES
from tests.cast import SAMPLE, Cast, sample
from tests.doors.desk import signed_in

TEXT = sample(f"{SAMPLE}.txt").decode()
DOUBTFUL = TEXT.replace("০৩ (তিন) কার্যদিবস", "১০ দিন বা নির্দেশ মতে")


def brought(client: Client, text: str = TEXT) -> str:
    """The address of the review of a draft just brought."""
    answer = client.post("/desk/charter/new/", {"text": text})
    assert answer.status_code == 302
    return str(answer["Location"])


def draft() -> Edition:
    return Edition.objects.get(state="draft")


def fields_of(answer: Any) -> dict[str, Any]:
    """The fields of a page's form as a browser would send them back."""
    form = answer.context["form"]
    values = {one.html_name: one.value() for one in form}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


# Bringing


@pytest.mark.parametrize("name", ["সনদ.txt", "page.html"])
def test_a_file_is_read_into_a_draft(cast: Cast, name: str) -> None:
    data = TEXT.encode() if name.endswith("txt") else f"<html><body>{table_of(TEXT)}</body></html>".encode()
    answer = signed_in("head").post("/desk/charter/new/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302
    assert draft().promises.count() == 23
    assert None not in {promise.source_row for promise in draft().promises.all()}


def table_of(text: str) -> str:
    """The text as a page: rows of tabs as tables."""
    rows = [
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" if "\t" in line else f"<p>{line}</p>"
        for line in text.splitlines()
    ]
    return re.sub(r"((?:<tr>.*?</tr>\n?)+)", r"<table>\1</table>", "\n".join(rows))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "খালি"),
        ("এটি একটি চিঠি".encode(), "সারণি পাওয়া যায়নি"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04" + b"0" * 100, "ফাইল"),
        (b"x" * (MAX_BYTES + 1), "মেগাবাইট"),
        (b"\x00\x01\x02\x03" * 50, "লেখার ফাইল নয়"),
    ],
)
def test_what_is_no_charter_is_refused_with_what_to_do(cast: Cast, data: bytes, said: str) -> None:
    answer = signed_in("head").post("/desk/charter/new/", {"file": SimpleUploadedFile("x.txt", data)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Edition.objects.count() == 1


def test_nothing_brought_is_said(cast: Cast) -> None:
    answer = signed_in("head").post("/desk/charter/new/", {"text": "  "})
    assert answer.status_code == 422
    assert "একটি ফাইল বেছে নিন" in answer.content.decode()


def test_a_script_in_the_document_is_dropped_or_shown_as_text(cast: Cast) -> None:
    client = signed_in("head")
    evil = TEXT.replace("আইসিটি অধিদপ্তর সংক্রান্ত", "<script>alert(1)</script> সংক্রান্ত")
    page = client.get(brought(client, evil)).content.decode()
    assert "<script>alert" not in page


# Reviewing


def test_each_row_of_the_reading_points_to_its_row_of_the_document(cast: Cast) -> None:
    client = signed_in("head")
    page = client.get(brought(client)).content.decode()
    pointed = set(re.findall(r'href="#(row-\d+)"', page))
    assert len(pointed) == 23
    assert pointed == set(re.findall(r'<tr id="(row-\d+)"', page))


def test_a_doubtful_cell_is_marked_with_why_in_the_readers_language(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client, DOUBTFUL)
    page = client.get(path).content.decode()
    assert page.count('class="doubt"') == 2
    assert "নিশ্চিত নয়" in page
    assert "not certain" in client.get(f"/en{path}").content.decode()


def test_findings_stand_by_rule_with_severity_and_sentence(cast: Cast) -> None:
    client = signed_in("head")
    page = client.get(brought(client)).content.decode()
    assert "L৩" in page
    assert "ত্রুটি" in page
    assert "নিজেই ২৩টি সেবার দায়িত্বপ্রাপ্ত" in page
    assert page.index("L৩") < page.index("L২") < page.index("L৭")  # errors, warnings, notes


def test_an_edition_in_force_and_an_old_one_are_read_and_not_changed(cast: Cast) -> None:
    client = signed_in("head")
    client.post(f"{brought(client)}publication/")
    for edition in Edition.objects.all():
        page = client.get(f"/desk/charter/{edition.pk}/").content.decode()
        assert 'class="edit"' not in page
        assert "প্রকাশের দিকে" not in page
        assert page.count('id="promise-') == 23


# Correcting


def test_every_column_of_a_row_can_be_corrected_and_what_it_now_reads_as_is_shown(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    promise = draft().promises.get(section="institutional", number=8)
    own = f"{path}services/{promise.pk}/"
    typed = {
        **fields_of(client.get(own)),
        "name_bn": "অনলাইন পদ্ধতি চালু করা",
        "name_en": "Online systems",
        "channels_bn": "সরেজমিনে পরিদর্শন/ টেলিফোন/ ঊর্ধ্বতন কর্তৃপক্ষের নির্দেশনা মোতাবেক",
        "papers_bn": "আবেদনপত্র, তালিকা/ জেলা কার্যালয়",
        "fee_bn": "৫০০ টাকা চালানে",
        "limit_bn": "৭ (সাত) কার্যদিবস",
        "limit_en": "7 working days",
        "officer_bn": "জনাব ক খ, প্রোগ্রামার, ফোন: ০২৫৮৯৯১৫০৭৬",
        "number": "9",
    }
    answer = client.post(own, typed, follow=True)
    page = answer.content.decode()
    promise = Promise.objects.get(pk=promise.pk)
    assert (promise.limit.max, promise.limit.unit, promise.limit.condition) == (7, "working_day", None)
    assert (promise.name_en, promise.limit_en, promise.number) == ("Online systems", "7 working days", 9)
    assert promise.fee["amounts"] == ["500"]
    for said in ("৭ কার্যদিবস", "৫০০ টাকা", "চাওয়ার পথ: টেলিফোন", "দেওয়ার পথ: সরেজমিনে গিয়ে", "শুরু হয়:"):
        assert said in page
    assert "০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)" in page  # the document's own row stands beside it


def test_the_list_of_papers_is_set_line_by_line_in_both_languages(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    promise = draft().promises.get(section="citizen", number=1)
    own = f"{path}services/{promise.pk}/"
    typed = {
        **fields_of(client.get(own)),
        "papers_items_bn": "আবেদনপত্র\n\nজাতীয় পরিচয়পত্র",
        "papers_items_en": "Application\n\nNational ID\nToo much",
    }
    client.post(own, typed)
    assert Promise.objects.get(pk=promise.pk).papers == [
        {"bn": "আবেদনপত্র", "en": "Application"},
        {"bn": "জাতীয় পরিচয়পত্র", "en": "National ID"},
    ]


def test_the_offices_own_target_is_set_for_a_service_without_a_number(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    promise = draft().promises.get(section="citizen", number=1)
    own = f"{path}services/{promise.pk}/"
    page = client.get(own)
    assert "own_target_days" in page.content.decode()
    assert client.post(own, {**fields_of(page), "own_target_days": "0"}).status_code == 422
    client.post(own, {**fields_of(page), "own_target_days": "2", "needs_visit": "on"})
    promise.refresh_from_db()
    assert (promise.own_target_days, promise.needs_visit) == (2, True)


def test_a_wrong_reading_is_put_right_and_the_cell_stays_verbatim(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client, DOUBTFUL)
    promise = draft().promises.get(section="internal", number=5)
    own = f"{path}services/{promise.pk}/"
    wrong = {"kind": "duration", "max": "3", "min": "5", "fee_kind": "free"}
    answer = client.post(f"{own}reading/", wrong)
    assert answer.status_code == 422
    assert {"min", "unit"} == set(answer.context["reading"].errors)
    right = {"kind": "by_instruction", "fee_kind": "by_rule", "condition": "প্রযোজ্য ক্ষেত্রে"}
    client.post(f"{own}reading/", right)
    promise = Promise.objects.get(pk=promise.pk)
    assert (promise.by_order, promise.fee_by_rule, promise.unsure) == (True, True, [])
    assert promise.limit_bn.startswith("১০ দিন")


def test_a_service_is_added_and_one_is_taken_out(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    assert client.post(f"{path}services/", {"section": "citizen", "name": " "}).status_code == 422
    answer = client.post(f"{path}services/", {"section": "citizen", "number": "8", "name": "নতুন সেবা"})
    added = draft().promises.get(name_bn="নতুন সেবা")
    assert answer["Location"] == f"{path}services/{added.pk}/"
    assert client.get(answer["Location"]).status_code == 200
    client.post(f"{answer['Location']}removal/")
    assert not draft().promises.filter(pk=added.pk).exists()


def test_the_document_itself_is_corrected_headings_and_columns_too(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    page = client.get(f"{path}document/")
    typed = fields_of(page)
    for _of, heading in page.context["headings"]:
        typed |= {one.html_name: one.value() for one in heading}
    place = next(n for n, heading in enumerate(draft().headings) if heading["of"] == "institutional")
    typed |= {
        "vision_bn": "নতুন ভিশন",
        "vision_en": "A vision",
        "issued_on": "2026-10-01",
        "signatory_name_bn": "ক খ",
        f"heading-{place}-columns_bn": "ক্রমিক নং\nসেবার নাম\n",
    }
    assert client.post(f"{path}document/", {**typed, "issued_on": "কাল"}).status_code == 422
    assert client.post(f"{path}document/", typed).status_code == 302
    edition = draft()
    assert (edition.vision_bn, edition.vision_en, edition.signatory_name_bn) == ("নতুন ভিশন", "A vision", "ক খ")
    assert str(edition.issued_on) == "2026-10-01"
    assert edition.headings[place]["columns_bn"] == ["ক্রমিক নং", "সেবার নাম"]
    assert edition.headings[place]["text_bn"] == "২.২) প্রাতিষ্ঠানিক সেবা"


@pytest.mark.parametrize(
    ("part", "changes", "check"),
    [
        ("expectations", {"text_bn": "সময়মতো আসা"}, lambda row: row.text_bn == "সময়মতো আসা"),
        ("offices", {"url": "https://x.gov.bd"}, lambda row: row.url == "https://x.gov.bd"),
        ("tiers", {"limit_bn": "১৫ কার্যদিবস"}, lambda row: row.limit_read["max"] == 15),
    ],
)
def test_rows_of_the_lesser_parts_are_corrected_added_and_taken_out(
    cast: Cast, part: str, changes: dict[str, str], check: Any
) -> None:
    client = signed_in("head")
    path = brought(client)
    rows = {"expectations": "expectations", "offices": "child_offices", "tiers": "tiers"}[part]
    row = getattr(draft(), rows).first()
    own = f"{path}{part}/{row.pk}/"
    shown = client.post(own, {**fields_of(client.get(own)), **changes}, follow=True).content.decode()
    row.refresh_from_db()
    assert check(row)
    assert ("১৫ কার্যদিবস</li>" in shown) is (part == "tiers")  # what the corrected cell now reads as
    before = getattr(draft(), rows).count()
    added = client.post(f"{path}{part}/")["Location"]
    assert client.get(added).status_code == 200
    assert client.post(added, {}).status_code == 422
    assert "একটি সারি খালি" in client.get(f"{path}publication/").content.decode()
    client.post(f"{added}removal/")
    assert getattr(draft(), rows).count() == before


# Publishing


def test_publishing_shows_what_changes_and_what_stands_in_the_way(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client, DOUBTFUL)
    page = client.get(f"{path}publication/").content.decode()
    assert page.count("<del>") == 2
    assert "১০ দিন বা নির্দেশ মতে" in page
    draft().promises.filter(section="citizen", number=1).update(post=None)
    page = client.get(f"{path}publication/").content.decode()
    assert "দায়িত্বপ্রাপ্ত পদ বেছে নিন" in page
    assert "প্রকাশ করুন</button>" not in page
    refused = client.post(f"{path}publication/", follow=True)
    assert "দায়িত্বপ্রাপ্ত পদ বেছে নিন" in refused.content.decode()
    assert draft()


def test_publishing_freezes_and_supersedes_and_a_second_click_does_nothing(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    assert client.post(f"{path}publication/").status_code == 302
    cast.edition.refresh_from_db()
    assert cast.edition.state == "superseded"
    assert client.post(f"{path}publication/")["Location"] == path  # a second click sees what is in force
    assert client.get(f"{path}document/").status_code == 404
    assert Edition.objects.filter(state="published").count() == 1


def test_a_draft_is_thrown_away(cast: Cast) -> None:
    client = signed_in("head")
    path = brought(client)
    client.post(f"{path}discarding/")
    assert Edition.objects.count() == 1
    assert client.post(f"/desk/charter/{cast.edition.pk}/discarding/").status_code == 404


# Suspending


def day(offset: int) -> str:
    return str(timezone.localdate() + timedelta(days=offset))


def order(**changes: Any) -> dict[str, Any]:
    return {"order_no": "৫৬.০৪", "order_on": day(-9), "reason": "টিকাদান শেষ", "starts_on": day(-3), **changes}


def test_a_finding_on_a_dated_name_offers_to_suspend_its_service(cast: Cast) -> None:
    client = signed_in("head")
    review = client.get(f"/desk/charter/{cast.edition.pk}/").content.decode()
    path = "/desk/charter/services/citizen-7/suspension/"
    assert path in review
    assert "সুরক্ষা" in client.get(path).content.decode()
    assert client.post(path, order()).status_code == 302
    services = client.get("/desk/charter/services/").content.decode()
    assert "টিকাদান শেষ" in services
    assert client.post(path, order()).status_code == 422  # it is suspended already
    client.post("/desk/charter/services/citizen-7/resumption/")
    assert "টিকাদান শেষ" not in client.get("/desk/charter/services/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"order_no": ""}, {"reason": " "}, {"order_on": day(1)}, {"starts_on": day(-10)}, {"starts_on": "x"}],
)
def test_an_order_that_makes_no_sense_suspends_nothing(cast: Cast, changes: dict[str, str]) -> None:
    client = signed_in("head")
    answer = client.post("/desk/charter/services/citizen-7/suspension/", order(**changes))
    assert answer.status_code == 422
    assert cast.promise("citizen-7").service.suspensions.count() == 0  # type: ignore[union-attr]


# Who may


def paths(cast: Cast) -> dict[str, list[str]]:
    """Addresses of a draft of the cast's office, by who may open them."""
    path = brought(signed_in("head"))
    promise, tier = draft().promises.first(), draft().tiers.first()
    assert promise is not None
    assert tier is not None
    own = f"{path}services/{promise.pk}/"
    return {
        "read": ["/desk/charter/", "/desk/charter/services/", path],
        "change": [
            "/desk/charter/new/", f"{path}publication/", f"{path}document/", f"{path}services/", own, f"{own}reading/",
            f"{path}tiers/{tier.pk}/", "/desk/charter/services/citizen-1/suspension/",
        ],
        "post": [
            f"{own}removal/", f"{path}tiers/", f"{path}tiers/{tier.pk}/removal/", f"{path}discarding/",
            "/desk/charter/services/citizen-1/resumption/",
        ],
    }  # fmt: skip


def test_the_office_reads_its_charters_and_the_head_alone_changes_them(cast: Cast, client: Client) -> None:
    known = paths(cast)
    officer, stranger = signed_in("officer"), signed_in("stranger")
    for path in known["read"]:
        assert officer.get(path).status_code == 200
        assert client.get(path).status_code == 302
    for path in known["change"] + known["post"]:
        assert officer.post(path).status_code == 404
        assert officer.get(path).status_code == 404
        assert stranger.post(path).status_code in (404, 422)
    assert stranger.get(known["read"][-1]).status_code == 404
    assert Edition.objects.count() == 2


def test_each_page_answers_to_its_own_methods(cast: Cast) -> None:
    known, client = paths(cast), signed_in("head")
    for path in known["read"]:
        assert client.post(path).status_code == 405
    for path in known["change"]:
        assert client.put(path).status_code == 405
        assert client.get(path).status_code == 200
    for path in known["post"]:
        assert client.get(path).status_code == 405


@pytest.mark.parametrize("path", ["/desk/charter/99/", "/desk/charter/99/nothing/", "/desk/charter/1/words/1/"])
def test_what_is_not_there_is_not_found(cast: Cast, path: str) -> None:
    assert signed_in("head").get(path).status_code == 404
