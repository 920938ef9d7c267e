from django.urls import path

from ongikar.ui import views

app_name = "ui"
urlpatterns = [path("patterns/", views.patterns, name="patterns")]
