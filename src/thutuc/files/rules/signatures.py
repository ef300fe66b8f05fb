"""What the electronic signatures of a PDF say (PAdES; Law 20/2023/QH15 on electronic transactions).

A reading states facts and one verdict. It is help for the officer who records a decision, not a decision on its force.
"""

from dataclasses import dataclass
from datetime import datetime

from thutuc.kernel.text import Labelled, gettext_noop


class SignatureVerdict(Labelled):
    """What all signatures of a file say together, from the worst to the best."""

    UNREADABLE = "unreadable", gettext_noop("Không đọc được tệp PDF")
    UNSIGNED = "unsigned", gettext_noop("Không có chữ ký số")
    BROKEN = "broken", gettext_noop("Chữ ký không khớp nội dung: tệp đã bị sửa hoặc hỏng")
    CHANGED_LATER = "changed_later", gettext_noop("Tệp có phần thêm vào sau khi ký")
    INTACT = "intact", gettext_noop("Chữ ký khớp nội dung; chưa đối chiếu được tổ chức chứng thực")
    TRUSTED = "trusted", gettext_noop("Chữ ký khớp nội dung, chứng thư do tổ chức tin cậy cấp")


@dataclass(frozen=True)
class SignatureFact:
    """One signature. `signed_at` is what the signer's machine says unless `is_timestamped`."""

    signer: str
    organisation: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    is_timestamped: bool = False
    is_intact: bool = False
    covers_file: bool = False
    is_changed_later: bool = False
    is_trusted: bool = False


@dataclass(frozen=True)
class SignatureReading:
    """Every signature in the order of signing; `can_be_read` is False for what is no PDF or is damaged."""

    signatures: tuple[SignatureFact, ...] = ()
    can_be_read: bool = True

    @property
    def verdict(self) -> SignatureVerdict:
        """The worst thing that is true of the file."""
        if not self.can_be_read:
            return SignatureVerdict.UNREADABLE
        if not self.signatures:
            return SignatureVerdict.UNSIGNED
        if not all(each.is_intact for each in self.signatures):
            return SignatureVerdict.BROKEN
        if any(each.is_changed_later for each in self.signatures) or not self.signatures[-1].covers_file:
            return SignatureVerdict.CHANGED_LATER
        return SignatureVerdict.TRUSTED if all(each.is_trusted for each in self.signatures) else SignatureVerdict.INTACT

    @property
    def signers(self) -> tuple[str, ...]:
        """Who signed, once each."""
        return tuple(dict.fromkeys(each.signer for each in self.signatures if each.signer))
