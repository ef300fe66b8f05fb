"""Staff addresses of dossiers, under /ban-lam-viec/: each room of the house has its own list."""

from django.urls import URLPattern, path

from thutuc.dossiers.views import acts, demands, dossier, dossier_papers, late, queues, queues_bulk, talk
from thutuc.dossiers.views.foreign import bringing, closed, listing, progress
from thutuc.dossiers.views.intake import counter, done, national, queue, waiting

app_name = "dossiers"

INTAKE: list[URLPattern] = [
    path("tiep-nhan/", counter.intake, name="intake"),
    path("tiep-nhan/goi-y/", counter.suggestions, name="intake_suggestions"),
    path("tiep-nhan/cong-quoc-gia/", national.national, name="intake_national"),
    path("tiep-nhan/cho/", queue.queue, name="intake_queue"),
    path("tiep-nhan/cho/<slug:key>/", waiting.dossier, name="intake_dossier"),
    path("tiep-nhan/xong/<slug:key>/", done.done, name="intake_done"),
    path("tiep-nhan/xong/<slug:key>/giay/<int:position>/", done.scan, name="scan"),
    path("tiep-nhan/xong/<slug:key>/giay-tiep-nhan.<slug:kind>", done.receipt, name="receipt"),
    path("tiep-nhan/xong/<slug:key>/phieu-chung.pdf", done.receipt_of_several, name="receipt_of_several"),
    path("tiep-nhan/xong/<slug:key>/phieu-<int:number>.<slug:kind>", done.notice, name="notice"),
]

LISTS: list[URLPattern] = [
    path("ho-so/", queues.queue, name="mine"),
    path("ho-so/danh-sach/<slug:name>/", queues.queue, name="queue"),
    path("ho-so/danh-sach/<slug:name>/xuat/", queues.export, name="export"),
    path("ho-so/so-luong/", queues.counts, name="counts"),
    path("ho-so/nhieu/", queues_bulk.bulk, name="bulk"),
    path("ho-so/bo-loc/", queues.save_view, name="save_view"),
    path("ho-so/bo-loc/<slug:key>/bo/", queues.drop_view, name="drop_view"),
]

ONE: list[URLPattern] = [
    path("ho-so/y-kien/<slug:key>/tra-loi/", talk.answer, name="answer"),
    path("ho-so/y-kien/<slug:key>/nhac/", talk.remind, name="remind"),
    path("ho-so/ngoai-danh-muc/<slug:key>/xu-ly/", talk.settle, name="settle"),
    path("ho-so/<slug:key>/", dossier.dossier, name="dossier"),
    path("ho-so/<slug:key>/giay-to/", dossier.papers, name="papers"),
    path("ho-so/<slug:key>/trao-doi/", talk.talk, name="talk"),
    path("ho-so/<slug:key>/ket-qua/", dossier.result, name="result"),
    path("ho-so/<slug:key>/nhat-ky/", dossier.log, name="log"),
    path("ho-so/<slug:key>/hien/", dossier.reveal, name="reveal"),
    path("ho-so/<slug:key>/ngoai-danh-muc/", talk.report, name="report"),
    path("ho-so/<slug:key>/van-ban-<int:number>.<slug:kind>", dossier_papers.letter, name="letter_of"),
    path("ho-so/<slug:key>/in/<slug:which>.<slug:kind>", dossier_papers.paper, name="paper"),
    path("ho-so/<slug:key>/nhap/<slug:code>/", acts.put_away, name="draft"),
    path("ho-so/<slug:key>/<slug:code>/", acts.act, name="act"),
]
"""The page of one dossier and its acts: after every other address under `ho-so/`."""

LATE: list[URLPattern] = [
    path("ho-so-tre-han/", late.late, name="late"),
    path("ho-so-ngoai-danh-muc/", demands.unlisted, name="demands"),
    path("ho-so-tre-han/don-doc/", late.letter_list, name="letters"),
    path("ho-so-tre-han/don-doc/<slug:key>/", late.letter, name="letter"),
    path("ho-so-tre-han/don-doc/<slug:key>/van-ban.<slug:kind>", late.letter_paper, name="letter_paper"),
    path("ho-so-tre-han/giai-trinh/", late.explanations, name="explanations"),
    path("ho-so-tre-han/giai-trinh/<slug:key>/", late.explanation, name="explanation"),
]

FOREIGN: list[URLPattern] = [
    path("ho-so-khac/", bringing.sources, name="foreign"),
    path("ho-so-khac/nap/", bringing.bring, name="foreign_bring"),
    path("ho-so-khac/nap/mau.xlsx", bringing.empty, name="foreign_template"),
    path("ho-so-khac/tep/<slug:key>/", bringing.file, name="foreign_file"),
    path("ho-so-khac/lan/<slug:key>/", bringing.run, name="foreign_run"),
    path("ho-so-khac/lan/<slug:key>/loi.xlsx", bringing.errors, name="foreign_errors"),
    path("ho-so-khac/viec/<slug:key>/", progress.asked, name="long_act"),
    path("ho-so-khac/danh-sach/", listing.listed, name="foreign_list"),
    path("ho-so-khac/tiep-quan/", listing.take_over, name="take_over"),
    path("ho-so-khac/ban-giao/", closed.hand_over, name="hand_over"),
]

urlpatterns: list[URLPattern] = [*INTAKE, *LATE, *FOREIGN, *LISTS, *ONE]
