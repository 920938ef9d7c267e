"""The page of a case: what it shows, in what order, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.cases import deeds
from ongikar.cases.files import receive
from ongikar.cases.models import Case
from ongikar.cases.replying import write
from ongikar.doors.desk.timeline import moments_of, words_of
from ongikar.journal.authors import requester
from ongikar.offices.models import Viewing
from tests.cast import NOW, Cast, make_case, moment
from tests.doors.desk import signed_in

LATER = moment("2026-11-22 15:00")


def page_of(case: Case, username: str = "head", language: str = "") -> str:
    return signed_in(username).get(f"{language}/desk/cases/{case.reference}/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_shows_who_asks_what_and_what_the_charter_says(cast: Cast, language: str) -> None:
    case = make_case(cast, "institutional-1", institution="জেলা শিক্ষা অফিস", designation="প্রধান", memo_no="৩৭.০১")
    page = page_of(case, language=language)
    for words in ("রহিমা খাতুন", "জেলা শিক্ষা অফিস", "৩৭.০১", "সাইবার নিরাপত্তা নিয়ে", "ক্ষেতলাল"):
        assert words in page
    assert ("প্রাপ্ত পত্র অনুযায়ী" in page) is (language == "")


def test_an_identity_number_is_shown_by_its_last_four_digits(cast: Cast) -> None:
    page = page_of(make_case(cast, identity_number="1990123456789"))
    assert "…৬৭৮৯" in page
    assert "1990123456789" not in page


def test_a_requester_without_a_phone_is_to_be_told_on_paper(cast: Cast) -> None:
    assert "কাগজে জানাতে হবে" in page_of(make_case(cast, phone=""))


def test_everything_that_happened_stands_in_one_line_of_time(cast: Cast) -> None:
    case = make_case(cast)
    by = cast.head.author()
    case.say(body="রোববার আসছি", by=by, at=LATER)
    case.note(body="গাড়ি লাগবে", by=by, at=LATER + timedelta(minutes=5))
    case.accept(by=by, at=LATER + timedelta(minutes=10), limit_applies=True)
    documents = [receive("তালিকা.pdf", b"%PDF-1.4 x")]
    at = LATER + timedelta(minutes=20)
    write(case, documents=documents, body="তালিকা দিলাম", by=requester("রহিমা"), at=at)
    shown = moments_of(case, case.attachments.all())
    assert [m.tone for m in shown] == ["", "said", "note", "", "said"]
    assert [m.post for m in shown] == ["", "প্রোগ্রামার", "প্রোগ্রামার", "প্রোগ্রামার", ""]
    assert [file.name for file in shown[-1].files] == ["তালিকা.pdf"]
    assert shown[3].lines == ["সনদের সময়সীমা প্রযোজ্য।"]


def test_a_fact_noticed_late_says_both_times(cast: Cast) -> None:
    case = make_case(cast, "institutional-8", institution="অফিস", designation="প্রধান", at=moment("2026-11-01 10:00"))
    while deeds.act_next(NOW):
        pass
    lapsed = next(m for m in moments_of(case, []) if m.tone == "red")
    assert (lapsed.at, lapsed.noticed_at) == (moment("2026-11-05 00:00"), NOW)
    assert "প্রতিশ্রুত তারিখ পেরিয়ে গেছে" in page_of(case)


def test_the_facts_of_an_entry_are_told_in_sentences() -> None:
    assert words_of("case.fee_set", {"fee_amount": "1500.00", "fee_rule": "নীতিমালা", "fee_payment": ""}) == [
        "মূল্য: ১,৫০০ টাকা",
        "নীতিমালা: নীতিমালা",
    ]
    assert words_of("case.asked", {"reason": "papers", "why": "লাগবে", "papers": ["আবেদনপত্র"]}) == [
        "লাগবে",
        "কাগজ: আবেদনপত্র",
    ]
    assert words_of("case.transferred", {"to": "খ", "from": "ক", "reason": "তাঁর"}) == ["ক → খ", "কারণ: তাঁর"]
    assert words_of("case.accepted", {"limit_applies": False, "limit_reason": "দেরি"}) == [
        "সনদের সময়সীমা প্রযোজ্য নয়।",
        "কারণ: দেরি",
    ]


def test_a_date_stands_with_what_moved_it(cast: Cast) -> None:
    case = make_case(cast)
    by = cast.head.author()
    case.ask(by=by, at=LATER, reason="other", why="তালিকা দিন")
    case.resume(by=by, at=moment("2026-11-24 10:00"))
    lines = [m.lines for m in moments_of(case, [])]
    assert lines == [["জানানো তারিখ: ২৫ নভেম্বর ২০২৬"], ["তালিকা দিন"], ["জানানো তারিখ: ২৬ নভেম্বর ২০২৬"]]


def test_one_who_waits_for_an_order_has_no_date_but_a_day_on_which_the_list_comes_up(cast: Cast) -> None:
    page = page_of(make_case(cast, "citizen-6"))
    assert "তারিখ নির্দেশনা থেকে আসবে" in page
    assert "তালিকাটি আবার সামনে আসবে" in page


def test_what_was_typed_by_the_requester_is_shown_as_text(cast: Cast) -> None:
    page = page_of(make_case(cast, matter="<script>alert(1)</script>", name="<b>রহিমা</b>"))
    assert "<script>alert(1)" not in page
    assert "<b>রহিমা</b>" not in page


# Who sees what: a case of the head's post, over every way to it.

SEES = [("head", True), ("clerk", True), ("officer", False), ("stranger", False)]


@pytest.mark.parametrize(("username", "sees"), SEES)
def test_list_count_search_page_and_file_show_a_case_to_its_office_and_post_alone(
    cast: Cast, username: str, sees: bool
) -> None:
    case = make_case(cast)
    [file] = case.attach([receive("ছবি.pdf", b"%PDF-1.4 x")], by=requester("রহিমা"), at=NOW)
    client, own = signed_in(username), f"/desk/cases/{case.reference}/"
    listed = client.get("/desk/")
    assert (case.reference in listed.content.decode()) is sees
    assert listed.context["counts"]["open"] == int(sees)
    assert (own in client.post("/desk/", {"words": "রহিমা"}).content.decode()) is sees
    found = client.post("/desk/", {"words": case.reference})
    assert (found.status_code == 302) is sees
    assert (client.get(own).status_code == 200) is sees
    assert (client.get(f"{own}files/{file.pk}/").status_code == 200) is sees


def test_absent_and_forbidden_look_alike(cast: Cast) -> None:
    case, client = make_case(cast), signed_in("stranger")
    there = client.get(f"/desk/cases/{case.reference}/")
    absent = client.get("/desk/cases/1111111111/")
    echoed = there.content.replace(case.reference.encode(), b"1111111111")  # the page's own address
    assert (there.status_code, echoed) == (404, absent.content)


def test_a_file_is_only_reached_through_its_own_case(cast: Cast) -> None:
    mine, other = make_case(cast, key="a"), make_case(cast, key="b")
    [file] = mine.attach([receive("ছবি.pdf", b"%PDF-1.4 x")], by=requester("রহিমা"), at=NOW)
    client = signed_in("head")
    assert client.get(f"/desk/cases/{other.reference}/files/{file.pk}/").status_code == 404
    assert client.post(f"/desk/cases/{mine.reference}/files/{file.pk}/").status_code == 405
    assert client.post(f"/desk/cases/{mine.reference}/").status_code == 405


def test_an_administrator_reads_no_matters(cast: Cast) -> None:
    case = make_case(cast)
    client = signed_in("administrator")
    for path in ("/desk/", f"/desk/cases/{case.reference}/"):
        assert client.get(path).status_code == 302
    assert client.get("/desk/", follow=True).redirect_chain[-1] == ("/desk/people/", 302)


def test_who_looked_is_written_down(cast: Cast) -> None:
    case = make_case(cast)
    page_of(case)
    seen = Viewing.objects.get(subject=case.pk)
    assert (seen.posting, seen.via) == (cast.head, "desk")


def test_the_page_of_a_case_takes_a_fixed_number_of_statements(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    case = make_case(cast)
    by = cast.head.author()
    for minute in range(30):
        case.say(body="লেখা", by=by, at=LATER + timedelta(minutes=minute))
    client = signed_in("head")
    file = SimpleUploadedFile("ছবি.pdf", b"%PDF-1.4 x")
    client.post(f"/desk/cases/{case.reference}/delivery/", {"revision": "0", "text": "দেওয়া হলো", "documents": file})
    client.get(f"/desk/cases/{case.reference}/")
    # session, posting, vacant posts; case, the viewing noted; files, events, messages, pauses, results;
    # and whether the giving may still be taken back
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        client.get(f"/desk/cases/{case.reference}/")
