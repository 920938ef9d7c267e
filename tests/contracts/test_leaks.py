"""Nobody sees what the table of offices.roles does not give: everybody, over every object, through every door.

Each address of the program stands in one of the groups below; a new one that stands in none fails the first test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ongikar.bangla.digits import in_threes, to_bangla
from ongikar.offices.roles import PAGES
from tests.cast import Cast, build_cast
from tests.contracts import test_grievance_leaks as grievances
from tests.contracts.leaks import Told, Viewer, World, build, link_of
from tools.reference import views

# A page or a file of one case at the desk: there for who sees the case, and not there for anybody else.
OF_A_CASE = {"case", "receipt", "slip", "letter", "file"}
PDF_OF_A_CASE = {"letter_pdf", "slip_pdf"}
# An act on a case: opened, it is the page of the case; sent by who does not see it, it is not there.
ACTS = {
    "fee", "acceptance", "reply", "asking", "resumption", "delivery", "refusal", "withdrawal", "transfer", "reopening",
    "correction", "refiling", "duplicate", "undoing", "notes", "messages", "delay",
}  # fmt: skip
READING = {"case_reading"}  # by the post that has it alone: tests/doors/test_unread.py
ACTS_ON_A_LETTER = {"letter_sending", "letter_handing"}
# Lists, counts, searches and figures: of exactly what one sees.
LISTS = {
    "work", "lists", "interested", "notices", "figures", "counter", "registers", "register_csv", "register_pdf",
    "calls", "call_letters",
}  # fmt: skip
# Pages of the desk that show no case; who may open them is said by their audience.
NO_CASE = {
    "sign_in", "sign_out", "posting", "register_services", "register", "people", "new_post", "post", "post_amendment",
    "seating", "handover", "account_invitation", "account_closing", "invitation_code", "invitation", "calendar",
    "new_order", "new_year", "order", "order_checking", "order_approval", "order_discarding", "editions",
    "data_ripple", "data_approval",
    "new_edition", "services", "suspension", "service_resumption", "review", "discarding", "publication", "document",
    "new_service", "promise", "reading", "promise_removal", "new_row", "row", "row_removal", "titles", "office",
    "addresses", "address_trial", "address_code", "address_word", "address_wrong", "first_day", "without",
    "first_day_over", "clock", "clock_confirmation", "carriers", "printer", "trial_slip",
}  # fmt: skip
RELEASE = {"release"}  # tests/doors/test_kept.py
CALLS = {"call_told", "call_missed", "call_letters_handed"}  # tests/notices/test_calls.py
# Reports on grievances, of the seats where one sits: tests/doors/test_grievance_reports.py
REPORTS = {
    "reports", "report_month", "report_file", "report_rows", "report_register", "report_register_file", "month_sending",
    "report_checking", "sent_report", "sent_report_file", "report_year", "year_file", "year_sending", "year_rows",
    "meeting",
}  # fmt: skip
HANDOVER = {"handover_list"}  # references and dates of a post, no applicant and no matter
# The citizens' door: stage and dates by the reference, the rest by the receipt's code.
BY_REFERENCE = {"citizen:case", "citizen:link"}
BY_CODE = {
    "citizen:receipt", "citizen:receipt_pdf", "citizen:file", "citizen:letter", "citizen:letter_pdf",
    "citizen:papers", "citizen:withdrawal", "citizen:revocation", "citizen:code", "citizen:closing",
}  # fmt: skip
# And everything of the public door: no case is asked for.
PUBLIC = {"citizen:track", "citizen:ask", "citizen:ask_next", "ui:patterns"}

DESK = (
    OF_A_CASE
    | PDF_OF_A_CASE
    | ACTS
    | READING
    | ACTS_ON_A_LETTER
    | LISTS
    | NO_CASE
    | CALLS
    | RELEASE
    | HANDOVER
    | REPORTS
)


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def test_every_address_stands_in_one_group() -> None:
    known = {f"desk:{name}" for name in DESK | grievances.AT_THE_DESK} | BY_REFERENCE | BY_CODE | PUBLIC
    known |= grievances.BY_REFERENCE | grievances.BY_CODE | grievances.LODGING
    found = {name for _, name, _ in views() if not name.startswith("public:")}
    assert found == known


def path_of(name: str, told: Told) -> str:
    base = f"/desk/cases/{told.case.reference}/"
    return {
        "case": base,
        "receipt": f"{base}receipt/",
        "slip": f"{base}slip/a5/",
        "slip_pdf": f"{base}slip/a5.pdf",
        "letter": f"{base}letters/{told.letter.pk}/",
        "letter_pdf": f"{base}letters/{told.letter.pk}.pdf",
        "letter_sending": f"{base}letters/{told.letter.pk}/sending/",
        "letter_handing": f"{base}letters/{told.letter.pk}/handing/",
        "file": f"{base}files/{told.file.pk}/",
    }.get(name, f"{base}{name}/")


def body(answer: Any) -> str:
    if getattr(answer, "streaming", False):
        return b"".join(answer).decode("utf8" if answer["Content-Type"].startswith("text/") else "latin1")
    return str(answer.content.decode())


def test_a_case_and_all_that_belongs_to_it_is_there_for_exactly_who_sees_it(world: World) -> None:
    wrong = []
    for viewer, key, told in everybody(world):
        for name in sorted(OF_A_CASE):
            seen = viewer.client.get(path_of(name, told)).status_code == 200
            wrong += [(viewer.name, name, key)] if seen != (key in viewer.sees) else []
    assert wrong == []


def everybody(world: World) -> Iterator[tuple[Viewer, str, Told]]:
    for viewer in world.viewers:
        for key, told in world.told.items():
            yield viewer, key, told


def test_nobody_acts_on_what_he_does_not_see(world: World) -> None:
    wrong = []
    for viewer, key, told in everybody(world):
        if key in viewer.sees:
            continue
        for name in sorted(ACTS | ACTS_ON_A_LETTER | PDF_OF_A_CASE):
            path = path_of(name, told)
            answer = viewer.client.get(path) if name in PDF_OF_A_CASE else viewer.client.post(path, {"revision": 0})
            there = answer.status_code not in (302, 404) and not is_sign_in(answer)
            words = [word for word in told.words if word in body(answer)]
            wrong += [(viewer.name, name, key)] if there or words else []
    assert wrong == []


def is_sign_in(answer: Any) -> bool:
    return "কর্মকর্তাদের প্রবেশ" in body(answer)


def leaks(page: str, told: Told) -> list[str]:
    """The words and numbers of a case that stand on a page."""
    shown = [ref for ref in told.references if ref in page or to_bangla(in_threes(ref)) in page]
    return [word for word in told.words if word in page] + shown


def lists_of(viewer: Viewer, world: World) -> Iterator[tuple[str, str]]:
    """What every list, filter and search of the desk shows to somebody."""
    get, post = viewer.client.get, viewer.client.post
    for show in ("open", "new", "late", "waiting", "listed", "closed"):
        yield f"work {show}", body(get(f"/desk/?show={show}"))
    for told in world.told.values():
        for words in told.words[:2]:  # what was typed stands on the page anyhow: the numbers of the rows tell
            yield f"search {words}", without(body(post("/desk/", {"words": words})), told.words)
        answer = post("/desk/", {"words": told.case.reference}, follow=True)
        went = [where for where, _ in answer.redirect_chain if where.startswith("/desk/cases/")]
        yield f"search {told.case.reference}", body(answer) if went else ""
    yield "lists", body(get("/desk/interested/"))
    yield "interested", body(get("/desk/interested/citizen-6/"))
    for show in ("open", "to_print", "failed", "maybe", "waiting", "done"):
        yield f"notices {show}", body(get(f"/desk/notices/?show={show}"))
    yield "calls", body(get("/desk/calls/"))
    yield "call_letters", body(get("/desk/calls/letters/"))
    yield "counter", body(get("/desk/counter/"))
    period = "?first=2026-11-01&last=2026-11-30"
    yield "registers", body(get(f"/desk/registers/{period}"))
    yield "register_csv", body(get(f"/desk/registers/register.csv{period}"))
    yield "figures", body(get("/desk/figures/?month=2026-11"))


def without(page: str, words: list[str]) -> str:
    for word in words:
        page = page.replace(word, "")
    return page


def test_lists_searches_and_figures_hold_exactly_what_one_sees(world: World) -> None:
    for viewer in world.viewers:
        pages = dict(lists_of(viewer, world))
        for key, told in world.told.items():
            shown = {name for name, page in pages.items() if leaks(page, told)}
            if key not in viewer.sees:
                assert shown == set(), (viewer.name, key)
            else:
                assert {
                    "work open",
                    "registers",
                    "register_csv",
                    "calls",
                    "call_letters",
                    "interested",
                    f"search {told.words[0]}",
                } <= shown, (
                    viewer.name,
                    key,
                )


def test_the_counts_of_the_desk_are_of_what_one_sees(world: World) -> None:
    for viewer in world.viewers:
        answer = viewer.client.get("/desk/")
        if answer.status_code == 200:
            counts = answer.context["counts"]
            assert (counts["open"], counts["listed"]) == (2 * len(viewer.sees), len(viewer.sees)), viewer.name


def plain_paths(world: World) -> dict[str, str]:
    """An address of every page at the desk that shows no case."""
    cast, edition = world.cast, f"/desk/charter/{world.cast.edition.pk}/"
    post = f"/desk/people/posts/{cast.head.post_id}/"
    return {
        "register_services": "/desk/register/", "register": "/desk/register/citizen-5/", "people": "/desk/people/",
        "new_post": "/desk/people/posts/new/", "post": post, "post_amendment": f"{post}amendment/",
        "seating": f"{post}seating/", "handover": f"{post}holders/{cast.head.pk}/handover/",
        "account_invitation": f"/desk/people/accounts/{cast.clerk.account_id}/invitation/",
        "account_closing": f"/desk/people/accounts/{cast.clerk.account_id}/closing/",
        "calendar": "/desk/calendar/", "editions": "/desk/charter/", "new_edition": "/desk/charter/new/",
        "services": "/desk/charter/services/", "suspension": "/desk/charter/services/citizen-5/suspension/",
        "review": edition, "document": f"{edition}document/", "publication": f"{edition}publication/",
        "new_service": f"{edition}services/",
    }  # fmt: skip


def test_pages_without_cases_open_for_their_audience_and_show_no_case_to_anybody(world: World) -> None:
    audience = {name.partition(":")[2]: view.audience for _, name, view in views() if name.startswith("desk:")}
    for viewer in world.viewers:
        for name, path in plain_paths(world).items():
            answer = viewer.client.get(path)
            page = body(answer)
            assert not [leak for told in world.told.values() for leak in leaks(page, told)], (viewer.name, name)
            if viewer.role not in PAGES[audience[name]]:
                assert answer.status_code in (302, 404, 405), (viewer.name, name)


def test_people_and_charter_of_one_office_are_not_there_for_another(world: World) -> None:
    stranger = next(viewer for viewer in world.viewers if viewer.name == "stranger")
    for name in ("post", "review"):
        assert stranger.client.get(plain_paths(world)[name]).status_code == 404
    assert world.cast.clerk.account.name_bn not in body(stranger.client.get("/desk/people/"))


def test_the_list_of_a_handover_is_for_its_holder_and_the_head_and_names_nobody(world: World) -> None:
    for viewer in world.viewers:
        for key, post in world.case_at.items():
            answer = viewer.client.get(f"/desk/people/posts/{post.pk}/list/")
            own = {"head": {"head", "officer", "vacant", "held"}, "officer": {"officer"}, "kalai": {"held"}}
            allowed = key in own.get(viewer.name, {"elsewhere"} if viewer.name == "stranger" else set())
            assert (answer.status_code == 200) == allowed, (viewer.name, key)
            assert not [word for told in world.told.values() for word in told.words if word in body(answer)]


def test_the_citizens_door_opens_a_case_by_its_code_alone(world: World) -> None:
    for viewer, key, told in everybody(world):
        opened = viewer.name == "applicant" and key == "head"
        by_reference = [f"/track/{told.case.reference}/", f"/t/{told.case.pk}/{link_of(told.case)}/"]
        for path in by_reference:
            answer = viewer.client.get(path)
            words = [word for word in told.words if word in body(answer)]
            assert answer.status_code == 200
            assert bool(words) == opened, (viewer.name, path, words)
            assert f"zznote{key}" not in words
        for path in ("receipt/", f"files/{told.file.pk}/", f"letters/{told.letter.pk}/"):
            status = viewer.client.get(f"/track/{told.case.reference}/{path}").status_code
            assert (status == 200) == opened, (viewer.name, key, path)
        if not opened:
            closed(viewer, told)


def closed(viewer: Viewer, told: Told) -> None:
    """Without the code nothing is taken, revoked, withdrawn or printed."""
    base, revision = f"/track/{told.case.reference}/", told.case.revision
    for path in ("receipt.pdf", f"letters/{told.letter.pk}.pdf"):
        assert viewer.client.get(base + path).status_code == 404
    for path in ("papers/", "withdrawal/", "link/revocation/", "code/"):
        answer = viewer.client.post(base + path, {"body": "x", "code": "WRONG"})
        assert answer.status_code in (302, 403, 404, 422)
        assert not [word for word in told.words if word in body(answer)]
    told.case.refresh_from_db()
    assert (told.case.revision, told.case.link_number, told.case.is_open) == (revision, 1, True)
