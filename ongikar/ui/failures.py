"""Answers when something went wrong before a view could answer."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is stale: say so, and give back everything that was typed."""
    typed = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    return render(request, "stale_form.html", {"typed": typed, "action": request.get_full_path()}, status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """More came than all files allowed together: say how much may come, and where what was typed still is."""
    limits = {"each_megabytes": settings.FILE_MAX_BYTES // 1024**2, "max_count": settings.FILES_MAX_COUNT}
    return render(request, "too_large.html", limits, status=413)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read, or is not taken: nothing of it was kept."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=400)
