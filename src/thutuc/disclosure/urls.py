"""Addresses of posting and disclosure at the desk."""

from django.urls import URLPattern, path

from thutuc.disclosure.views import printing

app_name = "disclosure"
urlpatterns: list[URLPattern] = [
    path("in-to-niem-yet/", printing.sheets, name="print"),
    path("in-to-niem-yet/<slug:key>/", printing.order, name="print_order"),
    path("in-to-niem-yet/<slug:key>/tat-ca.zip", printing.order_zip, name="print_zip"),
]
