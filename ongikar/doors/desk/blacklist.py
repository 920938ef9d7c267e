"""The blacklist at the desk: what is recommended, in force or appealed, and what this posting may do about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from ongikar.doors.desk.forms import DayField
from ongikar.doors.desk.frame import page, sent
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.grievances.around import access
from ongikar.grievances.around.barring import Letter, approve, lift, refuse, settle_appeal
from ongikar.offices import timezone
from ongikar.offices.models import Posting
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import officer, posting_of

MOST = 200  # rows of a list


class LetterForm(TypedForm):
    """The letter by which a decision comes from outside; the rule asks for it there."""

    memo_no = LineField(
        label=_l("স্মারক নং"), help_text=_l("বাইরের দপ্তরের চিঠি হলে লাগবে।"), max_length=120, required=False
    )
    memo_on = DayField(label=_l("পত্রের তারিখ"), help_text=_l("বাইরের দপ্তরের চিঠি হলে লাগবে।"), required=False)


class NoteForm(LetterForm):
    field_order = ("note",)
    note = TextField(label=_l("কারণ"), rows=2, error_messages={"required": _l("কারণ লিখুন।")})


class ApproveForm(LetterForm):
    field_order = ("note",)
    note = TextField(label=_l("মন্তব্য (না লিখলেও চলবে)"), rows=2, required=False)


class SettleForm(LetterForm):
    field_order = ("lifted", "note")
    lifted = forms.TypedChoiceField(
        label=_l("আপিলের সিদ্ধান্ত"),
        choices=[("yes", _l("তালিকা থেকে তুলে নেওয়া হলো")), ("no", _l("তালিকায় থাকবে"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _l("আপিলের সিদ্ধান্ত বেছে নিন।")},
    )
    note = TextField(label=_l("সিদ্ধান্ত ও কারণ"), rows=2, error_messages={"required": _l("সিদ্ধান্ত ও কারণ লিখুন।")})


@dataclass(frozen=True)
class Deed:
    form: type[forms.Form]
    title: str | Lazy
    do: Callable[..., Any]


DEEDS = {
    "approval": Deed(ApproveForm, _l("কালোতালিকায় নিন"), approve),
    "refusal": Deed(NoteForm, _l("সুপারিশ গ্রহণ করবেন না"), refuse),
    "settling": Deed(SettleForm, _l("আপিলের সিদ্ধান্ত লিখুন"), settle_appeal),
    "lifting": Deed(NoteForm, _l("তালিকা থেকে তুলে নিন"), lift),
}


@officer
@require_http_methods(["GET", "POST"])
def blacklist(request: HttpRequest) -> HttpResponse:
    posting = posting_of(request)
    chosen = f"{request.POST.get('barring', '')}-{request.POST.get('deed', '')}"
    form = _bound(request, posting, chosen) if sent(request) else None
    if form is not None and form.is_valid() and _done(form, posting, request):
        messages.success(request, _("কাজটি করা হয়েছে।"))
        return redirect("desk:blacklist")
    rows = []
    for one in access.barrings_for(posting)[:MOST]:
        acts = [
            (name, DEEDS[name].title, form if f"{one.pk}-{name}" == chosen and form else _blank(one.pk, name))
            for name in access.barring_deeds(posting, one, at=timezone.now())
        ]
        rows.append((one, acts))
    return page(
        request, "desk/blacklist.html", here="grievances", rows=rows, form=form,
        today=timezone.localdate(), days=settings.BLACKLIST_DAYS, status=422 if form is not None else 200,
    )  # fmt: skip


def _blank(number: int, name: str) -> forms.Form:
    return DEEDS[name].form(prefix=f"{number}-{name}")


def _bound(request: HttpRequest, posting: Posting, chosen: str) -> forms.Form:
    """The form of the deed that was sent; what this posting may not do about it is not there."""
    found = access.barring_for(posting, _number(request))
    name = request.POST.get("deed", "")
    if name not in access.barring_deeds(posting, found, at=timezone.now()):
        form = NoteForm(request.POST, prefix=chosen)
        form.add_error(None, _("এই কাজটি এখন এখানে করা যায় না। বর্তমান অবস্থা দেখুন।"))
        return form
    return DEEDS[name].form(request.POST, prefix=chosen)


def _number(request: HttpRequest) -> int:
    typed = request.POST.get("barring", "")
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


def _done(form: forms.Form, posting: Posting, request: HttpRequest) -> bool:
    found = access.barring_for(posting, _number(request))
    words = dict(form.cleaned_data)
    letter = Letter(words.pop("memo_no"), words.pop("memo_on"))
    try:
        DEEDS[request.POST["deed"]].do(found, by=posting, at=timezone.now(), letter=letter, **words)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
    except Overtaken:
        form.add_error(None, _("এটি এইমাত্র বদলেছে; আপনার কাজটি করা হয়নি। বর্তমান অবস্থা দেখুন।"))
    return form.is_valid()
