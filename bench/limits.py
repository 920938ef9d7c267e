"""The barest Django there can be over PostgreSQL: what a page costs at the least, on this machine, now.

`gunicorn bench.limits:application`; LIMITS_MIDDLEWARE=1 adds what `startproject` writes, CSRF apart.
plain: 5 KB of HTML. pg: and one indexed SELECT. staff: a session row, a user row and fifty rows by Jinja2.
fts: a word by GIN, 25 rows. create4: a case, two events and a letter in one transaction.
"""

from __future__ import annotations

import os
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django
import jinja2
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench import words

USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = ["contenttypes", "auth", "sessions", "messages"]


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username or "",
        "HOST": parse_qs(parts.query).get("host", [""])[0],
        "CONN_MAX_AGE": None,
    }


usual = bool(os.environ.get("LIMITS_MIDDLEWARE"))
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": _database(os.environ["DATABASE_URL"])},
    INSTALLED_APPS=[f"django.contrib.{name}" for name in APPS] if usual else [],
    MIDDLEWARE=USUAL if usual else [],
    ROOT_URLCONF=__name__,
    SECRET_KEY="limits",
    USE_TZ=True,
)
django.setup()

PAGE = ("<!doctype html><title>x</title><p>" + words.text(0, 1800)).encode()[:5000]
TABLE = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><title>x</title><table>{% for key, about, who, due, state in rows %}"
    '<tr><td><a href="/{{ key }}/">{{ key }}</a><td>{{ about }}<td>{{ who }}<td>{{ due.isoformat() }}<td>{{ state }}'
    "{% endfor %}</table>"
)
ROW = "id, about, who, due_on, state"
QUEUE = f"SELECT {ROW} FROM limit_case WHERE officer = 1 AND state = 1 ORDER BY due_on LIMIT 50"
FOUND = f"""
    WITH hits AS MATERIALIZED (SELECT id FROM limit_case WHERE found @@ plainto_tsquery('simple', %s))
    SELECT {ROW} FROM limit_case WHERE id IN (SELECT id FROM hits ORDER BY id DESC LIMIT 25) ORDER BY id DESC"""
turns = count()


def rows(sql: str, *given: str | int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


def pg(request: HttpRequest) -> HttpResponse:
    return HttpResponse([PAGE, *rows("SELECT who FROM limit_case WHERE id = %s", next(turns) * 7919 % 10_000 + 1)[0]])


def staff(request: HttpRequest) -> HttpResponse:
    rows("SELECT data FROM limit_session WHERE key = %s AND expires > now()", "k7")
    rows("SELECT id, name FROM limit_user WHERE id = %s", 7)
    return HttpResponse(TABLE.render(rows=rows(QUEUE)))


def fts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TABLE.render(rows=rows(FOUND, words.RARE)))


class Case(models.Model):  # noqa: DJ008
    about = models.TextField()
    who = models.TextField()
    body = models.TextField()
    officer = models.IntegerField()
    state = models.IntegerField()
    due_on = models.DateField()
    objects: models.Manager[Case] = models.Manager()

    class Meta:
        app_label = "limits"
        db_table = "limit_case"


class Event(models.Model):  # noqa: DJ008
    case_id = models.BigIntegerField()
    kind = models.TextField()
    data = models.TextField()
    objects: models.Manager[Event] = models.Manager()

    class Meta:
        app_label = "limits"
        db_table = "limit_event"


def create4(request: HttpRequest) -> HttpResponse:
    about, who, body = (request.POST[name] for name in ("about", "who", "body"))
    with transaction.atomic():
        case = Case.objects.create(about=about, who=who, body=body, officer=3, state=1, due_on="2026-12-01")
        beside = {"filed": "{}", "due": "{}", "letter": body}
        Event.objects.bulk_create([Event(case_id=case.pk, kind=kind, data=data) for kind, data in beside.items()])
    return HttpResponse(status=303, headers={"Location": "/"})


urlpatterns = [path(view.__name__, view) for view in (plain, pg, staff, fts, create4)]
application = get_wsgi_application()

SCHEMA = """
CREATE TABLE limit_user (id bigserial PRIMARY KEY, name text);
CREATE TABLE limit_session (key text PRIMARY KEY, data text, expires timestamptz);
CREATE TABLE limit_case (id bigserial PRIMARY KEY, about text, who text, body text, officer int, state int, due_on date,
  found tsvector GENERATED ALWAYS AS (to_tsvector('simple', about || ' ' || body)) STORED);
CREATE INDEX ON limit_case (officer, due_on) WHERE state = 1;
CREATE INDEX ON limit_case USING gin (found);
CREATE TABLE limit_event (id bigserial PRIMARY KEY, case_id bigint, kind text, data text);
CREATE INDEX ON limit_event (case_id);
INSERT INTO limit_user SELECT n, 'officer ' || n FROM generate_series(1, 10) n;
INSERT INTO limit_session SELECT 'k' || n, repeat('x', 200), now() + interval '1 day' FROM generate_series(1, 100) n;
"""


def fill(cases: int) -> None:
    """Make the tables, with as many cases as ours has."""
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        cursor.executemany(
            "INSERT INTO limit_case (about, who, body, officer, state, due_on)"
            " VALUES (%s, %s, %s, %s, %s, date '2026-11-01' + %s)",
            [
                (words.text(n, 90), words.name(n), words.matter(n), n % 10, int(n // 10 % 10 == 0), n % 60)
                for n in range(cases)
            ],
        )
        cursor.execute("VACUUM ANALYZE limit_case")


if __name__ == "__main__":
    import sys

    fill(int(sys.argv[1]))
