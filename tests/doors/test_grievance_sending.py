"""A report that was sent stays as it was sent: hash, files, versions; and the reminder of the one that was not."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from ongikar.figures.models import SentReport
from ongikar.figures.months import Month
from ongikar.figures.sending import month_due, send_month
from ongikar.grievances.models import Grievance, Outcome, decide
from ongikar.notices.models import Answer
from ongikar.notices.models import Outcome as Sending
from ongikar.offices.models import OfficeEvent, Post, Posting
from ongikar.offices.people import hand_over, take_charge
from ongikar.ops import monthly
from tests.addresses import confirmed
from tests.cast import Cast, moment
from tests.doors.desk import signed_in
from tests.doors.test_grievance_reports import document
from tests.grievances.world import NINE, appeal_officer_inside, make_grievance, separate_grievance_officer

MONTH, NOVEMBER = "/desk/reports/months/2026-11/", Month(2026, 11)
FIRST = moment("2026-12-01 10:00")
SENT = {"to": "উপপরিচালক (প্রশাসন)", "how": "ই-মেইলে", "memo_no": "স্মারক-৫১২"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(FIRST)
    return set_to


@pytest.fixture
def gro(cast: Cast) -> Posting:
    appeal_officer_inside(cast)
    return separate_grievance_officer(cast)


@pytest.fixture
def grievance(cast: Cast, gro: Posting) -> Grievance:
    return make_grievance(cast, named=(cast.head,), subject="প্রথম বিষয়")


def send(client: Client, **changes: str) -> SentReport:
    answer = client.post(f"{MONTH}sending/", {**SENT, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return SentReport.objects.latest("pk")


@pytest.mark.clause("9(ঙ)")
def test_what_is_sent_is_kept_with_its_hash_and_files_and_to_whom_it_went(grievance: Grievance) -> None:
    client = signed_in("gro")
    report = send(client)
    shown = client.get(f"/desk/reports/sent/{report.pk}/").content.decode()
    for words in (*SENT.values(), report.sha256, "মিলেছে"):
        assert words in shown
    files = {
        kind: client.get(f"/desk/reports/sent/{report.pk}/report.{kind}").content
        for kind in ("pdf", "docx", "csv", "json")
    }
    assert hashlib.sha256(files["json"]).hexdigest() == report.sha256
    assert files["pdf"].startswith(b"%PDF")
    assert report.sha256 in files["csv"].decode()
    assert report.sha256 in "".join(document(files["docx"]).itertext())
    assert "স্মারক-৫১২" in "".join(document(files["docx"]).itertext())
    for kind, content in files.items():
        assert hashlib.sha256(content).hexdigest() in shown, kind
    assert report.office.events.get(verb="office.report_sent").facts["sha256"] == report.sha256


def test_a_correction_is_a_further_version_and_the_first_stays(grievance: Grievance, gro: Posting) -> None:
    client = signed_in("gro")
    first = send(client)
    assert "সঙ্গে মেলে না" not in client.get(MONTH).content.decode()
    late = moment("2026-11-29 15:00")  # written down in December
    grievance.current.accept(by=gro.author(), at=late, scrutiny=NINE)
    decide(grievance.current, Outcome.SERVICE_GIVEN, by=gro.author(), at=late, reasons="দেওয়া হয়েছে")
    assert "সঙ্গে মেলে না" in client.get(MONTH).content.decode()
    refused = client.post(f"{MONTH}sending/", SENT)
    assert refused.status_code == 422
    assert "স্মারক-৫১২" in refused.content.decode()
    second = send(client, changed="একটি নিষ্পত্তি বাদ পড়েছিল")
    kept = SentReport.objects.get(pk=first.pk)
    assert (kept.version, kept.sheet, kept.sha256, kept.whole) == (1, first.sheet, first.sha256, True)
    assert (second.version, second.sha256 == first.sha256) == (2, False)
    assert "একটি নিষ্পত্তি বাদ পড়েছিল" in client.get(f"/desk/reports/sent/{second.pk}/").content.decode()


def test_what_was_sent_is_never_rewritten_and_a_change_behind_our_back_is_seen(grievance: Grievance) -> None:
    client = signed_in("gro")
    report = send(client)
    for deed in (
        report.save,
        report.delete,
        SentReport.objects.all().delete,
        lambda: SentReport.objects.update(to="x"),
    ):
        with pytest.raises(TypeError):
            deed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE figures_sentfile SET content = %s WHERE kind = 'csv'", [b"x"])
    assert "মেলেনি" in client.get(f"/desk/reports/sent/{report.pk}/").content.decode()


def test_a_file_is_held_against_what_was_sent(grievance: Grievance) -> None:
    client = signed_in("gro")
    report = send(client)
    content = bytes(report.files.get(kind="pdf").content)
    for given, said in ((content, "মিলেছে: এটি পাঠানো প্রতিবেদনের সংস্করণ ১, PDF"), (content + b" ", "পরে বদলানো হয়েছে")):
        answer = client.post("/desk/reports/checking/", {"file": SimpleUploadedFile("r.pdf", given)}, follow=True)
        assert said in answer.content.decode()
    assert "বেছে নিন" in client.post("/desk/reports/checking/", follow=True).content.decode()


@pytest.mark.parametrize("lacking", ["to", "how", "memo_no"])
def test_what_cannot_be_sent_is_said_and_nothing_typed_is_lost(grievance: Grievance, clock: Any, lacking: str) -> None:
    client = signed_in("gro")
    answer = client.post(f"{MONTH}sending/", {**SENT, lacking: " "})
    assert answer.status_code == 422
    assert all(value in answer.content.decode() for name, value in SENT.items() if name != lacking)
    clock(moment("2026-11-30 23:59"))
    assert "এখনো শেষ হয়নি" in signed_in("gro").post(f"{MONTH}sending/", SENT).content.decode()
    clock(FIRST)
    assert signed_in("clerk").post(f"{MONTH}sending/", SENT).status_code == 422
    assert not SentReport.objects.exists()


@pytest.mark.clause("9(ঙ)")
def test_the_last_month_is_due_from_the_first_until_it_is_sent(grievance: Grievance, gro: Posting, clock: Any) -> None:
    due = "মাসের অভিযোগের প্রতিবেদন (ছক গ-১) এখনো"
    clock(moment("2026-11-30 23:59"))
    assert month_due(gro, timezone.now()) == Month(2026, 10)
    clock(FIRST)
    assert month_due(gro, FIRST) == NOVEMBER
    client = signed_in("gro")
    assert due in client.get("/desk/").content.decode()
    assert due not in signed_in("clerk").get("/desk/").content.decode()
    send(client)
    assert month_due(gro, FIRST) is None
    assert due not in client.get("/desk/").content.decode()


def test_whoever_is_complained_of_opens_no_report_that_counts_it_though_he_sits_there_later(
    grievance: Grievance, gro: Posting, cast: Cast
) -> None:
    report = send_month(NOVEMBER, **SENT, by=gro, at=FIRST)
    hand_over(gro, by=cast.head.author(), at=moment("2026-12-01 09:00"))
    take_charge(cast.head.account, gro.post, by=cast.head.author(), at=moment("2026-12-01 09:30"))
    client = signed_in("head")
    now_there = cast.head.account.postings.latest("pk")
    assert list(SentReport.objects.for_posting(now_there)) == []
    client.post("/desk/posting/", {"posting": str(now_there.pk)})
    assert "প্রথম বিষয়" not in client.get(MONTH).content.decode()
    for address in (f"/desk/reports/sent/{report.pk}/", f"/desk/reports/sent/{report.pk}/report.pdf"):
        assert client.get(address).status_code == 404
        assert signed_in("ao").get(address).status_code == 404


@pytest.mark.clause("9(ঙ)")
def test_the_ticker_reminds_each_post_of_a_tier_once_a_month_and_mails_it(
    gro: Posting, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails: list[tuple[str, str]] = []
    settings.TELL_POSTS = True

    def write_to(address: str, subject: str, _body: str) -> Answer:
        mails.append((address, subject))
        return Answer(Sending.SENT)

    monkeypatch.setattr(monthly, "write_to", write_to)
    gro.post.email = "gro@example.org"
    gro.post.save(update_fields=["email"])
    confirmed("gro@example.org")
    Post.objects.filter(title_bn="উপপরিচালক").update(email="nobody-has-confirmed@example.org")
    while monthly.remind_of_report(FIRST):
        pass
    reminded = OfficeEvent.objects.filter(verb="office.report_due")
    assert {event.facts["post"] for event in reminded} >= {gro.post_id}
    assert {event.at for event in reminded} == {NOVEMBER.ends}
    assert mails == [("gro@example.org", "নভেম্বর ২০২৬ মাসের অভিযোগের প্রতিবেদন পাঠানো বাকি")]
    assert not monthly.remind_of_report(FIRST)
    send_month(Month(2026, 12), **SENT, by=gro, at=moment("2027-01-01 09:00"))
    while monthly.remind_of_report(moment("2027-01-01 10:00")):
        pass
    assert not reminded.filter(facts__post=gro.post_id, facts__month="2026-12").exists()
