"""Making an office out of the charter it brings: nothing is typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from ongikar.bangla.normal import normal_form
from ongikar.charter.correcting import check_draft
from ongikar.charter.models import ChildOffice, Edition
from ongikar.clock.places import UnknownDistrict, place_of
from ongikar.journal.authors import Author
from ongikar.offices.models import Office, Post
from ongikar.offices.people import open_post
from ongikar.reading.sheet import CharterSheet, Contact


def office_from(sheet: CharterSheet, *, english: Mapping[str, Any] | None = None) -> Office:
    """Create the office that a charter speaks of: names, phone, mail and site as the charter gives them."""
    en = english or {}
    contact = first_contact(sheet)
    website = contact.websites[0] if contact.websites else ""
    return Office.objects.create(
        code=office_code(website, {row["code"] for row in Office.objects.values("code")}),
        name_bn=sheet.office_name or sheet.signatory.office or "",
        name_en=en.get("office", ""),
        body_bn=sheet.office_parent or "",
        body_en=en.get("parent", ""),
        district=district_of(website),
        phone=contact.phones[0] if contact.phones else "",
        email=contact.emails[0] if contact.emails else "",
        website=website,
    )


def first_contact(sheet: CharterSheet) -> Contact:
    """The officer that the charter names first, with the designation where a row gives one."""
    officers = [officer for service in sheet.services for officer in service.officers]
    return next((o for o in officers if o.designation), officers[0] if officers else Contact())


def host_labels(website: str) -> list[str]:
    host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    return [label for label in host.removeprefix("www.").removesuffix(".gov.bd").split(".") if label]


def office_code(website: str, taken: set[str]) -> str:
    """A code for addresses from the office's own site: doict.joypurhat.gov.bd gives doict-joypurhat."""
    stem = re.sub(r"[^a-z0-9-]", "", "-".join(host_labels(website)).lower()) or "office"
    code, more = stem, 1
    while code in taken:
        more += 1
        code = f"{stem}-{more}"
    return code


def district_of(website: str) -> str:
    """The district of an office on the national portal: the last label before gov.bd, where that is a district.

    The site of a department or a region names none, and then only the national calendar holds.
    """
    labels = host_labels(website)
    try:
        return place_of(labels[-1]).district or "" if labels else ""
    except UnknownDistrict:
        return ""


POST_TITLE = "দায়িত্বপ্রাপ্ত কর্মকর্তা", "Designated officer"
"""The charter's own word (column 7) for who gives the services, until the office writes the post's title."""


def seat_child_offices(edition: Edition, *, by: Author, at: datetime) -> None:
    """Make an office with one post of every office in part 3; one that is there already is kept.

    A charter that leaves an office out closes nothing: its cases and its post remain.
    """
    known = {office.website: office for office in edition.office.children.all() if office.website}
    named = {office.name_bn: office for office in edition.office.children.all()}
    for place, row in enumerate(edition.child_offices.filter(office__isnull=True), 1):
        office = known.get(row.url) or named.get(row.name_bn) or _child_office(edition.office, row, place)
        row.office = office
        row.save(update_fields=["office"])
        if not office.posts.exists():
            titles = title_of(row)
            open_post(office, title_bn=titles[0], title_en=titles[1], role=Post.Role.UPAZILA, by=by, at=at)


def title_of(row: ChildOffice) -> tuple[str, str]:
    """The title of the post of a row of part 3, in Bangla and English: as the head gave it, else the charter's word."""
    return (row.post_title_bn, row.post_title_en) if row.post_title_bn else POST_TITLE


def keep_titles(edition: Edition, titles: Mapping[int, tuple[str, str]]) -> None:
    """The titles that the head gives to the posts of part 3 of a draft, by row; '' leaves one to the charter's word."""
    check_draft(edition)
    for row in edition.child_offices.filter(pk__in=titles):
        row.post_title_bn, row.post_title_en = (normal_form(title).strip() for title in titles[row.pk])
        row.save(update_fields=["post_title_bn", "post_title_en"])


def posts_without_title(offices: Iterable[Office]) -> list[Post]:
    """The posts of part 3 that bear the charter's word still, and nobody has said that it is their title."""
    asked = ChildOffice.objects.filter(office__in=offices).exclude(post_title_bn="").values("office")
    posts = Post.objects.filter(office__in=offices, role=Post.Role.UPAZILA, title_bn=POST_TITLE[0])
    return list(posts.exclude(office__in=asked).order_by("office__position", "pk"))


def _child_office(parent: Office, row: ChildOffice, place: int) -> Office:
    return Office.objects.create(
        parent=parent,
        code=office_code(row.url, {office["code"] for office in Office.objects.values("code")}),
        name_bn=row.name_bn,
        name_en=row.name_en,
        body_bn=parent.body_bn,
        body_en=parent.body_en,
        district=parent.district,
        calendar_class=parent.calendar_class,
        calendar_stamp=parent.calendar_stamp,
        website=row.url,
        position=place,
    )
