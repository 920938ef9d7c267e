"""The demo office: believable at whatever hour it is made, and kept apart from everything real."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from ongikar.cases.lifecycle import State
from ongikar.cases.models import Attachment, Case, Channel, Message
from ongikar.charter.models import Edition
from ongikar.figures.grievance_month import report_of
from ongikar.figures.months import Month
from ongikar.grievances.models import Grievance, Step
from ongikar.grievances.steps import Kind
from ongikar.notices.official import papers_of
from ongikar.offices.models import Account, Posting
from ongikar.ops.demo import make_demo, password
from ongikar.ops.refusal import Refused
from tests.cast import Cast, moment
from tests.running import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.FILES_DIR = True, tmp_path / "files"


@pytest.mark.parametrize(
    "when", ["2026-11-24 10:30", "2026-11-27 23:00", "2026-11-29 00:01", "2026-12-16 12:00", "2027-01-03 09:00"]
)
def test_at_any_hour_there_is_a_case_in_every_state_and_none_from_the_future(when: str) -> None:
    """On a working day, a Friday night, before the office opens, on a holiday, and past the loaded lists."""
    now = moment(when)
    office = make_demo(now)
    cases = Case.objects.all()
    assert Edition.objects.in_force(office) is not None
    assert {case.state for case in cases} == set(State.values)
    assert max(event.at for case in cases for event in case.events.all()) <= now
    assert {case.channel for case in cases} == {Channel.WEB, Channel.COUNTER}


def test_the_stories_hold_files_messages_notes_and_broken_promises() -> None:
    now = moment("2026-11-24 10:30")
    make_demo(now)
    assert Case.objects.late_at(now).exists()
    assert Case.objects.not_yet_accepted(now).exists()
    assert set(Attachment.objects.values_list("delivered", flat=True)) == {True, False}
    assert {Message.Kind.NOTE, Message.Kind.TO_REQUESTER} <= set(Message.objects.values_list("kind", flat=True))


def test_one_applicant_has_written_what_nobody_has_read_yet() -> None:
    make_demo(moment("2026-11-24 10:30"))
    case = Case.objects.get(unread__verb="case.replied")
    assert (case.state, case.post.role) == (State.ACCEPTED, "head")
    assert Case.objects.filter(unread__isnull=False).count() == 1
    assert not Grievance.objects.filter(unread__isnull=False).exists()


def test_everybody_of_the_demo_can_sign_in_and_all_say_that_they_are_samples() -> None:
    make_demo(moment("2026-11-24 10:30"))
    for account in Account.objects.all():
        assert authenticate(username=account.username, password=password()) == account
        assert "নমুনা" in account.name_bn


@pytest.mark.django_db(transaction=True)
def test_made_twice_it_is_made_once_and_renewed_it_is_another() -> None:
    now = moment("2026-11-24 10:30")
    first, count = make_demo(now), Case.objects.count()
    old = set(Case.objects.values_list("reference", flat=True))
    assert make_demo(now) == first
    assert set(Case.objects.values_list("reference", flat=True)) == old
    make_demo(now, renew=True)
    assert Case.objects.count() == count
    assert old.isdisjoint(Case.objects.values_list("reference", flat=True))


@pytest.mark.parametrize("renew", [True, False])
def test_a_real_office_is_never_touched(cast: Cast, renew: bool) -> None:
    with pytest.raises(Refused, match="real office"):
        make_demo(moment("2026-11-24 10:30"), renew=renew)
    assert cast.office.code == "doict-joypurhat"
    assert Account.objects.count() == 5


@pytest.mark.process
def test_the_demo_has_no_mail_server_even_where_one_is_set(world: World) -> None:
    asked = "from django.conf import settings; print(repr(settings.EMAIL_HOST))"
    assert world.python(asked, EMAIL_HOST="smtp.gmail.com", ONGIKAR_DEMO="1") == "''"
    assert world.python(asked, EMAIL_HOST="smtp.gmail.com") == "'smtp.gmail.com'"


@pytest.mark.clause("গ-১")
@pytest.mark.parametrize("when", ["2026-11-24 10:30", "2027-01-03 09:00"])
def test_three_months_of_grievances_are_told_and_the_identities_of_their_report_hold(when: str) -> None:
    now = moment(when)
    make_demo(now)
    head, month = Posting.objects.get(account__username="head"), Month.of(now).before
    months = [month.before.before, month.before, month]
    grids = [report_of(head, "complaints", month).grid for month in months]
    for grid in grids:
        assert grid.disposed > 0
        assert grid.running == grid.total - grid.disposed
    assert [grid.carried_over for grid in grids[1:]] == [grid.running for grid in grids[:-1]]


def test_a_grievance_is_under_investigation_and_its_letters_are_numbered() -> None:
    make_demo(moment("2026-11-24 10:30"))
    [step] = Step.objects.filter(kind=Kind.INVESTIGATION, referral__state="accepted")
    papers = papers_of(step.referral.grievance)
    assert (len(papers), len({paper.memo_no for paper in papers})) == (5, 5)
    assert all("(নমুনা)" in paper.memo_no for paper in papers)
