"""Papers out: the register as a spreadsheet, as filtered; the form that papers of a day have."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from thutuc.legislation import queries
from thutuc.legislation.models import LegalDocument
from thutuc.legislation.rules.bases import text_on
from thutuc.legislation.rules.effect import Status
from thutuc.legislation.rules.terms import Certainty, DocumentKind
from thutuc.web import papers, sheets


def register_sheet(rows: Iterable[LegalDocument], statuses: Mapping[int, Status]) -> bytes:
    """Sổ văn bản pháp luật: one line a document."""
    columns = (
        (_("Số, ký hiệu"), 22),
        (_("Loại"), 22),
        (_("Cơ quan ban hành"), 28),
        (_("Trích yếu"), 70),
        (_("Ngày ban hành"), 14),
        (_("Ngày có hiệu lực"), 14),
        (_("Ngày hết hiệu lực"), 14),
        (_("Tình trạng"), 20),
        (_("Mức chắc chắn"), 24),
    )
    lines = (
        (
            row.number,
            _(DocumentKind(row.kind).label),
            row.issuer,
            row.title,
            row.issued_on,
            row.effective_on,
            row.ends_on,
            _(statuses[row.pk].state.label),
            _(Certainty(row.certainty).label),
        )
        for row in rows
    )
    return sheets.workbook(_("Văn bản pháp luật"), columns, lines)


def form_on(day: date) -> papers.PaperForm:
    """The form that the law of a day orders; a text that we have no form for takes the newest one."""
    text = text_on(queries.basis_table()["documents.layout"].texts, day)
    return papers.FORMS.get(text.number, papers.DECREE_30) if text else papers.CIRCULAR_01
