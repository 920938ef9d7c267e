"""The index of the words of cases: FTS5 on SQLite, GIN over ready-made words on PostgreSQL (cases/search.py)."""

from django.db import migrations

MAKE = {
    # ascii parts words at ASCII signs alone, so that Bangla vowel signs and hasanta stay inside theirs.
    "sqlite": ["CREATE VIRTUAL TABLE cases_words USING fts5(words, tokenize = 'ascii', detail = 'none')"],
    "postgresql": [
        "CREATE TABLE cases_words (reference bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX cases_words_found ON cases_words USING gin (words)",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE cases_words")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
