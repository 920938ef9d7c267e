"""The official letters of a grievance: one for each step, on paper, in Bangla, with its memo number and clause.

A letter follows from a fact of the journal; nothing of it is stored besides what the fact and its step keep. To
whoever is asked for something in the office it says what was put before him, and neither number nor name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.template import Context
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.bangla.dates import bangla_date
from ongikar.bangla.digits import to_bangla
from ongikar.bangla.normal import normal_form
from ongikar.cases.access import NotThere
from ongikar.cases.references import tracking_link
from ongikar.clock.hours import DHAKA, in_dhaka
from ongikar.grievances.models import Concerned, Decision, Grievance, GrievanceEvent, Step
from ongikar.grievances.remedies import appeal_told
from ongikar.grievances.steps import Kind, To
from ongikar.journal.models import Entry
from ongikar.notices.letters import engine, flush, fold, tidy
from ongikar.notices.sheets import blocks
from ongikar.offices.models import Office, Post

# verb -> the template of its letter, and the fact that is its text
STEPS = {f"grievance.{kind}_asked": str(kind) for kind in Kind.values}
TEMPLATES = {
    **STEPS,
    "grievance.day_reset": "day",
    "grievance.information_asked": "information",
    "grievance.forwarded": "forwarded",
    "grievance.disposed": "result",
    "grievance.shelved": "result",
}
CLAUSES = {"information": "7.1.1(ক)", "forwarded": "7.1(ক)i", "day": "7.1(খ)"}
TEXTS = {"information": "text", "forwarded": "reason", "day": "reason", "result": "reasons"}
About = Step | Decision | None
JUDGES = (To.HEAD, To.AUTHORITY, To.INVESTIGATOR)
"""Who is told the grievance's number and of whom it is; anybody else who is asked sees only what is put before him."""


@dataclass(frozen=True)
class Paper:
    """A letter as it is listed: `event` is its number; `to`: whom it addresses, on one line."""

    event: int
    name: str
    to: str
    memo_no: str
    at: datetime


def papers_of(grievance: Grievance) -> list[Paper]:
    """The letters of a grievance, the oldest first. What nobody at a desk did has none."""
    return [_listed(event, about) for event, about in _letters(grievance)]


def papers_to_complainant(grievance: Grievance) -> list[Paper]:
    """Those addressed to the complainant."""
    return [_listed(event, about) for event, about in _letters(grievance) if _is_to_complainant(event, about)]


def _letters(grievance: Grievance) -> list[tuple[GrievanceEvent, About]]:
    """Each fact that is a letter, with the step or the decision that it tells of."""
    events = grievance.events.filter(verb__in=TEMPLATES, by_kind=Entry.BY_POSTING).order_by("pk")
    events = events.select_related("grievance__complainant", "referral__seat__post__office", "by_posting__post__office")
    steps = Step.objects.filter(referral__grievance=grievance).select_related("to_posting__post__office")
    by_step: dict[Any, About] = {step.pk: step for step in steps.select_related("to_posting__account")}
    decisions = Decision.objects.filter(referral__grievance=grievance)
    decided: dict[tuple[Any, Any], About] = {(one.referral_id, one.at): one for one in decisions}
    return [(event, by_step.get(event.facts.get("step")) or decided.get(_when(event))) for event in events]


def _when(event: GrievanceEvent) -> tuple[Any, Any]:
    """By what a decision is known among those of its grievance; nothing for a fact that is none."""
    return (event.referral_id, event.at) if TEMPLATES[event.verb] == "result" else (None, None)


def _is_to_complainant(event: GrievanceEvent, about: About) -> bool:
    if isinstance(about, Step):
        return about.to == To.COMPLAINANT
    return event.verb != "grievance.forwarded"


def _listed(event: GrievanceEvent, about: About) -> Paper:
    name, to = subject_of(TEMPLATES[event.verb]), _to(event, about)
    return Paper(event.pk, name, to[0] if to else "", _memo(event, about), event.at)


@cache
def subject_of(name: str) -> str:
    """What a letter is called: its subject, which is the same for every grievance."""
    return fold(tidy(engine().get_template(f"official/{name}.txt").render(Context({}))).partition("\n\n")[0])


def sheet_of_paper(grievance: Grievance, number: int, *, to_complainant: bool = False) -> dict[str, Any]:
    """What the template of the letter needs. Raises NotThere for a fact that is no letter of this grievance, or none
    to the complainant where he asks."""
    for event, about in _letters(grievance):
        if event.pk == number and (not to_complainant or _is_to_complainant(event, about)):
            return _sheet(event, about)
    raise NotThere


def sheet_of_step(step: Step) -> dict[str, Any]:
    """The letter by which a step was asked, for a viewer who was already let into it."""
    asked = f"grievance.{step.kind}_asked"
    for event, about in _letters(step.referral.grievance):
        if event.verb == asked and about == step:
            return _sheet(event, about)
    raise NotThere


def _sheet(event: GrievanceEvent, about: About) -> dict[str, Any]:
    with translation.override("bn"):
        template = engine().get_template(f"official/{TEMPLATES[event.verb]}.txt")
        subject, _rest, body = tidy(template.render(Context(_context(event, about), autoescape=False))).partition(
            "\n\n"
        )
        posting = event.by_posting
        assert posting is not None, "letters follow from what a posting did"
        return {
            "office": posting.post.office,
            "memo_no": to_bangla(_memo(event, about)),
            "day": in_dhaka(event.at).date(),
            "bangla_day": bangla_date(event.at.astimezone(DHAKA).date()),
            "subject": fold(subject),
            "number": event.grievance.reference if _knows(event, about) else "",
            "blocks": blocks(body),
            "to": _to(event, about),
            "copies": _copies(event, about),
            "signed_by": event.by_name,
            "post": posting.post,
        }


def _memo(event: GrievanceEvent, about: About) -> str:
    return str(about.memo_no if about and event.verb != "grievance.day_reset" else event.facts.get("memo_no", ""))


def _knows(event: GrievanceEvent, about: About) -> bool:
    """Whether the letter may name the grievance: not to whoever is asked, unless he judges, or complains himself."""
    if not isinstance(about, Step):
        return True
    concerned = set(event.grievance.concerned.values_list("account_id", flat=True))
    asked = about.to_posting.account_id if about.to_posting else None
    return about.to == To.COMPLAINANT or (about.to in JUDGES and (asked is None or asked not in concerned))


def _context(event: GrievanceEvent, about: About) -> dict[str, Any]:
    grievance, name = event.grievance, TEMPLATES[event.verb]
    step = about if isinstance(about, Step) else None
    decision = about if isinstance(about, Decision) else None
    text = step.text if step and name != "day" else event.facts.get(TEXTS.get(name, "text"), "")
    return {
        "step": step,
        "decision": decision,
        "clause": about.clause if about and name != "day" else CLAUSES[name],
        "text": flush(str(text)),
        "instead": flush(decision.instead) if decision else "",
        "committee": [step.to_name, *step.committee] if step and step.committee else [],
        "due_on": _due_on(event, step, name),
        **(_file(event) if name == "forwarded" or _judges(step, event) else {}),
        "link": tracking_link(grievance, "bn", at="g"),
        "appeal": appeal_told(event) if decision else None,
    }


def _judges(step: Step | None, event: GrievanceEvent) -> bool:
    """Whether a judgment of the matter is asked; a process is changed without anybody's name."""
    return step is not None and step.to in JUDGES and step.kind != Kind.PROCESS and _knows(event, step)


def _file(event: GrievanceEvent) -> dict[str, Any]:
    """What whoever judges is told of the grievance; the name not where its secrecy was asked."""
    grievance = event.grievance
    who = grievance.complainant
    return {
        "concerned": "; ".join(str(one) for one in _concerned_then(event)),
        "complainant": who.name if who and not grievance.identity_hidden else "",
        "filed_on": in_dhaka(grievance.filed_at).date(),
    }


def _concerned_then(event: GrievanceEvent) -> list[Concerned]:
    """Who was complained of as the letter was written: without whom was named since (grievances.naming)."""
    everybody = list(event.grievance.concerned.order_by("pk"))
    named = event.grievance.events.filter(verb="grievance.concerned_named", pk__gt=event.pk)
    return everybody[: len(everybody) - sum(one.facts["count"] for one in named)]


def _due_on(event: GrievanceEvent, step: Step | None, name: str) -> date | None:
    """The day as the letter said it; of what was forwarded, when it is to be decided."""
    if name == "forwarded":
        return event.referral.due_on if event.referral else None
    said = event.facts.get("due_on") or ""
    return date.fromisoformat(said) if said and step else None


def _to(event: GrievanceEvent, about: About) -> list[str]:
    if isinstance(about, Step) and about.to != To.COMPLAINANT:
        posting = about.to_posting
        if posting is None:
            return [about.to_name or str(about.get_to_display())]
        return [posting.account.name_bn, *_of_post(posting.post)]
    if event.verb == "grievance.forwarded":
        following = event.grievance.referrals.filter(number=event.referral.number + 1).first()  # type: ignore[union-attr]
        return [following.seat.title, *_of_office(following.seat.office)] if following else [event.facts["to"]]
    return _complainant(event.grievance)


def _complainant(grievance: Grievance) -> list[str]:
    who = grievance.complainant
    if who is None:
        return [_("অভিযোগকারী (পরিচয় দেওয়া হয়নি)")]
    return list(dict.fromkeys(filter(None, (who.name, who.designation, who.institution, who.present_address))))


def _of_post(post: Post) -> list[str]:
    return [post.title_bn, *_of_office(post.office)]


def _of_office(office: Office) -> list[str]:
    return [line for line in (office.name_bn, office.address_bn) if line]


def _copies(event: GrievanceEvent, about: About) -> list[str]:
    """Who gets a copy: as the officer wrote it; of what was forwarded, the complainant too (3.12)."""
    written = [normal_form(line) for line in about.copies.splitlines() if line.strip()] if about else []
    complainant = _("অভিযোগকারী")
    due = [f"{line}, {complainant}" for line in _complainant(event.grievance)[:1]]
    return [*written, *(due if event.verb == "grievance.forwarded" else [])]
