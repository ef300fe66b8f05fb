"""Whose dossier it is: identity as the law knows it (one-stop.md §2.2, §4.1; Law on Identity 26/2023/QH15)."""

import re
from dataclasses import dataclass
from datetime import date

from thutuc.dossiers.rules.terms import ApplicantKind, IdKind
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop, tidy

ACCEPTANCE = "one_stop.acceptance"
_SHAPES = {
    IdKind.PERSONAL: (re.compile(r"0\d{11}"), gettext_noop("Số định danh cá nhân gồm 12 chữ số, bắt đầu bằng 0.")),
    IdKind.OLD_CARD: (re.compile(r"\d{9}"), gettext_noop("Số chứng minh nhân dân gồm 9 chữ số.")),
    IdKind.TAX: (
        re.compile(r"\d{10}(-?\d{3})?|0\d{11}"),
        gettext_noop("Mã số thuế gồm 10 chữ số, có thể thêm 3 chữ số của đơn vị phụ thuộc."),
    ),
    IdKind.PASSPORT: (re.compile(r"[A-Z0-9]{6,12}"), gettext_noop("Số hộ chiếu gồm 6 đến 12 chữ và số.")),
    IdKind.OTHER: (re.compile(r".{1,40}"), gettext_noop("Số giấy tờ dài tối đa 40 ký tự.")),
}
_PHONE = re.compile(r"\+?\d{8,14}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CENTURIES = {0: (1900, 1999), 1: (1900, 1999), 2: (2000, 2099), 3: (2000, 2099)}
OLDEST = 130
SHORTEST_ASKED = 7
"""Signs of a number by which somebody may be looked for."""


@dataclass(frozen=True)
class Applicant:
    """A person or body as typed at the counter or sent by the portal."""

    name: str
    kind: ApplicantKind = ApplicantKind.CITIZEN
    id_kind: IdKind = IdKind.PERSONAL
    id_number: str = ""
    born_on: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    portal_id: str = ""


def cleaned(applicant: Applicant) -> Applicant:
    """As it is kept: names only trimmed, numbers without blanks, addresses of e-mail in small letters."""
    return Applicant(
        name=tidy(applicant.name),
        kind=applicant.kind,
        id_kind=applicant.id_kind,
        id_number=re.sub(r"[\s.]", "", applicant.id_number).upper(),
        born_on=applicant.born_on,
        address=tidy(applicant.address),
        phone=re.sub(r"[\s.()\-]", "", applicant.phone),
        email=applicant.email.strip().lower(),
        portal_id=applicant.portal_id.strip(),
    )


def kind_of_number(text: str) -> IdKind:
    """Which paper a number belongs to by its shape; what has no shape is another paper."""
    number = re.sub(r"[\s.]", "", text).upper()
    if _SHAPES[IdKind.PERSONAL][0].fullmatch(number):
        return IdKind.PERSONAL
    fitting = (kind for kind in (IdKind.OLD_CARD, IdKind.TAX) if _SHAPES[kind][0].fullmatch(number))
    passport = IdKind.PASSPORT if re.fullmatch(r"[A-Z]\d{6,9}", number) else IdKind.PERSONAL
    return next(fitting, passport)


def is_whole(text: str, kind: IdKind) -> bool:
    """A whole number of that paper, long enough to mean one person."""
    number = re.sub(r"[\s.]", "", text).upper()
    return len(number) >= SHORTEST_ASKED and bool(_SHAPES[kind][0].fullmatch(number))


def objections(applicant: Applicant, *, on: date, prefix: str = "") -> list[Objection]:
    """Every fault of a cleaned applicant; `prefix` goes before the names of the fields."""
    found = []
    if not applicant.name:
        found.append(_fault("name", gettext_noop("Nhập họ tên, hoặc tên tổ chức."), prefix))
    found += _of_number(applicant, prefix)
    found += _of_birth(applicant, on, prefix)
    if applicant.phone and not _PHONE.fullmatch(applicant.phone):
        found.append(_fault("phone", gettext_noop("Số điện thoại gồm 8 đến 14 chữ số."), prefix))
    if applicant.email and not _EMAIL.fullmatch(applicant.email):
        found.append(_fault("email", gettext_noop("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn."), prefix))
    return found


def _of_number(applicant: Applicant, prefix: str) -> list[Objection]:
    pattern, words = _SHAPES[applicant.id_kind]
    if not applicant.id_number:
        return [_fault("id_number", gettext_noop("Nhập số định danh, hoặc số giấy tờ tùy thân."), prefix)]
    return [] if pattern.fullmatch(applicant.id_number) else [_fault("id_number", words, prefix)]


def _of_birth(applicant: Applicant, on: date, prefix: str) -> list[Objection]:
    born = applicant.born_on
    if born is None:
        return []
    if born > on:
        return [_fault("born_on", gettext_noop("Ngày sinh không thể sau hôm nay."), prefix)]
    if on.year - born.year > OLDEST:
        return [_fault("born_on", gettext_noop("Kiểm tra lại năm sinh."), prefix)]
    if _contradicts(applicant.id_number, born, applicant.id_kind):
        words = gettext_noop("Năm sinh không khớp số định danh: kiểm tra lại hai ô này.")
        return [_fault("born_on", words, prefix)]
    return []


def _contradicts(number: str, born: date, kind: IdKind) -> bool:
    """The fourth digit tells the century and sex, the next two the year of birth (Decree 70/2024)."""
    if kind is not IdKind.PERSONAL or not _SHAPES[IdKind.PERSONAL][0].fullmatch(number):
        return False
    first, last = _CENTURIES.get(int(number[3]), (2100, 2199))
    return not (first <= born.year <= last and born.year % 100 == int(number[4:6]))


def _fault(field: str, words: str, prefix: str) -> Objection:
    return Objection(f"applicant.{field}", words, ACCEPTANCE, f"{prefix}{field}")


def masked_name(name: str) -> str:
    """«Trần Quốc Việt» → «T••• Q••• V•••»: what a public page may show."""
    return " ".join(f"{word[:1]}•••" for word in name.split()) or "•••"


def masked_number(number: str) -> str:
    """«049170004318» → «049 ••• ••• 318»."""
    return f"{number[:3]} ••• ••• {number[-3:]}" if len(number) > 6 else "•••" if number else ""


def masked_phone(phone: str) -> str:
    """«0905123112» → «0905 ••• 112»."""
    return f"{phone[:4]} ••• {phone[-3:]}" if len(phone) > 7 else "•••" if phone else ""
