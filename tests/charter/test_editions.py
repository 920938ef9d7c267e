"""Draft, publish, supersede: a service keeps its identity, a case its promise, and what is published is frozen."""

from __future__ import annotations

import pytest

from ongikar.charter import correcting
from ongikar.charter.drafting import draft_from
from ongikar.charter.models import Edition, Promise, Section
from ongikar.charter.publication import compare, obstacles, publish
from ongikar.charter.shelf import seat
from ongikar.reading import read_charter, source_text
from ongikar.rules import RuleBroken
from tests.cast import NOW, SAMPLE, Cast, make_case, moment, sample

LATER = moment("2026-11-25 10:00")


def draft_of(cast: Cast, **replaced: str) -> Edition:
    """A new draft from the sample's text with words replaced."""
    text = sample(f"{SAMPLE}.txt").decode()
    for before, after in replaced.items():
        text = text.replace(before.replace("__", " "), after)
    sheet = read_charter(text.encode(), "new.txt", on=LATER.date())
    draft = draft_from(
        sheet,
        office=cast.office,
        source=text.encode(),
        source_text=source_text(text.encode()),
        at=LATER,
        by=cast.head,
    )
    seat(draft, cast.head)
    return draft


def test_a_service_keeps_its_identity_and_a_case_its_promise(cast: Cast) -> None:
    case = make_case(cast, "institutional-8")
    draft = draft_of(cast, **{"০৩__(তিন)__কার্যদিবস": "০৭ (সাত) কার্যদিবস"})
    publish(draft, by=cast.head, at=LATER)
    new = cast.promise("institutional-8")
    case.refresh_from_db()
    assert (new.edition, new.service) == (draft, case.service)
    assert (new.limit.max, case.promise.limit.max) == (7, 3)
    assert make_case(cast, "institutional-8", key="key-2", at=LATER).promise == new
    cast.edition.refresh_from_db()
    assert (cast.edition.state, cast.edition.superseded_at) == (Edition.State.SUPERSEDED, LATER)


def test_a_service_that_is_new_gets_an_identity_and_one_left_out_keeps_its_cases(cast: Cast) -> None:
    case = make_case(cast, "citizen-7")
    draft = draft_of(cast)
    correcting.remove(draft.promises.get(service=None, section="citizen", number=7))
    correcting.add_service(draft, section=Section.CITIZEN, name="ড্রোন উড়াইবার অনুমতির তথ্য", number=7)
    draft.promises.filter(post=None).update(post=cast.head.post)
    changes = {(change.kind, change.name) for change in compare(cast.edition, draft)}
    publish(draft, by=cast.head, at=LATER)
    new = draft.promises.get(name_bn__startswith="ড্রোন")
    assert new.service != case.service
    assert ("added", new.name_bn) in changes
    assert ("removed", case.promise.name_bn) in changes
    case.deliver(by=cast.head.author(), at=LATER, text="দেওয়া হলো")


def test_what_is_published_is_never_corrected(cast: Cast) -> None:
    promise = cast.promise("citizen-1")
    with pytest.raises(RuleBroken):
        correcting.correct(promise, ["name_bn"])
    with pytest.raises(RuleBroken):
        correcting.remove(promise)
    with pytest.raises(RuleBroken):
        correcting.correct_edition(cast.edition, ["vision_bn"])
    with pytest.raises(RuleBroken):
        publish(cast.edition, by=cast.head, at=LATER)


def test_a_corrected_cell_is_read_anew_and_its_doubt_is_gone(cast: Cast) -> None:
    promise = draft_of(cast).promises.get(section="citizen", number=1)
    promise.unsure = [
        {"field": "time_limit", "why_bn": "অস্পষ্ট", "why_en": "unclear"},
        {"field": "fee", "why_bn": "অস্পষ্ট", "why_en": "unclear"},
    ]
    promise.limit_bn = "২ কার্যদিবস"
    correcting.correct(promise, ["limit_bn"])
    promise = Promise.objects.get(pk=promise.pk)
    assert (promise.limit.max, promise.limit.unit, promise.limit.condition) == (2, "working_day", None)
    assert [doubt["field"] for doubt in promise.unsure] == ["fee"]


def test_an_added_service_stands_at_the_end_of_its_section(cast: Cast) -> None:
    draft = draft_of(cast)
    correcting.add_service(draft, section=Section.CITIZEN, name="নতুন সেবা", number=8)
    names = list(draft.promises.order_by("position").values_list("section", "name_bn"))
    assert names[7] == ("citizen", "নতুন সেবা")
    assert [section for section, _ in names] == ["citizen"] * 8 + ["institutional"] * 11 + ["internal"] * 5


def test_publishing_says_what_stands_in_the_way_and_only_the_head_may(cast: Cast) -> None:
    draft = draft_of(cast)
    draft.promises.filter(number=2, section="citizen").update(post=None)
    assert len(obstacles(draft)) == 1
    with pytest.raises(RuleBroken) as refused:
        publish(draft, by=cast.head, at=LATER)
    assert "মাঠ পর্যায়ের" in refused.value.message
    for other in (cast.officer, cast.clerk, cast.stranger):
        with pytest.raises(RuleBroken):
            publish(draft, by=other, at=LATER)
    assert Edition.objects.in_force(cast.office) == cast.edition


def test_what_changes_around_the_services_is_told_too(cast: Cast) -> None:
    draft = draft_of(cast, **{"২০__কার্যদিবস": "১৫ কার্যদিবস", "05/12/2023": "01/10/2026"})
    correcting.remove(draft.expectations.get(number=5))
    changes = {change.name: (change.before, change.after) for change in compare(cast.edition, draft)}
    assert changes["সনদের তারিখ"] == ("2023-12-05", "2026-10-01")
    assert changes["অভিযোগের ধাপ 2"][1].endswith("১৫ কার্যদিবস")
    assert changes["প্রত্যাশা 5"][1] == ""
    assert len(changes) == 3


def test_the_same_document_again_changes_nothing(cast: Cast) -> None:
    assert compare(cast.edition, draft_of(cast)) == []
    assert NOW < LATER
