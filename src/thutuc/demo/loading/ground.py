"""What every office has before its own work: the law's documents and the country's calendar, one storm besides."""

from functools import partial

from thutuc.demo.loading.history import History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules.notation import address_of
from thutuc.demo.rules.procedures import Cited
from thutuc.legislation import queries as legislation
from thutuc.legislation import services as legislation_acts
from thutuc.legislation.rules.documents import DocumentDetails
from thutuc.legislation.rules.terms import Certainty
from thutuc.organisations import queries as organisations
from thutuc.worktime import services as worktime
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import Scope
from thutuc.worktime.rules.changes import Change

KEEPER = address_of("Đỗ Minh Khuê")


def tell(province: Province, history: History) -> None:
    """Documents and days on the first day; the storm on its own."""
    first, storm = province.told["since"], province.told["storm"]
    history.tell(first, Turn.GROUND, _shipped)
    history.tell(first, Turn.GROUND, partial(_documents, province))
    history.tell(storm["decided"], Turn.CALENDAR, partial(_storm, province))


def _shipped(moment: Moment) -> None:
    shipped = shipped_days()
    by = moment.actor(KEEPER)
    legislation_acts.load_seed(by=by, at=moment.at)
    worktime.load_national_days(years=shipped.years, rows=shipped.rows, by=by, at=moment.at)


def _documents(province: Province, moment: Moment) -> None:
    """Describe the cited documents that do not come with the product."""
    known, by = legislation.documents_by_numbers(province.documents), moment.actor(KEEPER)
    for number, cited in province.documents.items():
        if number not in known or known[number].is_stub:
            legislation_acts.register(details=_details(cited), by=by, at=moment.at)


def _details(cited: Cited) -> DocumentDetails:
    return DocumentDetails(
        number=cited.number,
        title=cited.title,
        issuer=cited.issuer,
        issued_on=cited.issued_on,
        effective_on=cited.effective_on,
        certainty=Certainty.RECALLED,
    )


def _storm(province: Province, moment: Moment) -> None:
    storm = province.told["storm"]
    change = Change(
        reason=storm["reason"],
        basis=storm["basis"],
        off=storm["off"],
        work=storm["work"],
        scope=Scope.UNIT,
        agency_ids=tuple(organisations.agency_by_code(code).pk for code in storm["agencies"]),
    )
    worktime.change_calendar(change=change, by=moment.actor(KEEPER), at=moment.at)
