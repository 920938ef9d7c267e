"""Each act through its form: done, refused with what to do, overtaken; by whom and how it may be sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.journal.authors import requester
from tests.cast import Cast, make_case
from tests.doors.desk import signed_in

BY_ORDER, FIVE_DAYS, NO_NUMBER, BY_RULE = "citizen-6", "institutional-1", "citizen-5", "institutional-2"
WHO = {"institution": "জেলা শিক্ষা অফিস", "designation": "গবেষণা কর্মকর্তা"}
PDF = b"%PDF-1.4 the report"


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def fresh(cast: Cast, code: str = NO_NUMBER) -> Case:
    """A case received just now."""
    return make_case(cast, code, at=timezone.now(), **(WHO if code.startswith("institutional") else {}))


def send(client: Client, case: Case, act: str, **typed: Any) -> Any:
    fields = {"revision": case.revision, **typed}
    return client.post(f"/desk/cases/{case.reference}/{act}/", fields)


def test_where_the_limit_has_a_condition_no_answer_is_ticked_and_one_must_be_given(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    assert "checked" not in client.get(f"/desk/cases/{case.reference}/acceptance/").content.decode()
    refused = send(client, case, "acceptance")
    assert refused.status_code == 422
    assert "প্রযোজ্য কি না, বলুন" in refused.content.decode()
    assert send(client, case, "acceptance", limit_applies="yes").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.limit_applies) == ("accepted", True)


def test_where_the_limit_does_not_apply_reason_and_date_are_asked_on_their_fields(cast: Cast) -> None:
    case, client = fresh(cast, FIVE_DAYS), signed_in("head")
    refused = send(client, case, "acceptance", limit_applies="no")
    assert {"reason", "new_date"} == set(refused.context["form"].errors)
    past = send(client, case, "acceptance", limit_applies="no", reason="তথ্য আসেনি", new_date=ahead(-1))
    assert "পেরিয়ে গেছে" in past.content.decode()
    assert "তথ্য আসেনি" in past.content.decode()
    send(client, case, "acceptance", limit_applies="no", reason="তথ্য আসেনি", new_date=ahead(20))
    case.refresh_from_db()
    assert (case.basis, case.due_on, case.limit_reason) == ("agreed", ahead(20), "তথ্য আসেনি")


def test_a_fee_by_rule_is_told_before_anything_else_can_be_done(cast: Cast) -> None:
    case, client = fresh(cast, BY_RULE), signed_in("head")
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "act-fee" in page
    assert "act-acceptance" not in page
    refused = send(client, case, "acceptance", limit_applies="yes")
    assert refused.status_code == 422
    assert "আগে সেবার মূল্য" in refused.content.decode()
    assert send(client, case, "fee", amount="৫০০", rule="প্রশিক্ষণ নীতিমালা").status_code == 422
    assert send(client, case, "fee", amount="কিছু", rule="নীতিমালা", payment="চালানে").status_code == 422
    assert send(client, case, "fee", amount="৫০০", rule="প্রশিক্ষণ নীতিমালা", payment="চালানে").status_code == 302
    case.refresh_from_db()
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "৫০০ টাকা" in page
    assert "act-acceptance" in page
    assert send(client, case, "acceptance", limit_applies="yes").status_code == 302


def test_a_service_by_order_needs_the_order_and_a_date(cast: Cast) -> None:
    case, client = fresh(cast, BY_ORDER), signed_in("head")
    send(client, case, "fee", amount="0", rule="নীতিমালা")
    case.refresh_from_db()
    refused = send(client, case, "acceptance")
    assert {"order_no", "order_on", "new_date"} == set(refused.context["form"].errors)
    send(client, case, "acceptance", order_no="৫৬.০৪.১২", order_on=ahead(-2), new_date=ahead(12))
    case.refresh_from_db()
    assert (case.state, case.basis, case.due_on, case.order_no) == ("accepted", "order", ahead(12), "৫৬.০৪.১২")


def test_papers_are_asked_from_the_charters_list_and_the_form_says_until_when(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    page = client.get(f"/desk/cases/{case.reference}/asking/").content.decode()
    assert "কাগজ চাওয়া যায় একবার" in page
    assert send(client, case, "asking", reason="papers", why="লাগবে").status_code == 422
    forged = send(client, case, "asking", reason="papers", why="লাগবে", papers=["জন্ম সনদ"])
    assert "শুধু সনদে লেখা কাগজ" in forged.content.decode()
    paper = case.promise.papers[0]["bn"]
    assert send(client, case, "asking", reason="papers", why="লাগবে", papers=[paper]).status_code == 302
    case.refresh_from_db()
    case.reply(body="দিলাম", by=requester("রহিমা"), at=timezone.now())
    case.refresh_from_db()
    again = client.get(f"/desk/cases/{case.reference}/asking/").content.decode()
    assert "কাগজ একবারই চাওয়া যায়" in again
    assert 'name="papers"' not in again


def test_when_the_day_for_papers_is_over_the_form_says_so_and_another_reason_may_be_given(cast: Cast) -> None:
    case = make_case(cast, at=timezone.now() - timedelta(days=10))
    client = signed_in("head")
    assert "সে সময় শেষ" in client.get(f"/desk/cases/{case.reference}/asking/").content.decode()
    assert send(client, case, "asking", reason="other", why="তালিকা দিন").status_code == 302
    case.refresh_from_db()
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "এখন চালু করলে তারিখ হবে" in page
    assert send(client, case, "resumption").status_code == 302


def test_an_answer_by_phone_or_hand_resumes_the_clock_when_it_was_received(cast: Cast) -> None:
    case = make_case(cast, FIVE_DAYS, at=timezone.now() - timedelta(days=6), **WHO)
    case.ask(by=cast.head.author(), at=timezone.now() - timedelta(days=5), reason="other", why="তালিকা দিন")
    client = signed_in("clerk")
    received = timezone.localtime() - timedelta(days=3)
    typed = {"body": "ফোনে বলেছেন", "received_on": received.date(), "received_time": f"{received:%H:%M}"}
    future = send(client, case, "reply", **{**typed, "received_on": ahead(1)})
    before = send(client, case, "reply", **{**typed, "received_on": ahead(-9)})
    assert (future.status_code, before.status_code) == (422, 422)
    assert "চাওয়ার সময়ের আগে" in before.content.decode()
    scan = SimpleUploadedFile("তালিকা.pdf", PDF)
    assert send(client, case, "reply", **typed, documents=scan).status_code == 302
    case.refresh_from_db()
    resumed = case.events.get(verb="case.resumed")
    assert case.state == "filed"
    assert resumed.at == received.replace(second=0, microsecond=0)
    assert resumed.noticed_at > resumed.at + timedelta(days=2)
    assert case.pauses.get().ends_at == resumed.at
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "ফোনে বলেছেন" in page
    assert "তালিকা.pdf" in page


def test_a_service_is_delivered_with_its_files(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    file = SimpleUploadedFile("প্রতিবেদন.pdf", PDF)
    assert send(client, case, "delivery", text="পাঠানো হলো", documents=file).status_code == 302
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "দপ্তর দিয়েছে" in page
    kept = case.attachments.get()
    answer = client.get(f"/desk/cases/{case.reference}/files/{kept.pk}/")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]


def test_a_file_that_lies_about_its_kind_is_refused_and_the_text_stays(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    file = SimpleUploadedFile("ছবি.pdf", b"MZ this is a program")
    refused = send(client, case, "delivery", text="পাঠানো হলো", documents=file)
    assert refused.status_code == 422
    assert "নেওয়া যায় না" in refused.content.decode()
    assert "পাঠানো হলো" in refused.content.decode()
    case.refresh_from_db()
    assert case.is_open


def test_refusing_needs_a_reason_and_a_remedy(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    refused = send(client, case, "refusal", reason="এই দপ্তরের কাজ নয়")
    assert set(refused.context["form"].errors) == {"remedy"}
    send(client, case, "refusal", reason="এই দপ্তরের কাজ নয়", remedy="ইউএনও কার্যালয়ে যান")
    case.refresh_from_db()
    assert case.state == "refused"
    assert "ইউএনও কার্যালয়ে যান" in client.get(f"/desk/cases/{case.reference}/").content.decode()


def test_a_closed_case_is_reopened_with_the_date_shown_before(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    send(client, case, "delivery", text="দেওয়া হলো")
    assert "এখন খুললে তারিখ হবে" in client.get(f"/desk/cases/{case.reference}/").content.decode()
    case.refresh_from_db()
    assert send(client, case, "reopening", reason="আবার দেখা দিয়েছে").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.clock_number) == ("filed", 2)
    assert "২ নম্বর গণনা" in client.get(f"/desk/cases/{case.reference}/").content.decode()


def test_a_case_goes_to_another_post_of_the_family_and_leaves_who_may_not_see_it(cast: Cast) -> None:
    case = fresh(cast)
    head, officer = signed_in("head"), signed_in("officer")
    assert officer.get(f"/desk/cases/{case.reference}/").status_code == 404
    own = send(head, case, "transfer", to=cast.head.post.pk, reason="ভুল")
    foreign = send(head, case, "transfer", to=cast.stranger.post.pk, reason="ভুল")
    assert (own.status_code, foreign.status_code) == (422, 422)
    assert send(head, case, "transfer", to=cast.officer.post.pk, reason="তাঁর বিষয়").status_code == 302
    case.refresh_from_db()
    assert send(officer, case, "transfer", to=cast.head.post.pk, reason="ফেরত")["Location"] == "/desk/"
    assert officer.get(f"/desk/cases/{case.reference}/").status_code == 404


def test_what_is_written_to_the_requester_and_what_is_noted_stand_apart(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    send(client, case, "messages", body="রোববার আসুন")
    send(client, case, "notes", body="ফাইলটি আলমারিতে")
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert page.index('class="said"') < page.index("রোববার আসুন")
    assert page.index('class="note"') < page.index("ফাইলটি আলমারিতে")


def test_withdrawing_for_the_requester_needs_a_reason(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    assert send(client, case, "withdrawal", reason="  ").status_code == 422
    assert send(client, case, "withdrawal", reason="২৪ তারিখে ফোনে বলেছেন").status_code == 302
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "act-reopening" not in page


def test_who_is_overtaken_is_told_and_keeps_what_was_typed(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    Case.objects.get(pk=case.pk).refuse(by=cast.head.author(), at=timezone.now(), reason="না", remedy="অন্যত্র")
    late = send(client, case, "delivery", text="দেওয়া হলো")
    page = late.content.decode()
    assert late.status_code == 422
    assert "অন্য কেউ এইমাত্র এটি বদলেছেন" in page
    assert "দেওয়া হলো</textarea>" in page
    assert "এখন আর এই কাজটি করা যায় না" in page


def test_who_is_overtaken_may_act_on_what_is_now_seen(cast: Cast) -> None:
    case, client = fresh(cast), signed_in("head")
    Case.objects.get(pk=case.pk).accept(by=cast.head.author(), at=timezone.now(), limit_applies=True)
    late = send(client, case, "delivery", text="দেওয়া হলো")
    assert late.status_code == 422
    assert late.context["form"].data["revision"] == 1
    assert client.post(late.request["PATH_INFO"], {"revision": 1, "text": "দেওয়া হলো"}).status_code == 302


ACTS = [
    "fee", "acceptance", "asking", "resumption", "delivery", "refusal", "withdrawal", "transfer", "reopening",
    "reply", "notes", "messages",
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_for_those_who_may_see_its_case_and_by_its_form(cast: Cast, client: Client, act: str) -> None:
    case = fresh(cast)
    path = f"/desk/cases/{case.reference}/{act}/"
    typed = {"revision": "0", "text": "x", "reason": "x", "remedy": "x", "body": "x"}
    assert signed_in("stranger").post(path, typed).status_code == 404
    assert signed_in("officer").post(path, typed).status_code == 404
    assert client.post(path, typed).content.decode().count("কর্মকর্তাদের প্রবেশ") > 0
    assert signed_in("head").put(path).status_code == 405
    assert signed_in("head").get(path).status_code == 200
    case.refresh_from_db()
    assert (case.state, case.revision) == ("filed", 0)


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
@pytest.mark.parametrize("act", ["delivery", "notes"])
def test_a_forged_revision_does_nothing(cast: Cast, act: str, revision: str) -> None:
    case = fresh(cast)
    answer = signed_in("head").post(
        f"/desk/cases/{case.reference}/{act}/", {"revision": revision, "text": "x", "body": "x"}
    )
    assert answer.status_code == 422
    case.refresh_from_db()
    assert (case.state, case.messages.count()) == ("filed", 0)
