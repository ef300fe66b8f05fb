"""The desk: home and pages that read more than one package."""

from django.urls import path

from thutuc.desk.views import home

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", home.search, name="search"),
]
