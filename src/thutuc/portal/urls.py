"""Public addresses, in Vietnamese; the English pages stand under /en/ with the same names."""

from django.urls import path, register_converter

from thutuc.portal.views import changes, home, machines, plain, procedure, search, sheets, shelves


class KeyConverter:
    """A code or the slug of an agency: letters, digits, dots, hyphens."""

    regex = r"[0-9A-Za-zĐđ._\-]{1,120}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(KeyConverter, "key")
app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("thu-tuc/", search.procedures, name="procedures"),
    path("goi-y", search.suggest, name="suggest"),
    path("thu-tuc/<key:code>/khac/<int:before>-<int:after>", procedure.comparison, name="comparison"),
    path("thu-tuc/<key:code>", procedure.procedure, name="procedure"),
    path("linh-vuc/", shelves.sectors, name="sectors"),
    path("linh-vuc/<slug:slug>", shelves.sector, name="sector"),
    path("co-quan/", shelves.agencies, name="agencies"),
    path("co-quan/<key:slug>", shelves.agency, name="agency"),
    path("viec-trong-doi/", shelves.life_events, name="life_events"),
    path("viec-trong-doi/<slug:slug>", shelves.moment, name="life_event"),
    path("cong-bo/", changes.publications, name="publications"),
    path("cong-bo/<str:day>", changes.publication_day, name="publication_day"),
    path("to/", sheets.sheet_code, name="sheet_code"),
    path("to/<str:code>/", sheets.sheet, name="sheet"),
    path("tra-cuu/", plain.tracking, name="tracking"),
    path("gop-y/", plain.feedback, name="feedback"),
    path("tro-giup/", plain.help_page, name="help"),
    path("tro-giup/tiep-can/", plain.accessibility, name="accessibility"),
    path("quyen-rieng-tu/", plain.privacy, name="privacy"),
    path("du-lieu-mo/", plain.open_data, name="data"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
]
