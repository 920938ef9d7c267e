"""What was told at a wrong address is told again at the right one, by the same letters; the wrong one gets no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ongikar.cases.models import CaseEvent
from ongikar.grievances.models import GrievanceEvent
from ongikar.notices import standing
from ongikar.notices.models import BY_MAIL, Carrier, GrievanceNotice, Notice, NoticeQuerySet
from ongikar.notices.ways import Way, ways_of
from ongikar.ui.templatetags.parts import in_digits

OF_CASE, OF_GRIEVANCE = "case.corrected", "grievance.corrected"
ON_PAPER = ("name", "designation", "institution", "address", "present_address")
"""What stands on a letter by which it finds somebody."""


@dataclass(frozen=True)
class Correction:
    """`ways`: those that are new, by which it is told again; `wrong`: the carriers that went to the wrong address."""

    event: CaseEvent | GrievanceEvent
    ways: Sequence[Way]
    wrong: Sequence[Carrier]

    @property
    def number(self) -> int:
        """Which of the corrections of its case or grievance this is."""
        event = self.event
        of = event.case if isinstance(event, CaseEvent) else event.grievance
        return of.events.filter(verb=event.verb, pk__lte=event.pk).count()

    @property
    def facts(self) -> list[Any]:
        """What was told before and still stands."""
        if isinstance(self.event, CaseEvent):
            return standing.of_case(self.event.case, self.event)
        return standing.of_grievance(self.event.grievance, self.event)

    @property
    def not_told_yet(self) -> NoticeQuerySet:
        """What was still to go to the wrong address."""
        event = self.event
        if isinstance(event, CaseEvent):
            found = Notice.objects.filter(case=event.case_id, event__lt=event.pk)
        else:
            found = GrievanceNotice.objects.filter(grievance=event.grievance_id, event__lt=event.pk)
        mail = BY_MAIL if set(BY_MAIL) & set(self.wrong) else ()
        return found.not_told_yet({*self.wrong, *mail})


def correction_of(event: CaseEvent | GrievanceEvent) -> Correction | None:
    """What a correction means for what is told; None where nothing ever went wrong by what it changed.

    A number or an address that was missing and is added was never a wrong one.
    """
    if event.verb not in (OF_CASE, OF_GRIEVANCE):
        return None
    changed: Mapping[str, Mapping[str, str]] = event.facts["changed"]
    now = _reached(event)
    before = tuple(changed.get(name, {}).get("from", value) for name, value in now.items())
    old, new = list(ways_of(*before)), list(ways_of(*now.values()))
    paper = any(changed[name]["from"] for name in ON_PAPER if name in changed)
    if not (paper and _by_paper(old)) and not any(changed[name]["from"] for name in now if name in changed):
        return None
    kept = [way for way in new if way in old and not (paper and way[0] == Carrier.PAPER)]
    return Correction(event, [way for way in new if way not in kept], [way[0] for way in old if way not in kept])


def _reached(event: CaseEvent | GrievanceEvent) -> dict[str, str]:
    """Phone and e-mail as they were put right, by the names that the correction calls them."""
    who: Any = event.case.requester if isinstance(event, CaseEvent) else event.grievance.complainant
    phone = "phone" if isinstance(event, CaseEvent) else "mobile"
    changed = event.facts["changed"]
    return {name: changed.get(name, {}).get("to", getattr(who, name)) for name in (phone, "email")}


def _by_paper(ways: Sequence[Way]) -> bool:
    return any(carrier == Carrier.PAPER for carrier, _address in ways)


def stop_wrong(event: CaseEvent | GrievanceEvent, *, at: datetime) -> None:
    """Where this fact is such a correction, nothing more goes to the wrong address."""
    if correction := correction_of(event):
        correction.not_told_yet.stop(at=at)


def said_of(event: CaseEvent | GrievanceEvent) -> str:
    """What comes of a correction, for whoever made it; '' where nothing does."""
    correction = correction_of(event)
    if correction is None:
        return ""
    words = [_("আগের ঠিকানায় আর কিছু যাবে না।")]
    if waiting := correction.not_told_yet.count():
        words.append(_("সেখানে যাওয়া বাকি ছিল %(n)sটি; থামানো হলো।") % {"n": in_digits(waiting)})
    if correction.ways:
        words.append(_("যা জানানো হয়েছিল, ঠিক ঠিকানায় আবার জানানো হচ্ছে।"))
    if event.facts["renewed"]:
        words.append(_("পুরোনো লিংক ও রসিদের কোড আর কাজ করে না: নতুন রসিদটি দিন, বা ফোনে কোডটি পড়ে শোনান।"))
    return " ".join(words)
