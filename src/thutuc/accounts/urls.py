"""Staff addresses of people, posts, focal points, substitutes, keys, and of an agency with its people."""

from django.urls import path

from thutuc.accounts.views import agencies, focal_points, keys, people, substitutions

app_name = "accounts"
urlpatterns = [
    path("co-quan/<slug:code>/", agencies.agency, name="agency"),
    path("dau-moi/", focal_points.focal_points, name="focal_points"),
    path("khoa-truy-cap/", keys.keys, name="keys"),
    path("khoa-truy-cap/them/", keys.add, name="key_add"),
    path("khoa-truy-cap/<slug:code>/thu-hoi/", keys.revoke, name="key_revoke"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/them/", people.add, name="person_add"),
    path("nguoi-dung/<slug:code>/", people.person, name="person"),
    path("nguoi-dung/<slug:code>/sua/", people.edit, name="person_edit"),
    path("nguoi-dung/<slug:code>/khoa/", people.switch, name="person_switch"),
    path("nguoi-dung/<slug:code>/giao-vai-tro/", people.appoint, name="appoint"),
    path("nguoi-dung/<slug:code>/vai-tro/<int:number>/thoi-giu/", people.end_post, name="end_post"),
    path("nguoi-dung/<slug:code>/vai-tro/<int:number>/nguoi-thay/", substitutions.add, name="substitute_add"),
    path("thay-the/", substitutions.substitutes, name="substitutes"),
    path("thay-the/them/", substitutions.choose, name="substitute_choose"),
    path("thay-the/<slug:code>/ket-thuc/", substitutions.end, name="substitute_end"),
]
