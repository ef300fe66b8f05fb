"""Addresses of the inbox."""

from django.urls import path

from thutuc.notifications import views

app_name = "notifications"
urlpatterns = [
    path("hop-thu/", views.inbox, name="inbox"),
    path("hop-thu/da-doc/", views.read, name="read"),
    path("hop-thu/<slug:code>/", views.message, name="message"),
]
