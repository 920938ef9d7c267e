"""What the public may see of charters: offices, editions in force, and what they promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from ongikar.bangla.bijoy import is_bijoy, to_unicode
from ongikar.bangla.search import matches
from ongikar.charter.models import ChildOffice, Edition, Expectation, Promise, Section, Suspension, Tier
from ongikar.clock.hours import in_dhaka
from ongikar.offices.models import Office, Post, Posting
from ongikar.reading.signature import read_date
from ongikar.rules import RuleBroken

DATE_LINE_MAX = 40  # characters: a line that is the date, not a sentence that names it


@dataclass(frozen=True)
class Part:
    """One of the three tables of promised services, with its heading as printed."""

    section: str
    heading: dict[str, object]
    promises: list[Promise]


def offices_with_charter() -> list[Office]:
    return list(Office.objects.filter(editions__state=Edition.State.PUBLISHED).order_by("pk").distinct())


def the_only_office() -> Office | None:
    """The office, where this installation serves one: pages that name none then still wear its head."""
    found = offices_with_charter()
    return found[0] if len(found) == 1 else None


def charter_holder(office: Office) -> Office:
    """The office by whose charter this one works: its own where it has one in force, else that of the office above.

    That an office under another has no charter of its own is a finding (L17), and no reason to turn anybody away.
    """
    if office.parent is None or Edition.objects.in_force(office):
        return office
    return office.parent


def places_to_ask(office: Office) -> list[Post]:
    """Where else a service of this charter can be asked for: one post of each office under it, in its order."""
    posts = Post.objects.filter(office__parent=office).select_related("office")
    own_officer_last = sorted(posts.order_by("-pk"), key=lambda post: post.role == Post.Role.UPAZILA)
    by_office = {post.office_id: post for post in own_officer_last}
    return sorted(by_office.values(), key=lambda post: (post.office.position, post.office_id))


def office_under(code: str) -> Office:
    """An office without a charter of its own, with the one above; ObjectDoesNotExist for any other."""
    return Office.objects.select_related("parent").get(code=code, parent__editions__state=Edition.State.PUBLISHED)


def first_remedy(edition_id: int) -> Tier | None:
    """Whom an edition names first where a service was not given."""
    return Tier.objects.filter(edition_id=edition_id).first()


def tier_of(edition_id: int, tier: int) -> Tier | None:
    """A row of part 5 by its number."""
    return Tier.objects.filter(edition_id=edition_id, tier=tier).first()


def edition_on_view(office_code: str, edition_id: int | None = None, *also: str) -> Edition:
    """The edition in force, or an earlier one by its number, with its office and what `also` names (relations).

    A draft is on nobody's view.
    """
    editions = Edition.objects.select_related("office", *also).defer("source", "source_text", "findings")
    editions = editions.exclude(state=Edition.State.DRAFT)
    editions = editions.filter(office__code=office_code)
    if edition_id is not None:
        return editions.get(pk=edition_id)
    edition = editions.filter(state=Edition.State.PUBLISHED).first()
    if edition is None:
        raise ObjectDoesNotExist
    return edition


def date_as_printed(edition: Edition) -> str:
    """The date of issue in the document's own words and digits; day/month/year where they are not found."""
    if edition.issued_on is None:
        return ""
    issued = edition.issued_on.isoformat()
    lines = (line.strip() for line in reversed(edition.source_text.splitlines()))
    printed = (line for line in lines if len(line) <= DATE_LINE_MAX and read_date(line) == issued)
    return next(printed, f"{edition.issued_on:%d/%m/%Y}")


def parts_of(edition: Edition) -> list[Part]:
    """The tables of promised services in the order of the document."""
    headings = {heading["of"]: heading for heading in edition.headings}
    promises = list(edition.promises.select_related("service", "post"))
    return [
        Part(section, headings.get(section, {}), found)
        for section in Section.values
        if (found := [promise for promise in promises if promise.section == section])
    ]


def find_promises(words: str, promises: Iterable[Promise]) -> list[Promise]:
    """The promises that answer the words, best first, in any spelling and either script, Bijoy included."""
    asked = [words, to_unicode(words)] if is_bijoy(words) else [words]
    rated = [
        (
            max(matches(one, name) for one in asked for name in (promise.name_bn, promise.name_en)),
            -promise.position,
            promise,
        )
        for promise in promises
    ]
    return [promise for rate, _, promise in sorted(rated, key=lambda row: row[:2], reverse=True) if rate > 0]


def promise_at(office: Office, service_code: str, *, at: datetime) -> Promise:
    """What was promised for a service at `at`: by the edition in force then.

    Before this program put its first edition in force that one holds, from the date it bears. RuleBroken
    where nothing was promised yet, ObjectDoesNotExist where the office has no such service.
    """
    promises = Promise.objects.select_related("service", "post__office", "edition__office").filter(
        service__office=office, service__code=service_code
    )
    published = promises.exclude(edition__state=Edition.State.DRAFT).order_by("edition__published_at")
    then = published.filter(edition__superseded_at__gt=at).first() or published.last()
    if then is None:
        raise Promise.DoesNotExist
    since = then.edition.issued_on or in_dhaka(then.edition.published_at or at).date()
    if in_dhaka(at).date() < since:
        raise RuleBroken(_("সনদের আগের তারিখ লেখা হয়েছে। এই সেবার প্রতিশ্রুতি শুরু সনদের তারিখ থেকে।"))
    return then


def in_force(office: Office) -> Edition | None:
    return Edition.objects.in_force(office)


def on_offer(office: Office, service_code: str) -> Promise:
    """What the edition in force promises for one service of the office."""
    return Promise.objects.on_offer_as(office.code, service_code)


def on_offer_as(office_code: str, service_code: str) -> Promise:
    """The same for codes as they stand in an address."""
    return Promise.objects.on_offer_as(office_code, service_code)


def on_offer_beside(office: Office, service_id: int) -> models.QuerySet[Promise]:
    """All that is promised but one service, to choose another from."""
    return Promise.objects.on_offer_beside(office, service_id)


def offers_of(office: Office) -> dict[str, Promise]:
    """All that the edition in force promises, by the code of the service, in the order of the document."""
    return {promise.service.code: promise for promise in Promise.objects.on_offer(office) if promise.service}


def suspended(office: Office, day: date) -> dict[int | None, Suspension]:
    """The suspensions in force on a day, by the service they stop."""
    rows = list(Suspension.objects.covering(day).filter(service__office=office))
    return {row.service_id: row for row in reversed(rows)}


def posts_of(office: Office) -> models.QuerySet[Post]:
    """The posts that may be given the duty of a service: of the office and of those under it."""
    return Post.objects.filter(office_id__in=office.family()).order_by("office_id", "pk")


def all_editions(office: Office) -> list[Edition]:
    return list(Edition.objects.filter(office=office).defer("source", "source_text").order_by("-pk"))


def edition_of(office: Office, edition_id: int) -> Edition:
    return Edition.objects.get(office=office, pk=edition_id)


def draft_of(office: Office, edition_id: int) -> Edition:
    """A draft of the office; what is published is never changed."""
    return Edition.objects.get(office=office, pk=edition_id, state=Edition.State.DRAFT)


SECTIONS = Section.choices
ROWS: dict[str, type[Expectation] | type[ChildOffice] | type[Tier]] = {
    "expectations": Expectation,
    "offices": ChildOffice,
    "tiers": Tier,
}


def draft_row(office: Office, edition_id: int, part: str, row_id: int) -> Expectation | ChildOffice | Tier:
    """A row of a lesser part of a draft: of `expectations`, `offices` or `tiers`."""
    return (
        ROWS[part]
        ._default_manager.select_related("edition__office")
        .get(pk=row_id, edition_id=edition_id, edition__office=office, edition__state=Edition.State.DRAFT)
    )


def draft_promise(office: Office, edition_id: int, promise_id: int) -> Promise:
    """A promise of a draft; what is published is never changed."""
    return Promise.objects.select_related("edition__office").get(
        pk=promise_id, edition_id=edition_id, edition__office=office, edition__state=Edition.State.DRAFT
    )


def seat(edition: Edition, posting: Posting) -> None:
    """Give each promise of a draft to the post that held its service before, else to this posting's."""
    held = {
        promise.name_bn: promise.post_id
        for promise in Promise.objects.filter(edition__office=edition.office, edition__state=Edition.State.PUBLISHED)
    }
    for promise in edition.promises.all():
        promise.post_id = held.get(promise.name_bn) or posting.post_id
        promise.save(update_fields=["post"])
