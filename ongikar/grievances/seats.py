"""Who sits at each tier: taken from the charter at publication, put right by the head."""

from __future__ import annotations

from collections import Counter

from ongikar.bangla.normal import search_form
from ongikar.charter.models import Edition, Tier
from ongikar.grievances.models import TierSeat
from ongikar.offices.models import Office, Post


def seat_tiers(edition: Edition) -> list[TierSeat]:
    """A seat for every tier of the charter; one the office has set already is kept.

    Where the tier's contact is somebody who gives services of this charter, the seat is that post; any other
    tier sits outside, at the address the charter gives.
    """
    known = {seat.tier: seat for seat in TierSeat.objects.filter(office=edition.office)}
    seats = []
    for row in edition.tiers.order_by("tier"):
        seats.append(known.get(row.tier) or _seat(edition, row))
        known[row.tier] = seats[-1]
    return seats


def _seat(edition: Edition, row: Tier) -> TierSeat:
    emails = row.contact.get("emails") or [""]
    return TierSeat.objects.create(
        office=edition.office,
        tier=row.tier,
        post=_post_of(edition, row),
        title=row.to_bn,
        contact=row.contact_bn,
        email=emails[0],
    )


def _post_of(edition: Edition, row: Tier) -> Post | None:
    """The post that gives the services for which the charter names the same person."""
    name = search_form(row.contact.get("name") or "")
    if not name:
        return None
    posts = Counter(
        promise.post
        for promise in edition.promises.select_related("post")
        if promise.post and any(search_form(o.get("name") or "") == name for o in promise.officers)
    )
    return posts.most_common(1)[0][0] if posts else None


def seat_of(office: Office, tier: int) -> TierSeat | None:
    """The seat of a tier for an office; upazila offices are served by the district's (5.1.1)."""
    own = TierSeat.objects.filter(office=office, tier=tier).select_related("post", "alternate").first()
    if own is not None:
        return own
    edition = Edition.objects.in_force(office)
    if edition is not None and edition.tiers.exists():
        return next((seat for seat in seat_tiers(edition) if seat.tier == tier), None)
    return seat_of(office.parent, tier) if office.parent else None


def judged_by_himself(edition: Edition) -> bool:
    """Whether the seat of the first tier is also the post of a service: publishing says so (finding L3)."""
    seat = seat_of(edition.office, 1)
    return bool(seat and seat.post and edition.promises.filter(post=seat.post).exists())
