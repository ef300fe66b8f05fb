"""What `thutuc doctor` asks of this package."""

from thutuc.legislation.models import LegalDocument, ParameterOverride
from thutuc.legislation.queries.shipped import basis_table, parameter_table


def doctor_faults() -> list[str]:
    """Sources that the register does not know, and own values of parameters that no longer exist. Two statements."""
    sources = {text.number for row in basis_table().values() for text in row.texts}
    known = set(LegalDocument.objects.filter(number__in=sources).values_list("number", flat=True))
    faults = [f"legislation: {number} is cited by a parameter or basis but not in the register" for number in sources]
    faults = sorted(fault for fault in faults if fault.split()[1] not in known)
    for key in ParameterOverride.objects.exclude(key__in=parameter_table()).values_list("key", flat=True).distinct():
        faults.append(f"legislation: own value of the unknown parameter {key}")
    return faults
