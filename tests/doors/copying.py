"""What a reader copies out of a PDF."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path


def folded(text: str) -> str:
    """In NFC and without white space, where lines were broken."""
    return "".join(unicodedata.normalize("NFC", text).split())


def copied(pdf: bytes, tmp_path: Path) -> str:
    """The text in the order of the document, as viewers copy it, folded."""
    file = tmp_path / "copied.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
    return folded(done.stdout.decode())


def pages(pdf: bytes, tmp_path: Path) -> int:
    file = tmp_path / "counted.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True, text=True)
    return int(next(line for line in done.stdout.splitlines() if line.startswith("Pages:")).split()[1])
