"""Addresses of posting and disclosure at the desk."""

from django.urls import URLPattern, path

from thutuc.disclosure.views import boards, duties, ministries, printing, rounds, watch

app_name = "disclosure"
urlpatterns: list[URLPattern] = [
    path("niem-yet/", boards.overview, name="boards"),
    path("niem-yet/xuat/", boards.export, name="boards_export"),
    path("niem-yet/cong-khai/", boards.public_day, name="public_day"),
    path("niem-yet/don-vi/<slug:code>/", boards.unit, name="unit"),
    path("niem-yet/don-vi/<slug:code>/them-noi/", boards.place_add, name="place_add"),
    path("niem-yet/don-vi/<slug:code>/cong-khai/", boards.public_day, name="unit_public_day"),
    path("niem-yet/don-vi/<slug:code>/viec/", duties.listed, name="duties"),
    path("niem-yet/don-vi/<slug:code>/viec/<str:key>/", duties.duty, name="duty"),
    path("niem-yet/don-vi/<slug:code>/viec/<str:key>/khong-thay/", duties.unseen, name="duty_unseen"),
    path("niem-yet/noi/<slug:code>/", boards.place, name="place"),
    path("niem-yet/noi/<slug:code>/treo/", duties.many, name="place_post"),
    path("niem-yet/noi/<slug:code>/thoi-dung/", boards.place_close, name="place_close"),
    path("niem-yet/kiem-tra/", rounds.listed, name="rounds"),
    path("niem-yet/kiem-tra/lap/", rounds.plan, name="round_plan"),
    path("niem-yet/kiem-tra/<slug:code>/", rounds.result, name="round"),
    path("niem-yet/kiem-tra/<slug:code>/<slug:unit>/", rounds.at_unit, name="round_unit"),
    path("bo-cong-bo/", watch.watch, name="watch"),
    path("bo-cong-bo/xuat.xlsx", watch.export, name="watch_export"),
    path("bo-cong-bo/viec/", watch.case, name="case"),
    path("bo-cong-bo/viec/cong-van.docx", watch.letter, name="letter"),
    path("bo-cong-bo/quyet-dinh/", ministries.ministries, name="ministries"),
    path("bo-cong-bo/quyet-dinh/vao-so/", ministries.register, name="ministry_register"),
    path("bo-cong-bo/quyet-dinh/nhap/", ministries.bring, name="ministry_import"),
    path("bo-cong-bo/quyet-dinh/nhap/mau.xlsx", ministries.template, name="ministry_template"),
    path("bo-cong-bo/quyet-dinh/<slug:code>/", ministries.ministry, name="ministry"),
    path("bo-cong-bo/quyet-dinh/<slug:code>/ngay-den/", ministries.arrival, name="ministry_arrival"),
    path("bo-cong-bo/quyet-dinh/<slug:code>/csdlqg/", ministries.sighting, name="ministry_sighting"),
    path("bo-cong-bo/van-ban/<path:number>/", ministries.assess, name="assess"),
    path("niem-yet/in/", printing.sheets, name="print"),
    path("niem-yet/in/<slug:key>/", printing.order, name="print_order"),
    path("niem-yet/in/<slug:key>/tat-ca.zip", printing.order_zip, name="print_zip"),
]
