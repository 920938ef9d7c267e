"""Where an SMS gateway reports what became of a message. The address holds the secret by which it is known."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ongikar.notices.reports import is_secret, reports_in, take_in
from ongikar.offices import timezone
from ongikar.ui.audiences import anyone

MOST = 200_000  # bytes of a call that are read


@anyone
@csrf_exempt
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest, secret: str) -> HttpResponse:
    """Take in what is understood, and answer how many reports were news.

    The answer is good whatever came, since a gateway that is told of an error calls again and again, and since
    the line of a log that tells of an error would hold the address, and with it the secret.
    """
    if not is_secret(secret):
        raise Http404
    body = request.read(MOST).decode("utf8", "replace") if request.method == "POST" else ""
    news = take_in(reports_in(request.META.get("QUERY_STRING", ""), body), at=timezone.now())
    return HttpResponse(f"ok {news}\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
