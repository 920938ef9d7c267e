from datetime import date

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from ongikar.charter.shelf import ROWS
from ongikar.doors.desk import (
    acts,
    calendars,
    calls,
    cases,
    charters,
    corrections,
    counter,
    figures,
    grievance_appeals,
    grievance_causes,
    grievance_letters,
    grievance_papers,
    grievance_register,
    grievance_registers,
    grievance_reports,
    grievance_seats,
    grievance_steps,
    grievances,
    hearing_entries,
    hearings,
    interested,
    invitations,
    media,
    memo_numbering,
    notices,
    nudges,
    people,
    registering,
    registers,
    signing,
    suggestions,
    suspending,
)
from ongikar.doors.desk.work import work


class PartConverter(StringConverter):
    """A lesser part of a charter: expectations, offices or tiers."""

    regex = "|".join(ROWS)


class SlipConverter(StringConverter):
    """A size of slip: a5 or 80mm."""

    regex = "|".join(counter.SIZES)


class DayConverter(StringConverter):
    """A day as 2026-11-24."""

    regex = r"\d{4}-\d\d-\d\d"

    def to_python(self, value: str) -> date:  # type: ignore[override]
        return date.fromisoformat(value)


register_converter(DayConverter, "day")
register_converter(PartConverter, "part")
register_converter(SlipConverter, "slip")

app_name = "desk"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("posting/", signing.posting, name="posting"),
    path("", work, name="work"),
    path("cases/<str:reference>/", cases.case, name="case"),
    path("cases/<str:reference>/files/<uuid:file_id>/", cases.file, name="file"),
    path("cases/<str:reference>/fee/", acts.fee, name="fee"),
    path("cases/<str:reference>/acceptance/", acts.acceptance, name="acceptance"),
    path("cases/<str:reference>/reply/", acts.reply, name="reply"),
    path("cases/<str:reference>/asking/", acts.asking, name="asking"),
    path("cases/<str:reference>/delay/", acts.delay, name="delay"),
    path("cases/<str:reference>/resumption/", acts.resumption, name="resumption"),
    path("cases/<str:reference>/delivery/", acts.delivery, name="delivery"),
    path("cases/<str:reference>/refusal/", acts.refusal, name="refusal"),
    path("cases/<str:reference>/withdrawal/", acts.withdrawal, name="withdrawal"),
    path("cases/<str:reference>/transfer/", acts.transfer, name="transfer"),
    path("cases/<str:reference>/reopening/", acts.reopening, name="reopening"),
    path("cases/<str:reference>/correction/", acts.correction, name="correction"),
    path("cases/<str:reference>/refiling/", acts.refiling, name="refiling"),
    path("cases/<str:reference>/duplicate/", acts.duplicate, name="duplicate"),
    path("cases/<str:reference>/undoing/", acts.undoing, name="undoing"),
    path("cases/<str:reference>/notes/", acts.notes, name="notes"),
    path("cases/<str:reference>/messages/", acts.messages_out, name="messages"),
    path("cases/<str:reference>/receipt/", registering.receipt, name="receipt"),
    path("cases/<str:reference>/slip/<slip:size>/", counter.slip, name="slip"),
    path("cases/<str:reference>/slip/<slip:size>.pdf", counter.slip_pdf, name="slip_pdf"),
    path("counter/", counter.desk_counter, name="counter"),
    path("interested/", interested.lists, name="lists"),
    path("interested/<slug:service>/", interested.interested, name="interested"),
    path("register/", registering.services, name="register_services"),
    path("register/<slug:service>/", registering.register, name="register"),
    path("cases/<str:reference>/letters/<int:letter>/", notices.letter, name="letter"),
    path("cases/<str:reference>/letters/<int:letter>.pdf", notices.letter_pdf, name="letter_pdf"),
    path("cases/<str:reference>/letters/<int:letter>/sending/", notices.letter_sending, name="letter_sending"),
    path("cases/<str:reference>/letters/<int:letter>/handing/", notices.letter_handing, name="letter_handing"),
    path("notices/", notices.notices, name="notices"),
    path("grievances/", grievances.grievances, name="grievances"),
    path("grievances/new/", grievance_register.grievance_register, name="grievance_register"),
    path("grievances/seats/", grievance_seats.grievance_seats, name="grievance_seats"),
    path("grievances/media/", media.media_reports, name="media_reports"),
    path("grievances/media/new/", media.new_media_report, name="new_media_report"),
    path("grievances/causes/", grievance_causes.grievance_causes, name="grievance_causes"),
    path("grievances/recommendations/", grievance_causes.recommendations, name="recommendations"),
    path("grievances/nudges/", nudges.nudges, name="nudges"),
    path("grievances/nudges/<int:nudge>/", nudges.nudge_letter, name="nudge_letter"),
    path("grievances/nudges/<int:nudge>.pdf", nudges.nudge_letter_pdf, name="nudge_letter_pdf"),
    path("grievances/<str:reference>/nudging/", nudges.nudging, name="nudging"),
    path("grievances/numbering/", memo_numbering.memo_numbering, name="memo_numbering"),
    path("grievances/asked/<int:step>/", grievance_steps.step, name="step"),
    path("grievances/asked/<int:step>/appeal/", grievance_steps.step_appeal, name="step_appeal"),
    path("grievances/appeals/new/", grievance_appeals.appeal_register, name="appeal_register"),
    path("grievances/asked/<int:step>/letter.pdf", grievance_papers.step_paper_pdf, name="step_paper_pdf"),
    path("grievances/asked/<int:step>/files/<uuid:file_id>/", grievance_steps.step_file, name="step_file"),
    path("grievances/<str:reference>/", grievances.grievance, name="grievance"),
    path("grievances/<str:reference>/receipt/", grievance_register.grievance_receipt, name="grievance_receipt"),
    path("grievances/<str:reference>/files/<uuid:file_id>/", grievances.grievance_file, name="grievance_file"),
    path(
        "grievances/<str:reference>/letters/<int:letter>/", grievance_letters.grievance_letter, name="grievance_letter"
    ),
    path(
        "grievances/<str:reference>/letters/<int:letter>.pdf",
        grievance_letters.grievance_letter_pdf,
        name="grievance_letter_pdf",
    ),
    path(
        "grievances/<str:reference>/letters/<int:letter>/handing/",
        grievance_letters.grievance_letter_handing,
        name="grievance_letter_handing",
    ),
    path("grievances/<str:reference>/papers/<int:paper>/", grievance_papers.grievance_paper, name="grievance_paper"),
    path(
        "grievances/<str:reference>/papers/<int:paper>.pdf",
        grievance_papers.grievance_paper_pdf,
        name="grievance_paper_pdf",
    ),
    path("grievances/<str:reference>/acts/<slug:act>/", grievances.grievance_act, name="grievance_act"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/new/", suggestions.new_suggestion, name="new_suggestion"),
    path("suggestions/<str:reference>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<str:reference>/slip/", suggestions.suggestion_slip, name="suggestion_slip"),
    path("hearings/", hearings.hearings, name="hearings"),
    path("hearings/rule/", hearings.hearing_rule, name="hearing_rule"),
    path("hearings/register.csv", hearings.hearings_csv, name="hearings_csv"),
    path("hearings/register.pdf", hearings.hearings_pdf, name="hearings_pdf"),
    path("hearings/<day:day>/", hearings.hearing, name="hearing"),
    path("hearings/entries/<int:entry>/", hearing_entries.hearing_entry, name="hearing_entry"),
    path("hearings/entries/<int:entry>/grievance/", hearing_entries.hearing_grievance, name="hearing_grievance"),
    path("people/", people.people, name="people"),
    path("people/posts/new/", people.new_post, name="new_post"),
    path("people/posts/<int:post>/", people.post, name="post"),
    path("people/posts/<int:post>/amendment/", people.amendment, name="post_amendment"),
    path("people/posts/<int:post>/seating/", people.seating, name="seating"),
    path("people/posts/<int:post>/list/", people.handover_list, name="handover_list"),
    path("people/posts/<int:post>/holders/<int:posting>/handover/", people.handover, name="handover"),
    path("people/accounts/<int:account>/invitation/", people.invitation, name="account_invitation"),
    path("people/accounts/<int:account>/closing/", people.closing, name="account_closing"),
    path("invitation/", invitations.code, name="invitation_code"),
    path("invitation/<str:code>/", invitations.invitation, name="invitation"),
    path("registers/", registers.registers, name="registers"),
    path("registers/register.csv", registers.register_csv, name="register_csv"),
    path("registers/register.pdf", registers.register_pdf, name="register_pdf"),
    path("reports/", grievance_reports.reports, name="reports"),
    path("reports/months/<str:month>/", grievance_reports.report_month, name="report_month"),
    path("reports/months/<str:month>/report.<str:kind>", grievance_reports.report_file, name="report_file"),
    path("reports/months/<str:month>/<slug:part>/<slug:column>/", grievance_reports.report_rows, name="report_rows"),
    path("reports/registers/<slug:part>/", grievance_registers.report_register, name="report_register"),
    path(
        "reports/registers/<slug:part>/register.<str:kind>",
        grievance_registers.report_register_file,
        name="report_register_file",
    ),
    path("calls/", calls.desk_calls, name="calls"),
    path("calls/told/", calls.told, name="call_told"),
    path("calls/missed/", calls.missed, name="call_missed"),
    path("calls/letters/", calls.letters, name="call_letters"),
    path("calls/letters/handed/", calls.letters_handed, name="call_letters_handed"),
    path("figures/", figures.figures, name="figures"),
    path("figures/release/", figures.release, name="release"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/new/", calendars.new_order, name="new_order"),
    path("calendar/new-year/", calendars.new_year, name="new_year"),
    path("calendar/data/<int:ripple>/", calendars.data_ripple, name="data_ripple"),
    path("calendar/data/<int:ripple>/approval/", calendars.data_approval, name="data_approval"),
    path("calendar/orders/<int:order>/", calendars.order, name="order"),
    path("calendar/orders/<int:order>/checking/", calendars.checking, name="order_checking"),
    path("calendar/orders/<int:order>/approval/", calendars.approval, name="order_approval"),
    path("calendar/orders/<int:order>/discarding/", calendars.discarding, name="order_discarding"),
    path("charter/", charters.editions, name="editions"),
    path("charter/new/", charters.new, name="new_edition"),
    path("charter/services/", suspending.services, name="services"),
    path("charter/services/<slug:service>/suspension/", suspending.suspension, name="suspension"),
    path("charter/services/<slug:service>/resumption/", suspending.resumption, name="service_resumption"),
    path("charter/<int:edition>/", charters.review, name="review"),
    path("charter/<int:edition>/discarding/", charters.discarding, name="discarding"),
    path("charter/<int:edition>/publication/", charters.publication, name="publication"),
    path("charter/<int:edition>/document/", corrections.document, name="document"),
    path("charter/<int:edition>/services/", corrections.new_service, name="new_service"),
    path("charter/<int:edition>/services/<int:promise>/", corrections.promise, name="promise"),
    path("charter/<int:edition>/services/<int:promise>/reading/", corrections.reading, name="reading"),
    path("charter/<int:edition>/services/<int:promise>/removal/", corrections.promise_removal, name="promise_removal"),
    path("charter/<int:edition>/<part:part>/", corrections.new_row, name="new_row"),
    path("charter/<int:edition>/<part:part>/<int:row>/", corrections.row, name="row"),
    path("charter/<int:edition>/<part:part>/<int:row>/removal/", corrections.row_removal, name="row_removal"),
]
