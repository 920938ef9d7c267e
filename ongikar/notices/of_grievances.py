"""Who is told what of a grievance, and in what words. The same mechanism tells of cases (notices.tell).

Neither subject nor short line ever carries the matter. Whoever is complained of is told nothing, but that a step
was put before him; and he is not told by its number, which would show him the stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template import Context
from django.utils import translation

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.sms import size_of
from ongikar.cases.references import tracking_link
from ongikar.clock.hours import in_dhaka
from ongikar.grievances.links import appeal_link
from ongikar.grievances.models import Grievance, GrievanceEvent, Step
from ongikar.grievances.remedies import appeal_told
from ongikar.grievances.seats import reached_of
from ongikar.grievances.steps import To
from ongikar.grievances.unread import reading_seat
from ongikar.journal.readers import told_by, told_of
from ongikar.notices import first_receipts, late_grievances, standing, texts
from ongikar.notices.again import OF_GRIEVANCE, correction_of
from ongikar.notices.carriers import mail_carrier, settled_at_once
from ongikar.notices.enclosing import of_packet, to_seat
from ongikar.notices.letters import Letter, engine, flush, fold, in_language, template_of, tidy
from ongikar.notices.models import Carrier, GrievanceNotice, Outcome, Recipient
from ongikar.notices.ways import Way, ways_of

NEEDS = ("grievance__office", "grievance__complainant", "referral__seat__post", "referral__row")
COMPLAINANT, POST, ASKED = Recipient.REQUESTER, Recipient.POST, Recipient.ASKED
HEAD, NEXT, SEAT = Recipient.HEAD, Recipient.NEXT, Recipient.SEAT
IN_A_LINE = (Carrier.SMS, Carrier.CALL)

TELL: dict[str, tuple[Recipient, ...]] = {verb: tuple(map(Recipient, by)) for verb, by in told_by("grievance").items()}
"""verb -> who is told (journal.readers)."""
OF_STEPS = (
    "grievance.hearing_asked", "grievance.statement_asked", "grievance.evidence_asked", "grievance.day_reset",
)  # fmt: skip
"""Told to the complainant only where they are addressed to him."""


def notices_of(event: GrievanceEvent, *, at: datetime) -> list[GrievanceNotice]:
    """One unsaved notice for each recipient and carrier of this fact."""
    made: list[GrievanceNotice] = []
    recipients = tuple(map(Recipient, told_of(event.verb, event.facts)))
    for recipient in late_grievances.told_of(event, recipients, at):
        ways, who = list(ways_to(recipient, event, at=at)), event.grievance.complainant
        if recipient == COMPLAINANT and who:
            ways = first_receipts.within(ways, event, who.mobile, at=at)
        if ways:
            made += _by(ways, event, recipient, at)
    if correction := correction_of(event):
        for fact in correction.facts if correction.ways else ():
            made += _by(correction.ways, fact, COMPLAINANT, at, again=correction.number)
    return made


def _by(
    ways: Iterable[Way], event: GrievanceEvent, recipient: Recipient, at: datetime, *, again: int = 0
) -> list[GrievanceNotice]:
    """The notices of a fact to one recipient, by these ways; `again`: it was told before, to a wrong address."""
    made, language = [], language_of(recipient, event.grievance)
    letter = compose(event, recipient, language)
    for carrier, address in ways:
        told = Letter("", short_text(event, language), language) if carrier in IN_A_LINE else letter
        made.append(_notice(event, recipient, told, carrier, address, at, again=again))
    return made


def language_of(recipient: Recipient, grievance: Grievance) -> str:
    who = grievance.complainant
    return who.language if recipient == COMPLAINANT and who else settings.LANGUAGE_CODE


def ways_to(recipient: Recipient, event: GrievanceEvent, *, at: datetime) -> Iterator[tuple[Carrier, str]]:
    """By which carriers, and at which address, this recipient is told; nobody knows where a nameless one is reached."""
    if recipient == SEAT:
        yield from to_seat(event)
        return
    if recipient != COMPLAINANT:
        if settings.TELL_POSTS and (address := address_of(recipient, event, at)):
            yield mail_carrier(), address
        return
    who = event.grievance.complainant
    if who is None or (event.verb in OF_STEPS and (step := step_of(event)) and step.to != To.COMPLAINANT):
        return
    if event.verb != OF_GRIEVANCE or correction_of(event):
        yield from ways_of(who.mobile, who.email)


def address_of(recipient: Recipient, event: GrievanceEvent, at: datetime) -> str:
    """The mail address of whoever decides now, of whoever was asked, or is warned; '' where there is none."""
    if recipient == SEAT:
        return next((address for carrier, address in to_seat(event) if carrier != Carrier.PAPER), "")
    if event.verb in late_grievances.BY_TIME:
        return late_grievances.address_of(recipient, event, at)
    return _of_seat(event, at) if recipient == POST else _of_asked(event)


def _of_seat(event: GrievanceEvent, at: datetime) -> str:
    """The mail address of whoever decides now, or is to read what was written; '' where that is outside, or somebody
    complained of reads it."""
    to_read = reading_seat(event.grievance) if event.facts.get("to_read") else None
    seat = to_read or event.grievance.current.seat
    return late_grievances.box_of((seat.post,), event.grievance, at)


def step_of(event: GrievanceEvent) -> Step | None:
    return Step.objects.filter(pk=event.facts.get("step")).select_related("to_posting__post").first()


def _of_asked(event: GrievanceEvent) -> str:
    step = step_of(event)
    return step.to_posting.post.email if step and step.to_posting else ""


def _template(event: GrievanceEvent, recipient: str, language: str) -> str:
    """Posts and those who were asked are told by one letter each, whatever the verb; of what time did, by one."""
    if recipient in late_grievances.OFFICERS and event.verb in late_grievances.BY_TIME:
        return f"grievance_late.{language}.txt"
    verb = event.verb if recipient in (COMPLAINANT, SEAT) else "grievance"
    return template_of(verb, recipient, language)


def compose(event: GrievanceEvent, recipient: str, language: str) -> Letter:
    """The letter that tells this fact to this recipient, in this language."""
    with translation.override(language):
        template = engine().get_template(_template(event, recipient, language))
        context = {**context_of(event, language), "recipient": str(recipient)}
        text = template.render(Context(context, autoescape=False))
    subject, _, body = tidy(text).partition("\n\n")
    return Letter(fold(subject), body, language)


def context_of(event: GrievanceEvent, language: str) -> dict[str, Any]:
    """What every letter may say. Dates are of the fact, not of the grievance as it is by now."""
    grievance, turn, facts = event.grievance, event.referral or event.grievance.current, event.facts
    step = step_of(event)
    now = grievance.turn_at(event.at)
    reached = reached_of(now)
    return {
        "event": event,
        "sentence": event.sentence,
        "facts": {name: flush(value) if isinstance(value, str) else value for name, value in facts.items()},
        "grievance": grievance,
        "due_on": due_day(event),
        "received": grievance.filed_at if _is_undated(event) else event.at,
        "turn_due_on": now.due_on,
        "seat": in_language(turn.row, "to", language) if turn.row and turn.tier == turn.limit_tier else turn.seat.title,
        "now_with": now.seat.title,
        "step": step,
        "again": standing.of_grievance(grievance, event) if event.verb == OF_GRIEVANCE else (),
        "step_text": flush(step.text) if step else "",
        "appeal": appeal_told(event),
        "appeal_link": appeal_link(turn, language),
        **of_packet(event),
        "office": in_language(grievance.office, "name", language),
        "reached": reached,
        "phone_of": in_language(reached.of, "name", language) if reached.of else "",
        "link": tracking_link(grievance, language, at="g"),
        "desk": f"{settings.SITE_URL}/desk/grievances/" if settings.SITE_URL else "",
    }


def _is_undated(event: GrievanceEvent) -> bool:
    return event.verb == "grievance.lodged" and not event.facts.get("due_on")


def due_day(event: GrievanceEvent) -> date | None:
    """The date that the fact tells. What was lodged while the clock was behind is told the date it was given since."""
    if _is_undated(event) and event.referral is not None:
        return event.referral.due_on
    return date.fromisoformat(event.facts["due_on"]) if event.facts.get("due_on") else None


def short_text(event: GrievanceEvent, language: str) -> str:
    """The line that tells this fact: number, stage, date, and the phone to ask at; never the matter."""
    grievance = event.grievance
    due_on = due_day(event)

    def shown(text: str) -> str:
        return to_bangla(text) if language == "bn" else text

    context = {
        "ref": shown(grievance.reference),
        "due": texts.day_in_line(due_on, in_dhaka(event.at).date(), language) if due_on else "",
    }
    return texts.line_of(event.verb, language, context, reached_of(grievance.turn_at(event.at)))


def _notice(
    event: GrievanceEvent,
    recipient: Recipient,
    letter: Letter,
    carrier: Carrier,
    address: str,
    at: datetime,
    *,
    again: int,
) -> GrievanceNotice:
    goes = late_grievances.may_go(event, recipient, at)
    notice = GrievanceNotice(
        grievance=event.grievance, event=event, recipient=recipient, carrier=carrier, address=address,
        language=letter.language, subject=letter.subject, body=letter.body, outcome=Outcome.WAITING, made_at=at,
        next_at=texts.sms_hour(goes) if carrier == Carrier.SMS else goes,
        parts=size_of(letter.body).parts if carrier == Carrier.SMS else 0, again=again,
    )  # fmt: skip
    return settled_at_once(notice, at=at)
