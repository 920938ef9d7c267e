"""QR codes as images inside the page; they need no script and no other file."""

from __future__ import annotations

import segno


def qr_data(text: str) -> str:
    """A data: address of the QR code of `text`, as SVG."""
    uri: str = segno.make(text, error="m", micro=False).svg_data_uri(scale=3, dark="#000", light="#fff")
    return uri
