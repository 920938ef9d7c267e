from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register


def for_deployment(app_configs: object = None, **_more: Any) -> Iterable[CheckMessage]:
    """What doctor finds, among Django's own checks of a deployment; imported only where somebody asks."""
    from ongikar.offices import timezone
    from ongikar.ops.checks import examine

    return [finding.message() for finding in examine(timezone.now())]


class OpsConfig(AppConfig):
    name = "ongikar.ops"
    label = "ops"

    def ready(self) -> None:
        register(for_deployment, "ongikar", deploy=True)
