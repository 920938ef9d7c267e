from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "ongikar.figures"
    label = "figures"
