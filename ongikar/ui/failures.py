"""Answers when something went wrong before a view could answer."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

UNSHOWN = ("csrfmiddlewaretoken", "password", "intake_key", "revision")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is stale: say so, and give back everything that was typed but passwords.

    At the desk a token goes stale when somebody else signs in on the same computer, or signs out: what was
    typed is then nobody's to see (doors.desk.signing).
    """
    if request.path_info.removeprefix("/en").startswith("/desk/"):
        return render(request, "stale_desk.html", status=403)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    page = {
        "typed": [row for row in sent if row[0] not in UNSHOWN[:2]],
        "words": [value for name, value in sent if is_text(name, value)],
        "had_files": bool(request.FILES),
        "action": request.get_full_path(),
    }
    return render(request, "stale_form.html", page, status=403)


def is_text(name: str, value: str) -> bool:
    """Whether this is something somebody wrote, to be shown again, and no tick or key of the form."""
    return name not in UNSHOWN and not name.startswith("paper_") and value not in ("", "on")


def too_large(request: HttpRequest) -> HttpResponse:
    """More came than all files allowed together: say how much may come, and where what was typed still is."""
    limits = {"each_megabytes": settings.FILE_MAX_BYTES // 1024**2, "max_count": settings.FILES_MAX_COUNT}
    return render(request, "too_large.html", limits, status=413)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read, or is not taken: nothing of it was kept."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=400)
