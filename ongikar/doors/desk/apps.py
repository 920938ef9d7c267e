from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ongikar.doors.desk"
    label = "desk"
