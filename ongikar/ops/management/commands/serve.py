from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ongikar.ops.serving import make_ready, serve


class Command(BaseCommand):
    help = "Serve the office: web and ticker in one process. The address is ONGIKAR_BIND."

    def handle(self, *_args: Any, **_options: Any) -> None:
        make_ready()
        address = settings.SITE_URL or f"http://{settings.BIND}"
        serve(settings.BIND, said=f"Ongikar: {address}/  desk: {address}/desk/")
