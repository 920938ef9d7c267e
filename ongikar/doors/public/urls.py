from django.urls import path

from ongikar.doors.public import counting, messages, views

app_name = "public"
urlpatterns = [
    path("", views.offices, name="offices"),
    path("messages/reports/<str:secret>/", messages.reports, name="message_reports"),
    path("<slug:office>/", views.home, name="home"),
    path("<slug:office>/search/", views.search, name="search"),
    path("<slug:office>/count/", counting.count, name="count"),
    path("<slug:office>/kept/", views.kept, name="kept"),
    path("<slug:office>/hearing/", views.hearing, name="hearing"),
    path("<slug:office>/charter/", views.charter, name="charter"),
    path("<slug:office>/charter.pdf", views.charter_pdf, name="charter_pdf"),
    path("<slug:office>/charter/<int:edition>/", views.charter, name="edition"),
    path("<slug:office>/services/<slug:service>/", views.service, name="service"),
    path("<slug:office>/services/<slug:service>/form/", views.paper_form, name="paper_form"),
    path("<slug:office>/services/<slug:service>/form.pdf", views.paper_form_pdf, name="paper_form_pdf"),
]
