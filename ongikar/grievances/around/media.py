"""A report in the media becomes a grievance of own motion (5.1.2): no complainant, and a published result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.cases.files import Received
from ongikar.charter.models import Service
from ongikar.clock.hours import in_dhaka
from ongikar.grievances.around.models import MediaReport
from ongikar.grievances.lodging import Complaint, lodge
from ongikar.grievances.models import Grievance, GrievanceEvent, Medium
from ongikar.offices.models import Office, Posting
from ongikar.rules import Overtaken, RuleBroken


@transaction.atomic
def take_up_report(
    office: Office,
    *,
    source: str,
    outlet: str,
    appeared_on: date,
    link: str,
    subject: str,
    matter: str,
    service: Service | None,
    named: tuple[Posting, ...],
    documents: Sequence[Received],
    intake_key: str,
    by: Posting,
    at: datetime,
) -> Grievance:
    """Lodge a grievance of own motion on a report, with its copy or its address.

    Raises RuleBroken where neither is given, or where the report would have appeared after today.
    """
    if not documents and not link:
        raise RuleBroken(_("সংবাদের কপি বা ঠিকানা (লিংক), অন্তত একটি দিন।"))
    if appeared_on > in_dhaka(at).date():
        raise RuleBroken(_("প্রকাশের তারিখ আজকের পরে হতে পারে না।"))
    whole = not (service or named)
    complaint = Complaint(
        kind=Grievance.Kind.PUBLIC, medium=Medium.SUO_MOTU, office=office, subject=subject, matter=matter,
        service=service, named=named, whole_office=whole,
        more={"medium_reference": f"{outlet}, {appeared_on:%d/%m/%Y}"},
    )  # fmt: skip
    grievance = lodge(
        complaint, complainant=None, documents=documents, intake_key=intake_key, at=at, by=by.author()
    )  # fmt: skip
    fields = {"source": source, "outlet": outlet, "appeared_on": appeared_on, "link": link}
    MediaReport.objects.get_or_create(grievance=grievance, defaults=fields)
    return grievance


@transaction.atomic
def publish_result(report: MediaReport, *, where: str, on: date, by: Posting, at: datetime) -> GrievanceEvent:
    """Write down where the result was published: so it is told where nobody complained by name (5.1.2).

    Raises RuleBroken before a decision, and Overtaken where it was written already.
    """
    decision = report.grievance.current.decisions.last()
    if decision is None:
        raise RuleBroken(_("সিদ্ধান্তের পরে ফল প্রকাশ করা যায়।"))
    if not where.strip() or on > in_dhaka(at).date():
        raise RuleBroken(_("ফল কোথায় ও কবে প্রকাশ করা হয়েছে লিখুন।"))
    changed = MediaReport.objects.filter(pk=report.pk, result_on=None).update(result_in=where.strip(), result_on=on)
    if not changed:
        raise Overtaken(report)
    return decision.tell(by=by.author(), at=at, how=_("প্রকাশ: %(where)s") % {"where": where.strip()})
