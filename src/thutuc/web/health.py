"""Addresses that machines watch."""

from django.urls import path

from thutuc.web import pages

urlpatterns = [
    path("health/live", pages.live, name="live"),
    path("health/ready", pages.ready, name="ready"),
    path("metrics", pages.exposition, name="metrics"),
]
