"""The pages hang together, and say of the screen what the screen says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, code, links, name_of, pages, screen_words, source, text_of

PRIVATE = re.compile(
    r"/work/|/root/|/home/[a-z]|pypi\.org|registry\.npmjs|deb\.debian\.org|files\.pythonhosted|proxy\.golang"
)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_no_page_names_a_package_registry_or_a_private_path(page: Path) -> None:
    assert PRIVATE.findall(text_of(page)) == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_bangla_in_bold_type_is_what_the_screen_says(page: Path) -> None:
    assert [words for words in screen_words(page) if words not in source()] == []


def test_every_code_word_of_the_glossary_is_in_the_code() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", text_of(ROOT / "GLOSSARY.md"), re.MULTILINE)
    words = [word for row in rows for word in re.findall(r"`(\w+)`", row)]
    assert len(words) > 30
    assert [word for word in words if not re.search(rf"\b{word}\b", source())] == []


NAMING = [ROOT / "ARCHITECTURE.md", ROOT / "STYLE.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
FILES = ("py", "md", "toml", "html", "svg", "sqlite3")


@pytest.mark.parametrize("page", NAMING, ids=name_of)
def test_a_dotted_name_in_a_page_on_the_code_is_in_the_code(page: Path) -> None:
    named = re.findall(r"`((?:[A-Za-z_]+\.)+[A-Za-z_]+)(?=[`(])", text_of(page))
    words = {word for name in named if not name.endswith(FILES) for word in name.split(".")}
    assert [word for word in sorted(words) if not re.search(rf"\b{word}\b", code())] == []


def test_every_decision_and_every_reference_page_is_in_its_index() -> None:
    for folder in ("decisions", "reference", "guide"):
        index = ROOT / "docs" / folder / "README.md"
        named = {link.partition("#")[0] for link in links(index)}
        there = {path.name for path in index.parent.glob("*.md")} - {"README.md"}
        assert there <= named, folder
