"""Results and their handing over (Decree 118/2025 Art. 20; one-stop.md §2.8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from thutuc.dossiers.rules.terms import Outcome, ReturnWay
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop, tidy

BASIS = "one_stop.result"
RESULTS = (Outcome.GRANTED, Outcome.REFUSED)


@dataclass(frozen=True)
class Attached:
    """A file that comes with an act: its name and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Result:
    """A result as it is issued or recorded. `signature` is what was read from the signed file, {} without one."""

    outcome: Outcome
    name: str
    issued_on: date
    number: str = ""
    signer: str = ""
    signer_title: str = ""
    issuer: str = ""
    valid_until: date | None = None
    reason: str = ""
    signature: Mapping[str, object] = field(default_factory=dict)
    file: Attached | None = None


@dataclass(frozen=True)
class Handed:
    """To whom a result went, and how. `receiver_is` tells who that is when it is not the owner."""

    way: ReturnWay
    receiver: str
    receiver_is: str = ""
    parcel: str = ""
    originals_back: str = ""


def objections(result: Result, *, accepted_on: date, on: date, elsewhere: bool) -> list[Objection]:
    """Every reason why this is no result yet."""
    found = []
    if result.outcome not in RESULTS:
        words = gettext_noop("Chọn kết quả: đồng ý, hoặc từ chối giải quyết.")
        found.append(Objection("result.outcome", words, BASIS, "outcome"))
    if not tidy(result.name):
        found.append(Objection("result.name", gettext_noop("Ghi tên kết quả."), BASIS, "name"))
    found += _of_days(result, accepted_on, on)
    if result.outcome is Outcome.REFUSED and not result.reason.strip():
        words = gettext_noop("Từ chối giải quyết phải ghi lý do theo pháp luật.")
        found.append(Objection("result.reason", words, BASIS, "reason"))
    if elsewhere and not (tidy(result.number) and tidy(result.signer)):
        words = gettext_noop("Kết quả ký nơi khác: ghi số, ký hiệu và người ký.")
        found.append(Objection("result.elsewhere", words, BASIS, "number"))
    if result.signature and not result.signature.get("intact", False):
        words = gettext_noop("Chữ ký số trên tệp không còn nguyên vẹn: lấy lại tệp gốc.")
        found.append(Objection("result.signature", words, BASIS, "file"))
    return found


def _of_days(result: Result, accepted_on: date, on: date) -> list[Objection]:
    found = []
    if result.issued_on > on:
        found.append(Objection("result.future", gettext_noop("Ngày ký không thể sau hôm nay."), BASIS, "issued_on"))
    if result.issued_on < accepted_on:
        words = gettext_noop("Ngày ký không thể trước ngày tiếp nhận.")
        found.append(Objection("result.early", words, BASIS, "issued_on"))
    if result.valid_until and result.valid_until < result.issued_on:
        words = gettext_noop("Ngày hết hiệu lực phải sau ngày ký.")
        found.append(Objection("result.validity", words, BASIS, "valid_until"))
    return found


def handed_objections(handed: Handed) -> list[Objection]:
    """10 needs receiver, way and time (one-stop.md §6.2)."""
    found = []
    if not tidy(handed.receiver):
        found.append(Objection("delivery.receiver", gettext_noop("Ghi họ tên người nhận."), BASIS, "receiver"))
    if handed.way is ReturnWay.POST and not handed.parcel.strip():
        found.append(Objection("delivery.parcel", gettext_noop("Ghi mã vận đơn của bưu chính."), BASIS, "parcel"))
    return found
