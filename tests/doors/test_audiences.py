"""Every view says for whom it is."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver


def walked(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in patterns:
        found += walked(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


def test_every_view_declares_its_audience() -> None:
    silent = [str(p.pattern) for p in walked(get_resolver().url_patterns) if not hasattr(p.callback, "audience")]
    assert silent == []
