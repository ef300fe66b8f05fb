"""Addresses of files."""

from django.urls import path

from thutuc.files import views

app_name = "files"
urlpatterns = [path("tep/<slug:code>/", views.download, name="download")]
