"""Who sits at each tier: taken from the charter at publication, put right by the head."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ongikar.bangla.normal import search_form
from ongikar.charter.models import Edition, Tier
from ongikar.grievances.models import Referral, TierSeat
from ongikar.offices.models import Office, Post
from ongikar.offices.reaching import Reached, reached_at


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
    """Made once, whoever asks first: two visitors of a new office may ask in the same second."""
    emails = row.contact.get("emails") or [""]
    named = {"post": _post_of(edition, row), "title": row.to_bn, "contact": row.contact_bn, "email": emails[0]}
    return TierSeat.objects.get_or_create(office=edition.office, tier=row.tier, defaults=named)[0]


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


def reached_of(turn: Referral) -> Reached:
    """Where to phone about a turn: whoever has it, else the office whose tiers these are; nobody below him, who may be
    complained of."""
    post, about = turn.seat.post, turn.grievance.office
    found = reached_at(post.office, post, beside=about) if post else Reached()
    return found if found.phone else reached_at(turn.seat.office, beside=about)


def judged_by_himself(edition: Edition) -> bool:
    """Whether the seat of the first tier is also the post of a service: publishing says so (finding L3)."""
    seat = TierSeat.objects.filter(office=edition.office, tier=1).first()
    row = edition.tiers.filter(tier=1).first()
    post = seat.post if seat else _post_of(edition, row) if row else None
    return bool(post and edition.promises.filter(post=post).exists())


def seats_of(office: Office) -> list[TierSeat]:
    """The seats of an office as its charter and its head have them; made where the charter is new. That of the
    coordinator is not kept until somebody is set there."""
    edition = Edition.objects.in_force(office)
    if edition is not None:
        seat_tiers(edition)
    found = list(TierSeat.objects.filter(office=office).select_related("post__office", "alternate__office"))
    if not any(seat.tier == COORDINATOR for seat in found):
        found.append(TierSeat(office=office, tier=COORDINATOR, title=_("সমন্বয়ক (জেলা প্রশাসক, ৫.৪)")))
    return found


def sits_at(post: Post) -> list[TierSeat]:
    """The seats where this post sits, as its holder or alternate."""
    return list(TierSeat.objects.of_post(post.pk).select_related("office"))


def posts_to_seat(office: Office) -> QuerySet[Post]:
    """The posts that can be a tier's: of this office, those under it, and those above it."""
    above = [office.parent_id] if office.parent_id else []
    tops = Office.objects.filter(parent=None).values("pk")
    posts = Post.objects.filter(Q(office__in=[*office.family(), *above]) | Q(office__in=tops))
    return posts.select_related("office").order_by("office", "pk")


COORDINATOR = 0
"""The seat of whoever coordinates (in a district the Deputy Commissioner, 5.4): sees what is late, decides nothing."""
