"""What the public may see of charters: offices, editions in force, and what they promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from ongikar.bangla.search import matches
from ongikar.charter.models import Edition, Promise, Section
from ongikar.offices.models import Office, Posting
from ongikar.reading.cells.channels import read_channels
from ongikar.reading.cells.fee import read_fee
from ongikar.reading.cells.officer import read_officers
from ongikar.reading.cells.papers import read_papers
from ongikar.reading.cells.time_limit import read_time_limit


@dataclass(frozen=True)
class Part:
    """One of the three tables of promised services, with its heading as printed."""

    section: str
    heading: dict[str, object]
    promises: list[Promise]


def offices_with_charter() -> list[Office]:
    return list(Office.objects.filter(editions__state=Edition.State.PUBLISHED).order_by("pk").distinct())


def edition_on_view(office_code: str, edition_id: int | None = None) -> Edition:
    """The edition in force, or an earlier one by its number; a draft is on nobody's view."""
    editions = Edition.objects.select_related("office").exclude(state=Edition.State.DRAFT)
    editions = editions.filter(office__code=office_code)
    if edition_id is not None:
        return editions.get(pk=edition_id)
    edition = editions.filter(state=Edition.State.PUBLISHED).first()
    if edition is None:
        raise ObjectDoesNotExist
    return edition


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
    """The promises that answer the words, best first, in any spelling and either script."""
    rated = [
        (max(matches(words, promise.name_bn), matches(words, promise.name_en)), -promise.position, promise)
        for promise in promises
    ]
    return [promise for rate, _, promise in sorted(rated, key=lambda row: row[:2], reverse=True) if rate > 0]


def in_force(office: Office) -> Edition | None:
    return Edition.objects.in_force(office)


def all_editions(office: Office) -> list[Edition]:
    return list(Edition.objects.filter(office=office).defer("source", "source_text").order_by("-pk"))


def edition_of(office: Office, edition_id: int) -> Edition:
    return Edition.objects.get(office=office, pk=edition_id)


def draft_promise(office: Office, edition_id: int, promise_id: int) -> Promise:
    """A promise of a draft; what is published is never changed."""
    return Promise.objects.select_related("edition").get(
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


def correct(promise: Promise, changed: list[str]) -> None:
    """Keep the corrected fields, read the corrected cells anew, and take away their doubts."""
    fields = set(changed)
    for name in changed:
        if name in _READERS:
            fields |= _READERS[name](promise)
    promise.unsure = [doubt for doubt in promise.unsure if _FIELD_OF.get(doubt.get("field", "")) not in fields]
    promise.save(update_fields=[*fields, "unsure"])


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


_READERS = {
    "limit_bn": _read_limit,
    "fee_bn": _read_fee,
    "channels_bn": _read_channels,
    "papers_bn": _read_papers,
    "officer_bn": _read_officers,
}
_FIELD_OF = {"time_limit": "limit_bn", "fee": "fee_bn", "officers": "officer_bn", "name": "name_bn"}
