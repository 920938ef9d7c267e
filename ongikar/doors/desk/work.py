"""My work: one queue, what lapses first on top."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ongikar.cases import desk, listing
from ongikar.cases.references import read_reference
from ongikar.doors.desk.calendar_year import said
from ongikar.doors.desk.frame import page
from ongikar.doors.desk.rows import rows_of
from ongikar.doors.fields import too_long
from ongikar.figures.sending import month_due
from ongikar.offices import ordering, timezone
from ongikar.offices.calendars import calendar_of
from ongikar.offices.years import missing_list
from ongikar.ui.audiences import officer, posting_of

WORDS_MOST, KEY_MOST = 100, 60  # signs


@officer
def work(request: HttpRequest) -> HttpResponse:
    """The queue. Words to search by may be personal, so they come by POST, and so does what pages through them."""
    posting, now = posting_of(request), timezone.now()
    today = timezone.localdate(now)
    show = request.GET.get("show", "")
    show = show if show in desk.FILTERS else "open"
    words = _plain(request.POST.get("words", ""))
    wrong = too_long(words, most=WORDS_MOST)
    after = _plain((request.POST if words else request.GET).get("after", ""))[:KEY_MOST]
    found = desk.Page([], "") if wrong else desk.queue(posting, show, words=words, after=after, at=now, today=today)
    if len(found.rows) == 1 and found.rows[0].reference == read_reference(words):
        return redirect("desk:case", found.rows[0].reference)
    calendar = calendar_of(posting.office)
    counts = desk.counts(posting, at=now)
    return page(
        request,
        "desk/work.html",
        here="work",
        rows=rows_of(found.rows, calendar=calendar, at=now, today=today),
        after=found.after,
        further=bool(after),
        show=show,
        words=words,
        filters=filters(counts),
        counts=counts,
        nothing=wrong or nothing(show, words),
        holiday=calendar.next_holiday(today),
        report_due=month_due(posting, now),
        missing=said(missing_list(posting.office, today)),
        ripple=ordering.waiting_for_approval(posting).first(),
        lists_up=bool(counts["listed"]) and listing.is_up(today),
    )


def _plain(text: str) -> str:
    """Without the sign that PostgreSQL takes in no text."""
    return text.replace("\x00", "").strip()


def filters(counts: dict[str, int]) -> list[tuple[str, str, int | None, str]]:
    """The filters as shown: name, label, how many (None: not counted), and the tone of a number that calls for work."""
    return [
        ("open", _("সব খোলা"), counts["open"], ""),
        ("late", _("দেরি হয়েছে"), counts["late"], "red"),
        ("new", _("এখনো শুরু হয়নি"), counts["new"], "amber"),
        ("waiting", _("উত্তরের অপেক্ষায়"), counts["waiting"], ""),
        ("listed", _("আগ্রহীদের তালিকা"), counts["listed"], ""),
        ("closed", _("শেষ হয়েছে"), None, ""),
    ]


def nothing(show: str, words: str) -> str:
    """What an empty list says."""
    if words:
        return _("“%(words)s” দিয়ে এই তালিকায় কিছু পাওয়া যায়নি।") % {"words": words}
    return {
        "open": _("কোনো খোলা আবেদন নেই।"),
        "late": _("কোনো প্রতিশ্রুতির তারিখ পেরিয়ে যায়নি।"),
        "new": _("সব আবেদনের কাজ সময়মতো শুরু হয়েছে।"),
        "waiting": _("কারও উত্তরের অপেক্ষায় কোনো আবেদন নেই।"),
        "listed": _("নির্দেশনার অপেক্ষায় কেউ নেই।"),
        "closed": _("এখনো কোনো আবেদন শেষ হয়নি।"),
    }[show]
