"""Who of the office is told what its own journal has for him: a suggestion, a number for the blacklist, an advice.

The letter names neither who wrote nor what; nobody is told of what concerns a number from which he is complained of.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template import Context
from django.utils import translation

from ongikar.grievances.around.barring import ABOVE, DECIDES, RECOMMENDS, may_speak
from ongikar.grievances.around.models import Barring
from ongikar.grievances.guard import holders_at
from ongikar.grievances.seats import seat_of
from ongikar.journal.readers import told_by
from ongikar.notices.carriers import mail_carrier, settled_at_once
from ongikar.notices.letters import engine, fold, in_language, tidy
from ongikar.notices.models import Outcome, Recipient, SeatNotice
from ongikar.offices.addresses import is_confirmed
from ongikar.offices.models import OfficeEvent, Post

TELL = {verb: tuple(map(Recipient, by)) for verb, by in told_by("suggestion", "barring", "recommendation").items()}
"""verb -> who is told (journal.readers)."""
TIERS = {"barring.requested": DECIDES, "barring.appealed": ABOVE}
PAGES = {
    "suggestion": "suggestions/",
    "barring": "grievances/blacklist/",
    "recommendation": "grievances/recommendations/",
}


def notices_of(event: OfficeEvent, *, at: datetime) -> list[SeatNotice]:
    """One unsaved notice for each mailbox that somebody made sure of, where the office mails its posts."""
    boxes: dict[str, Recipient] = {}
    for recipient in TELL[event.verb] if settings.TELL_POSTS else ():
        if box := next(iter(_boxes(recipient, event, at)), ""):
            boxes.setdefault(box, recipient)
    return [_notice(event, recipient, box, at) for box, recipient in boxes.items()]


def _boxes(recipient: Recipient, event: OfficeEvent, at: datetime) -> list[str]:
    """Where this recipient is reached; not whoever wrote it himself, nor of a listing who has no part in it."""
    author = event.by_posting.post_id if event.by_posting else None
    posts = [post for post in _posts(recipient, event) if post.pk != author and is_confirmed(post.email)]
    if "barring" in event.facts:
        barring, tier = Barring.objects.get(pk=event.facts["barring"]), TIERS[event.verb]
        posts = [post for post in posts if _all_may_speak(post, barring, tier, at)]
    return [post.email for post in posts]


def _all_may_speak(post: Post, barring: Barring, tier: int, at: datetime) -> bool:
    held = holders_at(post, at)
    return bool(held) and all(may_speak(posting, barring, tier=tier, at=at) for posting in held)


def _posts(recipient: Recipient, event: OfficeEvent) -> list[Post]:
    """The posts one after the other: where the tier that decides sits outside, those that write its letter down."""
    heads = list(event.office.posts.filter(role=Post.Role.HEAD))
    if recipient == Recipient.HEAD:
        return heads
    seat = seat_of(event.office, TIERS.get(event.verb, RECOMMENDS))
    if seat is None or seat.outside:
        first = seat_of(event.office, RECOMMENDS)
        return [*(one for one in (first.post, first.alternate) if one), *heads] if first else heads
    return [one for one in (seat.post, seat.alternate) if one]


def _notice(event: OfficeEvent, recipient: Recipient, box: str, at: datetime) -> SeatNotice:
    language = settings.LANGUAGE_CODE
    page = f"{settings.SITE_URL}/desk/{PAGES[event.verb.partition('.')[0]]}" if settings.SITE_URL else ""
    with translation.override(language):
        said = {"event": event, "office": in_language(event.office, "name", language), "desk": page}
        said["sentence"] = event.sentence
        text = engine().get_template(f"office_work.{language}.txt").render(Context(said, autoescape=False))
    subject, _gap, body = tidy(text).partition("\n\n")
    notice = SeatNotice(
        event=event, recipient=recipient, carrier=mail_carrier(), address=box, language=language, subject=fold(subject),
        body=body, outcome=Outcome.WAITING, made_at=at, next_at=at,
    )  # fmt: skip
    return settled_at_once(notice, at=at)
