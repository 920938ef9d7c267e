"""Letters and messages: what is waiting, has failed, may have gone or is to be printed; and a letter on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ongikar.cases.access import case_for
from ongikar.doors.desk.frame import page
from ongikar.notices import desk
from ongikar.notices.access import letter_of
from ongikar.notices.carriers import mail_carrier
from ongikar.notices.models import Carrier, Notice
from ongikar.notices.sheets import sheet_of
from ongikar.notices.texts import by_sms
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.ui.audiences import View, officer, posting_of
from ongikar.ui.pdf import pdf_response


@officer
def notices(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    show = request.GET.get("show", "")
    show = show if show in desk.FILTERS else "open"
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    found = desk.letters(posting, show, after=after)
    return page(
        request,
        "desk/notices.html",
        here="notices",
        rows=found.rows,
        after=found.after,
        further=after is not None,
        show=show,
        filters=filters(desk.counts(posting)),
        nothing=nothing(show),
        trouble=desk.line_trouble(),
        to_files=mail_carrier() == Carrier.FILE,
        gone=desk.messages_gone(posting, at=timezone.now()) if by_sms() else None,
    )


def filters(counts: dict[str, int]) -> list[tuple[str, str, int | None, str]]:
    """The filters as shown: name, label, how many (None: not counted), and the tone of a number that calls for work."""
    return [
        ("open", _("সব বাকি"), counts["open"], ""),
        ("to_print", _("ছাপাতে হবে"), counts["to_print"], "amber"),
        ("failed", _("পাঠানো যায়নি"), counts["failed"], "red"),
        ("maybe", _("হয়তো গেছে"), counts["maybe"], "amber"),
        ("waiting", _("পাঠানোর অপেক্ষায়"), counts["waiting"], ""),
        ("done", _("হয়ে গেছে"), None, ""),
    ]


def nothing(show: str) -> str:
    """What an empty list says."""
    return {
        "open": _("কোনো চিঠি বাকি নেই; যাঁকে যা জানানোর, জানানো হয়েছে।"),
        "to_print": _("ছাপানোর কোনো চিঠি নেই।"),
        "failed": _("কোনো চিঠি আটকে নেই।"),
        "maybe": _("কোনো চিঠি নিয়ে সন্দেহ নেই।"),
        "waiting": _("পাঠানোর অপেক্ষায় কোনো চিঠি নেই।"),
        "done": _("এখনো কোনো চিঠি যায়নি।"),
    }[show]


def found_letter(request: HttpRequest, reference: str, letter: int) -> Notice:
    """A letter of a case this posting may see; the looking is logged."""
    return letter_of(case_for(posting_of(request), reference, at=timezone.now()), letter)


@officer
def letter(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    return render(request, "desk/notices_letter.html", sheet_of(found_letter(request, reference, letter)))


@officer
def letter_pdf(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    notice = found_letter(request, reference, letter)
    name = f"letter-{reference}-{notice.pk}"
    return pdf_response("letters/paper.html", sheet_of(notice), name=name, language=notice.language)


def act(done: Callable[[], str], deed: Callable[[Notice, Posting, datetime], None]) -> View:
    """A view that does one deed on a letter and goes back to the list it was done from."""

    @officer
    @require_POST
    def view(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
        notice = found_letter(request, reference, letter)
        request.back_to = "/desk/notices/"  # type: ignore[attr-defined]
        deed(notice, posting_of(request), timezone.now())
        messages.success(request, done())
        show = request.POST.get("show", "")
        back = redirect("desk:notices")
        back["Location"] += f"?show={show}" if show in desk.FILTERS else ""
        return back

    return view


letter_sending = act(lambda: _("চিঠিটি পাঠানোর জন্য দেওয়া হয়েছে।"), lambda notice, by, at: notice.send_again(by=by, at=at))
letter_handing = act(
    lambda: _("লেখা হয়েছে: চিঠিটি ছাপিয়ে দেওয়া হয়েছে।"), lambda notice, by, at: notice.hand_over(by=by, at=at)
)
