"""The project's Markdown pages and what stands in them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", "node_modules", "var", "build", "dist"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|^ {4}[^\n]*$", re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
BANGLA = re.compile("[ঀ-৿]")


@lru_cache
def pages() -> tuple[Path, ...]:
    found = (path for path in ROOT.rglob("*.md") if not NOT_OURS & set(path.relative_to(ROOT).parts))
    return tuple(sorted(found))


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@lru_cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf8")


def links(page: Path) -> list[str]:
    """Where a page links to, code left out."""
    return LINK.findall(CODE.sub("", text_of(page)))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make, as the usual Markdown viewers make them."""
    heads = re.findall(r"^#+ (.+)$", CODE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\sঀ-৿-]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def screen_words(page: Path) -> list[str]:
    """What a page says stands on the screen: Bangla in bold type."""
    return [words for words in BOLD.findall(text_of(page)) if BANGLA.search(words)]


@lru_cache
def source() -> str:
    """Everything the program can say: its templates, code and data."""
    kinds = (".html", ".py", ".txt", ".json")
    files = (path for path in sorted((ROOT / "ongikar").rglob("*")) if path.suffix in kinds)
    return "\n".join(path.read_text(encoding="utf8") for path in files)


@lru_cache
def code() -> str:
    """The program and what builds it, and the names of its modules."""
    files = [path for folder in ("ongikar", "tools") for path in sorted((ROOT / folder).rglob("*.py"))]
    return "\n".join(f"{path.relative_to(ROOT)}\n{path.read_text(encoding='utf8')}" for path in files)
