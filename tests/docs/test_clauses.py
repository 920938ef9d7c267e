"""Every clause of the grievance guideline has a test that shows it, or says why it binds others."""

from __future__ import annotations

from tools.clauses import clauses, marked, shown


def test_a_test_names_only_clauses_of_the_guideline() -> None:
    known = {row.clause for row in clauses()}
    assert [mark for mark in marked() if mark.clause not in known] == [], "not in tools/guideline.json"


def test_every_clause_is_shown_by_a_test_or_binds_others() -> None:
    found = shown()
    unshown = {row.clause for row in clauses() if not row.outside and not found[row.clause]}
    assert sorted(unshown) == [], "mark a test with @pytest.mark.clause"


def test_no_clause_stands_twice_and_each_has_its_rule_in_both_languages() -> None:
    names = [row.clause for row in clauses()]
    assert len(names) == len(set(names))
    assert all(row.bn and row.en for row in clauses())
