"""What the layouts share: the head, the people, the code, days and moments."""

from datetime import date, datetime
from typing import Any

from thutuc.dossiers.documents.slip import DOTS, Block, Code, Line, Sign, Slip, Text
from thutuc.dossiers.rules.papers import Form, Help, PaperHead, Party, Signer, Tracking
from thutuc.dossiers.rules.papers.deadlines import moment_words
from thutuc.kernel.periods import day_words, local_date
from thutuc.web.papers import Column, Head

WAITING = "…… giờ …… phút, ngày …… tháng …… năm ……"
NO_DUE_DATE = "Không có ngày hẹn trả"
MARK = "X"
NBSP = "\u00a0"
GAP = NBSP * 4
"""Between two values on one line."""


def slip(head: PaperHead, form: Form, *blocks: Block, signs: tuple[Sign, ...], **more: Any) -> Slip:
    """A slip with the head, name and number of its form."""
    return Slip(
        head=Head(
            issuer=head.agency,
            superior=head.superior,
            symbol=form.symbol,
            place=head.place,
            number=head.number,
            on=head.on,
        ),
        title=form.name,
        form_label=form.label,
        remark=form.remark,
        blocks=blocks,
        signs=signs,
        **{"has_number": bool(head.number), **more},
    )


def code_line(code: str) -> str:
    """«Mã hồ sơ: …»."""
    return f"Mã hồ sơ: {code}"


def tracking_code(tracking: Tracking, code: str) -> Code | None:
    """The code of what a citizen keeps: its link, the secret under it. Without a link the dossier code itself."""
    if not tracking.link:
        return kept_code(code)
    words = [tracking.words, f"Mã tra cứu: {tracking.secret}" if tracking.secret else ""]
    return Code(tracking.link, tuple(filter(None, words)))


def kept_code(code: str) -> Code | None:
    """The code of what the office keeps: the dossier code for its reader, never the secret."""
    return Code(code, (code,)) if code else None


def person(label: str, party: Party) -> Line:
    """Name and identity of one person."""
    told = f"{party.id_label}: {party.id_number}".replace(" ", NBSP)
    identity = f"{GAP} {told}" if party.id_number else ""
    return Line(label, f"{party.name.strip() or DOTS}{identity}")


def contact(party: Party) -> list[Line]:
    """Address; telephone and e-mail."""
    mail = f"{GAP}Email: {party.email}" if party.email else ""
    return [Line("Địa chỉ", party.address), Line("Số điện thoại", f"{phone(party.phone)}{mail}")]


def phone(number: str) -> str:
    """A number that is not torn apart at the end of a line; dots where there is none."""
    return number.strip().replace(" ", NBSP) or DOTS


def promise(due_at: datetime | None, *, has_no_due_date: bool) -> str:
    """The promised moment, or that there is none."""
    if has_no_due_date:
        return NO_DUE_DATE
    return moment_words(due_at) if due_at else WAITING


def help_text(told: Help, who: Party, what: str) -> Text:
    """Where to ask."""
    officer = f"cán bộ {told.officer}" if told.officer else "cán bộ tiếp nhận"
    number = f", điện thoại {phone(told.phone)}" if told.phone else ""
    site = f", hoặc xem {told.website}" if told.website else ""
    return Text(f"{what} {who.called} liên hệ {officer}{number}{site} để được hướng dẫn.")


def office(signer: Signer) -> Sign:
    """The one who signs for an agency."""
    return Sign(signer.lines, signer.name, hint="")


def day(value: date | None) -> str:
    """27/11/2026, or nothing."""
    return f"{value:%d/%m/%Y}" if value else ""


def day_of(at: datetime) -> str:
    """«ngày 19 tháng 11 năm 2026» by the clock of the province."""
    return day_words(local_date(at))


def count(number: int) -> str:
    """A number of papers in a table; none is an empty cell."""
    return str(number) if number else ""


def centred(heading: str, share: float) -> Column:
    """A column of short values."""
    return Column(heading, share, is_centred=True)


NUMBER = centred("TT", 1)
