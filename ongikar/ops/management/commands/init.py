from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from ongikar import environ
from ongikar.offices import timezone
from ongikar.offices.invitations import spaced
from ongikar.offices.models import Account, Office
from ongikar.ops.asking import ASKED_FIRST
from ongikar.ops.founding import Document, Founded, begun, codes_for, found, questions, read_document
from ongikar.ops.keeping import keep
from ongikar.ops.lock import at_work
from ongikar.ops.questions import Question, Wrong, ask
from ongikar.ops.refusal import Refused
from ongikar.ops.serving import make_ready
from ongikar.reading import UnreadableCharter
from ongikar.reading.encoding import MAX_BYTES
from ongikar.reading.sheet import CharterSheet

OPTIONS = (*ASKED_FIRST.values(), *(one for one in questions(CharterSheet("")) if not one.secret))


class Command(BaseCommand):
    help = (
        "Found the office of a charter: asks what it needs, seats its head, and makes the draft to review and publish."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("charter", nargs="?", help="the charter, as text or HTML")
        for question in OPTIONS:
            shown = question.en.splitlines()[0].replace("%", "%%")
            parser.add_argument(f"--{question.name}", metavar="TEXT", help=shown)
        parser.add_argument(
            "--admin-password-file", type=Path, metavar="FILE", help="a file that holds the administrator's password"
        )
        parser.add_argument("--unattended", action="store_true", help="ask nothing: options, else the defaults")
        parser.add_argument("--another", action="store_true", help="found one more office beside the one that is here")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.localtime()
        with at_work():
            make_ready()
            document = _document(options, now)
            if draft := begun(document):
                with transaction.atomic():
                    made = Founded(draft.office, draft, codes_for(draft.office, at=now))
            else:
                _check_empty(another=options["another"])
                made = _founded(document, options, now)
        self.stdout.write(told(made))


def _document(options: dict[str, Any], now: datetime) -> Document:
    """The charter named, or the one whose name is typed; asked again where it cannot be read."""
    kept: list[Document] = []

    def check(name: str) -> str:
        kept.append(_read(Path(name), now))
        return name

    asked = Question("CHARTER", "সনদের ফাইল কোনটি?", "Which file is the charter (text or HTML)?", check=check)
    try:
        ask(asked, options["charter"], unattended=options["unattended"])
    except Refused as refused:
        raise Refused(str(refused).replace("--CHARTER: ", "")) from None
    return kept[-1]


def _read(path: Path, now: datetime) -> Document:
    try:
        with path.expanduser().open("rb") as file:
            return read_document(path.name, file.read(MAX_BYTES + 1), on=now)
    except OSError as error:
        raise Wrong(f"{error.filename}: {error.strerror}") from None
    except UnreadableCharter as error:
        raise Wrong(f"{path}: {error.message_bn} / {error.message_en}") from None


def _check_empty(*, another: bool) -> None:
    if not another and (there := Office.objects.tops().first()):
        raise Refused(f"an office is here already: {there.code}. To found one more beside it: --another")
    if Account.objects.filter(demo_password=True).exists():
        raise Refused("this data directory holds the demo. An office needs its own: set ONGIKAR_DATA")


def _founded(document: Document, options: dict[str, Any], now: datetime) -> Founded:
    kept, unattended = environ.kept(settings.DATA_DIR), options["unattended"]
    for name, question in ASKED_FIRST.items():
        given = options[question.name.replace("-", "_")]
        if given is not None or name not in kept:  # answered before an interruption: not asked again
            keep(settings.DATA_DIR, {name: ask(question, given, unattended=unattended)})
    answers: dict[str, str] = {}
    for question in questions(document.sheet):
        given = options.get(question.name.replace("-", "_"))
        if question.name == "admin-name" and answers["admin-username"] == answers["head-username"]:
            given = answers["head-name"]  # one person for both
        if question.secret:
            given = _from_file(options["admin_password_file"])
        answers[question.name] = ask(question, given, unattended=unattended)
    return found(document, answers, at=now)


def _from_file(file: Path | None) -> str | None:
    try:
        return file.read_text(encoding="utf8").strip() if file else None
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}") from None


def told(made: Founded) -> str:
    """Where the office is now, who comes in how, and what to do next."""
    host, port = environ.host_and_port("ONGIKAR_BIND", "127.0.0.1:8000")
    here = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104
    promises = list(made.draft.promises.all())
    doubts = sum(bool(one.unsure) for one in promises)
    codes = [f"  {one.username}: {spaced(code)}" for one, code in made.codes.items()]
    return "\n".join(
        [
            f"\n{made.office.name_bn} ({made.office.code})",
            f"  {len(promises)} services read, {doubts} with a doubt, {len(made.draft.findings)} findings.",
            f"একবারের কোড, {settings.INVITATION_DAYS} দিন চলে, আর দেখানো হবে না / "
            f"Codes for once, good for {settings.INVITATION_DAYS} days, never shown again:",
            *(codes or ["  -"]),
            "এরপর / Next:",
            "  1. ongikar serve",
            f"  2. {here}/desk/invitation/  কোড লিখে পাসওয়ার্ড ঠিক করুন / type the code, set a password",
            f"  3. {here}/desk/charter/{made.draft.pk}/  মিলিয়ে দেখে প্রকাশ করুন / review and publish",
            f"     {here}/{made.office.code}/  নাগরিকের পাতা, প্রকাশের পরে / for citizens, once published",
            f"  4. {here}/desk/first-day/  দপ্তরে কী কী বাকি / what is left to do",
            "  ongikar doctor: যন্ত্রে কী কী বাকি / what is left to do on the machine",
        ]
    )
