"""Who sees and does what: one table. Lists, counts, search, files and acts all ask it.

`sees` is how far a posting looks; `acts` are the verbs (journal.verbs) it may do on what it sees. An administrator
is an account without a posting: it keeps people and machine in order and reads no matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ongikar.offices.models import Post


class Sight(Enum):
    """How far a posting sees: the cases of its own post, or of its office and the vacant posts under it."""

    OWN_POST = "own_post"
    OWN_OFFICE = "own_office"


class Place(Enum):
    """Where a case lies, as one looks from a posting."""

    OWN_POST = "at the own post"
    OTHER_POST = "at another post of the office"
    VACANT_BELOW = "at a vacant post of an office under it"
    HELD_BELOW = "at a held post of an office under it"
    ELSEWHERE = "at another office"


SEEN: dict[Sight, frozenset[Place]] = {
    Sight.OWN_POST: frozenset({Place.OWN_POST}),
    Sight.OWN_OFFICE: frozenset({Place.OWN_POST, Place.OTHER_POST, Place.VACANT_BELOW}),
}
"""Which cases a posting sees, with all that belongs to them. Who holds no posting sees none."""

HEAD, ADMINISTRATOR = Post.Role.HEAD.value, "administrator"
EVERY_ROLE = frozenset(Post.Role.values)
PAGES: dict[str, frozenset[str]] = {
    "officer": EVERY_ROLE,  # lists, searches, figures, the charter: each of the own office, and of what one sees
    "head": frozenset({HEAD}),
    "people": frozenset({HEAD, ADMINISTRATOR}),
}
"""For whom a page exists, by the audience it declares (ui.audiences); `anyone` is for everybody."""


@dataclass(frozen=True)
class Role:
    sees: Sight
    acts: frozenset[str]


TAKING = frozenset(
    {
        "case.filed",
        "case.replied",
        "case.noted",
        "case.told",
        "case.withdrawn",
        "case.transferred",
        "case.delivered",
        "case.delivery_undone",
        "case.corrected",
        "case.misfiled",
        "case.duplicate",
        "calendar.entered",
        "calendar.checked",
    }
)
"""What a clerk does at the counter: take in, give out, put right."""

DECIDING = frozenset(
    {"case.accepted", "case.fee_set", "case.asked", "case.resumed", "case.delay_told", "case.refused", "case.reopened"}
)
"""What only the holder of a duty does: take up, stop the clock, say no."""

HEADING = frozenset({"publish", "suspend", "people", "calendar", "release"})
"""What only the head of an office does."""

ROLES: dict[str, Role] = {
    Post.Role.CLERK: Role(Sight.OWN_OFFICE, TAKING),
    Post.Role.OFFICER: Role(Sight.OWN_POST, TAKING | DECIDING),
    Post.Role.UPAZILA: Role(Sight.OWN_OFFICE, TAKING | DECIDING),
    Post.Role.HEAD: Role(Sight.OWN_OFFICE, TAKING | DECIDING | HEADING),
}


def role_of(post: Post) -> Role:
    return ROLES[post.role]


def may(post: Post, act: str) -> bool:
    """Whether the holder of this post may do the act on what it sees. KeyError for an act nobody has."""
    if act not in TAKING | DECIDING | HEADING:
        raise KeyError(act)
    return act in role_of(post).acts
