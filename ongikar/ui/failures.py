"""Answers when something went wrong before a view could answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is stale: say so, and give back everything that was typed."""
    typed = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    return render(request, "stale_form.html", {"typed": typed, "action": request.get_full_path()}, status=403)
