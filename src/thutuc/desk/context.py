"""The shell around every staff page: side navigation, counters, who is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import gettext_noop
from thutuc.notifications import queries as notifications


@dataclass(frozen=True)
class Room:
    """One entry of the side navigation; `roles` empty is for every officer."""

    name: str
    label: str
    url_name: str
    icon: str
    roles: tuple[str, ...] = ()


ROOMS: tuple[tuple[str, tuple[Room, ...]], ...] = (
    ("", (Room("home", gettext_noop("Bàn việc"), "desk:home", "calendar-days"),)),
    (
        gettext_noop("Thủ tục"),
        (
            Room("pipeline", gettext_noop("Dây chuyền"), "desk:pipeline", "git-branch"),
            Room("catalogue", gettext_noop("Danh mục"), "catalogue:list", "list-checks"),
            Room("import", gettext_noop("Nhập dữ liệu"), "catalogue:import", "inbox", ("control_officer",)),
            Room("boards", gettext_noop("Niêm yết"), "disclosure:boards", "map-pin"),
            Room("upstream", gettext_noop("Bộ công bố"), "disclosure:watch", "flag"),
            Room("documents", gettext_noop("Văn bản pháp luật"), "legislation:documents", "scale"),
            Room("parameters", gettext_noop("Tham số của luật"), "legislation:parameters", "sliders-horizontal"),
        ),
    ),
    (
        gettext_noop("Công bố, công khai"),
        (
            Room(
                "reconcile",
                gettext_noop("Đối soát CSDLQG"),
                "disclosure:reconcile",
                "database",
                ("control_officer", "office_head"),
            ),
            Room(
                "entries",
                gettext_noop("Nhập CSDLQG"),
                "disclosure:entries",
                "upload",
                ("control_officer", "office_head"),
            ),
        ),
    ),
    (
        gettext_noop("Số liệu"),
        (
            Room("lag", gettext_noop("Từ luật đến bảng"), "disclosure:lag", "clock"),
            Room("indices", gettext_noop("Chỉ số 766"), "disclosure:indices", "layout-dashboard"),
        ),
    ),
    (
        gettext_noop("Cơ quan"),
        (
            Room("organisations", gettext_noop("Cơ quan, đơn vị"), "organisations:tree", "landmark"),
            Room("focal_points", gettext_noop("Cán bộ đầu mối"), "accounts:focal_points", "users"),
            Room("substitutes", gettext_noop("Người thay thế"), "accounts:substitutes", "user"),
            Room("people", gettext_noop("Người dùng"), "accounts:people", "user", ("system_admin", "control_officer")),
            Room("calendar", gettext_noop("Lịch làm việc"), "worktime:calendar", "clock"),
        ),
    ),
)
"""The rooms of this release."""


STAFF = ("/ban-lam-viec/", "/tai-khoan/")
"""Where the shell stands: staff pages and one's own account."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Nothing for public pages; the rooms that the actor may enter for staff pages."""
    actor = getattr(request, "actor", None)
    if actor is None or not request.path_info.startswith(STAFF) or actor.is_anonymous:
        return {}
    return {
        "shell": {
            "groups": list(_groups(actor.roles)),
            "person": actor.name,
            "post": _(Role(actor.posts[0].role).label) if actor.posts else "",
            "standing": _standing(actor),
            "inbox_count": notifications.inbox_count(actor),
        }
    }


def _standing(actor: Actor) -> list[dict[str, Any]]:
    """For whom the actor stands in, each until its last day. No statement for who stands in for nobody."""
    covered = accounts.substitutions.names_covered(actor)
    told = {(name, post.days.end - timedelta(days=1)) for post, name in covered if post.days.end}
    return [{"name": name, "until": until} for name, until in sorted(told)]


def _groups(roles: frozenset[str]) -> Iterator[dict[str, Any]]:
    for label, rooms in ROOMS:
        items = [_item(room) for room in rooms if not room.roles or roles & set(room.roles)]
        if items:
            yield {"label": _(label) if label else "", "items": items}


def _item(room: Room) -> dict[str, Any]:
    return {"name": room.name, "label": _(room.label), "url": reverse(room.url_name), "icon": room.icon, "count": None}
