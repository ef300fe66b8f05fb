"""What a decision says of itself, and what its signature says; why neither may be taken as told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.rules.decisions.terms import PublicationCase, ReturnReason, Severity, SignerCapacity
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop, tidy

CONTENT, AUTHORITY = "publication.content", "publication.authority"
LONGEST_NUMBER = 80


@dataclass(frozen=True)
class DecisionDetails:
    """Thông tin quyết định. `ministry_ids` are the ministries' decisions that it follows."""

    title: str
    agency_id: int
    case: PublicationCase = PublicationCase.LIST
    effective_on: date | None = None
    is_shortened: bool = False
    submission_number: str = ""
    submitted_on: date | None = None
    ministry_ids: tuple[int, ...] = ()
    recipients: str = ""
    note: str = ""
    capacity: SignerCapacity = SignerCapacity.CHAIR
    signer_name: str = ""
    signer_title: str = ""


@dataclass(frozen=True)
class Signature:
    """Số, ngày, người ký, as the signed paper shows them."""

    number: str
    signed_on: date
    signer_name: str
    capacity: SignerCapacity = SignerCapacity.CHAIR
    signer_title: str = ""


@dataclass(frozen=True)
class Remarked:
    """One remark of a controller; `position` 0 speaks of the decision as a whole."""

    reason: ReturnReason
    text: str
    position: int = 0
    part: str = ""
    severity: Severity = Severity.BLOCK


def details_objections(told: DecisionDetails) -> list[Objection]:
    """A draft has a title; a submission number and its day come together."""
    found = []
    if not tidy(told.title):
        found.append(Objection("decision.title", gettext_noop("Ghi trích yếu của quyết định."), CONTENT, "title"))
    if bool(told.submission_number.strip()) != (told.submitted_on is not None):
        words = gettext_noop("Ghi cả số và ngày của tờ trình, hoặc để trống cả hai.")
        found.append(Objection("decision.submission", words, CONTENT, "submission_number"))
    return found


def signature_objections(
    told: Signature, *, effective_on: date | None, today: date, is_recorded: bool, used: bool
) -> list[Objection]:
    """A number not used this year, a day not in the future, an effective day not before it, a signer."""
    found = []
    if not tidy(told.number):
        found.append(
            Objection("decision.number", gettext_noop("Ghi số quyết định, ví dụ 412/QĐ-UBND."), AUTHORITY, "number")
        )
    elif len(tidy(told.number)) > LONGEST_NUMBER:
        words = gettext_noop("Số quyết định dài quá %(most)s ký tự.")
        found.append(Objection("decision.number_long", words, AUTHORITY, "number", {"most": LONGEST_NUMBER}))
    if used:
        words = gettext_noop("Số %(number)s của năm %(year)s đã dùng cho quyết định khác. Kiểm tra lại số và ngày.")
        params = {"number": tidy(told.number), "year": told.signed_on.year}
        found.append(Objection("decision.number_used", words, AUTHORITY, "number", params))
    if told.signed_on > today:
        found.append(Objection("decision.signed_later", gettext_noop("Ngày ký ở tương lai."), AUTHORITY, "signed_on"))
    if effective_on and effective_on < told.signed_on and not is_recorded:
        words = gettext_noop("Ngày hiệu lực %(day)s trước ngày ký %(signed)s: chọn từ ngày ký trở đi.")
        params = {"day": f"{effective_on:%d/%m/%Y}", "signed": f"{told.signed_on:%d/%m/%Y}"}
        found.append(Objection("decision.before_signing", words, CONTENT, "effective_on", params))
    if not tidy(told.signer_name):
        found.append(Objection("decision.signer", gettext_noop("Ghi họ tên người ký."), AUTHORITY, "signer_name"))
    return found


def return_objections(remarks: Iterable[Remarked]) -> list[Objection]:
    """A return says what is wrong: at least one remark with its reason and words."""
    told = list(remarks)
    if not told:
        words = gettext_noop("Ghi ít nhất một ý: lý do trong danh mục, thủ tục và chỗ cần sửa.")
        return [Objection("decision.remark", words, "publication.control", "remarks")]
    if any(not remark.text.strip() for remark in told):
        words = gettext_noop("Ghi rõ chỗ sai và cách sửa cho từng ý.")
        return [Objection("decision.remark_text", words, "publication.control", "remarks")]
    return []
