"""Finding cases by words, however they are spelt: one interface, one index in each database.

The index is a table of its own beside the cases. It is given words already folded and parted, since neither
PostgreSQL's parser nor SQLite's is right for Bangla; a word asked for finds every word it begins, since Bangla inflects
at the end. Each row holds the offices that may look, so that a common name costs what one office has and not a nation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, Value

from ongikar.bangla.bijoy import is_bijoy, to_unicode
from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import search_form
from ongikar.bangla.phones import local_phone, normal_mobile
from ongikar.cases.references import read_reference

if TYPE_CHECKING:
    from ongikar.cases.models import Case
    from ongikar.offices.models import Office

MOST_WORDS = 8
OFFICE = "\ue000%d"  # a sign of the private use area, which nobody types

_KEEP = {
    "sqlite": "INSERT OR REPLACE INTO cases_words (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO cases_words (reference, words) VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))"
    " ON CONFLICT (reference) DO UPDATE SET words = excluded.words",
}
_WHOLE, _BEGUN, _AND = {
    "sqlite": ('"%s"', '"%s"*', " AND "),
    "postgresql": ("'%s'", "'%s':*", " & "),
}[connection.vendor]


def fold(text: str) -> str:
    """Lower-case, one spelling, ASCII digits: what is stored and what is asked go through the same."""
    return to_ascii(search_form(text))


def words_of(case: Case) -> str:
    """The folded words by which a case is found, those of the offices that may look for it first."""
    who = case.requester
    parts = (case.reference, who.name, _digits(who.phone), who.institution, case.matter, case.promise.name_bn)
    offices = [OFFICE % office for office in (case.office_id, case.office.parent_id) if office]
    return " ".join([*offices, fold(" ".join(part for part in parts if part))])


def index(*cases: Case) -> None:
    """Put the words of the cases into the index, in the place of what it held of them."""
    rows = [(int(case.reference), words_of(case)) for case in cases]
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(_KEEP[connection.vendor], row)


def matching(typed: str, office: Office) -> Q:
    """The cases with this reference or phone, or that hold every word typed; all, where nothing was."""
    if reference := read_reference(typed):
        return Q(reference=reference)
    if is_bijoy(typed):
        return _holding(typed, office) | _holding(to_unicode(typed), office)
    return _holding(typed, office)


def _holding(typed: str, office: Office) -> Q:
    phone = normal_mobile(typed)
    words = [_digits(phone)] if phone else fold(typed).split()[:MOST_WORDS]
    if not words:
        return Q()
    asked = [_WHOLE % OFFICE % office.pk, *(_BEGUN % word for word in words)]
    return Q(_Found(F("reference"), Value(_AND.join(asked))))


def _digits(phone: str) -> str:
    """A phone as it is dialled, in one word."""
    return local_phone(phone).replace("-", "")


class _Found(Func):
    """Whether a reference is among those the index finds. The index is asked once, before any case is looked at."""

    output_field = BooleanField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s)",
            arg_joiner=" IN (SELECT printf('%%010d', rowid) FROM cases_words WHERE cases_words MATCH ",
            **context,
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s::tsquery))",
            arg_joiner=" = ANY(ARRAY(SELECT lpad(reference::text, 10, '0') FROM cases_words WHERE words @@ ",
            **context,
        )
