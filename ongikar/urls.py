"""Mounts the doors; nothing else. Bangla at the plain address, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("desk/", include("ongikar.doors.desk.urls")),
    path("ui/", include("ongikar.ui.urls")),
    path("", include("ongikar.doors.citizen.urls")),
    path("", include("ongikar.doors.public.urls")),
    prefix_default_language=False,
)

handler400 = "ongikar.ui.failures.unreadable"
handler404 = "ongikar.ui.failures.not_here"
handler500 = "ongikar.ui.failures.broken"
