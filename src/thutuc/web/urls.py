"""The gallery of components, for those who make pages."""

from django.urls import path

from thutuc.web import gallery

app_name = "web"
urlpatterns = [
    path("thanh-phan/", gallery.office, name="gallery"),
    path("thanh-phan/cong-khai/", gallery.public, name="gallery_public"),
]
