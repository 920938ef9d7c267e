"""A case and a grievance that live through whatever the people round them do, by the forms that their pages offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ongikar.cases.models import Case
from ongikar.cases.references import receipt_code
from ongikar.grievances.models import Grievance
from ongikar.notices.models import GrievanceNotice, Notice
from ongikar.notices.official import papers_of, papers_to_complainant
from ongikar.ops import ticker
from tests.addresses import confirmed
from tests.cast import NOW, Cast, make_case
from tests.contracts.walking import body
from tests.doors.desk import signed_in
from tests.grievances.world import appeal_officer_inside, make_grievance, separate_grievance_officer
from tests.long.filling import Filled, forms_of, links_of

OFFICERS = ("head", "officer", "clerk", "gro", "ao")
HERS = "rahima@example.org"
DEEDS = [deed for deed in ticker.DEEDS if deed.__name__ not in ("backup_next", "shipped_next")]
AWAY = ("/sign-out/", "/posting/", "/search/", "/code/")
LAST = ("/withdrawal/", "/revocation/", "/duplicate/", "/undoing/", "/refusal/")  # come seldom: they end a life


class Life:
    """One case and one grievance about it, their people, and the clock that they live by."""

    def __init__(self, cast: Cast, dice: Random, patch: pytest.MonkeyPatch, settings: Settings, folder: Path) -> None:
        self.dice, self.now = dice, NOW
        settings.OUTBOX_DIR, settings.FILES_DIR = folder / "outbox", folder / "files"
        settings.HEARTBEAT_FILE = folder / "heartbeat"
        patch.setattr(timezone, "now", lambda: self.now)
        patch.setattr("ongikar.ui.pdf.pdf_of", str.encode)
        cache.clear()
        separate_grievance_officer(cast)
        appeal_officer_inside(cast)
        confirmed(HERS)
        code = dice.choice(("citizen-5", "citizen-1", "institutional-1", "citizen-6"))
        self.case = make_case(cast, code, email=HERS)
        self.grievance = make_grievance(cast, case=self.case, named=(cast.officer,))
        self.told: Counter[str] = Counter()
        self.faults: list[object] = []
        self.passes()

    def passes(self, hours: float = 0) -> None:
        """Time passes, and the loop has done what is due."""
        self.now += timedelta(hours=hours)
        while any(deed(self.now) for deed in DEEDS):
            pass

    def complainant(self) -> Client:
        """Whoever asked and complained, let in by the codes of both receipts."""
        client = Client()
        self.case.refresh_from_db()
        self.grievance.refresh_from_db()
        for path, one in ((f"/track/{self.case.reference}/", self.case), (self.public_page, self.grievance)):
            client.post(f"{path}code/", {"code": receipt_code(str(one.pk), one.link_number)})
        return client

    @property
    def public_page(self) -> str:
        return f"/grievances/{self.grievance.reference}/"

    def pages_of_case(self) -> list[str]:
        desk, public = f"/desk/cases/{self.case.reference}/", f"/track/{self.case.reference}/"
        return [desk, f"{desk}receipt/", f"{desk}slip/a5/", public, f"{public}receipt/"]

    def pages_for(self, username: str) -> list[str]:
        """Where somebody looks for something to do."""
        if not username:
            return [f"/track/{self.case.reference}/", self.public_page]
        asked = [f"/desk/grievances/asked/{step.pk}/" for step in self.grievance.current.steps.all()]
        return [f"/desk/cases/{self.case.reference}/", f"/desk/grievances/{self.grievance.reference}/", *asked]

    # What is done

    def step(self) -> None:
        """Somebody opens his pages and sends one of the forms on them; then hours pass."""
        username = self.dice.choice((*OFFICERS, "gro", ""))
        client = signed_in(username) if username else self.complainant()
        forms = [form for path in self.pages_for(username) for form in forms_of(self.got(client, path), path)]
        may = [form for form in forms if not form.action.endswith(AWAY)]
        soon = [form for form in may if not form.action.endswith(LAST) or self.dice.random() < 0.1]
        before = self.state()
        if soon:
            self.send(username, client, self.dice.choice(soon))
        self.passes(self.dice.choice((0.1, 1, 6, 24, 24, 72, 200)))
        self.compare(before, self.state())
        self.open_letters()

    def got(self, client: Client, path: str) -> str:
        answer = client.get(path)
        if answer.status_code >= 500:
            self.faults.append((path, answer.status_code))
        return body(answer) if answer.status_code == 200 else ""

    def send(self, username: str, client: Client, form: Filled) -> None:
        """Send a form that was just offered: it is done, or refused with a reason; it is not gone."""
        answer = client.post(form.action, form.plausible(self.dice, f"{self.now + timedelta(days=4):%Y-%m-%d}"))
        self.told["tried"] += 1
        self.told["done"] += answer.status_code == 302
        if answer.status_code not in (200, 302, 409, 422):
            self.faults.append((username, form.action, answer.status_code))

    # What must hold

    def state(self) -> tuple[dict[str, list[Any]], dict[str, Any]]:
        """Both journals, and the dates that were told."""
        case, grievance = Case.objects.get(pk=self.case.pk), Grievance.objects.get(pk=self.grievance.pk)
        journals = {
            name: list(one.events.order_by("pk").values_list("pk", "verb", "at", "facts"))
            for name, one in (("case", case), ("grievance", grievance))
        }
        turns = grievance.referrals.order_by("number").values_list("number", "due_on")
        return journals, {"case": case.due_on, "grievance": dict(turns)}

    def compare(self, before: Any, after: Any) -> None:
        """A journal only grows, and no date moves without a fact."""
        for name, journal in before[0].items():
            grown = after[0][name]
            if grown[: len(journal)] != journal:
                self.faults.append((name, "the journal was changed"))
            if before[1][name] != after[1][name] and len(grown) == len(journal):
                self.faults.append((name, "a date moved in silence", before[1][name], after[1][name]))

    def letters(self) -> Iterator[str]:
        for notice in Notice.objects.filter(case=self.case, carrier="paper"):
            yield f"/desk/cases/{self.case.reference}/letters/{notice.pk}/"
        for told in GrievanceNotice.objects.filter(grievance=self.grievance, recipient="requester"):
            yield f"{self.public_page}letters/{told.pk}/"
        for paper in papers_to_complainant(self.grievance):
            yield f"{self.public_page}papers/{paper.event}.pdf"
        for paper in papers_of(self.grievance):
            yield f"/desk/grievances/{self.grievance.reference}/papers/{paper.event}/"

    def follow_links(self) -> None:
        """Every link of everybody's pages leads somewhere."""
        for username in (*OFFICERS, ""):
            client = signed_in(username) if username else self.complainant()
            for path in self.pages_for(username):
                for href in links_of(self.got(client, path), path):
                    status = client.get(href).status_code
                    self.told["links followed"] += 1
                    if status >= 400:
                        self.faults.append((username, path, href, status))

    def open_letters(self) -> None:
        """Every letter that was written opens again, whatever came after it, for whom it was written to."""
        hers, clerk, gro = self.complainant(), signed_in("clerk"), signed_in("gro")
        for path in self.letters():
            reader = gro if path.startswith("/desk/grievances/") else clerk if path.startswith("/desk/") else hers
            answer = reader.get(path)
            self.told["letters opened"] += answer.status_code == 200
            if answer.status_code >= 500:
                self.faults.append((path, answer.status_code))
