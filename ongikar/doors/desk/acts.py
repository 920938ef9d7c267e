"""Acts on a case: each fetches, binds its form, does one verb and answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ongikar.cases import access
from ongikar.cases.models import Case
from ongikar.doors.desk import forms
from ongikar.doors.desk.frame import came_back, page
from ongikar.doors.desk.views import case_context
from ongikar.journal.authors import Author
from ongikar.rules import Overtaken, RuleBroken
from ongikar.ui.audiences import View, officer, posting_of

Deed = Callable[[Case, dict[str, Any], Author, Any], Any]


def act(name: str, form_class: type[forms.ActForm], deed: Deed) -> View:
    """A view that does one deed; what was typed comes back with the reason where a rule says no."""

    @officer
    @require_POST
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        posting, now = posting_of(request), timezone.now()
        case = access.case_for(posting, reference, at=now)
        kwargs = {"auto_id": f"{'say' if name == 'messages' else 'note'}_%s"} if form_class is forms.SayForm else {}
        form = form_class(request.POST, request.FILES, case=case, posting=posting, **kwargs)
        forms.name_act(form, name)
        if came_back(request):
            return page(request, "desk/case.html", here="work", **case_context(request, case, form=form, act=name))
        if form.is_valid():
            try:
                access.check_may(posting, forms.verb_of(name))
                _check_seen(case, form.cleaned_data["revision"])
                deed(case, _facts(form), posting.author(), now)
            except RuleBroken as refused:
                form.add_error(None, refused.message)
            except Overtaken:
                case.refresh_from_db()
                form.add_error(None, _("অন্য কেউ এইমাত্র এটি বদলেছেন; আপনার কাজটি করা হয়নি। বর্তমান অবস্থা দেখে আবার করুন।"))
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data["revision"] = case.revision  # type: ignore[index]
        if form.errors:
            context = case_context(request, case, form=form, act=name)
            return page(request, "desk/case.html", here="work", status=422, **context)
        messages.success(request, _("করা হয়েছে: %(act)s") % {"act": forms.title_of(name)})
        return redirect("desk:case" if access.may_see(posting, case) else "desk:work", *_where(posting, case))

    return view


def _where(posting: Any, case: Case) -> tuple[str, ...]:
    return (case.reference,) if access.may_see(posting, case) else ()


def _facts(form: forms.ActForm) -> dict[str, Any]:
    facts = form.facts() if isinstance(form, forms.AcceptForm) else dict(form.cleaned_data)
    facts.pop("revision", None)
    return facts


def _check_seen(case: Case, revision: int) -> None:
    """Raise Overtaken where the case has changed since the officer's screen was made."""
    if revision != case.revision:
        raise Overtaken(case)


def _deliver(case: Case, facts: dict[str, Any], by: Author, at: Any) -> None:
    case.deliver_with(documents=facts["documents"], text=facts["text"], by=by, at=at)


fee = act("fee", forms.FeeForm, lambda c, f, by, at: c.set_fee(by=by, at=at, **f))
acceptance = act("acceptance", forms.AcceptForm, lambda c, f, by, at: c.accept(by=by, at=at, **f))
asking = act("asking", forms.AskForm, lambda c, f, by, at: c.ask(by=by, at=at, **f))
resumption = act("resumption", forms.ActForm, lambda c, f, by, at: c.resume(by=by, at=at))
delivery = act("delivery", forms.DeliverForm, _deliver)
refusal = act("refusal", forms.RefuseForm, lambda c, f, by, at: c.refuse(by=by, at=at, **f))
withdrawal = act("withdrawal", forms.ReasonForm, lambda c, f, by, at: c.withdraw(by=by, at=at, **f))
transfer = act("transfer", forms.TransferForm, lambda c, f, by, at: c.transfer(by=by, at=at, **f))
reopening = act("reopening", forms.ReasonForm, lambda c, f, by, at: c.reopen(by=by, at=at, **f))
notes = act("notes", forms.SayForm, lambda c, f, by, at: c.note(by=by, at=at, **f))
messages_out = act("messages", forms.SayForm, lambda c, f, by, at: c.say(by=by, at=at, **f))
