"""Posts and people: who holds which post, taking charge, leave, handing over, letting somebody in."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.access import handover_list as open_at
from ongikar.doors.desk.frame import page, sent, typed
from ongikar.doors.desk.invitations import slip
from ongikar.doors.desk.people_forms import HandOverForm, NewPostForm, PostForm, SeatForm, named
from ongikar.offices import access, timezone
from ongikar.offices import people as deeds
from ongikar.offices import seating as seating_of
from ongikar.offices.invitations import invite
from ongikar.offices.models import Account, Post
from ongikar.rules import RuleBroken
from ongikar.ui.audiences import officer, posting_of
from ongikar.ui.audiences import people as for_people


def keeper(request: HttpRequest) -> Account:
    """Who is signed in, in a view for whoever keeps people in order."""
    account: Account = request.user  # type: ignore[assignment]
    return account


@for_people
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Every post with who holds it, everybody who can be let in or closed, and what was done."""
    account, now = keeper(request), timezone.now()
    posts = access.with_holders(access.posts_for(account), now)
    by_office = {office: list(found) for office, found in groupby(posts, key=lambda post: post.office_id)}
    return page(
        request,
        "desk/people.html",
        here="people",
        offices=[(office, by_office.get(office.pk, [])) for office in access.offices_for(account)],
        accounts=access.accounts_for(account, now),
        events=access.history_for(account),
        today=timezone.localdate(now),
    )


@for_people
@require_http_methods(["GET", "POST"])
def new_post(request: HttpRequest) -> HttpResponse:
    account = keeper(request)
    form = NewPostForm(typed(request)[0], offices=access.offices_for(account))
    if sent(request) and form.is_valid() and (post := _opened(form, account)):
        messages.success(request, _("পদটি খোলা হয়েছে। এখন কাউকে বসান।"))
        return redirect("desk:post", post.pk)
    status = 422 if sent(request) else 200
    return page(request, "desk/new_post.html", here="people", status=status, form=form)


def _opened(form: NewPostForm, account: Account) -> Post | None:
    """The post of a good form; None, with the reason on the form, where a rule says no."""
    try:
        return deeds.open_post(form.office_chosen(), by=account.author(), at=timezone.now(), **form.cleaned_data)
    except RuleBroken as refused:
        form.add_error(None, refused.message)
        return None


@for_people
@require_safe
def post(request: HttpRequest, post: int) -> HttpResponse:
    return post_page(request, access.post_for(keeper(request), post))


def post_page(request: HttpRequest, post: Post, **bound: forms.Form) -> HttpResponse:
    """A post with its acts: `bound` is the one that was sent and could not be done."""
    account, now = keeper(request), timezone.now()
    accounts = access.accounts_for(account, now).filter(is_active=True)
    held = access.with_holders(access.posts_for(account).filter(pk=post.pk), now)[0].held  # type: ignore[attr-defined]
    fields = ("title_bn", "title_en", "role", "phone", "email")
    return page(
        request,
        "desk/post.html",
        here="people",
        status=422 if bound else 200,
        post=post,
        held=[(one, bound.get(f"handover_{one.pk}") or _handing(one.pk, accounts)) for one in held],
        amend=bound.get("amend") or PostForm(initial={name: getattr(post, name) for name in fields}),
        seat=bound.get("seat") or SeatForm(accounts=accounts, auto_id="seat_%s"),
        wrong=next(iter(bound.values()), None),
        open_act=next(iter(bound), ""),
        past=post.postings.select_related("account").order_by("-starts_on", "-pk"),
        today=timezone.localdate(now),
    )


def _handing(posting: int, accounts: Any, data: Any = None) -> HandOverForm:
    return HandOverForm(data, accounts=accounts, initial={"posting": posting}, auto_id=f"handover_{posting}_%s")


@for_people
@require_POST
def amendment(request: HttpRequest, post: int) -> HttpResponse:
    account = keeper(request)
    found = access.post_for(account, post)
    form = PostForm(request.POST)
    if form.is_valid():
        try:
            deeds.amend_post(found, by=account.author(), at=timezone.now(), **form.cleaned_data)
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("পদের তথ্য বদলানো হয়েছে।"))
            return redirect("desk:post", post)
    return post_page(request, access.post_for(account, post), amend=form)


@for_people
@require_POST
def seating(request: HttpRequest, post: int) -> HttpResponse:
    """Somebody takes charge; a new colleague gets an account and the code to come in with."""
    account, now = keeper(request), timezone.now()
    found = access.post_for(account, post)
    accounts = access.accounts_for(account, now).filter(is_active=True)
    form = SeatForm(request.POST, accounts=accounts, auto_id="seat_%s")
    if form.is_valid():
        try:
            seated, code = seating_of.seat(found, by=account.author(), at=now, **form.cleaned_data)
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("%(name)s দায়িত্ব নিয়েছেন।") % {"name": named(seated.account)})
            return slip(request, seated.account, code) if code else redirect("desk:post", post)
    return post_page(request, found, seat=form)


@for_people
@require_POST
def handover(request: HttpRequest, post: int, posting: int) -> HttpResponse:
    """Who leaves loses access that second. Handing over one's own post leads out of the desk."""
    account, now = keeper(request), timezone.now()
    found = access.posting_for(account, posting, at=now)
    form = _handing(found.pk, access.accounts_for(account, now).filter(is_active=True), request.POST)
    if form.is_valid():
        try:
            order_no, successor = form.cleaned_data["order_no"], form.cleaned_data["successor"]
            seating_of.hand_over_to(found, successor, by=account.author(), at=now, order_no=order_no)
        except RuleBroken as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("%(name)s দায়িত্ব হস্তান্তর করেছেন।") % {"name": named(found.account)})
            return redirect("desk:sign_in" if account.posting == found else "desk:people")
    return post_page(request, found.post, **{f"handover_{found.pk}": form})


@officer
@require_safe
def handover_list(request: HttpRequest, post: int) -> HttpResponse:
    """The paper of a handover: what is open at the post, without a word of who asks or what for."""
    found, cases = open_at(posting_of(request), post)
    return page(request, "desk/handover_list.html", here="people", post=found, cases=list(cases), now=timezone.now())


@for_people
@require_POST
def invitation(request: HttpRequest, account: int) -> HttpResponse:
    """A code for once, for a new account or a forgotten password; shown in this answer and never again."""
    by, now = keeper(request), timezone.now()
    request.back_to = "/desk/people/"  # type: ignore[attr-defined]
    whom = access.accounts_for(by, now).get(pk=account)
    return slip(request, whom, invite(whom, office=access.office_of(whom, by, now), by=by.author(), at=now)[1])


@for_people
@require_POST
def closing(request: HttpRequest, account: int) -> HttpResponse:
    by, now = keeper(request), timezone.now()
    request.back_to = "/desk/people/"  # type: ignore[attr-defined]
    whom = access.accounts_for(by, now).get(pk=account)
    if whom == by:
        raise RuleBroken(_("নিজের অ্যাকাউন্ট নিজে বন্ধ করা যায় না। আগে দায়িত্ব হস্তান্তর করুন।"))
    deeds.close_account(whom, by=by.author(), office=access.office_of(whom, by, now), at=now)
    messages.success(request, _("%(name)s আর প্রবেশ করতে পারবেন না।") % {"name": named(whom)})
    return redirect("desk:people")
