"""The law of time is tested by tables and by properties; the properties are the same at every run."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("law", derandomize=True, deadline=None, database=None)
settings.load_profile("law")
