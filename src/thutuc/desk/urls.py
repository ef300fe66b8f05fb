"""The desk: home and pages that read more than one package."""

from django.urls import path

from thutuc.desk.views import calendar_change, deadline, home, reorganisation

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", home.search, name="search"),
    path("sap-xep/ghi/", reorganisation.reorganise, name="reorganisation"),
    path("lich-lam-viec/tinh-han/", deadline.deadline, name="deadline"),
    path("lich-lam-viec/doi/", calendar_change.change, name="calendar_change"),
    path("lich-lam-viec/bo/<int:pk>/", calendar_change.removal, name="calendar_removal"),
]
