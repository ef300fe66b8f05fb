"""The usual preamble of a publication decision of a day: the texts come from the dated bases of the law."""

from collections.abc import Iterable
from datetime import date

from thutuc.catalogue.rules.decisions.citing import citation
from thutuc.legislation import queries as legislation

KEYS = (
    "decision.preamble.government",
    "decision.preamble.control",
    "decision.preamble.control_2013",
    "decision.preamble.control_2017",
    "decision.preamble.one_stop",
    "decision.preamble.guidance",
)


def usual_preamble(*, on: date, follows: Iterable[str] = (), proposal: str = "") -> tuple[str, ...]:
    """Căn cứ of the law of the day, the ministries' decisions (`follows`, as cited), «Theo đề nghị …» last."""
    texts = legislation.bases(KEYS, on=on)
    numbers = [texts[key].number for key in KEYS if key in texts]
    known = legislation.documents_by_numbers(numbers)
    law = [
        citation(kind=row.kind, number=row.number, title=row.title, issued_on=row.issued_on, issuer=row.issuer)
        for row in (known[number] for number in numbers if number in known)
    ]
    return (*law, *(f"Căn cứ {each}" for each in follows), *([f"Theo đề nghị của {proposal}"] if proposal else []))
