"""Correcting a draft: what a person typed is kept, the cell is read anew, and its doubt is gone.

Everything here takes rows of a draft; what is published is frozen, and a change is a new edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from ongikar.charter.models import ChildOffice, Edition, Expectation, Promise, Tier
from ongikar.clock.limits import TimeLimit
from ongikar.journal.holding import held
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import read_papers
from ongikar.reading.cells.time_limit import read_time_limit
from ongikar.rules import RuleBroken

Row = Promise | Tier | Expectation | ChildOffice


def check_draft(edition: Edition) -> None:
    """Raise RuleBroken where the edition is no draft any more."""
    if edition.state != Edition.State.DRAFT:
        raise RuleBroken(_("প্রকাশিত সনদ বদলানো যায় না। বদলাতে হলে নতুন সংস্করণ আনুন।"))


def correct_edition(edition: Edition, changed: Iterable[str]) -> None:
    """Keep the corrected fields of the document itself: title, vision, mission, date, signature, headings."""
    check_draft(edition)
    if fields := list(changed):
        edition.save(update_fields=fields)


def correct(promise: Promise, changed: Iterable[str]) -> None:
    """Keep the corrected fields, read the corrected cells anew, and take away their doubts."""
    check_draft(promise.edition)
    fields = set(changed)
    for name in list(fields):
        if name in _READERS:
            fields |= _READERS[name](promise)
    promise.unsure = [doubt for doubt in promise.unsure if _FIELD_OF.get(doubt.get("field", "")) not in fields]
    promise.save(update_fields=[*fields, "unsure"])


def correct_papers(promise: Promise, papers: list[dict[str, str]]) -> None:
    """Keep the list of papers as a person has set it, each {bn, en}: what may be asked for is what stands here."""
    check_draft(promise.edition)
    promise.papers = papers
    promise.save(update_fields=["papers"])


def correct_reading(promise: Promise, *, limit: TimeLimit, fee_kind: str) -> None:
    """What is to be understood by the cells of time and price, where they were read wrongly; the cells stay."""
    check_draft(promise.edition)
    promise.limit_read = limit.to_json()
    promise.fee = {**promise.fee, "kind": fee_kind}
    promise.unsure = [doubt for doubt in promise.unsure if doubt.get("field") not in ("time_limit", "fee")]
    promise.save(update_fields=["limit_read", "fee", "unsure"])


def correct_tier(tier: Tier, changed: Iterable[str]) -> None:
    """Keep the corrected fields of a tier; its contact and its limit are read anew."""
    check_draft(tier.edition)
    fields = set(changed)
    if "limit_bn" in fields:
        tier.limit_read = read_time_limit(tier.limit_bn)[0].to_json()
        fields.add("limit_read")
    if "contact_bn" in fields:
        officers = read_officers(tier.contact_bn)[0]
        tier.contact = officers[0].to_json() if officers else {}
        fields.add("contact")
    if fields:
        tier.save(update_fields=fields)


def correct_row(row: Expectation | ChildOffice, changed: Iterable[str]) -> None:
    check_draft(row.edition)
    if fields := list(changed):
        row.save(update_fields=fields)


@transaction.atomic
def add_service(edition: Edition, *, section: str, name: str, number: int | None = None) -> Promise:
    """A service that the reading missed, put at the end of its section; its cells are filled in by correcting."""
    check_draft(held(edition))
    of_section = edition.promises.filter(section=section)
    last = of_section.aggregate(last=Max("position"))["last"]
    if last is None:
        last = edition.promises.aggregate(last=Max("position"))["last"] or 0
    _make_room(edition, after=last)
    return Promise.objects.create(edition=edition, section=section, number=number, position=last + 1, name_bn=name)


def _make_room(edition: Edition, *, after: int) -> None:
    """Move the rows behind a place one further; from the back, as no two may share a place."""
    for promise in edition.promises.filter(position__gt=after).order_by("-position"):
        Promise.objects.filter(pk=promise.pk).update(position=F("position") + 1)


def add_expectation(edition: Edition, *, text: str, number: int | None = None) -> Expectation:
    check_draft(edition)
    return Expectation.objects.create(edition=edition, number=number, text_bn=text)


def add_child_office(edition: Edition, *, name: str, url: str = "", number: int | None = None) -> ChildOffice:
    check_draft(edition)
    return ChildOffice.objects.create(edition=edition, number=number, name_bn=name, url=url)


@transaction.atomic
def add_tier(edition: Edition, *, to: str) -> Tier:
    check_draft(held(edition))
    last = edition.tiers.aggregate(last=Max("tier"))["last"] or 0
    return Tier.objects.create(edition=edition, tier=last + 1, to_bn=to)


def discard(edition: Edition) -> None:
    """Throw a draft away, with all its rows; no case and no page ever rested on it."""
    check_draft(edition)
    edition.delete()


def remove(row: Row) -> None:
    """Take a row out of a draft: one that the document does not have."""
    check_draft(row.edition)
    row.delete()


def _read_limit(promise: Promise) -> set[str]:
    promise.limit_read = read_time_limit(promise.limit_bn)[0].to_json()
    return {"limit_read"}


def _read_fee(promise: Promise) -> set[str]:
    promise.fee = read_fee(promise.fee_bn)[0].to_json()
    return {"fee"}


def _read_channels(promise: Promise) -> set[str]:
    promise.channels = list(read_channels(promise.channels_bn)[0].values)
    return {"channels"}


def _read_papers(promise: Promise) -> set[str]:
    papers = read_papers(promise.papers_bn)[0]
    promise.papers = [{"bn": item, "en": ""} for item in papers.items]
    promise.papers_where_bn = papers.where or ""
    return {"papers", "papers_where_bn"}


def _read_officers(promise: Promise) -> set[str]:
    promise.officers = [officer.to_json() for officer in read_officers(promise.officer_bn)[0]]
    return {"officers"}


_READERS: dict[str, Callable[[Promise], set[str]]] = {
    "limit_bn": _read_limit,
    "fee_bn": _read_fee,
    "channels_bn": _read_channels,
    "papers_bn": _read_papers,
    "officer_bn": _read_officers,
}
# the field of a doubt in the reading -> the field of a promise
_FIELD_OF = {
    "time_limit": "limit_bn",
    "fee": "fee_bn",
    "officers": "officer_bn",
    "name": "name_bn",
    "channels": "channels_bn",
    "papers": "papers_bn",
    "number": "number",
    "section": "section",
}
