"""A person who gets messages."""

import pytest

from thutuc.accounts.models import Person
from thutuc.kernel.actor import Actor, ActorKind


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create_user("an@anlac.example", full_name="Nguyễn Thị An", phone="0912345678")


@pytest.fixture
def reader(person: Person) -> Actor:
    return Actor(ActorKind.PERSON, f"person:{person.pk}", person_id=person.pk, name=person.full_name)
