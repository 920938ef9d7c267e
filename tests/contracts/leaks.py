"""The world of the leak test: a case in every place, with words and files of its own, and everybody who may try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from ongikar.cases.files import receive
from ongikar.cases.models import Attachment, Case
from ongikar.cases.references import link_token, receipt_code
from ongikar.journal.authors import requester
from ongikar.notices.models import Notice
from ongikar.notices.tell import tell_next
from ongikar.offices.models import Account, Office, Post, Posting
from ongikar.offices.people import hand_over, open_post, take_charge
from ongikar.offices.roles import ROLES, SEEN, Place
from tests.cast import NOW, START, Cast, account, make_case
from tests.doors.desk import signed_in

MARKS = ("name", "matter", "note", "message", "paper")


@dataclass(frozen=True)
class Told:
    """A case with the words that stand in it and nowhere else."""

    case: Case
    listed: Case  # of the same place, on a list of the interested
    file: Attachment
    letter: Notice

    @property
    def words(self) -> list[str]:
        return [*(f"zz{mark}{self.case.intake_key}" for mark in MARKS), f"zzname{self.listed.intake_key}"]

    @property
    def references(self) -> list[str]:
        return [self.case.reference, self.listed.reference]


@dataclass(frozen=True)
class Viewer:
    name: str
    role: str  # as offices.roles names it; '' where there is no posting
    client: Client
    sees: frozenset[str]  # the keys of the cases it is to see


@dataclass(frozen=True)
class World:
    cast: Cast
    told: dict[str, Told]
    viewers: list[Viewer]
    case_at: dict[str, Post]


def build(cast: Cast) -> World:
    """Cases at the head's post, the officer's, a vacant and a held upazila post, and another office."""
    below = Office.objects.filter(parent=cast.office).order_by("position")
    vacant, held = below[0].posts.get(), below[1].posts.get()
    _sit("kalai", held, cast)
    places = {"head": cast.head.post, "officer": cast.officer.post, "vacant": vacant, "held": held}
    places["elsewhere"] = cast.stranger.post
    told = {key: _told(cast, key, post) for key, post in places.items()}
    return World(cast, told, [*_viewers(cast, places, told), _applicant(told["head"])], places)


def _sit(username: str, post: Post, cast: Cast) -> Posting:
    return take_charge(account(username, username), post, by=cast.head.author(), at=NOW, starts_on=START)


def _told(cast: Cast, key: str, post: Post) -> Told:
    by = cast.head.author()
    case = make_case(cast, key=key, name=f"zzname{key}", matter=f"zzmatter{key}", phone="")
    listed = make_case(cast, "citizen-6", key=f"{key}-listed", name=f"zzname{key}-listed", phone="")
    [file] = case.attach([receive(f"zzpaper{key}.pdf", b"%PDF-1.4 x")], by=requester("x"), at=NOW)
    case.note(body=f"zznote{key}", by=by, at=NOW)
    case.say(body=f"zzmessage{key}", by=by, at=NOW)
    for one in (case, listed):
        if one.post_id != post.pk:
            one.transfer(to=post, by=by, at=NOW, reason="স্থান")
    while tell_next(NOW):
        pass
    return Told(case, listed, file, Notice.objects.filter(case=case).first())  # type: ignore[arg-type]


def _viewers(cast: Cast, places: dict[str, Post], told: dict[str, Told]) -> list[Viewer]:
    former = _former(cast)
    seated = [
        Viewer(name, post.role, signed_in(name), _seen_from(post, places))
        for name, post in (
            ("head", cast.head.post), ("officer", cast.officer.post), ("clerk", cast.clerk.post),
            ("kalai", places["held"]), ("stranger", cast.stranger.post),
        )
    ]  # fmt: skip
    return [
        *seated,
        Viewer("administrator", "administrator", signed_in("administrator"), frozenset()),
        Viewer("former", "", former, frozenset()),
        Viewer("nobody", "", Client(), frozenset()),
    ]


def _seen_from(post: Post, places: dict[str, Post]) -> frozenset[str]:
    """What the table says that the holder of a post is to see of these cases."""
    seen = SEEN[ROLES[post.role].sees]
    return frozenset(key for key, other in places.items() if _place(other, post, key) in seen)


def _place(where: Post, own: Post, key: str) -> Place:
    if where == own:
        return Place.OWN_POST
    if where.office_id == own.office_id:
        return Place.OTHER_POST
    if where.office.parent_id == own.office_id:
        return Place.VACANT_BELOW if key == "vacant" else Place.HELD_BELOW
    return Place.ELSEWHERE


def _former(cast: Cast) -> Client:
    """Somebody whose session was open when the post was handed over."""
    post = open_post(cast.office, title_bn="সাবেক", role=Post.Role.HEAD, by=cast.head.author(), at=NOW)
    left = _sit("former", post, cast)
    client = signed_in("former")
    assert client.get("/desk/").status_code == 200
    hand_over(left, by=cast.head.author(), at=timezone.now() - timedelta(seconds=1))
    return client


def _applicant(own: Told) -> Viewer:
    """Who has the receipt of one case, and its code: sees that case at the citizens' door and nothing at the desk."""
    client = Client()
    client.post(f"/track/{own.case.reference}/code/", {"code": receipt_code(str(own.case.pk), own.case.link_number)})
    return Viewer("applicant", "", client, frozenset())


def link_of(case: Case) -> str:
    return link_token(str(case.pk), case.link_number)


def accounts() -> list[Account]:
    return list(Account.objects.order_by("pk"))
