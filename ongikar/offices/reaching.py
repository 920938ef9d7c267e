"""Where to phone about what an office has: its own number, else that of the office above, which holds it then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ongikar.offices.models import Office, Post


@dataclass(frozen=True)
class Reached:
    """A phone, '' where there is none. `of`: whose it is, where that is another office than the one named beside it."""

    phone: str = ""
    of: Office | None = None


def reached_at(office: Office, post: Post | None = None, *, beside: Office | None = None) -> Reached:
    """The phone of the post or of its office; where neither has one, that of the office above.

    `beside`: the office that is named beside the number, if that is another.
    """
    named = (beside or office).pk
    if own := (post.phone if post else "") or office.phone:
        return Reached(own, office if office.pk != named else None)
    above = office.parent
    return Reached(above.phone, above if above.pk != named else None) if above and above.phone else Reached()
