from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ongikar.notices"
    label = "notices"
