"""Addresses of the register, the parameters and the bases: documents by their number, parameters by their key."""

from django.urls import path

from thutuc.legislation import views

app_name = "legislation"
urlpatterns = [
    path("van-ban/", views.documents, name="documents"),
    path("van-ban/xuat/", views.export, name="export"),
    path("van-ban/vao-so/", views.register, name="register"),
    path("van-ban/so/<path:number>/sua/", views.amend, name="amend"),
    path("van-ban/so/<path:number>/quan-he/", views.relate, name="relate"),
    path("van-ban/so/<path:number>/bo-quan-he/", views.unrelate, name="unrelate"),
    path("van-ban/so/<path:number>/tep/", views.attach, name="attach"),
    path("van-ban/so/<path:number>/tep/<slug:code>/bo/", views.detach, name="detach"),
    path("van-ban/so/<path:number>/", views.document, name="document"),
    path("tham-so/", views.parameters, name="parameters"),
    path("tham-so/can-cu/", views.bases, name="bases"),
    path("tham-so/<str:key>/", views.parameter, name="parameter"),
    path("tham-so/<str:key>/gia-tri-rieng/", views.override, name="override"),
    path("tham-so/<str:key>/thoi-gia-tri-rieng/", views.end_override, name="end_override"),
]
