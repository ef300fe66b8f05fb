"""Two scores: the seven parts that the law always wants, and all twelve (control.md §2.1, index 1.3)."""

from dataclasses import dataclass

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.parts import TWELVE, Part
from thutuc.catalogue.rules.terms import TimeUnit


@dataclass(frozen=True)
class Completeness:
    """Which of the twelve parts are filled."""

    missing_required: tuple[Part, ...]
    missing_other: tuple[Part, ...]

    @property
    def required(self) -> int:
        """Of seven: name, steps, channels, papers, limit, subjects, agency."""
        return 7 - len(self.missing_required)

    @property
    def filled(self) -> int:
        """Of twelve."""
        return 12 - len(self.missing_required) - len(self.missing_other)

    @property
    def required_parts_complete(self) -> bool:
        """What the national portal tests."""
        return not self.missing_required

    @property
    def all_parts_filled(self) -> bool:
        """All twelve hold something; a procedure may lawfully lack parts 8 to 12."""
        return self.required_parts_complete and not self.missing_other


def completeness(content: ProcedureContent) -> Completeness:
    """Decree 63/2010 Art. 8(2) as amended 2017: parts 1–7 always, 8–12 where the procedure has them."""
    missing = [part for part in TWELVE if not _is_filled(part, content)]
    return Completeness(
        tuple(part for part in missing if part.always), tuple(part for part in missing if not part.always)
    )


def _is_filled(part: Part, content: ProcedureContent) -> bool:
    if part.key == "limits":
        return any(
            offer.limit.amount is not None or offer.limit.note or offer.limit.unit is TimeUnit.SAME_DAY
            for offer in content.offers
        )
    if part.key == "papers":
        return bool(content.documents)
    return bool(part.lines(content))
