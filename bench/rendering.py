"""Which template engine: fifty rows of the queue, rendered five ways (docs/decisions/template-engine.md)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import namedtuple
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Any

TABLE = """<table>{%% for %(each)s in rows %%}<tr%(tone)s>
<td><a href="%(link)s">%(reference)s</a></td><td>%(who)s</td><td>%(service)s</td><td>%(stage)s</td>
<td>%(due)s</td><td>%(left)s</td></tr>{%% endfor %%}</table>"""
NAMES = ("link", "reference", "who", "service", "stage", "due", "left")
NAMES_AND_TONE = (*NAMES, "tone")
TONE = '{%% if %(tone)s %%} class="{{ %(tone)s }}"{%% endif %%}'


def plain(each: str, prefix: str) -> str:
    """The template that only puts strings into place."""
    shown = {name: f"{{{{ {prefix}{name} }}}}" for name in NAMES}
    return TABLE % {**shown, "each": each, "tone": TONE % {"tone": f"{prefix}tone"}}


FORMATTED = TABLE % {
    "each": "row",
    "tone": "",
    "link": "{% url 'desk:case' row.reference %}",
    "reference": "{{ row.reference|reference }}",
    "who": "{{ row.requester__name }}",
    "service": "{{ row.promise__name_bn|truncatechars:56 }}",
    "stage": "{{ row.state|stage }}",
    "due": "{{ row.due_on|short_date }}",
    "left": "{{ row.due_on|date:'j F' }}",
}


def cases(today: date, at: datetime) -> list[Any]:
    """Fifty rows as they come from the database."""
    return [
        SimpleNamespace(
            reference=f"{1234567890 + number}",
            state=("filed", "accepted", "waiting")[number % 3],
            due_on=today + timedelta(days=number // 4 - 2),
            basis="charter" if number % 3 else "own_target",
            accept_by=at + timedelta(hours=number - 20),
            requester__name="রহিমা খাতুন",
            promise__name_bn=f"সরকারি দপ্তরের ওয়েব পোর্টাল হালনাগাদে কারিগরি সহায়তা প্রদান {number % 23}",
            promise__name_en="",
            channel="web",
        )
        for number in range(50)
    ]


def milliseconds(deed: Callable[[], object], times: int) -> float:
    """CPU milliseconds of one call: the least of five rounds, since other programs only add to it."""
    deed()

    def once() -> float:
        begun = process_time()
        for _ in range(times):
            deed()
        return (process_time() - begun) / times * 1000

    return min(once() for _ in range(5))


def figures(times: int = 200) -> dict[str, float]:
    """CPU milliseconds for fifty rows, by the way they are rendered."""
    import jinja2
    from django.template import engines
    from django.utils import timezone

    from ongikar.clock.calendar import shipped_calendar
    from ongikar.doors.desk.rows import rows_of

    now, calendar = timezone.now(), shipped_calendar()
    today = timezone.localdate(now)
    raw = cases(today, now)
    made = rows_of(raw, calendar=calendar, at=now, today=today)
    Named = namedtuple("Named", NAMES_AND_TONE)  # type: ignore[misc]  # noqa: PYI024  what is measured
    tuples = [Named(*("".join(row[name]) for name in NAMES_AND_TONE)) for row in made]  # type: ignore[literal-required]
    django, jinja = engines["django"].from_string, jinja2.Environment(autoescape=True).from_string
    by_name, unpacked = plain("row", "row."), plain(", ".join(NAMES_AND_TONE), "")
    ways: dict[str, tuple[Any, list[Any]]] = {
        "Django template, escaped strings of a dict": (django(by_name), made),
        "Django template, strings of a tuple unpacked": (django(unpacked), tuples),
        "Django template, strings of a tuple by name": (django(by_name), tuples),
        "Django template, formatted by filters and {% url %}": (django(FORMATTED), raw),
        "Jinja2, escaped strings of a dict": (jinja(by_name), made),
        "Jinja2, strings of a tuple by name": (jinja(by_name), tuples),
    }
    taken = {
        "the rows made strings in Python, before either": milliseconds(
            lambda: rows_of(raw, calendar=calendar, at=now, today=today), times
        )
    }
    for name, (template, rows) in ways.items():
        taken[name] = milliseconds(lambda t=template, r=rows: t.render({"rows": r}), times)  # type: ignore[misc]
    return taken


def measured() -> dict[str, float]:
    """The figures, taken in a process of its own, since settings are read once."""
    from bench import servers

    with tempfile.TemporaryDirectory() as data:
        env = servers.environment(Path(data))
        done = subprocess.run([sys.executable, "-m", __name__], cwd=servers.ROOT, env=env, check=True, stdout=-1)
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(figures()))
