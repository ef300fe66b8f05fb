"""Việc trong đời: eight moments in a life, each a door to the procedures that people need then.

A moment names words of procedures, never codes: codes change with decisions, words stay. Basis: Decree 61/2018 Art. 4
(the citizen is the centre); control.md §8.
"""

from dataclasses import dataclass

from thutuc.kernel.text import gettext_noop


@dataclass(frozen=True)
class Chapter:
    """A heading of a life event with the words by which its procedures are found (each a set of words)."""

    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class LifeEvent:
    """One moment: address, icon of the sprite, name, two or three examples."""

    slug: str
    icon: str
    label: str
    examples: str
    chapters: tuple[Chapter, ...]


LIFE_EVENTS: tuple[LifeEvent, ...] = (
    LifeEvent(
        "co-con-nho",
        "baby",
        gettext_noop("Có con nhỏ"),
        gettext_noop("Khai sinh, thẻ bảo hiểm, nhập hộ"),
        (
            Chapter(gettext_noop("Khai sinh, quốc tịch"), ("khai sinh", "nhận cha mẹ con", "giám hộ", "con nuôi")),
            Chapter(gettext_noop("Bảo hiểm, cư trú"), ("thẻ bảo hiểm y tế", "thường trú", "trẻ em")),
        ),
    ),
    LifeEvent(
        "ket-hon",
        "heart-handshake",
        gettext_noop("Kết hôn"),
        gettext_noop("Đăng ký kết hôn, xác nhận độc thân"),
        (
            Chapter(gettext_noop("Kết hôn, ly hôn"), ("kết hôn", "ly hôn")),
            Chapter(gettext_noop("Giấy tờ kèm theo"), ("xác nhận tình trạng hôn nhân", "trích lục")),
        ),
    ),
    LifeEvent(
        "lam-nha-sua-nha",
        "house",
        gettext_noop("Làm nhà, sửa nhà"),
        gettext_noop("Giấy phép xây dựng, số nhà"),
        (
            Chapter(gettext_noop("Xin phép"), ("giấy phép xây dựng", "quy hoạch xây dựng", "sửa chữa nhà")),
            Chapter(gettext_noop("Trong và sau khi làm"), ("khởi công", "số nhà", "nghiệm thu", "phòng cháy")),
        ),
    ),
    LifeEvent(
        "nha-dat",
        "map",
        gettext_noop("Nhà đất"),
        gettext_noop("Sang tên, tách thửa, cấp đổi sổ"),
        (
            Chapter(gettext_noop("Sổ đất"), ("giấy chứng nhận quyền sử dụng đất", "tách thửa", "biến động đất đai")),
            Chapter(gettext_noop("Dùng đất"), ("chuyển mục đích sử dụng đất", "giao đất", "thuê đất", "nhà ở xã hội")),
        ),
    ),
    LifeEvent(
        "mo-cua-hang-lap-cong-ty",
        "store",
        gettext_noop("Mở cửa hàng, lập công ty"),
        gettext_noop("Hộ kinh doanh, an toàn thực phẩm"),
        (
            Chapter(gettext_noop("Đăng ký"), ("hộ kinh doanh", "thành lập doanh nghiệp", "hợp tác xã")),
            Chapter(gettext_noop("Điều kiện kinh doanh"), ("an toàn thực phẩm", "giấy phép kinh doanh", "bán lẻ")),
        ),
    ),
    LifeEvent(
        "di-hoc-di-thi",
        "graduation-cap",
        gettext_noop("Đi học, đi thi"),
        gettext_noop("Chuyển trường, học bổng, bằng cấp"),
        (
            Chapter(gettext_noop("Ở trường"), ("chuyển trường", "học sinh", "tuyển sinh", "trường mầm non")),
            Chapter(gettext_noop("Bằng cấp, trợ giúp"), ("văn bằng", "bản sao bằng", "học bổng", "học phí")),
        ),
    ),
    LifeEvent(
        "om-dau-tro-giup",
        "stethoscope",
        gettext_noop("Ốm đau, trợ giúp"),
        gettext_noop("Trợ cấp, xác nhận khuyết tật"),
        (
            Chapter(
                gettext_noop("Trợ giúp"), ("trợ cấp", "khuyết tật", "trợ giúp xã hội", "người có công", "hộ nghèo")
            ),
            Chapter(gettext_noop("Khám, chữa bệnh"), ("khám bệnh", "bảo hiểm y tế", "cai nghiện")),
        ),
    ),
    LifeEvent(
        "nguoi-than-qua-doi",
        "flower",
        gettext_noop("Người thân qua đời"),
        gettext_noop("Khai tử, mai táng, thừa kế"),
        (
            Chapter(gettext_noop("Khai tử, mai táng"), ("khai tử", "mai táng", "tử tuất")),
            Chapter(gettext_noop("Thừa kế, di chúc"), ("thừa kế", "di chúc", "di sản")),
        ),
    ),
)


def life_event(slug: str) -> LifeEvent | None:
    """The moment with this address."""
    return next((event for event in LIFE_EVENTS if event.slug == slug), None)
