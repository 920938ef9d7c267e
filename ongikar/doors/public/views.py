"""What everybody sees: offices, services, the charter as it stands, paper forms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ongikar.cases.deadlines import outlook, own_target
from ongikar.charter.models import Section
from ongikar.charter.shelf import (
    date_as_printed,
    edition_on_view,
    find_promises,
    office_under,
    offices_with_charter,
    on_offer_as,
    parts_of,
    places_to_ask,
)
from ongikar.clock.wording import WEEK_BN, WEEK_EN
from ongikar.doors.fields import too_long
from ongikar.figures.releasing import latest_release, releases_of
from ongikar.grievances.around.hearings import next_day, rule_of
from ongikar.offices import timezone
from ongikar.offices.people import holder_now
from ongikar.offices.reaching import reached_at
from ongikar.ui.audiences import published
from ongikar.ui.pdf import pdf_response

WORDS_MOST = 200  # signs to search by


@published
def offices(request: HttpRequest) -> HttpResponse:
    """The one office's home, or the list of offices."""
    found = offices_with_charter()
    if len(found) == 1:
        return redirect("public:home", found[0].code)
    return render(request, "public/offices.html", {"offices": found})


@published
def home(request: HttpRequest, office: str) -> HttpResponse:
    """The services of an office by its own charter, or of one under it by the charter of the office above."""
    try:
        edition = edition_on_view(office, None, "office__hearing_rule")
    except ObjectDoesNotExist:
        return upazila(request, office)
    context = {
        "office": edition.office,
        "edition": edition,
        "parts": parts_of(edition),
        "places": places_to_ask(edition.office),
        "release": latest_release(edition.office),
        "hearing": rule_of(edition.office),
        "here": "home",
    }
    return render(request, "public/home.html", context)


def upazila(request: HttpRequest, code: str) -> HttpResponse:
    """An office of part 3: whom to go to there, whose charter holds, and its services, to be asked for there."""
    child = office_under(code)
    assert child.parent is not None
    post = next((post for post in places_to_ask(child.parent) if post.office_id == child.pk), None)
    context = {
        "office": child.parent,
        "child": child,
        "post": post,
        "holder": holder_now(post, timezone.now()) if post else None,
        "parts": [part for part in parts_of(edition_on_view(child.parent.code)) if part.section != Section.INTERNAL],
        "at": child.code if post else "",
        "here": "home",
    }
    return render(request, "public/upazila.html", context)


@published
def kept(request: HttpRequest, office: str) -> HttpResponse:
    """The months that were released, each with its figures and the reasons of what was late."""
    found = edition_on_view(office).office
    return render(request, "public/kept.html", {"office": found, "releases": releases_of(found), "here": "kept"})


@published
def hearing(request: HttpRequest, office: str) -> HttpResponse:
    """When the office holds its weekly hearing; while it has not said so, the page is not there."""
    found = edition_on_view(office).office
    rule = rule_of(found)
    if rule is None:
        raise ObjectDoesNotExist
    context = {
        "office": found,
        "rule": rule,
        "week_day": {"bn": f"{WEEK_BN[rule.weekday]}বার", "en": WEEK_EN[rule.weekday]},
        "next_day": next_day(rule, timezone.localdate()),
        "here": "hearing",
    }
    return render(request, "public/hearing.html", context)


@published
def search(request: HttpRequest, office: str) -> HttpResponse:
    """Words come by POST: they may be personal, and an address is kept in many places."""
    if request.method != "POST":
        return redirect("public:home", office)
    edition = edition_on_view(office)
    words = request.POST.get("words", "").replace("\x00", "")
    wrong, promises = too_long(words, most=WORDS_MOST), edition.promises.select_related("service", "post")
    found = [] if wrong else find_promises(words, promises)
    context = {"office": edition.office, "words": words, "found": found, "wrong": wrong}
    return render(request, "public/search.html", context)


@published
def charter(request: HttpRequest, office: str, edition: int | None = None) -> HttpResponse:
    return render(request, "public/charter.html", charter_context(office, edition))


@published
def charter_pdf(request: HttpRequest, office: str) -> HttpResponse:
    context = charter_context(office)
    name, edition = f"{office}-charter", context["edition"].pk
    return pdf_response("public/charter_paper.html", context, name=name, edition=edition)


def charter_context(office: str, edition_id: int | None = None) -> dict[str, Any]:
    edition = edition_on_view(office, edition_id)
    return {
        "office": edition.office,
        "edition": edition,
        "parts": parts_of(edition),
        "headings": {heading["of"]: heading for heading in edition.headings},
        "child_offices": list(edition.child_offices.select_related("office")),
        "expectations": list(edition.expectations.all()),
        "tiers": list(edition.tiers.all()),
        "printed_date": date_as_printed(edition),
        "here": "charter",
    }


@published
def service(request: HttpRequest, office: str, service: str) -> HttpResponse:
    promise = on_offer_as(office, service)
    now, at = timezone.now(), request.GET.get("at", "")[:60]
    above = promise.edition.office
    place = next((post for post in places_to_ask(above) if post.office.code == at), None) if at else None
    context = {
        "office": above,
        "promise": promise,
        "reached": reached_at(place.office, place) if place else reached_at(above),
        "outlook": outlook(promise, at=now),
        "suspension": promise.suspension(timezone.localdate(now)),
        "at": at,
        "here": "home",
    }
    return render(request, "public/service.html", context)


@published
def paper_form(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """The application form for paper, blank or filled in as a sample."""
    return render(request, "public/paper_form.html", form_context(request, office, service))


@published
def paper_form_pdf(request: HttpRequest, office: str, service: str) -> HttpResponse:
    context = form_context(request, office, service)
    name, edition = f"{service}-form", context["promise"].edition_id
    return pdf_response("public/paper_form.html", context, name=name, edition=edition)


def form_context(request: HttpRequest, office: str, service: str) -> dict[str, Any]:
    promise = on_offer_as(office, service)
    return {
        "office": promise.edition.office,
        "promise": promise,
        "expectations": list(promise.edition.expectations.all()),
        "own_target": own_target(promise),
        "sample": request.GET.get("sample") == "1",
        "today": timezone.localdate(),
    }
