"""The pattern page: every component with sample values."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ongikar.ui.audiences import published
from ongikar.ui.samples import sample_values


@published
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "patterns.html", sample_values())
