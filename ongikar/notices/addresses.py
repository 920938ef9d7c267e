"""Every address of an office's people: of the office, its posts, its charter's officers and tiers, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_bangla
from ongikar.charter.models import Edition, Promise, Tier
from ongikar.grievances.models import TierSeat
from ongikar.notices.letters import in_language
from ongikar.offices.addresses import Address, normal_address
from ongikar.offices.confirming import rows_of
from ongikar.offices.models import Office, Post


@dataclass
class Listed:
    """An address, where it stands, and what is known of it. `written_to`: letters may go there by themselves."""

    text: str
    places: list[str] = field(default_factory=list)
    row: Address | None = None
    written_to: bool = False

    @property
    def is_mail(self) -> bool:
        return "@" in self.text

    @property
    def state(self) -> str:
        """confirmed, wrong, tried or new."""
        if self.row is None:
            return "new"
        if self.row.is_confirmed:
            return "confirmed"
        if self.row.wrong_at:
            return "wrong"
        return "tried" if self.row.tried_at else "new"


def addresses_of(offices: list[Office]) -> list[Listed]:
    """E-mail addresses and mobile numbers of these offices, what letters go to first."""
    found: dict[str, Listed] = {}
    for text, place, written_to in _named(offices):
        if address := normal_address(text):
            listed = found.setdefault(address, Listed(address))
            listed.written_to = listed.written_to or written_to
            if place not in listed.places:
                listed.places.append(place)
    rows = rows_of(found)
    for address, listed in found.items():
        listed.row = rows.get(address)
    return sorted(found.values(), key=lambda one: (not one.written_to, not one.is_mail))


def _named(offices: list[Office]) -> Iterator[tuple[str, str, bool]]:
    for office in offices:
        name = {"name": _shown(office, "name")}
        yield office.email, _("দপ্তরের ই-মেইল: %(name)s") % name, True
        yield office.phone, _("দপ্তরের ফোন: %(name)s") % name, False
    for post in Post.objects.filter(office__in=offices).select_related("office").order_by("office", "pk"):
        words = {"title": _shown(post, "title"), "office": _shown(post.office, "name")}
        place = _("পদ: %(title)s, %(office)s") % words
        yield post.email, place, True
        yield post.phone, place, False
    for seat in TierSeat.objects.filter(office__in=offices):
        yield seat.email, _tier(seat.tier, seat.title), False
    yield from _in_charters(offices)


def _in_charters(offices: list[Office]) -> Iterator[tuple[str, str, bool]]:
    """What the charters in force print: the officers of column 7, and the tiers of part 5."""
    in_force = {"edition__office__in": offices, "edition__state": Edition.State.PUBLISHED}
    for officers in Promise.objects.filter(**in_force).values_list("officers", flat=True):
        for officer in officers:
            place = _("সনদের কর্মকর্তা: %(name)s") % {"name": officer.get("name") or officer.get("designation") or ""}
            yield from ((text, place, False) for text in _reached(officer))
    for tier in Tier.objects.filter(**in_force):
        yield from ((text, _tier(tier.tier, tier.to_bn), False) for text in _reached(tier.contact))


def _tier(number: int, title: str) -> str:
    shown = str(number) if get_language() == "en" else to_bangla(number)
    return _("অভিযোগের ধাপ %(n)s: %(title)s") % {"n": shown, "title": title}


def _shown(thing: Office | Post, name: str) -> str:
    return in_language(thing, name, get_language() or "bn")


def _reached(contact: dict[str, list[str]]) -> list[str]:
    return [*contact.get("emails", ()), *contact.get("phones", ())]
