"""publish(edition): checks, freezes, supersedes. compare(old, new): what changed between two editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.db import transaction
from django.utils.translation import gettext as _

from ongikar.bangla.normal import search_form
from ongikar.charter.correcting import check_draft
from ongikar.charter.founding import seat_child_offices
from ongikar.charter.models import Edition, Promise, Service
from ongikar.journal.holding import held
from ongikar.offices.models import Post, Posting
from ongikar.rules import Overtaken, RuleBroken

SAME_NAME = 0.82  # names at least this alike, in one section, are the same service across editions
LONGEST_NAME = 300  # of a service that is compared letter by letter


def obstacles(edition: Edition) -> list[str]:
    """What still stands before publishing, each a sentence that says what to do."""
    found = []
    promises = list(edition.promises.all())
    if not promises:
        found.append(_("এই খসড়ায় কোনো সেবা নেই। দলিলটি আবার পড়ান বা সেবা যোগ করুন।"))
    found += [
        _("“%(name)s”: দায়িত্বপ্রাপ্ত পদ বেছে নিন।") % {"name": promise.name_bn}
        for promise in promises
        if promise.post_id is None
    ]
    found += [_("একটি সেবার নাম নেই। নাম লিখুন।") for promise in promises if not promise.name_bn.strip()]
    rows = [
        *(office.name_bn for office in edition.child_offices.all()),
        *(row.text_bn for row in edition.expectations.all()),
        *(tier.to_bn for tier in edition.tiers.all()),
    ]
    found += [_("একটি সারি খালি। দপ্তর, প্রত্যাশা ও অভিযোগের সারিগুলো দেখুন।") for row in rows if not row.strip()]
    return found


@transaction.atomic
def publish(edition: Edition, *, by: Posting, at: datetime) -> Edition:
    """Put the draft in force and supersede the edition before it. Only the head of the office may.

    Services keep their identity; cases keep the promise they were filed under. Raises RuleBroken
    with everything that stands in the way, Overtaken where the draft is no longer a draft.
    """
    if not by.is_head or by.office.pk != edition.office_id:
        raise RuleBroken(_("সনদ প্রকাশ করতে পারেন শুধু দপ্তরপ্রধান।"))
    check_draft(edition)
    if standing := obstacles(edition):
        raise RuleBroken(" ".join(standing))
    held(edition.office)  # of two drafts published at once one supersedes the other
    old = Edition.objects.in_force(edition.office)
    if old is not None:
        Edition.objects.filter(pk=old.pk).update(state=Edition.State.SUPERSEDED, superseded_at=at)
    keep_identities(edition, old)
    changed = Edition.objects.filter(pk=edition.pk, state=Edition.State.DRAFT).update(
        state=Edition.State.PUBLISHED, published_at=at, published_by=by
    )
    if not changed:
        raise Overtaken(edition)
    edition.refresh_from_db(fields=["state", "published_at", "published_by"])
    seat_child_offices(edition, by=by.author(), at=at)
    return edition


def keep_identities(edition: Edition, old: Edition | None) -> None:
    """Give each promise the service it had in the edition before, or a new service."""
    before = list(old.promises.select_related("service")) if old else []
    taken = set(Service.objects.filter(office=edition.office).values_list("code", flat=True))
    for promise in edition.promises.filter(service__isnull=True):
        twin = same_service(promise, before)
        if twin is not None:
            before.remove(twin)
            promise.service = twin.service
        else:
            promise.service = Service.objects.create(office=edition.office, code=free_code(promise, taken))
            taken.add(promise.service.code)
        promise.save(update_fields=["service"])


def same_service(promise: Promise, others: Iterable[Promise]) -> Promise | None:
    """The promise of another edition that is for the same service: by name, in the same section."""
    name = search_form(promise.name_bn)
    rated = [
        (rate, -other.position, other)
        for other in others
        if other.section == promise.section and (rate := _alike(name, search_form(other.name_bn))) >= SAME_NAME
    ]
    best = max(rated, key=lambda row: row[:2], default=None)
    return best[2] if best else None


def _alike(name: str, other: str) -> float:
    """How much two names are alike, from 0 to 1; 0 where that is seen without comparing them letter by letter."""
    longest = max(len(name), len(other))
    if name == other or longest > LONGEST_NAME:
        return float(name == other)
    matcher = SequenceMatcher(None, name, other)
    told = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # each is at most the one before it
    return next((0.0 for rate in told if rate() < SAME_NAME), matcher.ratio())


def free_code(promise: Promise, taken: set[str]) -> str:
    """A code for URLs: section and serial; ASCII, since a slug of Bangla loses its vowel signs."""
    stem = f"{promise.section}-{promise.number or promise.position}"
    code, more = stem, 1
    while code in taken:
        more += 1
        code = f"{stem}-{more}"
    return code


def give_to(edition: Edition, post: Post) -> None:
    """Put every promise without a post into the hands of this one."""
    edition.promises.filter(post__isnull=True).update(post=post)


@dataclass(frozen=True)
class Change:
    """One difference between two editions. `kind`: added, removed or changed."""

    kind: str
    name: str
    field: str = ""
    before: str = ""
    after: str = ""


FIELDS = ("name_bn", "channels_bn", "papers_bn", "fee_bn", "limit_bn", "officer_bn")


def compare(old: Edition, new: Edition) -> list[Change]:
    """What changed for whom: services added, removed, cells that read differently, and the document around them."""
    return [*_services(old, new), *_document(old, new)]


def _document(old: Edition, new: Edition) -> list[Change]:
    before, after = texts_of(old), texts_of(new)
    names = [*after, *(name for name in before if name not in after)]
    pairs = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [Change("changed", name, "", was, now) for name, was, now in pairs if was != now]


def texts_of(edition: Edition) -> dict[str, str]:
    """The document around the services: its own words and date, and the rows of its lesser parts, by their names."""
    signatory = (edition.signatory_name_bn, edition.signatory_designation_bn, edition.signatory_office_bn)
    texts = {
        _("শিরোনাম"): edition.title_bn,
        _("ভিশন"): edition.vision_bn,
        _("মিশন"): edition.mission_bn,
        _("সনদের তারিখ"): str(edition.issued_on or ""),
        _("স্বাক্ষর"): ", ".join(filter(None, signatory)),
    }
    child, expectation, step = _("আওতাধীন দপ্তর"), _("প্রত্যাশা"), _("অভিযোগের ধাপ")
    for place, office in enumerate(edition.child_offices.all(), 1):
        texts[f"{child} {office.number or place}"] = f"{office.name_bn} {office.url}".strip()
    for place, row in enumerate(edition.expectations.all(), 1):
        texts[f"{expectation} {row.number or place}"] = row.text_bn
    for tier in edition.tiers.all():
        texts[f"{step} {tier.tier}"] = "; ".join((tier.when_bn, tier.to_bn, tier.contact_bn, tier.limit_bn))
    return texts


def _services(old: Edition, new: Edition) -> list[Change]:
    before, changes = list(old.promises.all()), []
    for promise in new.promises.all():
        twin = next((other for other in before if other.service_id == promise.service_id), None)
        twin = twin if promise.service_id else same_service(promise, before)
        if twin is None:
            changes.append(Change("added", promise.name_bn))
            continue
        before.remove(twin)
        changes += [
            Change("changed", promise.name_bn, name, getattr(twin, name), getattr(promise, name))
            for name in FIELDS
            if getattr(twin, name) != getattr(promise, name)
        ]
    return changes + [Change("removed", gone.name_bn) for gone in before]
