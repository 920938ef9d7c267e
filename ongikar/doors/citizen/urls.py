from django.urls import path

from ongikar.doors.citizen import appealing, asking, grievance_views, grievances, letters, views

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
    path("grievances/<str:reference>/", grievance_views.grievance, name="grievance"),
    path("grievances/<str:reference>/code/", grievance_views.code, name="grievance_code"),
    path("grievances/<str:reference>/receipt/", grievances.receipt, name="grievance_receipt"),
    path("grievances/<str:reference>/receipt.pdf", grievances.receipt_pdf, name="grievance_receipt_pdf"),
    path("grievances/<str:reference>/information/", grievance_views.information, name="grievance_information"),
    path("grievances/<str:reference>/answer/", grievance_views.step_answer, name="grievance_answer"),
    path("grievances/<str:reference>/withdrawal/", grievance_views.withdrawal, name="grievance_withdrawal"),
    path("grievances/<str:reference>/appeal/", grievance_views.appealing, name="grievance_appeal"),
    path("grievances/<str:reference>/reopening/", grievance_views.reopening, name="grievance_reopening"),
    path("grievances/<str:reference>/rating/", grievance_views.rating, name="grievance_rating"),
    path("grievances/<str:reference>/reminder/", grievance_views.reminder, name="grievance_reminder"),
    path("grievances/<str:reference>/files/<uuid:file_id>/", grievance_views.file, name="grievance_file"),
    path("grievances/<str:reference>/letters/<int:letter>/", grievance_views.letter, name="grievance_told"),
    path("grievances/<str:reference>/letters/<int:letter>.pdf", grievance_views.letter_pdf, name="grievance_told_pdf"),
    path("g/<uuid:grievance_id>/appeal/<str:token>/", appealing.one_tap, name="grievance_one_tap"),
    path("g/<uuid:grievance_id>/<str:token>/", grievance_views.link, name="grievance_link"),
    path("<slug:office>/services/<slug:service>/ask/", asking.ask, name="ask"),
    path("<slug:office>/grievance/", grievances.lodging, name="lodge"),
    path("<slug:office>/grievance/letter/", grievances.letter, name="grievance_letter"),
]
