"""What an officer may ask of the list: words, sector, level, state, agency, internal or not; and of which catalogue."""

from dataclasses import dataclass

from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.text import Labelled, gettext_noop


class ListState(Labelled):
    """Where a procedure stands on the day of the list."""

    IN_FORCE = "in_force", gettext_noop("Đang có hiệu lực")
    COMING = "coming", gettext_noop("Sắp có hiệu lực")
    ENDED = "ended", gettext_noop("Đã hết hiệu lực")
    UNPUBLISHED = "unpublished", gettext_noop("Chưa công khai")
    ODD = "odd", gettext_noop("Có chỗ lạ")


PROVINCE_STATES = (ListState.IN_FORCE, ListState.COMING, ListState.ENDED, ListState.UNPUBLISHED)


@dataclass(frozen=True)
class ListFilters:
    """One list. Empty is everything in force."""

    text: str = ""
    sector: str = ""
    level: Level | None = None
    state: ListState = ListState.IN_FORCE
    agency: str = ""
    internal: bool | None = None
    scope: CatalogueScope = CatalogueScope.PROVINCE
    basis: str = ""
    """The number of a legal document that the procedure cites."""
