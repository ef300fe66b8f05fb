"""Staff addresses of the catalogue, under /ban-lam-viec/."""

from django.urls import path

from thutuc.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("danh-muc/", views.catalogue, name="list"),
    path("danh-muc/xuat.xlsx", views.export, name="export"),
    path("danh-muc/nhap/", views.bring, name="import"),
    path("danh-muc/nhap/lich-su/", views.runs, name="runs"),
    path("danh-muc/nhap/mau.xlsx", views.template, name="template"),
    path("danh-muc/nhap/<slug:key>/", views.run, name="run"),
    path("danh-muc/nhap/<slug:key>/bao-cao.xlsx", views.run_report, name="run_report"),
    path("danh-muc/yeu-cau/<slug:key>/", views.asked, name="request"),
    path("danh-muc/ghep-cot/", views.mappings, name="mappings"),
    path("danh-muc/ghep-cot/moi/", views.mapping, name="new_mapping"),
    path("danh-muc/ghep-cot/<slug:key>/", views.mapping, name="mapping"),
    path("danh-muc/tiep-nhan/", views.opening, name="opening"),
    path("danh-muc/ten-co-quan/", views.aliases, name="aliases"),
    path("danh-muc/thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("danh-muc/thu-tuc/<str:code>/so-sanh/", views.compare, name="compare"),
    path("danh-muc/quoc-gia/<str:code>/", views.national, name="national"),
    path("danh-muc/quoc-gia/<str:code>/nguyen-van.txt", views.national_raw, name="national_raw"),
]
