"""Which form a paper has: its kind and the rule set of the day of acceptance, never its number alone (one-stop.md §4).

The circular of 2018 numbers its forms 01 to 06, that of 2025 01 to 07: «Mẫu số 05» is the control slip in the one and
the notice of stopping in the other. Which circular is in force on a day is the legal basis `one_stop.forms`; numbers
and names are data (forms.toml).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.legislation.rules.bases import BasisText, text_on
from thutuc.legislation.rules.terms import Certainty

BASIS = "one_stop.forms"
"""The key of the legal basis that says from which day which circular orders the forms."""


class PaperKind(Labelled):
    """A paper of the one-stop unit, whatever its number is."""

    RECEIPT = "receipt", gettext_noop("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = "supplement", gettext_noop("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "refusal", gettext_noop("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
    APOLOGY = "apology", gettext_noop("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
    STOP = "stop", gettext_noop("Thông báo dừng giải quyết hồ sơ")
    CONTROL_SLIP = "control_slip", gettext_noop("Phiếu kiểm soát quá trình giải quyết hồ sơ")
    REGISTER = "register", gettext_noop("Sổ theo dõi hồ sơ")
    HANDOVER = "handover", gettext_noop("Phiếu bàn giao kết quả")
    RESULT_ACK = "result_ack", gettext_noop("Giấy biên nhận trả kết quả")
    RECEIPT_OF_SEVERAL = "receipt_of_several", gettext_noop("Phiếu tiếp nhận nhiều hồ sơ")
    URGING = "urging", gettext_noop("Phiếu đôn đốc giải quyết hồ sơ")


@dataclass(frozen=True)
class Form:
    """One form. `number` is "" where the circular has none of this kind, `circular` is "" for a local paper."""

    kind: PaperKind
    number: str
    name: str
    certainty: Certainty
    symbol: str = ""
    """What stands behind the running number: «PXL»."""
    circular: str = ""
    remark: str = ""
    """What the paper must say of its own form, when it is not simply the one in force."""

    @property
    def key(self) -> str:
        """Kind and rule set: what is kept of a paper that was given out."""
        return f"{self.kind}@{self.circular}" if self.circular else str(self.kind)

    @property
    def label(self) -> str:
        """«Mẫu số 01», «Thông tư số 03/2025/TT-VPCP»; "" for a paper that no circular orders."""
        return f"Mẫu số {self.number}\nThông tư số {self.circular}" if self.number else ""


FormSets = Mapping[str, Mapping[PaperKind, Form]]
"""The forms of each circular, oldest first."""

LOCAL_KINDS = (PaperKind.HANDOVER, PaperKind.RESULT_ACK, PaperKind.RECEIPT_OF_SEVERAL, PaperKind.URGING)
"""Usual papers that no circular orders (one-stop.md §4.8)."""


def form_sets(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[PaperKind, Form]]:
    """The forms as they stand in the file: one row a circular, oldest first."""
    return {
        str(row["circular"]): {PaperKind(each["kind"]): _form(str(row["circular"]), each) for each in row["forms"]}
        for row in rows
    }


def _form(circular: str, row: Mapping[str, Any]) -> Form:
    kind = PaperKind(row["kind"])
    return Form(
        kind=kind,
        number=str(row["number"]),
        name=str(row.get("name", kind.label)),
        certainty=Certainty(row["certainty"]),
        symbol=str(row.get("symbol", "")),
        circular=circular,
    )


def form_on(kind: PaperKind, day: date, texts: Sequence[BasisText], sets: FormSets) -> Form:
    """The form of a paper: `day` is the day of acceptance, or of the act when nothing was accepted.

    `texts` are those of the basis `one_stop.forms`. Before the first circular its forms are used with a remark; a
    circular whose forms are not known here takes the newest known ones, with a remark.
    """
    if kind in LOCAL_KINDS:
        return Form(kind, "", kind.label, Certainty.VERIFIED)
    text = text_on(texts, day)
    circular, remark = _circular(text.number if text else "", tuple(sets))
    form = sets[circular].get(kind)
    if form is None:
        remark = f"Thông tư số {circular} không có mẫu này; văn bản do cơ quan lập."
        return Form(kind, "", kind.label, Certainty.VERIFIED, circular=circular, remark=remark)
    return replace(form, remark=remark)


def _circular(number: str, known: Sequence[str]) -> tuple[str, str]:
    """Whose forms are used, and what is to be said of it."""
    if number in known:
        return number, ""
    if not number:
        return known[0], f"Tiếp nhận trước ngày Thông tư số {known[0]} có hiệu lực; in theo mẫu của Thông tư này."
    return known[-1], f"Chưa có mẫu của {number} trong hệ thống; in theo mẫu của Thông tư số {known[-1]}."
