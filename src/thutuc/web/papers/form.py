"""What the rules of form order: Circular 01/2011/TT-BNV (from 2011) and Decree 30/2020/NĐ-CP (from 05/03/2020).

Where a rule gives a span (13 to 14 points) one value inside it stands here. Marks of certainty as in control.md §0:
all values are from the trade's common knowledge (M) and wait for a look into the annexes of both texts.
"""

from dataclasses import dataclass

WIDE, HIGH = 210, 297
"""A4 in millimetres."""
ACROSS = 20
"""Both side margins of a page that lies across."""


@dataclass(frozen=True)
class PaperForm:
    """One form: millimetres and points, and the few things in which the two differ."""

    number: str
    """The text that orders it."""
    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 20
    country: float = 12
    """Quốc hiệu, 12-13."""
    motto: float = 13
    """Tiêu ngữ, 13-14."""
    issuer: float = 12
    """Tên cơ quan, 12-13."""
    reference: float = 13
    """Số, ký hiệu."""
    dateline: float = 13
    """Địa danh và ngày, 13-14, italic."""
    kind: float = 14
    """Tên loại và trích yếu, bold."""
    subject: float = 12
    """V/v of a letter, 12-13."""
    body: float = 14
    """13-14."""
    recipients: float = 11
    recipients_head: float = 12
    table: float = 11
    """Tables have no size of their own in the rules; what fits."""
    contact: float = 11
    """Address of the agency at the foot of a letter, 11-12."""
    page_number: float = 13
    line: float = 1.15
    """Lines stand between single and 1.5."""
    paragraph_gap: float = 6
    """At least 6 points between paragraphs."""
    indent: float = 12.7
    """1 cm or 1.27 cm."""
    is_numbered_on_top: bool = True
    """The page number in the middle of the top margin, else at the right of the foot; never on the first page."""
    are_bases_italic: bool = True
    last_basis: str = "."
    """How the last «Căn cứ» or «Theo đề nghị» ends; the others end with a semicolon."""
    is_annex_name_capital: bool = True

    def width(self, *, is_landscape: bool) -> float:
        """What the margins leave, in millimetres."""
        return HIGH - 2 * ACROSS if is_landscape else WIDE - self.left - self.right


DECREE_30 = PaperForm("30/2020/NĐ-CP")
CIRCULAR_01 = PaperForm(
    "01/2011/TT-BNV",
    is_numbered_on_top=False,
    are_bases_italic=False,
    last_basis=",",
)
FORMS = {form.number: form for form in (CIRCULAR_01, DECREE_30)}
