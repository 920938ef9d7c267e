"""Write the pages of docs/reference that can be written from the code: `python -m tools.reference [--check]`.

Each page is a function that gives its text. `--check` writes nothing and names what is stale; the suite does the same.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout, suppress
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tools.clauses import clauses, shown
from tools.states_svg import CASE, GRIEVANCE, Diagram, Place

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
PURE = ("read", "read-cells", "due", "calendar")  # need no database, secret or environment
BY_THEMSELVES = (*PURE, "set")  # print their own help
WIDTH = "110"


def ready() -> None:
    """Bring Django up on settings that touch nothing of this machine's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
    os.environ.setdefault("SECRET_KEY", "for the reference pages only")
    import django

    django.setup()


def page(title: str, *parts: str, source: str) -> str:
    made = f"<!-- Written by `make docs` from {source}. Change that, not this. -->\n"
    return "\n".join([made, f"# {title}\n", *parts])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


# Commands

COMMANDS = """\
`ongikar` is installed by `make setup` as `.venv/bin/ongikar`; `python -m ongikar` is the same. It ends with 0 when
done, and with 2 and one clear line on standard error when the usage or the input is unusable.

`read`, `read-cells`, `due` and `calendar` need no database, secret or environment. Django's own commands (`migrate`,
`shell`, …) work too; those, and the ones below except these four and `set`, also take Django's usual options (`-v`,
`--traceback`, …).
"""


def own_commands() -> list[str]:
    """The names of our commands, those without a database first."""
    from django.core.management import find_commands

    import ongikar.ops

    return [*BY_THEMSELVES, *sorted(find_commands(str(Path(ongikar.ops.__file__).parent / "management")))]


def help_of(name: str) -> str:
    """What `ongikar NAME --help` prints, without the options that every Django command has."""
    with patch.dict(os.environ, {"COLUMNS": WIDTH}):
        return (_printed_help(name) if name in BY_THEMSELVES else _django_help(name)).strip()


def _printed_help(name: str) -> str:
    from ongikar.ops.cli import main

    said = io.StringIO()
    with redirect_stdout(said), suppress(SystemExit):
        main([name, "--help"])
    return said.getvalue()


def _django_help(name: str) -> str:
    from django.core.management import load_command_class
    from django.core.management.base import DjangoHelpFormatter

    parser = load_command_class("ongikar.ops", name).create_parser("ongikar", name)
    for action in parser._actions:
        if set(action.option_strings) & DjangoHelpFormatter.show_last:
            action.help = argparse.SUPPRESS
    return parser.format_help()


def commands() -> str:
    parts = [f"## ongikar {name}\n\n```text\n{help_of(name)}\n```\n" for name in own_commands()]
    return page("Commands", COMMANDS, *parts, source="`ongikar COMMAND --help`")


# Verbs and states

VERBS_SAID = """\
Each fact in the journal has one of these verbs. The sentence is what people read in a history. *Read by* says whom a
letter tells (`ongikar/journal/readers.py`): `requester` is who asks or complains, `post` the post that has it, `asked`
who was asked in a step. *Until read*: it is marked before the post until that answers or marks it read. *Until done*:
it stands among open work. Where nobody is told, it says why. The last column says between which states the verb moves a
[case](case-states.md) or a [grievance's turn](grievance-states.md); a dash: it moves nothing.
"""
STATES = """\
![{title} and the moves between them]({name}.svg)

What starts at the outer box may start in every open state, and what leads back to it leads to one of several: the
table says which. A line with two heads is two moves.
"""


def english() -> Callable[[object], str]:
    """The English of a Bangla sentence by the catalogues, or a dash where there is none yet."""
    import polib

    found: dict[str, str] = {}
    for path in sorted((ROOT / "ongikar").rglob("locale/en/LC_MESSAGES/*.po")):
        found |= {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if not entry.fuzzy}
    return lambda sentence: found.get(str(sentence)) or "–"


def verbs() -> str:
    from ongikar.journal.verbs import VERBS

    told = english()
    rows = [
        (f"`{verb}`", str(sentence), told(sentence), _readers_of(verb), _moves_of(verb))
        for verb, sentence in VERBS.items()
    ]
    found = table(("Verb", "Sentence", "In English", "Read by", "Moves"), rows)
    return page("Verbs of the journal", VERBS_SAID, found, source="`ongikar/journal/verbs.py`")


def _readers_of(verb: str) -> str:
    from ongikar.journal.readers import READERS, Until

    row = READERS[verb]
    until = {Until.READ: "; until read", Until.DONE: "; until done"}.get(row.until, "")
    return ", ".join(f"`{one}`" for one in row.by) + until if row.by else row.why


def _moves_of(verb: str) -> str:
    from ongikar.cases.lifecycle import MOVES as OF_A_CASE
    from ongikar.grievances.lifecycle import MOVES as OF_A_TURN

    both = [*OF_A_CASE.items(), *OF_A_TURN.items()]
    moves = [f"{state} → {', '.join(map(str, by_verb[verb]))}" for state, by_verb in both if verb in by_verb]
    return "; ".join(moves) or "–"


def states_page(title: str, module: str, name: str) -> str:
    """A page on the states of one thing: the diagram, the states, and the table of moves."""
    lifecycle = import_module(module)
    told = english()
    kinds = {state: "open" if state in lifecycle.OPEN else "closed" for state in lifecycle.State}
    states = [(f"`{state}`", str(state.label), told(state.label), kind) for state, kind in kinds.items()]
    moves = [
        (f"`{state}`", f"`{verb}`", ", ".join(f"`{to}`" for to in targets))
        for state, by_verb in lifecycle.MOVES.items()
        for verb, targets in by_verb.items()
    ]
    return page(
        title,
        STATES.format(title=title, name=name),
        table(("State", "On screen", "In English", "Kind"), states),
        "## The table of moves\n\nWhat is not here cannot happen.\n",
        table(("From", "By", "To"), moves),
        source=f"`{module.replace('.', '/')}.py`",
    )


def states_svg(title: str, module: str, places: Mapping[str, Place]) -> str:
    lifecycle = import_module(module)
    labels = {str(state): str(state.label) for state in lifecycle.State}
    return Diagram(lifecycle.MOVES, tuple(map(str, lifecycle.OPEN)), places).svg(title, labels)


CASES = ("States of a case", "ongikar.cases.lifecycle")
GRIEVANCES = ("States of a grievance's turn before a tier", "ongikar.grievances.lifecycle")


# Findings

FINDINGS = """\
Each finding has a rule, a severity, a place in the document, and a sentence in Bangla and in English that says what to
do. A finding is about the charter, and is never in the way of publishing it: the promise stands as it is printed, and
the finding is for the next edition. What the *reading* is not certain of is something else: a doubt (`unsure`), shown
beside the cell.

An `error` breaks a rule that binds the office, or takes from the reader what a charter must have; a `warning` makes a
promise hard to hold the office to; a `note` is worth putting right. A rule with a dash needs more than the document and
is left to people.
"""


def findings() -> str:
    from ongikar.reading.rules import RULES

    rows = [
        (rule.id, rule.severity if rule.document else "–", rule.title_bn, rule.title_en, rule.source)
        for rule in RULES.values()
    ]
    found = table(("Rule", "Severity", "In Bangla", "What it says", "Where it comes from"), rows)
    return page("Findings: what a charter leaves weak", FINDINGS, found, source="`ongikar/reading/rules.py`")


# Roles

ROLES_SAID = """\
Who sees what, and what the holder of a post may do on what it sees. With a case goes all that belongs to it: matter,
applicant, files, letters, messages, notes, its row in figures and in the list of the interested. Lists, counts, search,
files and acts all ask this table, and a test walks every address of the program with everybody in it
(`tests/contracts/test_leaks.py`).

An administrator is an account without a posting: it keeps people in order and reads no case. Who has handed a post over
sees nothing of it any more. Whoever has a reference sees stage and dates; with the receipt's code, the case as the
applicant. The list of a handover names what is open at a post, without applicant or matter: its holder and the head may
print it. The author of a fact nobody may do here is the requester, or time.
"""


def roles() -> str:
    from ongikar.offices.roles import ADMINISTRATOR, DECIDING, HEADING, PAGES, ROLES, SEEN, TAKING, Place

    names = list(ROLES)
    rows = [
        (f"`{act}`", *("yes" if act in ROLES[name].acts else "–" for name in names))
        for acts in (TAKING, DECIDING, HEADING)
        for act in sorted(acts)
    ]
    everybody = [*map(str, names), ADMINISTRATOR]
    seen = [
        (f"a case {place.value}", *("yes" if place in SEEN[ROLES[name].sees] else "–" for name in names), "–")
        for place in Place
    ]
    pages = [
        (f"pages for `{audience}`", *("yes" if who in allowed else "–" for who in everybody))
        for audience, allowed in PAGES.items()
    ]
    return page(
        "Roles",
        ROLES_SAID,
        "## Sees\n",
        table(("", *everybody), [*seen, *pages]),
        "## Does, with what it sees\n",
        table(("", *map(str, names)), rows),
        source="`ongikar/offices/roles.py`",
    )


# Addresses

ADDRESSES = """\
Every page by the door it belongs to, and for whom it is: anyone, an officer with a posting in force, or the head of the
office. The same under `/en/` in English. What is absent and what is forbidden give the same answer.
"""


def views() -> Iterator[tuple[str, str, Any]]:
    """(address, name, view) of every address in the order of the URLconf."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str, Any]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                inner = f"{space}{entry.namespace}:" if entry.namespace else space
                yield from walk(entry, before + _address(entry), inner)
            elif isinstance(entry, URLPattern):
                yield before + _address(entry), f"{space}{entry.name}", entry.callback

    yield from walk(get_resolver(), "/", "")


def _address(entry: Any) -> str:
    """The pattern as typed; the language prefix is empty for Bangla."""
    from django.urls.resolvers import LocalePrefixPattern

    return "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern)


def urls() -> str:
    parts = []
    for door, found in groupby(views(), key=lambda row: row[1].partition(":")[0]):
        rows = [(f"`{address}`", name.partition(":")[2], _audience(view)) for address, name, view in found]
        parts.append(f"## {door}\n\n" + table(("Address", "Name", "For"), rows))
    return page("Addresses", ADDRESSES, *parts, source="the URLconf")


def _audience(view: Any) -> str:
    return str(getattr(view, "audience", "–"))


# Checks

CHECKED = """\
What `ongikar doctor` looks at; `ongikar check --deploy` gives the same to Django. **E** must be mended, and doctor then
ends with 1, so that cron or a monitor notices; **W** should be. Words in braces are filled in with what was found.
"""


def checks() -> str:
    from ongikar.ops.checks import RULES

    rows = [
        (f"`{id}`", f"{rule.en}<br>{rule.bn}", rule.do)
        for id, rule in sorted(RULES.items(), key=lambda row: row[0][-3:])
    ]
    return page("Checks", CHECKED, table(("Id", "What is wrong", "What to do"), rows), source="`ongikar/ops/checks/`")


# Clauses of the guideline

CLAUSES = """\
Each clause of the grievance guideline (2015, revised 2018) with the tests that show it: a test names its clauses with
`@pytest.mark.clause("7.1(ক)v")`. What is the duty of a body outside the program says so, and why. The suite fails where
a clause has neither.
"""


def clause_table() -> str:
    found = shown()
    rows = [
        (
            f"`{row.clause}`",
            f"{row.bn}<br>{row.en}",
            f"Outside the program: {row.outside}"
            if row.outside
            else "<br>".join(f"`{mark.path}` {mark.test}" for mark in found[row.clause]) or "–",
        )
        for row in clauses()
    ]
    found_table = table(("Clause", "Rule", "Shown by"), rows)
    return page(
        "Clauses of the grievance guideline", CLAUSES, found_table, source="`tools/guideline.json` and the tests"
    )


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "checks.md": checks,
    "verbs.md": verbs,
    "case-states.md": lambda: states_page(*CASES, "case-states"),
    "case-states.svg": lambda: states_svg(*CASES, CASE),
    "grievance-states.md": lambda: states_page(*GRIEVANCES, "grievance-states"),
    "grievance-states.svg": lambda: states_svg(*GRIEVANCES, GRIEVANCE),
    "findings.md": findings,
    "clauses.md": clause_table,
    "roles.md": roles,
    "urls.md": urls,
}


def written(name: str) -> str:
    """The text of a page as the code has it now, with the sentences in Bangla."""
    from django.utils import translation

    with translation.override("bn"):
        return PAGES[name]()


def stale() -> list[str]:
    """The names of the pages that are not as the code says."""
    return [name for name in PAGES if not (REFERENCE / name).is_file() or _kept(name) != written(name)]


def _kept(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf8")


def main(argv: list[str]) -> int:
    ready()
    names = stale()
    for name in names:
        print(f"docs/reference/{name}")
        if "--check" not in argv:
            (REFERENCE / name).write_text(written(name), encoding="utf8")
    return 1 if names and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
