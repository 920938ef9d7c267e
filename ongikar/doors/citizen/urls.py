from django.urls import path

from ongikar.doors.citizen import asking, letters, views

app_name = "citizen"
urlpatterns = [
    path("track/", views.track, name="track"),
    path("track/<str:reference>/", views.case, name="case"),
    path("track/<str:reference>/code/", views.code, name="code"),
    path("track/<str:reference>/receipt/", views.receipt, name="receipt"),
    path("track/<str:reference>/receipt.pdf", views.receipt_pdf, name="receipt_pdf"),
    path("track/<str:reference>/papers/", views.papers, name="papers"),
    path("track/<str:reference>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("track/<str:reference>/files/<uuid:file_id>/", views.file, name="file"),
    path("track/<str:reference>/letters/<int:letter>/", letters.letter, name="letter"),
    path("track/<str:reference>/letters/<int:letter>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("track/<str:reference>/link/revocation/", views.revocation, name="revocation"),
    path("t/<uuid:case_id>/<str:token>/", views.link, name="link"),
    path("<slug:office>/services/<slug:service>/ask/", asking.ask, name="ask"),
]
