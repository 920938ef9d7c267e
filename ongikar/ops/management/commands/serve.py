from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ongikar.ops.asking import ask_and_start_anew, must_ask
from ongikar.ops.lock import at_work
from ongikar.ops.serving import listen, make_ready, serve


class Command(BaseCommand):
    help = "Serve the office: web and ticker in one process. The address is ONGIKAR_BIND."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if must_ask():
            ask_and_start_anew()
        with at_work():
            sock = listen(*settings.BIND)
            make_ready()
            serve(sock, said=_said)


def _said(here: str) -> str:
    if settings.SITE_URL:
        public = f"Citizens reach it at {settings.SITE_URL}/"
    else:
        public = "SITE_URL is not set: receipts carry the office's phone and no QR code (`ongikar doctor` says more)."
    return f"Ongikar: {here}/  desk: {here}/desk/\n{public}"
