"""The counter: who is before the desk or on the phone, taken down in one go, and given at once where that can be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.bangla.normal import search_form
from ongikar.cases.access import cases_for, check_may, may_see
from ongikar.cases.intake import file_case
from ongikar.cases.lifecycle import State
from ongikar.cases.models import Case, Requester
from ongikar.cases.search import matching
from ongikar.charter.models import Promise
from ongikar.offices.models import Posting, Viewing
from ongikar.rules import RuleBroken

LOOKED_BACK = 40  # of the cases of one number, the latest
OFFERED = 8  # askers of one number: a shared phone has a family behind it, or a shop
SLIPS = 6
NOTED_FOR = timedelta(minutes=10)  # one looking, however often the screen is drawn anew


def askers_of(posting: Posting, phone: str, *, at: datetime) -> list[Requester]:
    """Who asked with this number before, of the cases the posting may see, the latest first; the looking is logged.

    `phone` as +880…; one person is offered once, as he was last written.
    """
    if not phone:
        return []
    cases = cases_for(posting).filter(matching(phone, posting.office), requester__phone=phone)
    rows = list(cases.select_related("requester").order_by("-filed_at", "-pk")[:LOOKED_BACK])
    offered: dict[tuple[str, str], Case] = {}
    for case in rows:
        offered.setdefault((search_form(case.requester.name), search_form(case.requester.institution)), case)
    shown = list(offered.values())[:OFFERED]
    _note(shown, posting, at=at)
    return [case.requester for case in shown]


def _note(cases: Iterable[Case], posting: Posting, *, at: datetime) -> None:
    """Log that these were looked at, unless that was noted minutes ago."""
    lately = Viewing.objects.filter(posting=posting, via="counter", at__range=(at - NOTED_FOR, at))
    noted = set(lately.filter(subject__in=[case.pk for case in cases]).values_list("subject", flat=True))
    Viewing.objects.bulk_create(
        Viewing.of(case.pk, via="counter", at=at, posting=posting) for case in cases if case.pk not in noted
    )


def last_slips(posting: Posting) -> list[Case]:
    """What this posting took down last, latest first: a slip that the power took is printed again from here."""
    return list(Case.objects.taken_by(posting).for_page().order_by("-events__pk")[:SLIPS])


def given_at(case: Case) -> str:
    """What was given, of a case that was closed by giving; '' of any other."""
    if case.state != State.DELIVERED:
        return ""
    result = case.results.filter(undone_at__isnull=True).last()
    return result.text if result else ""


@transaction.atomic
def take(
    *,
    promise: Promise,
    requester: Requester,
    matter: str,
    channel: str,
    intake_key: str,
    by: Posting,
    at: datetime,
    given: str = "",
) -> Case:
    """File what is asked at the counter or on the phone; `given` says what was given at once, and closes the case.

    Filed and given are one transaction: a service that cannot be given yet is not taken down either, and the
    reason is said. An old form that was filled in again returns what was filed by it before, untouched: `is_same`
    tells. Raises RuleBroken as filing and delivering do.
    """
    check_may(by, "case.filed")
    case = file_case(
        promise=promise,
        requester=requester,
        matter=matter,
        channel=channel,
        intake_key=intake_key,
        at=at,
        by=by.author(),
    )
    if (
        given
        and case.state != State.DELIVERED
        and (case.is_new or (case.is_open and is_same(case, promise, requester, matter)))
    ):
        _give(case, by=by, at=at, text=given)
    return case


OF_REQUESTER = ("name", "address", "phone", "institution", "designation", "account_id")


def is_same(case: Case, promise: Promise, requester: Requester, matter: str) -> bool:
    """Whether the case is what is asked here, in every word: by whom, of which service, and what for."""
    asked = [getattr(requester, name) for name in OF_REQUESTER]
    return (case.promise_id, case.matter) == (promise.pk, matter) and asked == [
        getattr(case.requester, name) for name in OF_REQUESTER
    ]


def _give(case: Case, *, by: Posting, at: datetime, text: str) -> None:
    check_may(by, "case.delivered")
    if not may_see(by, case):
        raise RuleBroken(_("এই সেবা অন্য পদের; দেওয়া হয়েছে লিখতে পারেন শুধু সেই পদ। আবেদনটি নথিভুক্ত করুন।"))
    if case.state == State.LISTED:
        raise RuleBroken(_("এই সেবার তারিখ নির্দেশনা থেকে আসে; এখনই দেওয়া যায় না। আবেদনটি নথিভুক্ত করুন।"))
    case.deliver(by=by.author(), at=at, text=text)
