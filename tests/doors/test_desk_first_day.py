"""The desk's page of the first day, and the pages on which its things are done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from ongikar.bangla.digits import to_ascii
from ongikar.charter.founding import POST_TITLE
from ongikar.charter.models import Edition
from ongikar.figures import first_day
from ongikar.offices.addresses import is_confirmed
from ongikar.offices.models import Account, Office, OfficeEvent, Post
from tests.cast import NOW, Cast
from tests.doors.desk import signed_in
from tests.notices.mail_server import MailServer, mail_server
from tests.notices.test_addresses import filed

PAGE = "/desk/first-day/"
ADDRESSES = "/desk/addresses/"
BOX = "doict.joypurhat@gmail.com"


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, settings: Settings) -> None:
    settings.DEMO, settings.MACHINE_FILE = False, tmp_path / "machine.json"


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.DEFAULT_FROM_EMAIL = "office@example.org"
        yield server


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return str(answer.content.decode())


@pytest.mark.parametrize("username", ["head", "administrator"])
def test_head_and_administrator_see_what_is_left_with_the_way_to_each(cast: Cast, username: str) -> None:
    page = text_of(signed_in(username), PAGE)
    for path in (
        "/desk/charter/",
        "/desk/people/",
        ADDRESSES,
        f"{PAGE}carriers/",
        f"{PAGE}printer/",
        "/desk/calendar/",
    ):
        assert f'href="{path}' in page, path
    assert f"/desk/people/offices/{cast.office.pk}/" in page
    assert "ঠিকানা নেই" in page


@pytest.mark.parametrize("username", ["officer", "clerk"])
def test_for_others_none_of_it_exists(cast: Cast, username: str) -> None:
    client = signed_in(username)
    for path in (PAGE, ADDRESSES, f"{PAGE}carriers/", f"{PAGE}printer/", f"{PAGE}printer/a5/"):
        assert client.get(path).status_code == 404, path
    for path in (f"{PAGE}over/", f"{PAGE}without/", f"{ADDRESSES}word/", f"{ADDRESSES}wrong/"):
        assert client.post(path, {"address": BOX, "note": "x", "why": "x", "item": "sms"}).status_code == 404, path
    assert "প্রথম দিনের কাজ" not in text_of(client, "/desk/")


def test_the_desk_says_so_until_the_list_is_finished(cast: Cast) -> None:
    client = signed_in("head")
    assert "প্রথম দিনের কাজ এখনো শেষ হয়নি" in text_of(client, "/desk/")
    assert "প্রথম দিনের কাজ এখনো শেষ হয়নি" in text_of(signed_in("administrator"), "/desk/people/")
    refused = client.post(f"{PAGE}over/", follow=True).content.decode()
    assert "কাজ বাকি" in refused


def test_the_list_is_taken_off_the_desk_once_nothing_is_open(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    done = [first_day.Item("office", first_day.DONE, {"office": cast.office.pk, "lacking": []})]
    monkeypatch.setattr(first_day, "first_day", lambda office, at: done)
    client = signed_in("head")
    assert "তালিকাটি ডেস্ক থেকে সরান" in text_of(client, PAGE)
    assert "তালিকা শেষ" in client.post(f"{PAGE}over/", follow=True).content.decode()
    assert "প্রথম দিনের কাজ" not in text_of(client, "/desk/")
    assert OfficeEvent.objects.filter(verb="office.first_day_over").count() == 1


def test_a_thing_is_gone_without_and_taken_up_again(cast: Cast) -> None:
    client = signed_in("head")
    assert "আপাতত ছাড়া" in client.post(f"{PAGE}without/", {"item": "sms"}, follow=True).content.decode()
    page = client.post(f"{PAGE}without/", {"item": "sms", "again": "1"}, follow=True).content.decode()
    assert "আবার তালিকায় আনুন" not in page
    refused = client.post(f"{PAGE}without/", {"item": "charter"}, follow=True).content.decode()
    assert "বাদ রাখা যায় না" in refused


def test_a_mail_to_oneself_goes_by_the_real_carrier_and_its_code_says_that_it_arrived(
    cast: Cast, server: MailServer
) -> None:
    client = signed_in("administrator")
    page = client.post(
        f"{ADDRESSES}trial/", {"page": "carriers", "way": "mail", "address": "Me@Example.org"}, follow=True
    ).content.decode()
    assert "me@example.org: পাঠানো হয়েছে" in page
    found = re.search(r"[0-9]{6}", to_ascii(server.letters[0].get_content()))
    assert found
    code = {"page": "carriers", "address": "me@example.org", "code": found[0]}
    assert "নিশ্চিত হয়েছে" in client.post(f"{ADDRESSES}code/", code, follow=True).content.decode()
    assert Account.objects.get(username="administrator").email == "me@example.org"
    assert "পৌঁছেছে" in text_of(client, PAGE)


def test_what_a_server_says_of_a_trial_is_told_in_plain_words_and_nothing_typed_is_lost(
    cast: Cast, server: MailServer
) -> None:
    client = signed_in("head")
    server.on_recipient = "550 5.1.1 no such user"
    page = client.post(
        f"{ADDRESSES}trial/", {"page": "carriers", "way": "mail", "address": "me@example.org"}, follow=True
    ).content.decode()
    assert "যায়নি। প্রাপকের ঠিকানায় পৌঁছানো যায় না" in page
    assert 'value="me@example.org"' in page
    bad = {"page": "carriers", "way": "mail", "address": "not an address"}
    page = client.post(f"{ADDRESSES}trial/", bad, follow=True).content.decode()
    assert "ই-মেইল ঠিকানা বা মোবাইল নম্বর লিখুন" in page
    assert 'value="not an address"' in page


def test_without_a_mail_server_the_trial_says_that_it_was_not_sent(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_HOST, settings.OUTBOX_DIR = "", tmp_path / "outbox"
    page = signed_in("head").post(f"{ADDRESSES}trial/", {"address": BOX}, follow=True).content.decode()
    assert "মেইল সার্ভার নেই, তাই পাঠানো হয়নি" in page


def test_an_address_is_confirmed_by_word_and_said_to_be_wrong(cast: Cast) -> None:
    client = signed_in("head")
    page = text_of(client, ADDRESSES)
    assert BOX in page
    assert "অভিযোগের ধাপ ২: আপিল কর্মকর্তা" in page
    assert "লিখুন" in client.post(f"{ADDRESSES}word/", {"address": BOX, "note": ""}, follow=True).content.decode()
    client.post(f"{ADDRESSES}word/", {"address": BOX, "note": "নাজমা আক্তার"})
    assert is_confirmed(BOX)
    page = client.post(f"{ADDRESSES}wrong/", {"address": BOX, "why": "বন্ধ হয়ে গেছে"}, follow=True).content.decode()
    assert "বন্ধ হয়ে গেছে" in page
    assert not is_confirmed(BOX)
    assert BOX in text_of(client, "/desk/people/")  # the trace


def test_a_letter_to_a_post_that_waits_for_a_confirmed_address_stands_in_the_list_of_papers(
    cast: Cast, settings: Settings
) -> None:
    settings.TELL_POSTS = True
    filed(cast)
    page = text_of(signed_in("clerk"), "/desk/calls/")
    assert "ঠিকানাটি কেউ নিশ্চিত করেননি" in page
    assert "প্রোগ্রামার" in page


def test_the_trial_slip_has_its_ruler_its_joined_letters_and_a_code_on_both_papers(cast: Cast) -> None:
    client = signed_in("head")
    for size in ("a5", "80mm"):
        slip = text_of(client, f"{PAGE}printer/{size}/")
        assert f'class="slip-{size} trial"' in slip
        assert slip.count("<path") == 62
        assert "ক্ষ জ্ঞ ঞ্চ" in slip
        assert 'class="qr"' in slip


def test_how_a_slip_came_out_is_written_down(cast: Cast) -> None:
    client = signed_in("head")
    assert client.post(f"{PAGE}printer/", {"size": "a5"}).status_code == 422
    lacking = client.post(f"{PAGE}printer/", {"size": "a5", "right": "no"}, follow=True).content.decode()
    assert "কী ঠিক হয়নি, লিখুন" in lacking
    page = client.post(f"{PAGE}printer/", {"size": "80mm", "right": "yes"}, follow=True).content.decode()
    assert "ঠিক ছাপা হয়েছে" in page


def test_an_offices_own_address_is_entered_at_the_desk_and_printed_with_its_past_kept(cast: Cast) -> None:
    client, path = signed_in("head"), f"/desk/people/offices/{cast.office.pk}/"
    assert "দপ্তরের তথ্য রাখুন" in text_of(client, path)
    form = {"name_bn": cast.office.name_bn, "address_bn": "কালেক্টরেট ভবন, জয়পুরহাট", "phone": "০৫৭১-৬২৩৪৫"}
    bad = client.post(path, {**form, "phone": "12"})
    assert (bad.status_code, "কালেক্টরেট ভবন" in bad.content.decode()) == (422, True)
    assert client.post(path, form).status_code == 302
    office = Office.objects.get(pk=cast.office.pk)
    assert (office.address_bn, office.phone) == ("কালেক্টরেট ভবন, জয়পুরহাট", "+88057162345")
    changed = OfficeEvent.objects.get(verb="office.amended").facts["changed"]
    assert changed["phone"] == {"from": "+8802589915076", "to": "+88057162345"}
    assert "কিছুই বদলানো হয়নি" in client.post(path, {**form, **_kept(office)}).content.decode()


def _kept(office: Office) -> dict[str, str]:
    names = ("name_bn", "name_en", "body_bn", "body_en", "address_bn", "address_en", "phone", "email", "website")
    return {name: getattr(office, name) for name in names}


def test_a_head_amends_no_other_office(cast: Cast) -> None:
    path = f"/desk/people/offices/{cast.stranger.office.pk}/"
    assert signed_in("head").get(path).status_code == 404
    assert signed_in("administrator").get(path).status_code == 200


def draft_with_new_places(cast: Cast) -> Edition:
    """A draft whose two offices of part 3 are not founded yet."""
    draft = Edition.objects.create(office=cast.office, drafted_at=NOW, drafted_by=cast.head)
    for number in (1, 2):
        draft.child_offices.create(number=number, name_bn=f"নতুন উপজেলা {number}", url=f"http://n{number}.example.gov.bd")
    return draft


def test_the_review_asks_for_the_titles_of_the_upazila_posts_and_publishing_opens_them(cast: Cast) -> None:
    draft, client = draft_with_new_places(cast), signed_in("head")
    assert "২টি পদের নাম দেওয়া হয়নি" in text_of(client, f"/desk/charter/{draft.pk}/")
    path = f"/desk/charter/{draft.pk}/titles/"
    assert POST_TITLE[0] in text_of(client, path)
    first, second = draft.child_offices.all()
    form = {f"row{first.pk}-bn": "উপজেলা আইসিটি কর্মকর্তা", f"row{first.pk}-en": "Upazila ICT Officer"}
    wrong = client.post(path, {**form, f"row{second.pk}-en": "Officer"})
    assert (wrong.status_code, "Upazila ICT Officer" in wrong.content.decode()) == (422, True)
    assert client.post(path, form).status_code == 302
    assert "১টি পদের নাম দেওয়া হয়নি" in text_of(client, f"/desk/charter/{draft.pk}/")
    promise = cast.edition.promises.first()
    assert promise
    promise.pk, promise.edition, promise.service = None, draft, None
    promise.save()
    client.post(f"/desk/charter/{draft.pk}/publication/")
    opened = Post.objects.filter(office__name_bn__startswith="নতুন উপজেলা").order_by("pk")
    assert [post.title_bn for post in opened] == ["উপজেলা আইসিটি কর্মকর্তা", POST_TITLE[0]]
    assert client.get(path).status_code == 404  # what is published is asked no more
    assert [post.postings.count() for post in opened] == [0, 0]


def test_a_charter_without_offices_under_it_asks_for_no_title(cast: Cast) -> None:
    draft = Edition.objects.create(office=cast.office, drafted_at=NOW, drafted_by=cast.head)
    assert "জিজ্ঞাসা করার কিছু নেই" in text_of(signed_in("head"), f"/desk/charter/{draft.pk}/titles/")
