"""What every paper of the one-stop unit shares: its head, the people on it, who helps, who signs (one-stop.md §4)."""

from dataclasses import dataclass
from datetime import date

from thutuc.kernel.text import Labelled, gettext_noop

ID_LABEL = "Số định danh cá nhân"
TAX_LABEL = "Mã số thuế"


class Copy(Labelled):
    """Liên: who keeps this print."""

    APPLICANT = "applicant", gettext_noop("Giao người nộp")
    KEPT = "kept", gettext_noop("Lưu")


@dataclass(frozen=True)
class PaperHead:
    """What stands above a paper.

    `agency` is the own unit (Bộ phận Tiếp nhận và Trả kết quả …), `superior` the one above it. `form_day` chooses the
    form: the day of acceptance, or of the act when nothing was accepted. `number` is whole: «12/PXL».
    """

    superior: str
    agency: str
    place: str
    on: date
    form_day: date
    number: str = ""


@dataclass(frozen=True)
class Tracking:
    """How a citizen asks for the dossier: `link` goes into the QR code, `secret` is typed when no camera is at hand.

    `words` say under the code what it is for.
    """

    link: str = ""
    secret: str = ""
    words: str = "Quét để theo dõi hồ sơ"


@dataclass(frozen=True)
class Party:
    """Chủ hồ sơ, or the one who brings it. `id_label` names what `id_number` is: «Số CMND», «Mã số thuế».

    `called` is how a letter speaks to them: «ông/bà», «quý tổ chức».
    """

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    id_number: str = ""
    id_label: str = ID_LABEL
    called: str = "ông/bà"


@dataclass(frozen=True)
class Help:
    """Where to ask: website, officer, telephone of the unit."""

    website: str = ""
    officer: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Signer:
    """«KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC» above the room for the signature, the name under it."""

    lines: tuple[str, ...]
    name: str = ""
