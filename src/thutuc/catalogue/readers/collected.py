"""The national database as collected from its pages: one object a procedure, Vietnamese field names (`ma_tthc` …)."""

import re
from collections.abc import Iterator
from datetime import date

from thutuc.catalogue.readers.fields import Fields
from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.content import (
    DossierCase,
    LegalBasis,
    Offer,
    Output,
    ProcedureContent,
    RequiredDocument,
    Step,
)
from thutuc.catalogue.rules.rows import ImportedRow
from thutuc.kernel.text import fold, gettext_noop

SPEAKS_OF = frozenset(
    {
        *(
            "code",
            "name",
            "levels",
            "procedure_type",
            "sector",
            "subjects",
            "subjects_note",
            "steps",
            "offers",
            "cases",
        ),
        *("resolving_agency", "competent_authority", "delegated_agency", "cooperating_agency", "reception_address"),
        *("outputs", "conditions", "legal_bases", "regulating_agency", "regulating_agency_code", "decision_number"),
        *("related", "national_id"),
    }
)
_STEP = re.compile(r"(?:^|(?<=[\s.;]))(?=(?:Bước|BƯỚC)\s+\d+\s*[:.])")
_HEAD = "Tên văn bản pháp lýMã văn bản"


def row_of(fields: Fields, raw: str) -> ImportedRow:
    """One procedure."""
    levels, unknown = words.levels(fields.texts("cap_thuc_hien"))
    subjects, others = words.subjects(fields.texts("doi_tuong"))
    kind = words.procedure_type(fields.line("loai_tthc"))
    if kind is None and fields.line("loai_tthc"):
        unknown.append(fields.line("loai_tthc"))
    content = ProcedureContent(
        code=fields.code("ma_tthc"),
        name=fields.line("ten"),
        levels=levels,
        procedure_type=kind,
        sector=fields.line("linh_vuc"),
        subjects=subjects,
        subjects_note="; ".join(others),
        steps=_steps(fields.text("trinh_tu")),
        offers=tuple(_offers(fields)),
        cases=tuple(_cases(fields)),
        resolving_agency=fields.line("co_quan_thuc_hien"),
        competent_authority=fields.line("co_quan_tham_quyen"),
        delegated_agency=fields.line("co_quan_uy_quyen"),
        cooperating_agency=fields.line("co_quan_phoi_hop"),
        reception_address=fields.text("dia_chi_tiep_nhan"),
        outputs=tuple(_outputs(fields)),
        conditions=fields.text("yeu_cau_dieu_kien"),
        legal_bases=_bases(fields),
        regulating_agency=fields.line("bo_nganh"),
        regulating_agency_code=fields.line("bo_nganh_ma"),
        decision_number=fields.line("so_quyet_dinh"),
        related=fields.text("tthc_lien_quan"),
        national_id=fields.line("portal_id"),
    )
    return ImportedRow(fields.row, raw, content, SPEAKS_OF, (*unknown, *others))


def _steps(text: str) -> tuple[Step, ...]:
    """Split before «Bước 1:», «Bước 2:» …; a text without them is one step."""
    parts = [part.strip() for part in _STEP.split(text)]
    return tuple(Step(part) for part in parts if part)


def _offers(fields: Fields) -> Iterator[Offer]:
    for item in fields.items("cach_thuc"):
        channel = words.channel(item.line("hinh_thuc_ma")) or words.channel(item.line("hinh_thuc"))
        if channel is None:
            message = gettext_noop("Dòng %(row)s, ô «%(field)s»: không rõ cách thức nộp.")
            item.fault("channel", message, "hinh_thuc_ma")
            continue
        yield Offer(
            channel,
            limit=words.limit_of(item.value("thoi_han"), item.value("don_vi")),
            fees=words.fees(item.text("phi"), item.text("phi_ghi_chu")),
            description=item.text("mo_ta"),
        )


def _cases(fields: Fields) -> Iterator[DossierCase]:
    for case in fields.items("ho_so"):
        yield DossierCase(case.text("truong_hop"), tuple(_paper(paper) for paper in case.items("giay_to")))


def _paper(paper: Fields) -> RequiredDocument:
    form = paper.line("tep_bieu_mau")
    return RequiredDocument(
        name=paper.text("ten"),
        originals=words.count(paper.value("ban_chinh")),
        copies=words.count(paper.value("ban_sao")),
        form=form,
        has_form=paper.flag("co_bieu_mau") or bool(form),
    )


def _outputs(fields: Fields) -> Iterator[Output]:
    for item in fields.items("ket_qua"):
        yield Output(item.text("ten"), item.line("ma"))


def _bases(fields: Fields) -> tuple[LegalBasis, ...]:
    numbers = fields.texts("can_cu_so_hieu")
    source = fields.part("nguyen_van")
    told = list(source.items("can_cu_phap_ly")) if "can_cu_phap_ly" in source else []
    if len(told) == len(numbers):
        pairs = zip(numbers, told, strict=True)
        return tuple(
            words.basis(number, one.line("trich_yeu"), _day(one.line("ngay_ban_hanh")), one.line("co_quan_ban_hanh"))
            for number, one in pairs
        )
    titles = _titles(source.line("can_cu") if "can_cu" in source else "", numbers)
    return tuple(words.basis(number, title) for number, title in zip(numbers, titles, strict=True))


def _day(text: str) -> date | None:
    day, month, year = (*text.split("-"), "", "")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_KIND = re.compile(
    r"(?<=\S)(?:Thông tư(?: liên tịch)?|Nghị định|Nghị quyết|Quyết định|Bộ luật|Luật|Pháp lệnh|NĐ|TT)(?: số)?\s*:?\s*$"
)


def _titles(text: str, numbers: list[str]) -> list[str]:
    """The titles out of the page's table, whose cells came glued together: title, number, title, number …

    The cell of a number touches its neighbours («… Bộ trưởng04/2024/TT-BTPThông tư …»); where a title cites the same
    number it stands between blanks. A number that is only cited has no title of its own.
    """
    text = text.removeprefix(_HEAD)
    cells: dict[str, tuple[int, int]] = {}
    for number in sorted(set(numbers), key=len, reverse=True):
        at = _cell(text, number, list(cells.values()))
        if at >= 0:
            cells[number] = (at, at + len(number))
    titles, start = {}, 0
    for number, (at, end) in sorted(cells.items(), key=lambda item: item[1]):
        titles[number] = _KIND.sub("", text[start:at].strip())
        start = end
    return ["" if fold(titles.get(number, "")) == fold(number) else titles.get(number, "") for number in numbers]


def _cell(text: str, number: str, taken: list[tuple[int, int]]) -> int:
    """Where the cell of the number begins; -1 when it has none."""
    found, at = -1, text.find(number)
    while at >= 0:
        end = at + len(number)
        if not any(at < last and first < end for first, last in taken):
            before, after = text[at - 1 : at] if at else "", text[end : end + 1]
            ends_cell = not after or after.isalpha()
            if before and not before.isspace() and before not in "/-" and (ends_cell or after == " "):
                return at
            found = at if ends_cell and found < 0 else found
        at = text.find(number, at + 1)
    return found
