"""The kept bar: of a month that the head released, and of nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from ongikar.figures.models import Release
from tests.cast import Cast, build_cast, make_case, moment
from tests.doors.desk import signed_in
from tests.doors.test_asking import HOME

FIGURES, RELEASE = "/desk/figures/", "/desk/figures/release/"


@pytest.fixture
def cast(db: None) -> Cast:
    """October 2026 with six promises, one of them late, and five of the office's own targets."""
    cast = build_cast(at=moment("2026-09-01 10:00"))
    for number in range(6):
        late = "2026-10-18 10:00" if number == 0 else "2026-10-06 10:00"
        _closed(cast, "institutional-1", f"kept-{number}", late)
    for number in range(5):
        _closed(cast, "citizen-5", f"own-{number}", "2026-10-05 10:00")
    return cast


def _closed(cast: Cast, code: str, key: str, at: str) -> None:
    case = make_case(cast, code, key=key, at=moment("2026-10-04 10:00"))
    case.deliver(by=cast.head.author(), at=moment(at), text="দেওয়া হলো")


def test_nothing_is_shown_before_the_head_has_released_a_month(cast: Cast, client: Client) -> None:
    assert "সময়মতো" not in client.get(HOME).content.decode()
    assert "প্রকাশ করা হয়নি" in client.get(f"{HOME}kept/").content.decode()


def test_a_release_needs_the_reasons_and_then_shows_bar_text_and_reasons(cast: Cast, client: Client) -> None:
    head = signed_in("head")
    page = head.get(f"{FIGURES}?month=2026-10").content.decode()
    assert "মাসের হিসাব প্রকাশ করুন" in page
    refused = head.post(RELEASE, {"month": "2026-10", "reasons": " "})
    assert refused.status_code == 422
    assert "দেরি হয়েছে, তার কারণ লিখুন" in refused.content.decode()
    assert not Release.objects.exists()

    assert head.post(RELEASE, {"month": "2026-10", "reasons": "বন্যায় দপ্তর বন্ধ ছিল।"}).status_code == 302
    home = client.get(HOME).content.decode()
    assert "গত অক্টোবর ২০২৬ মাসে ৬টি প্রতিশ্রুতির ৫টি সময়মতো" in home
    assert 'class="in-time" width="83.3"' in home
    assert "২ কার্যদিবস" in home
    kept = client.get(f"{HOME}kept/").content.decode()
    assert "বন্যায় দপ্তর বন্ধ ছিল।" in kept
    assert "৫টি আবেদনে দপ্তরের নিজস্ব লক্ষ্য ছিল; ৫টি লক্ষ্যের মধ্যে। এগুলো প্রতিশ্রুতি নয়।" in kept
    assert "মাসের হিসাব প্রকাশ করুন" not in head.get(f"{FIGURES}?month=2026-10").content.decode()
    assert head.post(RELEASE, {"month": "2026-10", "reasons": "আবার"}).status_code == 422


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2026-09", "x", ""])
def test_a_month_that_runs_or_has_too_few_is_not_released(cast: Cast, month: str) -> None:
    head = signed_in("head")
    assert head.post(RELEASE, {"month": month, "reasons": "কারণ"}).status_code == 422
    assert not Release.objects.exists()


def test_only_the_head_releases_and_sees_what_a_month_came_to(cast: Cast, client: Client) -> None:
    for username in ("clerk", "officer"):
        other = signed_in(username)
        assert other.post(RELEASE, {"month": "2026-10", "reasons": "x"}).status_code == 404
        assert "প্রতিশ্রুতি রক্ষা" not in other.get(f"{FIGURES}?month=2026-10").content.decode()
    assert client.post(RELEASE, {"month": "2026-10"}).status_code in (200, 302)
    assert not Release.objects.exists()


def test_of_fewer_than_five_own_targets_nothing_is_told(cast: Cast, client: Client) -> None:
    signed_in("head").post(RELEASE, {"month": "2026-10", "reasons": "বন্যা"})
    Release.objects.update(own_counted=4, own_kept=4)
    assert "নিজস্ব লক্ষ্য" not in client.get(f"{HOME}kept/").content.decode()
