"""The first day: an office out of its charter, its head seated, somebody to keep the machine, and a draft to review."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ongikar.bangla.normal import normal_form
from ongikar.charter import shelf
from ongikar.charter.drafting import draft_from
from ongikar.charter.founding import first_contact, office_from
from ongikar.charter.models import Edition
from ongikar.journal.authors import SYSTEM
from ongikar.offices.invitations import invite
from ongikar.offices.models import Account, Office, Post
from ongikar.offices.people import open_account, open_post, take_charge
from ongikar.ops.questions import Question, Wrong
from ongikar.ops.refusal import Refused
from ongikar.reading import source_text
from ongikar.reading.apart import read_apart
from ongikar.reading.sheet import CharterSheet


@dataclass(frozen=True)
class Document:
    """The charter as it was brought, and what was read in it."""

    name: str
    data: bytes
    sheet: CharterSheet


@dataclass(frozen=True)
class Founded:
    """What there is now; `codes` are the ways in for once, by account, of whoever has no password yet."""

    office: Office
    draft: Edition
    codes: dict[Account, str] = field(default_factory=dict)


def read_document(name: str, data: bytes, *, on: datetime) -> Document:
    """Raises UnreadableCharter where this is no charter."""
    return Document(name, data, read_apart(data, name, on=on.date()))


def _username(answer: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,39}", answer.lower()):
        raise Wrong("ছোট হাতের ইংরেজি অক্ষর ও অঙ্ক, অন্তত তিনটি। / Small letters and digits, three at least.")
    return answer.lower()


def _password(answer: str) -> str:
    try:
        validate_password(answer)
    except ValidationError as weak:
        raise Wrong(" ".join(weak.messages)) from None
    return answer


def questions(sheet: CharterSheet) -> tuple[Question, ...]:
    """Who is seated: what the charter says of its first officer is the answer to begin from."""
    return (*_of_the_head(sheet), *OF_THE_ADMINISTRATOR)


def _of_the_head(sheet: CharterSheet) -> tuple[Question, ...]:
    officer = first_contact(sheet)
    return (
        Question(
            "head-title",
            "দপ্তরপ্রধানের পদের নাম কী? সনদে যেমন আছে, তেমনই রাখতে Enter।",
            "What is the title of the head's post, in Bangla?",
            default=officer.designation or sheet.signatory.designation or "",
            check=normal_form,
        ),
        Question(
            "head-title-en",
            "পদটির নাম ইংরেজিতে? না থাকলে Enter।",
            "The same title in English? Enter: none.",
            optional=True,
        ),
        Question(
            "head-name",
            "দপ্তরপ্রধানের নাম কী?",
            "What is the name of the head, in Bangla?",
            default=officer.name or sheet.signatory.name or "",
            check=normal_form,
        ),
        Question(
            "head-username",
            "দপ্তরপ্রধান কোন ব্যবহারকারীর নামে প্রবেশ করবেন?",
            "With which user name does the head sign in?",
            default="head",
            check=_username,
        ),
    )


OF_THE_ADMINISTRATOR = (
    Question(
        "admin-username",
        "যন্ত্র ও মানুষের দেখভাল কে করবেন (প্রশাসক), কোন ব্যবহারকারীর নামে? একই জন হলে আগের নামটি লিখুন।",
        "Who keeps machine and people (the administrator)? The user name; one person for both: the same name.",
        default="administrator",
        check=_username,
    ),
    Question(
        "admin-name",
        "প্রশাসকের নাম কী?",
        "What is the administrator's name, in Bangla?",
        default="প্রশাসক",
        check=normal_form,
    ),
    Question(
        "admin-password",
        "প্রশাসকের পাসওয়ার্ড? Enter: একবারের কোড দেওয়া হবে।",
        "The administrator's password? Enter: a code for once is given instead.",
        optional=True,
        secret=True,
        check=_password,
    ),
)


@transaction.atomic
def found(document: Document, answers: Mapping[str, str], *, at: datetime) -> Founded:
    """Make the office, its first two accounts and the draft: all of it or nothing.

    The head has a code for once, and so has the administrator unless a password was given.
    """
    office = office_from(document.sheet)
    title, title_en = answers["head-title"], answers["head-title-en"]
    post = open_post(office, title_bn=title, title_en=title_en, role=Post.Role.HEAD, by=SYSTEM, at=at)
    head = _account(office, answers["head-username"], answers["head-name"], at)
    seated = take_charge(head, post, by=SYSTEM, at=at)
    _administrator(office, head, answers, at)
    draft = draft_from(
        document.sheet,
        office=office,
        source=document.data,
        source_text=source_text(document.data),
        at=at,
        by=seated,
    )
    shelf.seat(draft, seated)
    return Founded(office, draft, codes_for(office, at=at))


def _account(office: Office, username: str, name: str, at: datetime) -> Account:
    """The account of this name, opened unless it is there: beside an office that is here already it may be."""
    there = Account.objects.filter(username=username).first()
    return there or open_account(username=username, name_bn=name, office=office, by=SYSTEM, at=at)


def _administrator(office: Office, head: Account, answers: Mapping[str, str], at: datetime) -> None:
    one = answers["admin-username"] == head.username
    account = head if one else _account(office, answers["admin-username"], answers["admin-name"], at)
    if account.has_usable_password() and not account.is_administrator:
        raise Refused(f"{account.username} is somebody else's account; name another --admin-username")
    account.is_administrator = True
    if answers["admin-password"]:
        account.set_password(answers["admin-password"])
    account.save(update_fields=["is_administrator", "password"])


def codes_for(office: Office, *, at: datetime) -> dict[Account, str]:
    """A new code for each account that has no password yet."""
    waiting = [account for account in Account.objects.order_by("pk") if not account.has_usable_password()]
    return {account: invite(account, office=office, by=SYSTEM, at=at)[1] for account in waiting}


def begun(document: Document) -> Edition | None:
    """The draft of this very document, where an earlier `ongikar init` was cut off after founding."""
    drafts = Edition.objects.filter(state=Edition.State.DRAFT, drafted_by__isnull=False)
    found = next((one for one in drafts.order_by("pk") if bytes(one.source) == document.data), None)
    fresh = found and not found.office.editions.exclude(pk=found.pk).exists()
    return found if fresh else None
