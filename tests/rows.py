"""Rows of a database, kept to be put into another that is empty, as they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from ongikar.offices.models import Account, Office


def is_empty() -> bool:
    return not Office.objects.exists() and not Account.objects.exists()


@dataclass(frozen=True)
class Rows:
    """By model: its columns, and the rows as the database gives them."""

    of: dict[type[Model], tuple[list[str], list[tuple[Any, ...]]]]

    def put_back(self) -> None:
        """Insert all rows with their own keys, and have the database go on counting after them."""
        with transaction.atomic(), connection.cursor() as cursor:
            for model, (columns, rows) in self.of.items():
                names = ", ".join(f'"{name}"' for name in columns)
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)
            for sql in connection.ops.sequence_reset_sql(no_style(), list(self.of)):
                cursor.execute(sql)


def kept_rows() -> Rows:
    """Every row of our own tables."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("ongikar."):
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                rows = cursor.fetchall()
                if rows:
                    found[model] = ([column[0] for column in cursor.description], rows)
    return Rows(found)
