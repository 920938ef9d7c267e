"""Whether this installation works: every table read, every file hashed, a page of every kind made, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client

from ongikar.cases.models import Attachment
from ongikar.charter.models import Edition, Promise
from ongikar.offices.models import Account, Office, Post, Posting
from ongikar.ops import sweeping
from ongikar.ops.checks import examine

READ = 200  # rows of each table that are read whole; all are counted
MUST = ("ops.E021", "ops.E022", "ops.E023", "ops.E024", "ops.E025", "ops.E026", "ops.E031", "ops.E061", "ops.E099")
"""What doctor finds of the program and its database; the rest is the office's own to mend."""
BARE = "ops.E031"
"""Without its style files, as after a restore that nothing has served yet, no page is made at all."""
OURS = ("offices", "charter", "cases", "grievances", "notices", "figures")


@dataclass
class Tested:
    """What was looked at, and what was wrong with it."""

    rows: int = 0
    tables: int = 0
    files: int = 0
    pages: int = 0
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.rows} rows in {self.tables} tables, {self.files} files, {self.pages} pages"


def look(now: datetime, *, rows: Mapping[str, int] | None = None, whole: bool = False) -> Tested:
    """Look at everything. `rows`: how many each table had; fewer are a trouble, with `whole` more are too."""
    tested = Tested()
    found = [finding for finding in examine(now) if finding.rule.id in MUST]
    tested.troubles += [f"{finding.en} {finding.do}" if finding.rule.id == BARE else finding.en for finding in found]
    try:
        _read(tested)
        if rows is not None:
            _compare(tested, rows, whole=whole)
        _hash(tested)
        if BARE not in {finding.rule.id for finding in found}:
            _open(tested)
    except DatabaseError as error:
        tested.troubles.append(f"the database: {str(error).strip().splitlines()[0]}")
    return tested


def _read(tested: Tested) -> None:
    for model in apps.get_models():
        tested.tables += 1
        tested.rows += model._default_manager.count()
        list(model._default_manager.order_by("pk")[:READ])


def _compare(tested: Tested, rows: Mapping[str, int], *, whole: bool) -> None:
    """Nothing that the office was given may be missing."""
    there = {model._meta.db_table: model for model in apps.get_models() if model._meta.app_label in OURS}
    for table, model in there.items():
        before, after = rows.get(table, 0), model._default_manager.count()
        if after < before or (whole and after != before):
            tested.troubles.append(f"{table} had {before} rows and has {after}")


def _hash(tested: Tested) -> None:
    tested.files = Attachment.objects.count()
    if lost := sweeping.lost():
        tested.troubles.append(f"{len(lost)} files are lost or have changed")


def _open(tested: Tested) -> None:
    """Ask for the pages; what that writes (sessions, the access log) is taken back."""
    with transaction.atomic():
        client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
        for path in chain(_public(), _at_the_desk(client)):
            tested.pages += 1
            status = client.get(path).status_code
            if status != 200:
                tested.troubles.append(f"{path} answers {status}")
        transaction.set_rollback(True)


def _public() -> Iterator[str]:
    yield from ("/track/", "/desk/sign-in/", "/desk/invitation/")
    for office in Office.objects.filter(editions__state=Edition.State.PUBLISHED).distinct():
        yield from (f"/{office.code}/", f"/en/{office.code}/", f"/{office.code}/charter/")
        promise = Promise.objects.filter(edition__office=office, edition__state=Edition.State.PUBLISHED).first()
        if promise and promise.service:
            yield from (f"/{office.code}/services/{promise.service.code}/{end}" for end in ("", "ask/"))


def _at_the_desk(client: Client) -> Iterator[str]:
    """As the head of the first office sees it, where there is one; the sign-in is undone with the rest."""
    heads = Posting.objects.filter(post__role=Post.Role.HEAD, ended_at__isnull=True, account__is_active=True)
    account: Any = Account.objects.filter(pk__in=heads.values("account")).order_by("pk").first()
    if account is None or not account.postings_now():
        return
    client.force_login(account)
    yield from ("/desk/", "/desk/register/", "/desk/notices/", "/desk/charter/", "/desk/people/", "/desk/figures/")
