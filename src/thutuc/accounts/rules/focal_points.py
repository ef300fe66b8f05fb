"""Which units need a focal point (cán bộ, công chức đầu mối): departments, districts, communes."""

from thutuc.organisations.rules.kinds import AgencyKind

NEEDED_IN = frozenset(
    {
        AgencyKind.DEPARTMENT,
        AgencyKind.DEPT_JUSTICE,
        AgencyKind.DEPT_HOME,
        AgencyKind.DEPT_ICT,
        AgencyKind.DISTRICT_PC,
        AgencyKind.COMMUNE_PC,
    }
)
"""Thông tư 02/2017/TT-VPCP: one or more officers in each of these."""
