"""What has happened to a case, in one line of time: acts, what was said, notes, and the files that came with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.cases.models import Attachment, Case, CaseEvent, Message
from ongikar.journal.models import Entry
from ongikar.journal.unread import unread_among
from ongikar.ui.templatetags.parts import money, phone, reference, short_date

STOPS = {"case.asked", "case.unaccepted", "case.listing_due", "case.reply_overdue"}
SHOWN_AS_MESSAGE = {"case.told", "case.replied"}
NOTICED_LATE = timedelta(minutes=1)


@dataclass(frozen=True)
class Moment:
    """`noticed_at` only where the program saw the fact later than it happened. `tone`: '', stop, red, said, note.
    `unread`: it is still to be read by the post that has it."""

    at: datetime
    title: str
    by: str
    post: str = ""
    tone: str = ""
    noticed_at: datetime | None = None
    lines: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    unread: bool = False
    misdated_at: datetime | None = None


def moments_of(case: Case, files: Iterable[Attachment]) -> list[Moment]:
    """Everything, the latest last. A file stands with what came with it, a date with what moved it."""
    journal = list(case.events.select_related("by_posting__post").order_by("pk"))
    new = {event.at for event in unread_among(case, journal)}
    events = [event for event in journal if event.verb not in SHOWN_AS_MESSAGE]
    messages = case.messages.select_related("by_posting__post")
    came = defaultdict(list)
    for file in files:
        came[file.at].append(file)
    said = [_of_message(one, came.pop(one.at, []), unread=one.at in new) for one in messages]
    spoken = {moment.at for moment in said if moment.unread}
    told = [
        _of_event(event, came.pop(event.at, []), last, unread=event.at in new - spoken)
        for last, event in pairwise([None, *events])
        if event
    ]
    return sorted(told + said, key=lambda moment: moment.at)


def _of_event(event: CaseEvent, files: list[Attachment], last: CaseEvent | None, *, unread: bool) -> Moment:
    late = event.noticed_at - event.at > NOTICED_LATE
    due_on = event.facts.get("due_on")
    moved = due_on and due_on != (last.facts.get("due_on") if last else None)
    date_line = [_("জানানো তারিখ: %(it)s") % {"it": _shown("due_on", due_on)}] if moved else []
    return Moment(
        at=event.at,
        title=event.sentence,
        by=_author(event),
        post=_post(event),
        tone="red" if _breaks(event) else "stop" if event.verb in STOPS else "",
        noticed_at=event.noticed_at if late else None,
        lines=words_of(event.verb, event.facts) + date_line,
        files=files,
        unread=unread,
        misdated_at=event.misdated_at,
    )


def _breaks(event: CaseEvent) -> bool:
    return event.verb == "case.lapsed" and event.misdated_at is None and event.facts.get("basis") != "own_target"


def _author(event: CaseEvent) -> str:
    return _("প্রোগ্রাম নিজে") if event.by_kind == Entry.BY_SYSTEM else event.by_name


def _post(row: CaseEvent | Message) -> str:
    post = row.by_posting.post if row.by_posting else None
    return ((get_language() == "en" and post.title_en) or post.title_bn) if post else ""


def _of_message(message: Message, files: list[Attachment], *, unread: bool) -> Moment:
    note = message.kind == Message.Kind.NOTE
    return Moment(
        at=message.at,
        title=message.get_kind_display(),
        by=message.by_name,
        post=_post(message),
        tone="note" if note else "said",
        lines=[message.body],
        files=files,
        unread=unread and message.kind == Message.Kind.FROM_REQUESTER,
    )


# a fact of an entry -> the sentence that tells it, in the order in which they are told
WORDS: dict[str, str | Lazy] = {
    "fee_amount": _l("মূল্য: %(it)s টাকা"),
    "fee_rule": _l("নীতিমালা: %(it)s"),
    "fee_payment": _l("পরিশোধ: %(it)s"),
    "limit_reason": _l("কারণ: %(it)s"),
    "order_no": _l("নির্দেশনার স্মারক নং: %(it)s"),
    "order_on": _l("নির্দেশনার তারিখ: %(it)s"),
    "why": "%(it)s",
    "text": "%(it)s",
    "remedy": _l("এখন যা করা যায়: %(it)s"),
    "reason": _l("কারণ: %(it)s"),
}
CODES = {"papers", "other"}  # of asking: a kind of reason, and no words of anybody


def words_of(verb: str, facts: dict[str, Any]) -> list[str]:
    """What an entry's facts say, a sentence each, in the page's language."""
    told = [name for name in WORDS if facts.get(name) not in (None, "", *CODES)]
    words = [str(WORDS[name]) % {"it": _shown(name, facts[name])} for name in told]
    if verb == "case.accepted" and facts.get("limit_applies") is not None:
        words.insert(0, _("সনদের সময়সীমা প্রযোজ্য।") if facts["limit_applies"] else _("সনদের সময়সীমা প্রযোজ্য নয়।"))
    if verb == "case.asked" and facts.get("papers"):
        words.append(_("কাগজ: %(it)s") % {"it": ", ".join(facts["papers"])})
    if verb == "case.corrected":
        words += changes_of(facts)
    if verb in OTHER_NUMBER:
        words.append(str(OTHER_NUMBER[verb]) % {"number": reference(facts["reference"])})
    if verb == "case.transferred":
        words.insert(0, f"{facts['from']} → {facts['to']}")
    return words


OTHER_NUMBER: dict[str, str | Lazy] = {
    "case.misfiled": _l("সঠিক আবেদন: %(number)s"),
    "case.refiled": _l("ভুল আবেদনটি ছিল: %(number)s"),
    "case.duplicate": _l("যে আবেদন চলবে: %(number)s"),
}
FIELDS: dict[str, str | Lazy] = {
    "name": _l("নাম"),
    "address": _l("ঠিকানা"),
    "phone": _l("ফোন"),
    "email": _l("ই-মেইল"),
    "institution": _l("প্রতিষ্ঠান"),
    "designation": _l("পদবি"),
    "memo_no": _l("পত্রের স্মারক নং"),
    "memo_on": _l("পত্রের তারিখ"),
    "mobile": _l("ফোন"),
    "present_address": _l("বর্তমান ঠিকানা"),
    "permanent_address": _l("স্থায়ী ঠিকানা"),
}


def changes_of(facts: dict[str, Any]) -> list[str]:
    """What a correction put right: what stood there and what stands there now, as the reader sees both elsewhere."""
    return [_changed(name, change["from"], change["to"]) for name, change in facts["changed"].items()]


def _changed(name: str, *values: str) -> str:
    old, new = (phone(value) if name in ("phone", "mobile") and value else value or "–" for value in values)
    return f"{FIELDS[name]}: {old} → {new}"


def _shown(name: str, value: Any) -> str:
    if name.endswith("_on"):
        return short_date(date.fromisoformat(value))
    return money(Decimal(value)) if name == "fee_amount" else str(value)
