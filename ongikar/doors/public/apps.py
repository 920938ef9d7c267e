from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "ongikar.doors.public"
    label = "public"
