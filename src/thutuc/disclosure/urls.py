"""Addresses of posting and disclosure at the desk."""

from django.urls import URLPattern

app_name = "disclosure"
urlpatterns: list[URLPattern] = []
