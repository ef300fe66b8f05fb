"""The page of one-click sign-in."""

from django.urls import path

from thutuc.demo import views

app_name = "demo"

urlpatterns = [path("dang-nhap/thu/", views.try_sign_in, name="officers")]
