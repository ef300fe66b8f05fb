"""What an officer brings from the wall: a photo, a time, a position. Only what is kept of the photo is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from thutuc.disclosure.rules.facts import Version
from thutuc.disclosure.rules.terms import PlaceKind
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days, local_date
from thutuc.kernel.text import gettext_noop

OLDEST = timedelta(days=31)
"""How long an act at the wall may wait to be recorded with its own time."""


@dataclass(frozen=True)
class Photo:
    """A picture made small, turned upright, without its metadata; `taken_at` and the position were read from it."""

    content: bytes
    name: str
    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True)
class Proof:
    """One act at the wall. `at` is when it was done there; None is now."""

    photo: Photo | None = None
    at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    note: str = ""

    def done_at(self, now: datetime, not_before: datetime | None = None) -> datetime:
        """The true time: the one given, else that of a fresh photo, else now."""
        taken = self.photo.taken_at if self.photo else None
        fresh = taken if taken and now - OLDEST <= taken <= now else None
        found = self.at or fresh or now
        return max(found, not_before) if not_before and not self.at else found

    @property
    def position(self) -> tuple[Decimal | None, Decimal | None]:
        """Where: as the device told, else as the photo says."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return (self.photo.latitude, self.photo.longitude) if self.photo else (None, None)


def time_objections(done: datetime, now: datetime, *, not_before: datetime | None = None) -> list[Objection]:
    """Neither in the future, nor so long ago that nobody remembers, nor before what it follows."""
    if done > now:
        return [Objection("posting.future", gettext_noop("Thời điểm làm không được sau lúc này."), field="at")]
    if done < now - OLDEST:
        words = gettext_noop("Thời điểm làm cách nay quá %(days)s ngày. Ghi theo ngày hôm nay, kèm ghi chú.")
        return [Objection("posting.long_ago", words, field="at", params={"days": OLDEST.days})]
    if not_before and done < not_before:
        return [Objection("posting.before", gettext_noop("Thời điểm gỡ phải sau thời điểm treo."), field="at")]
    return []


def post_objections(
    versions: Sequence[Version], *, asked: int, with_notice: bool, hanging: frozenset[int], on: date
) -> list[Objection]:
    """Why these versions may not be hung at a place now. Hanging ahead of the first day is allowed."""
    if not asked and not with_notice:
        return [Objection("posting.nothing", gettext_noop("Chọn ít nhất một tờ đã treo."), field="versions")]
    found = []
    if len(versions) != asked:
        words = gettext_noop("Có tờ không thuộc danh mục công khai của tỉnh. Tải lại trang rồi chọn lại.")
        found.append(Objection("posting.unknown", words, field="versions"))
    for version in versions:
        params = {"name": version.name, "number": version.number}
        if version.gone_on and version.gone_on <= on:
            words = gettext_noop("«%(name)s», bản %(number)s đã hết hiệu lực từ %(day)s. Treo bản đang có hiệu lực.")
            params["day"] = f"{version.gone_on:%d/%m/%Y}"
            found.append(Objection("posting.ended", words, "disclosure.posting", "versions", params))
        elif version.id in hanging:
            words = gettext_noop("«%(name)s», bản %(number)s đang treo ở nơi này rồi.")
            found.append(Objection("posting.twice", words, "", "versions", params))
    return found


def place_objections(kind: PlaceKind, days: Days, on: date) -> list[Objection]:
    """Why nothing can be hung at a place: it renews itself, or it is not in use."""
    if kind.renews_itself:
        words = gettext_noop("Nơi điện tử tự đổi theo bản đang có hiệu lực, không phải treo hay gỡ.")
        return [Objection("posting.electronic", words, "disclosure.posting", "place")]
    if on not in days:
        return [
            Objection("posting.closed", gettext_noop("Nơi niêm yết này không còn dùng. Chọn nơi khác."), field="place")
        ]
    return []


def opening_objections(*, kind: PlaceKind, name: str, url: str, opened_on: date, life: Days) -> list[Objection]:
    """Why a place may not be opened."""
    found = []
    if not name:
        found.append(Objection("place.name", gettext_noop("Ghi tên nơi niêm yết."), field="name"))
    if url and kind in {PlaceKind.BOARD, PlaceKind.FOLDER}:
        words = gettext_noop("Chỉ trang, màn hình và ki-ốt có địa chỉ mạng.")
        found.append(Objection("place.url", words, field="url"))
    if kind is PlaceKind.PAGE and not url:
        found.append(Objection("place.no_url", gettext_noop("Ghi địa chỉ của trang."), field="url"))
    if opened_on not in life:
        words = gettext_noop("Đơn vị không hoạt động vào ngày đó. Chọn ngày khác.")
        found.append(Objection("place.life", words, field="opened_on"))
    return found


def closing_objections(*, opened_on: date, on: date, at: datetime) -> list[Objection]:
    """A place is closed after it was opened, not ahead of time: what hangs there ends with it."""
    if on <= opened_on:
        words = gettext_noop("Ngày thôi dùng phải sau ngày bắt đầu dùng %(day)s.")
        return [Objection("place.closed_before", words, field="on", params={"day": f"{opened_on:%d/%m/%Y}"})]
    if on > local_date(at):
        return [Objection("place.closed_ahead", gettext_noop("Ngày thôi dùng không được sau hôm nay."), field="on")]
    return []
