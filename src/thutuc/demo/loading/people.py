"""Officers: accounts before their first post, posts from their days, leaving with its reason."""

from functools import partial

from thutuc.accounts import queries as accounts
from thutuc.accounts import services as accounts_acts
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.services import NewPerson
from thutuc.demo.loading.history import History, Moment, Turn
from thutuc.demo.readers import Province
from thutuc.demo.rules.notation import address_of
from thutuc.demo.rules.people import HeldOffice, Officer
from thutuc.kernel.periods import local_date

ADMINISTRATOR = address_of("Trịnh Gia Bách")


def tell(province: Province, history: History) -> None:
    """Everybody's way through the offices."""
    until = local_date(history.until)
    for officer in province.officers:
        first = min(post.told.start for post in officer.posts)
        history.tell(first, Turn.PEOPLE, partial(_arrive, officer))
        for post in officer.posts:
            history.tell(post.told.start, Turn.PEOPLE, partial(_appoint, officer, post))
            if post.ended_on and post.ended_on <= until:
                history.tell(post.ended_on, Turn.LEAVING, partial(_leave, officer, post))


def shown(province: Province) -> list[tuple[int, str]]:
    """Whom the page of one-click sign-in shows, by key."""
    found = [(accounts.person_by_email(officer.email), officer.sign_in) for officer in province.officers]
    return [(person.pk, words) for person, words in found if person and words]


def _arrive(officer: Officer, moment: Moment) -> None:
    person = NewPerson(officer.email, officer.name, officer.phone)
    accounts_acts.add_person(person=person, by=moment.actor(ADMINISTRATOR), at=moment.at)


def _appoint(officer: Officer, post: HeldOffice, moment: Moment) -> None:
    person = accounts.person_by_email(officer.email)
    assert person is not None
    told, by = post.told, moment.actor(ADMINISTRATOR)
    accounts_acts.appoint(person=person, agency_code=post.agency, told=told, by=by, at=moment.at)


def _leave(officer: Officer, post: HeldOffice, moment: Moment) -> None:
    person = accounts.person_by_email(officer.email)
    assert person is not None
    held = accounts.posts_of(person).filter(agency__code=post.agency, role=post.told.role, validity__endswith=None)
    reason = post.reason or (post.told.role.label if post.told.role is Role.FOCAL_POINT else "")
    by = moment.actor(ADMINISTRATOR)
    accounts_acts.end_post(post=held.get(), on=moment.day, reason=reason, by=by, at=moment.at)
