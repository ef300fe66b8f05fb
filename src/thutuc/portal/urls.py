"""Public addresses, in Vietnamese; the English pages stand under /en/ with the same names."""

from django.urls import path, register_converter

from thutuc.portal.views import (
    applying,
    changes,
    decisions,
    feeds,
    following,
    home,
    lag,
    machines,
    papers,
    past,
    plain,
    procedure,
    search,
    sheets,
    shelves,
    tracking,
)


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
    path("thu-tuc/<key:target>/thay-doi.atom", feeds.atom, {"topic": "procedure"}, name="procedure_atom"),
    path("thu-tuc/<key:target>/hieu-luc.ics", feeds.calendar, {"topic": "procedure"}, name="procedure_calendar"),
    path("thu-tuc/<key:code>", procedure.procedure, name="procedure"),
    path("linh-vuc/", shelves.sectors, name="sectors"),
    path("linh-vuc/<slug:slug>", shelves.sector, name="sector"),
    path("linh-vuc/<slug:target>/thay-doi.atom", feeds.atom, {"topic": "sector"}, name="sector_atom"),
    path("linh-vuc/<slug:target>/hieu-luc.ics", feeds.calendar, {"topic": "sector"}, name="sector_calendar"),
    path("co-quan/", shelves.agencies, name="agencies"),
    path("co-quan/<key:slug>", shelves.agency, name="agency"),
    path("viec-trong-doi/", shelves.life_events, name="life_events"),
    path("viec-trong-doi/<slug:slug>", shelves.moment, name="life_event"),
    path("cong-bo/", changes.publications, name="publications"),
    path("cong-bo/quyet-dinh/", decisions.decisions, name="decisions"),
    path("cong-bo/quyet-dinh/<key:code>/", decisions.decision, name="decision"),
    path("cong-bo/thay-doi/<key:key>/", lag.change_line, name="change_line"),
    path("cong-bo/tu-luat-den-bang.csv", lag.lag_table, name="lag_table"),
    path("cong-bo/ngay-truoc/", past.public_day, name="public_day"),
    path("cong-bo/thay-doi.atom", feeds.atom, name="atom"),
    path("cong-bo/hieu-luc.ics", feeds.calendar, name="calendar"),
    path("cong-bo/theo-doi/", following.follow, name="follow"),
    path("cong-bo/theo-doi/da-gui/", following.followed, name="followed"),
    path("cong-bo/theo-doi/<key:key>/", following.following, name="following"),
    path("cong-bo/<str:day>", changes.publication_day, name="publication_day"),
    path("to/", sheets.sheet_code, name="sheet_code"),
    path("to/<str:code>/", sheets.sheet, name="sheet"),
    path("tra-cuu/", tracking.look_up, name="tracking"),
    path("tra-cuu/dong/", tracking.leave, name="dossier_leave"),
    path("tra-cuu/nhan-tin/<key:key>/", applying.follower, name="dossier_follower"),
    path("tra-cuu/lich/<key:token>.ics", papers.calendar, name="dossier_calendar"),
    path("tra-cuu/giay/<key:token>/", papers.paper, name="paper"),
    path("tra-cuu/ho-so/<slug:key>/", tracking.dossier, name="dossier"),
    path("tra-cuu/ho-so/<slug:key>/bo-sung/", applying.supplement, name="dossier_supplement"),
    path("tra-cuu/ho-so/<slug:key>/rut/", applying.withdraw, name="dossier_withdraw"),
    path("tra-cuu/ho-so/<slug:key>/ngoai-danh-muc/", applying.unlisted, name="dossier_unlisted"),
    path("tra-cuu/ho-so/<slug:key>/ket-qua/", applying.result, name="dossier_result"),
    path("tra-cuu/ho-so/<slug:key>/ket-qua/<slug:code>", applying.result_file, name="dossier_result_file"),
    path("tra-cuu/ho-so/<slug:key>/nhan-tin/", applying.follow, name="dossier_follow"),
    path("gop-y/", plain.feedback, name="feedback"),
    path("tro-giup/", plain.help_page, name="help"),
    path("tro-giup/tiep-can/", plain.accessibility, name="accessibility"),
    path("quyen-rieng-tu/", plain.privacy, name="privacy"),
    path("du-lieu-mo/", plain.open_data, name="data"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
]
