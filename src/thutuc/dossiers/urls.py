"""Staff addresses of dossiers, under /ban-lam-viec/: each room of the house has its own list."""

from django.urls import URLPattern, path

from thutuc.dossiers.views.intake import counter, done

app_name = "dossiers"

INTAKE: list[URLPattern] = [
    path("tiep-nhan/", counter.intake, name="intake"),
    path("tiep-nhan/goi-y/", counter.suggestions, name="intake_suggestions"),
    path("tiep-nhan/xong/<slug:key>/", done.done, name="intake_done"),
    path("tiep-nhan/xong/<slug:key>/giay/<int:position>/", done.scan, name="scan"),
    path("tiep-nhan/xong/<slug:key>/giay-tiep-nhan.<slug:kind>", done.receipt, name="receipt"),
    path("tiep-nhan/xong/<slug:key>/phieu-chung.pdf", done.receipt_of_several, name="receipt_of_several"),
    path("tiep-nhan/xong/<slug:key>/phieu-<int:number>.<slug:kind>", done.notice, name="notice"),
]

urlpatterns: list[URLPattern] = [*INTAKE]
