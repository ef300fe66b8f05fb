"""Addresses of agencies, areas and reorganisations. An agency's own page is `accounts:agency`: it shows people."""

from datetime import date

from django.urls import path, register_converter

from thutuc.organisations.views import agencies, areas, reorganisations


class DayConverter:
    """A day in an address: 2025-07-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "organisations"
urlpatterns = [
    path("co-quan/", agencies.tree, name="tree"),
    path("co-quan/them/", agencies.add, name="agency_add"),
    path("co-quan/<slug:code>/truc-thuoc/", agencies.move, name="agency_move"),
    path("co-quan/<slug:code>/lien-he/", agencies.contacts, name="agency_contacts"),
    path("dia-gioi/", areas.areas, name="areas"),
    path("dia-gioi/<slug:level>/<slug:code>/", areas.area, name="area"),
    path("sap-xep/", reorganisations.reorganisations, name="reorganisations"),
    path("sap-xep/<day:on>/<slug:code>/", reorganisations.reorganisation, name="reorganisation"),
    path("sap-xep/<day:on>/<slug:code>/<slug:unit>/", reorganisations.item, name="item"),
]
