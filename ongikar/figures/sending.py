"""send(): a report on grievances goes to the next higher office, and is frozen as it went (9(ঙ), 5.1.2(ঙ)).

Its sheet, in Bangla, and its files are kept with their hashes; what is corrected later is a further version.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_bangla
from ongikar.clock.hours import in_dhaka
from ongikar.figures.grievance_month import PARTS, Span, report_of
from ongikar.figures.grievance_sheets import month_sheet
from ongikar.figures.grievance_year import year_sheet
from ongikar.figures.models import SentFile, SentReport
from ongikar.figures.months import Month, Year
from ongikar.grievances.models import Grievance, TierSeat
from ongikar.grievances.seats import sits_at
from ongikar.journal.authors import SYSTEM
from ongikar.offices.models import Office, OfficeEvent, Post, Posting
from ongikar.offices.people import record
from ongikar.rules import RuleBroken
from ongikar.ui.sheet_files import MEDIA_TYPES, file_of
from ongikar.ui.sheets import Sheet, Words, fingerprint, plain_bytes

JSON = "json"
"""The file whose hash is the report's own: the sheet as `ui.sheets.plain_bytes` writes it."""


def send_month(
    month: Month, *, to: str, how: str, memo_no: str, changed: str = "", by: Posting, at: datetime
) -> SentReport:
    """Freeze and send a month that is over. Raises RuleBroken where it runs still, where the posting sits at no tier,
    where receiver, way or memo number lack, or where a later version does not say what it corrects."""
    with translation.override("bn"):
        sheet = month_sheet(by, month)
    return _send(SentReport.Kind.MONTH, month, sheet, to=to, how=how, memo_no=memo_no, changed=changed, by=by, at=at)


def send_year(
    year: Year, *, to: str, how: str, memo_no: str, remarks: str, changed: str = "", by: Posting, at: datetime
) -> SentReport:
    """The same of a year (5.1.2(ঙ), 9), with what whoever signs recommends."""
    with translation.override("bn"):
        sheet = year_sheet(by, year, at=at)
        if remarks.strip():
            sheet = sheet.with_parts(Words(remarks.strip(), _("সুপারিশ ও মন্তব্য")))
    return _send(SentReport.Kind.YEAR, year, sheet, to=to, how=how, memo_no=memo_no, changed=changed, by=by, at=at)


def _send(
    kind: str, span: Span, sheet: Sheet, *, to: str, how: str, memo_no: str, changed: str, by: Posting, at: datetime
) -> SentReport:
    first_day = in_dhaka(span.starts).date()
    version = 1 + SentReport.objects.filter(post=by.post, kind=kind, first_day=first_day).count()
    said = {"to": to.strip(), "how": how.strip(), "memo_no": memo_no.strip(), "changed": changed.strip()}
    _check(span, said, version, by, at)
    stored = sheet.with_parts(*_sent_words(said, version, by, at)).to_json()
    report = SentReport(
        office=by.office, post=by.post, kind=kind, first_day=first_day, version=version, sheet=stored,
        sha256=fingerprint(stored), by=by, by_name=by.account.name_bn, at=at, **said,
    )  # fmt: skip
    files = files_of(report)
    try:
        with transaction.atomic():
            return _write(report, files, _counted(by, span))
    except IntegrityError:
        raise RuleBroken(_("অন্য কেউ এইমাত্র এই প্রতিবেদন পাঠিয়েছেন। পাতাটি আবার দেখুন।")) from None


def _check(span: Span, said: dict[str, str], version: int, by: Posting, at: datetime) -> None:
    if not sits_at(by.post):
        raise RuleBroken(_("প্রতিবেদন পাঠান অভিযোগ বা আপিল নিষ্পত্তির দায়িত্বে যিনি আছেন।"))
    if at < span.ends:
        raise RuleBroken(_("সময়টি এখনো শেষ হয়নি; শেষ হলে প্রতিবেদন পাঠানো যাবে।"))
    if not (said["to"] and said["how"] and said["memo_no"]):
        raise RuleBroken(_("কার কাছে, কীভাবে ও কোন স্মারকে পাঠানো হচ্ছে, লিখুন।"))
    if version > 1 and not said["changed"]:
        raise RuleBroken(_("আগে একটি সংস্করণ পাঠানো হয়েছে; এবার কী সংশোধন করা হলো লিখুন।"))


def _sent_words(said: dict[str, str], version: int, by: Posting, at: datetime) -> list[Words]:
    """What a report says of its own sending."""
    with translation.override("bn"):
        words = {"to": said["to"], "how": said["how"], "memo": said["memo_no"], "version": to_bangla(version)}
        lines = [
            _("প্রাপক: %(to)s; %(how)s; স্মারক নং %(memo)s") % words,
            _("সংস্করণ %(version)s") % words,
            *([_("সংশোধন: %(changed)s") % {"changed": said["changed"]}] if said["changed"] else []),
        ]
        return [Words("\n".join(lines), _("প্রেরণ"))]


def files_of(report: SentReport) -> dict[str, bytes]:
    """The report as files, the hash on each; the JSON is what the hash is of."""
    with translation.override("bn"):
        mark = Words(f"SHA-256 {report.sha256}")
        sheet = report.as_sheet().with_parts(mark)
        made = {kind: file_of(sheet, kind, office=report.office) for kind in MEDIA_TYPES}
    return {**made, JSON: plain_bytes(report.sheet)}


def _write(report: SentReport, files: dict[str, bytes], counted: set[Grievance]) -> SentReport:
    report.save(force_insert=True)
    report.grievances.set(counted)
    SentFile.objects.bulk_create(
        SentFile(report=report, kind=kind, content=content, sha256=hashlib.sha256(content).hexdigest())
        for kind, content in files.items()
    )
    facts: dict[str, object] = {
        "kind": report.kind, "first_day": str(report.first_day), "version": report.version, "sha256": report.sha256,
    }  # fmt: skip
    record(report.office, "office.report_sent", by=report.by.author(), at=report.at, facts=facts)
    return report


def _counted(by: Posting, span: Span) -> set[Grievance]:
    return {stay.turn.grievance for part in PARTS for stay in report_of(by, part, span).stays}


def versions(posting: Posting, kind: str, first_day: date) -> list[SentReport]:
    """What was sent of a month or year, the last version first."""
    return list(SentReport.objects.for_posting(posting).filter(kind=kind, first_day=first_day))


def sent_months(posting: Posting) -> list[SentReport]:
    """Of each month that was sent its last version, as this posting may see it."""
    found = SentReport.objects.for_posting(posting).filter(kind=SentReport.Kind.MONTH)
    return list({report.first_day: report for report in reversed(found)}.values())


def month_due(posting: Posting, at: datetime) -> Month | None:
    """The last month, from its end until its report was sent (9(ঙ)): for whoever sits at a tier. None: nothing is due.

    The guideline names no day; it is due from the 1st of the next month (an open point).
    """
    month = Month.of(at).before
    if not sits_at(posting.post) or posting.post.postings.filter(starts_on__lte=month.last).first() is None:
        return None
    sent = SentReport.objects.filter(post=posting.post_id, kind=SentReport.Kind.MONTH, first_day=month.first)
    return None if sent.exists() else month


REMINDED = "office.report_due"


@transaction.atomic
def remind_of_month(now: datetime) -> tuple[Post, Month] | None:
    """Write into an office's journal, once for each post that sits at a tier, that the last month's report is due; None
    where nobody is to be reminded. The fact is dated at the month's end."""
    month = Month.of(now).before
    events = OfficeEvent.objects.filter(verb=REMINDED, facts__month=str(month), misdated_at__isnull=True)
    sent = SentReport.objects.filter(kind=SentReport.Kind.MONTH, first_day=month.first)
    posts = Post.objects.filter(pk__in=TierSeat.objects.filter(tier__gte=1).values("post"))
    held = posts.filter(postings__starts_on__lte=month.last).exclude(pk__in=sent.values("post"))
    post = held.exclude(pk__in=list(events.values_list("facts__post", flat=True))).order_by("pk").first()
    if post is None:
        return None
    office = Office.objects.select_for_update().get(pk=post.office_id)  # of two tickers one reminds
    if events.filter(facts__post=post.pk).exists():
        return None
    facts: dict[str, object] = {"month": str(month), "post": post.pk}
    OfficeEvent.objects.create(
        office=office, verb=REMINDED, at=month.ends, noticed_at=now, facts=facts, **SYSTEM.fields()
    )
    return post, month


def matching(posting: Posting, content: bytes) -> SentFile | None:
    """The file among those this posting sees whose hash is that of `content`."""
    sha256 = hashlib.sha256(content).hexdigest()
    seen = SentReport.objects.for_posting(posting)
    return SentFile.objects.filter(report__in=seen.values("pk"), sha256=sha256).select_related("report").first()


def differs(report: SentReport, by: Posting) -> bool:
    """Whether what is reckoned now is not what was sent: then a further version can say so."""
    with translation.override("bn"):
        if report.kind == SentReport.Kind.MONTH:
            sheet = month_sheet(by, report.month)
        else:
            sheet = year_sheet(by, report.year, at=report.at)
        now = sheet.to_json()["parts"]
    return fingerprint({"parts": now}) != fingerprint({"parts": report.sheet["parts"][: len(now)]})
