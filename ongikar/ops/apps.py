from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "ongikar.ops"
    label = "ops"
