from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ongikar.ui"
    label = "ui"
