"""The desk: home and pages that read more than one package."""

from django.urls import path

from thutuc.desk.views import calendar_change, deadline, home, reorganisation
from thutuc.desk.views.publication import acts, annex, decision, editing, pipeline, recording, running, starting

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", home.search, name="search"),
    path("sap-xep/ghi/", reorganisation.reorganise, name="reorganisation"),
    path("lich-lam-viec/tinh-han/", deadline.deadline, name="deadline"),
    path("lich-lam-viec/doi/", calendar_change.change, name="calendar_change"),
    path("lich-lam-viec/bo/<int:pk>/", calendar_change.removal, name="calendar_removal"),
    path("cong-bo/", pipeline.pipeline, name="pipeline"),
    path("cong-bo/moi/", starting.new, name="new_decision"),
    path("cong-bo/da-ky/", recording.record, name="record_decision"),
    path("cong-bo/<slug:code>/", decision.decision, name="decision"),
    path("cong-bo/<slug:code>/dau/", decision.head, name="decision_head"),
    path("cong-bo/<slug:code>/thong-tin/", starting.details, name="decision_details"),
    path("cong-bo/<slug:code>/y-kien/", acts.opinions, name="decision_opinions"),
    path("cong-bo/<slug:code>/y-kien/<int:key>/", acts.answer, name="decision_answer"),
    path("cong-bo/<slug:code>/kiem-soat/", decision.checks, name="decision_checks"),
    path("cong-bo/<slug:code>/kiem-soat/<int:key>/", decision.answer_remark, name="decision_answer_remark"),
    path("cong-bo/<slug:code>/van-ban/", decision.papers, name="decision_papers"),
    path("cong-bo/<slug:code>/van-ban/da-ky/", decision.attach, name="decision_attach"),
    path("cong-bo/<slug:code>/van-ban/<slug:which>.<slug:kind>", decision.paper, name="decision_paper"),
    path("cong-bo/<slug:code>/nhat-ky/", decision.log, name="decision_log"),
    path("cong-bo/<slug:code>/chay-thu/", running.dry_run, name="decision_dry_run"),
    path("cong-bo/<slug:code>/phu-luc/", annex.annex, name="decision_annex"),
    path("cong-bo/<slug:code>/tham-quyen/", annex.competence, name="decision_competence"),
    path("cong-bo/<slug:code>/dong/moi/<slug:kind>/", editing.add, name="add_rows"),
    path("cong-bo/<slug:code>/dong/<int:position>/", editing.row, name="decision_row"),
    path("cong-bo/<slug:code>/dong/<int:position>/bo/", editing.remove, name="remove_row"),
    path("cong-bo/<slug:code>/dong/<int:position>/so-sanh/", decision.compared, name="compared_row"),
    path("cong-bo/<slug:code>/chuyen/<slug:name>/", acts.move, name="decision_move"),
    path("cong-bo/<slug:code>/ban-hanh/", acts.sign, name="decision_sign"),
    path("cong-bo/<slug:code>/huy-bo/", starting.reverse, name="reverse_decision"),
    path("cong-bo/<slug:code>/sai-sot/", acts.fault, name="decision_fault"),
]
