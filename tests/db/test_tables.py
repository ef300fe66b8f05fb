"""What the base of every table promises, on a table of the test's own."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import isolate_apps

from thutuc.db.constraints import no_overlap, paired, starts
from thutuc.db.fields import NfcCharField, SortKeyField, StateField, in_states
from thutuc.db.models import Revisioned, advance
from thutuc.db.triggers import only_columns_change
from thutuc.kernel.errors import Conflict
from thutuc.kernel.text import Labelled, sort_key

MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)
DECOMPOSED = "Tha\u0302\u0301t"


class Light(Labelled):
    ON = "on", "Sáng"
    OFF = "off", "Tắt"


@pytest.fixture
def room(db: None) -> Iterator[Any]:
    with isolate_apps("thutuc.db"):

        class Room(Revisioned):
            building = models.BigIntegerField(default=1)
            letter = models.CharField(max_length=10, default="a")
            name = NfcCharField(max_length=100, default="")
            order = SortKeyField(default="")
            light = StateField(Light, default=Light.OFF)
            validity = DateRangeField(default=DateRange(MAY, None))
            cleaned_by = models.CharField(max_length=10, null=True)
            cleaned_on = models.DateField(null=True)

            class Meta:
                app_label = "db"
                constraints = [
                    no_overlap("room_once", keys=["building"], words=["letter"], message="Phòng này đã có."),
                    starts("room_starts"),
                    paired("room_cleaned", "cleaned_by", "cleaned_on"),
                    in_states("light", Light, "room_light"),
                ]

        with connection.schema_editor() as editor:
            editor.create_model(Room)
        for trigger in only_columns_change("room_kept", ["validity", "light", "revision"]):
            trigger.install(Room)
        yield Room


def test_two_rows_of_one_key_share_no_day(room: Any) -> None:
    room.objects.create(validity=DateRange(MAY, JULY))

    with pytest.raises(IntegrityError, match="room_once"), transaction.atomic():
        room.objects.create(validity=DateRange(JUNE, None))

    room.objects.create(validity=DateRange(JULY, None))
    room.objects.create(building=2, validity=DateRange(JUNE, None))
    room.objects.create(letter="b", validity=DateRange(JUNE, None))


def test_the_form_says_the_constraint_in_vietnamese(room: Any) -> None:
    room.objects.create(validity=DateRange(MAY, JULY))

    with pytest.raises(ValidationError, match="Phòng này đã có"):
        room(name="x", order="x", validity=DateRange(JUNE, None), cleaned_by="", cleaned_on=None).validate_constraints()


@pytest.mark.parametrize("validity", [DateRange(None, JULY), DateRange(empty=True)])
def test_a_period_without_a_first_day_is_refused(room: Any, validity: DateRange) -> None:
    with pytest.raises(IntegrityError, match="room_starts"), transaction.atomic():
        room.objects.create(validity=validity)


def test_who_and_when_come_together(room: Any) -> None:
    with pytest.raises(IntegrityError, match="room_cleaned"), transaction.atomic():
        room.objects.create(cleaned_by="An")

    room.objects.create(cleaned_by="An", cleaned_on=MAY)


def test_a_state_outside_the_list_is_refused_whoever_writes_it(room: Any) -> None:
    kept = room.objects.create()

    with pytest.raises(ValueError, match="dim"), transaction.atomic():
        room.objects.filter(pk=kept.pk).update(light="dim")
    with pytest.raises(IntegrityError, match="room_light"), transaction.atomic():
        connection.cursor().execute("UPDATE db_room SET light = 'dim'")

    assert room.objects.get().light is Light.OFF


def test_text_is_kept_in_one_form_and_names_sort_in_vietnamese(room: Any) -> None:
    for building, name in enumerate(["Đà Nẵng", DECOMPOSED, "Ân", "An"]):
        room.objects.create(building=building, name=name, order=sort_key(name))

    assert list(room.objects.order_by("order").values_list("name", flat=True)) == ["An", "Ân", "Đà Nẵng", "Thất"]


def test_the_second_of_two_clicks_is_told_so(room: Any) -> None:
    room.objects.create()
    first, second = room.objects.get(), room.objects.get()

    advance(first, light=Light.ON)
    with pytest.raises(Conflict) as told:
        advance(second, light=Light.ON)

    assert (told.value.expected, told.value.found) == (1, 2)
    assert (first.light, first.revision) == (Light.ON, 2)
    assert room.objects.get().revision == 2


def test_an_act_on_a_row_that_is_gone_is_a_conflict(room: Any) -> None:
    with pytest.raises(Conflict) as told:
        advance(room(pk=99, revision=1), light=Light.ON)

    assert told.value.found is None


def test_only_the_named_columns_of_an_immutable_row_change(room: Any) -> None:
    kept = room.objects.create(name="cũ")

    room.objects.filter(pk=kept.pk).update(validity=DateRange(MAY, JULY))
    with pytest.raises(ProgrammingError, match="immutable"), transaction.atomic():
        room.objects.filter(pk=kept.pk).update(name="mới")
    with pytest.raises(ProgrammingError), transaction.atomic():
        room.objects.filter(pk=kept.pk).delete()
