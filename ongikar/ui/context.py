"""What every page may use: the other language's address of this very page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    path = request.path
    english = path == "/en" or path.startswith("/en/")
    return {
        "language": get_language() or settings.LANGUAGE_CODE,
        "other_language_url": (path.removeprefix("/en") or "/") if english else f"/en{path}",
        "demo": settings.DEMO,
        "source_url": settings.SOURCE_URL,
    }
