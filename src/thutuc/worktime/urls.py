"""Staff pages of working time."""

from django.urls import path

from thutuc.worktime import views

app_name = "worktime"
urlpatterns = [
    path("lich-lam-viec/", views.calendar_year, name="calendar"),
    path("lich-lam-viec/gio-lam-viec/", views.office_hours, name="hours"),
    path("lich-lam-viec/da-bo/<int:year>/", views.taken_back, name="taken_back"),
    path("lich-lam-viec/mo-nam/<int:year>/", views.open_year, name="open_year"),
    path("lich-lam-viec/cong-bo/<int:year>/", views.settle_year, name="settle_year"),
]
