"""The shell around every staff page: side navigation, counters, who is signed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.dossiers import queries as dossiers
from thutuc.dossiers.rules import states as dossier_states
from thutuc.dossiers.rules.queues import Queue, told
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
    key: str = ""
    """The letter that goes there after `g`."""
    queue: str = ""
    """The list of dossiers whose size stands beside the words."""


_DOSSIERS = tuple(sorted(dossier_states.ROLES | dossiers.SEE_ALL))


_CONTROL = tuple(sorted(dossiers.SEE_ALL))


def _queue(queue: Queue, icon: str, key: str = "", label: str = "") -> Room:
    """One list of dossiers."""
    return Room(f"dossiers_{queue.value}", label or queue.label, "dossiers:queue", icon, _DOSSIERS, key, queue.value)


ROOMS: tuple[tuple[str, tuple[Room, ...]], ...] = (
    (
        "",
        (
            Room("home", gettext_noop("Bàn việc"), "desk:home", "calendar-days"),
            _queue(Queue.MINE, "inbox", "v"),
            _queue(Queue.TEAM, "users"),
            _queue(Queue.LATE, "triangle-alert"),
        ),
    ),
    (
        gettext_noop("Hồ sơ"),
        (
            Room(
                "intake",
                gettext_noop("Tiếp nhận"),
                "dossiers:intake",
                "clipboard-list",
                dossier_states.RECEPTION,
                queue=Queue.INTAKE.value,
            ),
            _queue(Queue.ALL, "layers", label=gettext_noop("Đang xử lý")),
            _queue(Queue.TO_SIGN, "stamp"),
            _queue(Queue.TO_RETURN, "send", label=gettext_noop("Trả kết quả")),
            Room("late", gettext_noop("Đôn đốc, giải trình"), "dossiers:late", "clock", _DOSSIERS),
            Room(
                "demands", gettext_noop("Ngoài danh mục"), "dossiers:demands", "flag", tuple(sorted(dossiers.SEE_ALL))
            ),
            Room("foreign", gettext_noop("Hệ thống khác"), "dossiers:foreign", "database", ("control_officer",)),
        ),
    ),
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
            Room("keys", gettext_noop("Khóa truy cập"), "accounts:keys", "key-round", ("system_admin",)),
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
            "groups": list(_groups(actor.roles, getattr(request, "dossier_counts", {}))),
            "person": actor.name,
            "post": _(Role(actor.posts[0].role).label) if actor.posts else "",
            "standing": _standing(actor),
            "inbox_count": notifications.inbox_count(actor),
            "counts_url": _counts_url(actor.roles),
        }
    }


def _standing(actor: Actor) -> list[dict[str, Any]]:
    """For whom the actor stands in, each until its last day. No statement for who stands in for nobody."""
    covered = accounts.substitutions.names_covered(actor)
    told = {(name, post.days.end - timedelta(days=1)) for post, name in covered if post.days.end}
    return [{"name": name, "until": until} for name, until in sorted(told)]


def _counts_url(roles: frozenset[str]) -> str:
    """Where the sizes of the lists in the navigation are asked for again and again; "" for who has none."""
    rooms = (room for _label, group in ROOMS for room in group)
    shown = [room.queue for room in rooms if room.queue and (not room.roles or roles & set(room.roles))]
    return f"{reverse('dossiers:counts')}?nao={','.join(shown)}" if shown else ""


def _groups(roles: frozenset[str], counts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for label, rooms in ROOMS:
        items = [_item(room, counts) for room in rooms if not room.roles or roles & set(room.roles)]
        if items:
            yield {"label": _(label) if label else "", "items": items}


def _item(room: Room, counts: Mapping[str, int]) -> dict[str, Any]:
    count = counts.get(room.queue)
    return {
        "name": room.name,
        "label": _(room.label),
        "url": reverse(room.url_name, args=[room.queue] if room.url_name == "dossiers:queue" else ()),
        "icon": room.icon,
        "key": room.key,
        "queue": room.queue,
        "count": told(count) if count is not None else None,
        "late": room.queue == Queue.LATE,
    }
