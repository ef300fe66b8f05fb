"""What `thutuc doctor` asks of this package."""

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.models import LegalDocument, ParameterOverride
from thutuc.legislation.queries.shipped import basis_table, parameter_table


def doctor_faults() -> list[Objection]:
    """Sources that the register does not know, and own values of parameters that no longer exist. Two statements."""
    sources = {text.number for row in basis_table().values() for text in row.texts}
    known = set(LegalDocument.objects.filter(number__in=sources).values_list("number", flat=True))
    gone = ParameterOverride.objects.exclude(key__in=parameter_table()).values_list("key", flat=True).distinct()
    cited = gettext_noop(
        "Văn bản %(number)s là nguồn của một tham số nhưng chưa có trong danh mục: chạy thutuc migrate."
    )
    own = gettext_noop("Tỉnh có giá trị riêng cho tham số %(key)s, tham số này không còn: kết thúc giá trị riêng đó.")
    return [
        *(Objection("legislation.unknown_source", cited, params={"number": n}) for n in sorted(sources - known)),
        *(Objection("legislation.unknown_parameter", own, params={"key": key}) for key in gone),
    ]
