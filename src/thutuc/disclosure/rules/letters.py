"""Văn bản đôn đốc: what a letter about a case of the watch says (control.md §3.4, §14); the texts are our own.

A letter states what is missing, the rule, since when, and what is asked by which day. It never speaks of a breach of
law where only the province's own rule names a day (boards).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thutuc.disclosure.rules.watch_terms import CaseKind
from thutuc.kernel.periods import BLANK, day_words


@dataclass(frozen=True)
class LetterRow:
    """One thing that is waited for: a procedure or a decision, the text behind it, its limit."""

    what: str
    source: str = ""
    due_on: date | None = None
    days_late: int = 0
    note: str = ""

    @property
    def limit(self) -> str:
        """«20/11/2026, chậm 3 ngày làm việc»."""
        day = f"{self.due_on:%d/%m/%Y}" if self.due_on else ""
        late = f"chậm {self.days_late} ngày làm việc" if self.days_late > 0 else ""
        return ", ".join(filter(None, [day, late])) or "—"


@dataclass(frozen=True)
class Letter:
    """One letter to one or more bodies. `basis` is the rule as cited; `before` the letters that went out already."""

    kind: CaseKind
    to: tuple[str, ...]
    issuer: str
    symbol: str
    place: str
    drafted_on: date
    rows: tuple[LetterRow, ...] = ()
    superior: str = ""
    number: str = ""
    on: date | None = None
    basis: str = ""
    before: tuple[str, ...] = ()
    reply_by: date | None = None
    signer_lines: tuple[str, ...] = ("CHÁNH VĂN PHÒNG",)
    signer_name: str = ""
    contact: str = ""
    recipients: tuple[str, ...] = ()
    bureau: str = ""
    """The central body of control on that day."""


@dataclass(frozen=True)
class _Words:
    """The words of one kind of case."""

    subject: str
    finding: str
    request: str


_WORDS: Mapping[CaseKind, _Words] = {
    CaseKind.LAW_NO_MINISTRY: _Words(
        "đề nghị công bố thủ tục hành chính theo văn bản mới ban hành",
        "Qua theo dõi, các văn bản quy phạm pháp luật sau đây có quy định về thủ tục hành chính đã được ban hành nhưng "
        "đến nay {issuer} chưa nhận được quyết định công bố thủ tục hành chính tương ứng:",
        "ban hành quyết định công bố và gửi quyết định để tỉnh công bố danh mục, niêm yết, tiếp nhận đúng quy định",
    ),
    CaseKind.MINISTRY_NOT_SENT: _Words(
        "đề nghị gửi quyết định công bố thủ tục hành chính",
        "Qua tra cứu, các quyết định công bố thủ tục hành chính sau đây đã được ký nhưng {issuer} chưa nhận được:",
        "gửi các quyết định nêu trên kèm phụ lục đến địa phương",
    ),
    CaseKind.MINISTRY_NOT_NATIONAL: _Words(
        "đề nghị đăng tải thủ tục hành chính trên Cơ sở dữ liệu quốc gia",
        "Các thủ tục hành chính sau đây đã được công bố nhưng chưa được đăng tải hoặc đăng tải chưa đầy đủ trên "
        "Cơ sở dữ liệu quốc gia về thủ tục hành chính:",
        "cập nhật, công khai đầy đủ nội dung trên Cơ sở dữ liệu quốc gia để địa phương khai thác, niêm yết thống nhất",
    ),
    CaseKind.MINISTRY_NO_PROVINCE: _Words(
        "trình công bố danh mục thủ tục hành chính",
        "Các quyết định công bố của bộ, ngành sau đây đã đến tỉnh nhưng chưa có quyết định công bố của tỉnh:",
        "rà soát, lập dự thảo quyết định công bố kèm phụ lục, tờ trình và gửi {issuer} kiểm soát chất lượng",
    ),
    CaseKind.PROVINCE_NOT_ENTERED: _Words(
        "nhập, công khai thủ tục hành chính trên Cơ sở dữ liệu quốc gia",
        "Các thủ tục hành chính sau đây đã có quyết định công bố của tỉnh nhưng chưa được nhập, công khai trên "
        "Cơ sở dữ liệu quốc gia:",
        "hoàn thành việc nhập và công khai, báo lại mã và ngày công khai",
    ),
    CaseKind.ENTERED_DIFFERS: _Words(
        "chỉnh sửa thủ tục hành chính trên Cơ sở dữ liệu quốc gia",
        "Qua đối soát, nội dung các thủ tục sau đây trên Cơ sở dữ liệu quốc gia khác với quyết định công bố:",
        "kiểm tra, chỉnh sửa cho thống nhất với quyết định công bố",
    ),
    CaseKind.SHEET_OUTDATED: _Words(
        "thay, gỡ nội dung niêm yết thủ tục hành chính",
        "Các thủ tục hành chính sau đây đang niêm yết tại đơn vị chưa theo kịp quyết định công bố:",
        "thay, bổ sung hoặc gỡ nội dung niêm yết và xác nhận kèm ảnh chụp nơi niêm yết",
    ),
}


def subject(letter: Letter) -> str:
    """What stands behind V/v."""
    again = "đôn đốc, " if letter.before else ""
    return f"{again}{_WORDS[letter.kind].subject}"


def opening(letter: Letter) -> tuple[str, ...]:
    """The rule, what went out before, what was found."""
    found = _WORDS[letter.kind].finding.format(issuer=letter.issuer)
    told = f"Thực hiện {letter.basis}, {found[0].lower()}{found[1:]}" if letter.basis else found
    if not letter.before:
        return (told,)
    before = f"{letter.issuer} đã có {'; '.join(letter.before)}, đến nay chưa nhận được kết quả thực hiện."
    return (before, told)


def closing(letter: Letter) -> tuple[str, ...]:
    """What is asked, by which day, and thanks."""
    to = letter.to[0] if len(letter.to) == 1 else "các cơ quan, đơn vị"
    asked = _WORDS[letter.kind].request.format(issuer=letter.issuer)
    by = f" trước {day_words(letter.reply_by)}" if letter.reply_by else ""
    end = "Rất mong nhận được sự quan tâm, phối hợp./." if letter.kind.is_upstream else "Đề nghị quan tâm thực hiện./."
    return (f"{letter.issuer} đề nghị {to} {asked}{by}.", end)


def recipients(letter: Letter) -> tuple[str, ...]:
    """Nơi nhận: as given, or the usual ones; the control bureau is told of what the ministries owe."""
    bureau = (letter.bureau,) if letter.bureau and letter.kind.is_upstream else ()
    return letter.recipients or ("Như trên", *bureau, "Lưu: VT, KSTTHC")


def annex_note(letter: Letter) -> str:
    """«(Kèm theo Công văn số 88/VP-KSTTHC ngày …)»."""
    number = letter.number if "/" in letter.number else f"{letter.number or BLANK * 6}/{letter.symbol}"
    return f"(Kèm theo Công văn số {number} {day_words(letter.on, year=letter.drafted_on.year)})"
