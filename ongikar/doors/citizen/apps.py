from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "ongikar.doors.citizen"
    label = "citizen"
