from django.apps import AppConfig
from django.core.checks import register


class OpsConfig(AppConfig):
    name = "ongikar.ops"
    label = "ops"

    def ready(self) -> None:
        from ongikar.ops.checks.rules import for_django

        register(for_django, "ongikar", deploy=True)
