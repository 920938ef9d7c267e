from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "ongikar.charter"
    label = "charter"
