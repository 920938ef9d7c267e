"""The child process of ongikar.ui.pdf: HTML on standard input, PDF on standard output. Imports no Django.

Its arguments are names and paths in turn: files that are attached inside the PDF.
"""

from __future__ import annotations

import ctypes
import io
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

STATIC = Path(__file__).resolve().parent / "static"
TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
HOST = "https://paper.invalid/"


def install_actual_text() -> None:
    """Say with each run of glyphs which text it stands for; without it copied Bangla is other words.

    WeasyPrint keeps one string a glyph, and the first cluster seen wins (Kozea/WeasyPrint issue 2841).
    """
    import weasyprint.draw as draw

    original = draw.draw_text

    def draw_text(stream: Any, textbox: Any, *args: Any, **kwargs: Any) -> Any:
        actual = textbox.text.encode("utf-16-be").hex()
        stream.stream.append(f"/Span <</ActualText <feff{actual}>>> BDC".encode())
        try:
            return original(stream, textbox, *args, **kwargs)
        finally:
            stream.stream.append(b"EMC")

    draw.draw_text = draw_text


def packaged_only() -> Any:
    """A fetcher of the package's own static files and the images inside the page, and of nothing else in the world."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PackagedOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = unquote(urlsplit(url).path).removeprefix("/static/")
            file = (STATIC / re.sub(r"\.[0-9a-f]{12}(?=\.[a-z0-9]+$)", "", path)).resolve()
            if not file.is_relative_to(STATIC) or not file.is_file():
                raise ValueError(f"not a file of the package: {path}")
            kind = TYPES.get(file.suffix, "application/octet-stream")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return PackagedOnly(allowed_protocols=("https", "data"))


def ends_with_its_parent() -> None:
    """Have the kernel end this process with whoever asked for it, however that one ends; and let pages come first."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    os.nice(5)


def main() -> None:
    from weasyprint import HTML, Attachment

    ends_with_its_parent()
    install_actual_text()
    named = zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    attached = [Attachment(file_obj=io.BytesIO(Path(path).read_bytes()), name=name) for name, path in named]
    page = HTML(string=sys.stdin.buffer.read().decode(), base_url=HOST, url_fetcher=packaged_only())
    sys.stdout.buffer.write(page.write_pdf(attachments=attached) or b"")


if __name__ == "__main__":
    main()
