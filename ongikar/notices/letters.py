"""What a letter says: one template a verb, recipient and language, filled from the fact and its case.

Templates are plain text. The first paragraph is the subject, which never carries the matter or a person's
data. Lines that begin with two spaces are set apart: a line by itself is the date, "label: value" a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.template import Context, Engine
from django.utils import translation

from ongikar.cases import deadlines
from ongikar.cases.models import Case, CaseEvent
from ongikar.cases.references import tracking_link
from ongikar.charter.shelf import first_remedy
from ongikar.clock.explanation import Explanation
from ongikar.journal.readers import READERS, Until
from ongikar.notices import standing
from ongikar.notices.models import Notice, Recipient
from ongikar.offices import timezone
from ongikar.offices.reaching import reached_at

TEMPLATES = Path(__file__).resolve().parent / "templates" / "letters"


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    language: str


@cache
def engine() -> Engine:
    """Letters are text, so nothing in them is escaped for HTML."""
    return Engine(dirs=[str(TEMPLATES)], autoescape=False, builtins=["ongikar.ui.templatetags.parts"])


def template_of(verb: str, recipient: str, language: str) -> str:
    """'case_filed.bn.txt' to the requester, 'case_filed.post.bn.txt' to the post: one for all that is to be read."""
    if verb.startswith("case.") and recipient == Recipient.POST and READERS[verb].until is Until.READ:
        return f"case_written.post.{language}.txt"
    whom = "" if recipient == Recipient.REQUESTER else f".{recipient}"
    return f"{verb.replace('.', '_')}{whom}.{language}.txt"


def compose(event: CaseEvent, recipient: str, language: str) -> Letter:
    """The letter that tells this fact to this recipient, in this language."""
    with translation.override(language):
        template = engine().get_template(template_of(event.verb, recipient, language))
        text = template.render(Context(context_of(event, language), autoescape=False))
    subject, _, body = tidy(text).partition("\n\n")
    return Letter(fold(subject), body, language)


def tidy(text: str) -> str:
    """Without the empty lines and spaces that tags leave behind."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def fold(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def flush(text: str) -> str:
    """What a person wrote, without indentation, which in a letter has a meaning."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def in_language(subject: Any, name: str, language: str) -> str:
    """A bilingual field on one line; where it has no English, the Bangla."""
    english = getattr(subject, f"{name}_en") if language == "en" else ""
    return fold(english or getattr(subject, f"{name}_bn"))


def context_of(event: CaseEvent, language: str) -> dict[str, Any]:
    """What every letter may say. Dates are of the fact, not of the case as it is by now."""
    case, promise, facts = event.case, event.case.promise, event.facts
    named = {name: in_language(promise, name, language) for name in ("limit", "fee")}
    due_on = due_day(event)
    reached = reached_at(case.office, case.post)
    return {
        **named,
        **_reckoning(event, due_on, language),
        **MORE.get(event.verb, _nothing_more)(event, language),
        "event": event,
        "received": case.filed_at if facts.get("undated") else event.at,
        "sentence": event.sentence,
        "facts": {name: flush(value) if isinstance(value, str) else value for name, value in facts.items()},
        "case": case,
        "promise": promise,
        "service": in_language(promise, "name", language),
        "post": in_language(case.post, "title", language),
        "office": in_language(case.office, "name", language),
        "address": in_language(case.office, "address", language),
        "reached": reached,
        "phone_of": in_language(reached.of, "name", language) if reached.of else "",
        "due_on": due_on,
        "basis": facts.get("basis") or (case.basis if facts.get("undated") else ""),
        "link": tracking_link(case, language),
        "desk": f"{settings.SITE_URL}/desk/cases/{case.reference}/" if settings.SITE_URL else "",
    }


def due_day(event: CaseEvent) -> date | None:
    """The date that the fact tells. What was filed while the clock was behind is told the date it was given since."""
    case: Case = event.case
    said = event.facts.get("due_on")
    return date.fromisoformat(said) if said else case.due_on if event.facts.get("undated") else None


def _reckoning(event: CaseEvent, due_on: date | None, language: str) -> dict[str, Any]:
    """How the date came about, where it is still the case's and counts what the charter writes; and any doubt."""
    case = event.case
    if due_on is None or due_on != case.due_on or not case.explanation:
        return {}
    explanation = Explanation.from_json(case.explanation)
    sentences = list(explanation.sentences("en" if language == "en" else "bn"))
    doubt = sentences.pop() if explanation.provisional else ""
    reckoning = "; ".join(sentences) if case.basis == "charter" else ""
    return {"reckoning": reckoning, "doubt": doubt, "due_at": explanation.due_at}


# What the letters of one verb say besides


def _nothing_more(event: CaseEvent, language: str) -> dict[str, Any]:
    return {}


def _papers_received(event: CaseEvent, language: str) -> dict[str, Any]:
    given = event.case.attachments.filter(delivered=False, at__lte=event.at)
    return {"papers": [*event.case.papers, *(file.name for file in given)]}


def _fee(event: CaseEvent, language: str) -> dict[str, Any]:
    return {"fee_amount": Decimal(event.facts["fee_amount"])}


def _papers_asked(event: CaseEvent, language: str) -> dict[str, Any]:
    english = {paper["bn"]: paper.get("en") or paper["bn"] for paper in event.case.promise.papers}
    asked = event.facts.get("papers", [])
    return {
        "papers": [english.get(paper, paper) if language == "en" else paper for paper in asked],
        "answer_by": timezone.localdate(deadlines.no_reply_at(event.at)),
    }


def _files_delivered(event: CaseEvent, language: str) -> dict[str, Any]:
    return {"files": [file.name for file in event.case.attachments.filter(delivered=True, at=event.at)]}


def _message(event: CaseEvent, language: str) -> dict[str, Any]:
    return {"message": flush(event.case.messages.get(pk=event.facts["message"]).body)}


def _first_tier(event: CaseEvent, language: str) -> dict[str, Any]:
    """To whom the charter sends who is not helped."""
    tier = first_remedy(event.case.promise.edition_id)
    names = ("when", "to", "contact", "limit")
    return {"tier": {name: in_language(tier, name, language) for name in names} if tier else None}


def _before(event: CaseEvent, language: str) -> dict[str, Any]:
    """The date told before, the announcement that moved it, and the order."""
    facts = event.facts
    return {
        "was": date_before(event),
        "announced": date.fromisoformat(facts["announced"]),
        "occasion": facts["name_en" if language == "en" else "name_bn"],
        "order": facts["source"],
    }


def _new_date(event: CaseEvent, language: str) -> dict[str, Any]:
    """The date that is meant to be kept instead, and to whom the charter sends who is not helped."""
    return {"expected_on": date.fromisoformat(event.facts["expected_on"]), **_first_tier(event, language)}


def date_before(event: CaseEvent) -> date:
    """The date that the requester was told last: before this move, and before any earlier one that was never told."""
    if len(event.case.explanation.get("moved", ())) < 2:  # of a hundred thousand nearly all: nothing to look up
        return date.fromisoformat(event.facts["was"])
    told = Notice.objects.filter(event=OuterRef("pk"))
    earlier = event.case.events.filter(verb=event.verb, pk__lt=event.pk).annotate(was_told=Exists(told))
    was = event.facts["was"]
    for facts, was_told in earlier.order_by("-pk").values_list("facts", "was_told"):
        if was_told:
            break
        was = facts["was"]
    return date.fromisoformat(was)


def _told_again(event: CaseEvent, language: str) -> dict[str, Any]:
    return {"again": standing.of_case(event.case, event)}


MORE: dict[str, Callable[[CaseEvent, str], dict[str, Any]]] = {
    "case.filed": _papers_received,
    "case.fee_set": _fee,
    "case.asked": _papers_asked,
    "case.told": _message,
    "case.delivered": _files_delivered,
    "case.refused": _first_tier,
    "case.lapsed": _first_tier,
    "case.redated": _before,
    "case.delay_told": _new_date,
    "case.corrected": _told_again,
}
