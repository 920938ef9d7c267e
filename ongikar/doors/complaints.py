"""What a grievance can be about, for the forms that take one: the services, people and offices of one charter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

from ongikar.bangla.normal import normal_form
from ongikar.cases.models import Case
from ongikar.charter.models import Edition
from ongikar.charter.shelf import places_to_ask
from ongikar.doors.fields import TextField, too_long
from ongikar.grievances.guard import holders_at
from ongikar.grievances.lodging import Complaint, will_be_sealed
from ongikar.grievances.models import Grievance, Medium, TierSeat
from ongikar.grievances.seats import seats_of
from ongikar.offices.models import Office, Post, Posting
from ongikar.ui.templatetags.parts import either

ABOUT = ("case_reference", "service", "officers", "written", "place")
NAME_MOST = 200  # signs
Choices = list[tuple[str, str]]
UP_TO = 2  # the grievance officer and the appeal officer; above them sits a committee


class Subjects:
    """Services, people (posts that give a service, and whoever sits at the first two tiers) and offices."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.promises = [p for p in edition.promises.select_related("service", "post__office") if p.service]
        self.services = {p.service.code: p.service for p in self.promises if p.service}
        below = places_to_ask(edition.office)
        posts = [p.post for p in self.promises if p.post] + below
        self.posts: dict[str, Post] = {str(post.pk): post for post in posts}
        self.places: dict[str, Office] = {post.office.code: post.office for post in below}
        self.seats = {f"tier{seat.tier}": seat for seat in seats_of(edition.office) if self._named(seat)}

    def _named(self, seat: TierSeat) -> bool:
        """Whether a tier stands in the list beside the posts: of the first two, and not there as a post already."""
        return 1 <= seat.tier <= UP_TO and str(seat.post_id) not in self.posts

    def service_choices(self) -> Choices:
        named = [(p.service.code, in_language(p)) for p in self.promises if p.service]
        return [("", _("কোনো একটি সেবা নয়")), *named]

    def officer_choices(self) -> Choices:
        posts = [(key, _post(post)) for key, post in self.posts.items()]
        return [*posts, *((key, self._seat(seat)) for key, seat in self.seats.items())]

    def _seat(self, seat: TierSeat) -> str:
        """Who sits at a tier, as the charter has it in the language of the page."""
        row = self.edition.tiers.filter(tier=seat.tier).first()
        return either({"bn": row.to_bn, "en": row.to_en}) if row and row.to_bn == seat.title else seat.title

    def place_choices(self) -> Choices:
        own = self.edition.office
        return [("", in_language(own)), *((code, in_language(one)) for code, one in self.places.items())]

    def people(self, keys: Sequence[str], at: datetime) -> tuple[Posting, ...]:
        """Who holds the posts chosen, and the tiers that are posts here."""
        chosen = [self.posts[key] for key in keys if key in self.posts]
        chosen += [seat.post for key in keys if (seat := self.seats.get(key)) and seat.post]
        return tuple(held for post in chosen for held in holders_at(post, at))

    def outside(self, keys: Sequence[str]) -> tuple[TierSeat, ...]:
        return tuple(seat for key in keys if (seat := self.seats.get(key)) and seat.outside)

    def against(self, data: Mapping[str, Any], case: Case | None, at: datetime) -> dict[str, Any]:
        """What a form complains of, as a Complaint has it: by name, by case, by service; else the whole office."""
        named, seats = self.people(data["officers"], at), self.outside(data["officers"])
        service, written = self.services.get(data.get("service", "")), written_names(data["written"])
        office = case.office if case else self.places.get(data.get("place", ""), self.edition.office)
        return {
            "office": office, "case": case, "service": service, "named": named, "seats": seats, "written": written,
            "whole_office": not (case or service or named or seats or written),
        }  # fmt: skip

    def surely_kept(self, form: Form, case: Case | None, at: datetime) -> bool:
        """Whether nobody whom a form complains of, good or not yet, runs the machine that it would lie on."""
        if not form.is_bound or any(form.has_error(name) for name in ABOUT):
            return False
        against = self.against(form.cleaned_data, case, at)
        unsaid = Complaint(kind=Grievance.Kind.PUBLIC, medium=Medium.WEB, subject="", matter="", **against)
        return not will_be_sealed(unsaid, at=at)


class NamesField(TextField):
    """Names, one on each line."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        for name in written_names(value):
            if said := too_long(name, most=NAME_MOST):
                raise ValidationError(_("“%(start)s…” লাইনে: %(said)s") % {"start": name[:20], "said": said})


def written_names(text: str) -> tuple[str, ...]:
    """The names of a box that has one on each line."""
    return tuple(line for row in text.splitlines() if (line := normal_form(row).strip()))


def in_language(row: Any) -> str:
    return either({"bn": row.name_bn, "en": row.name_en})


def _post(post: Post) -> str:
    return f"{either({'bn': post.title_bn, 'en': post.title_en})} · {in_language(post.office)}"
