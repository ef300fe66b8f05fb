"""What every table promises."""

import io
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.house.sources import PRODUCT, ROOT
from thutuc.db.fields import NfcCharField, NfcTextField, SortKeyField, StateField

VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
OURS = [model for model in apps.get_models() if model.__module__.startswith("thutuc.")]
CODES = re.compile(
    r"(code|hash|key|prefix|root|previous|subject|actor|series|slug|mime|digest|email|phone|website|url|folded|vocabulary|"
    r"^(by|act|value|role|search|source)$|_by$|password|token|device|language|locale|version|template|path|extension|media|basis|raw|kind|name_hash|address)"
)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_constraint_says_what_is_wrong_in_vietnamese(model: type[models.Model]) -> None:
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if not VIETNAMESE.search(str(constraint.violation_error_message))
    ]

    assert silent == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_state_is_held_by_the_database(model: type[models.Model]) -> None:
    loose = []
    for field in model._meta.get_fields():
        if isinstance(field, StateField) and field.states is not None:
            held = [
                constraint
                for constraint in model._meta.constraints
                if isinstance(constraint, models.CheckConstraint) and f"{field.name}__in" in repr(constraint.condition)
            ]
            if not held:
                loose.append(field.name)

    assert loose == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_text_that_people_read_is_kept_in_one_unicode_form(model: type[models.Model]) -> None:
    known = (
        NfcCharField | NfcTextField | StateField | SortKeyField | models.EmailField | models.URLField | models.SlugField
    )
    loose = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, known)
        and not CODES.search(field.name)
        and not field.primary_key
    ]

    assert loose == []


def test_names_of_constraints_and_indexes_are_given_by_us() -> None:
    automatic = re.compile(r"_[0-9a-f]{6,8}(_idx|_uniq)?$")
    found = [
        f"{model._meta.label}: {made.name}"
        for model in OURS
        for made in [*model._meta.constraints, *model._meta.indexes]
        if automatic.search(made.name)
    ]

    assert found == []


@pytest.mark.django_db
def test_migrations_agree_with_models() -> None:
    said = io.StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)


def test_migrations_are_named_for_their_purpose() -> None:
    automatic = re.compile(r"_auto_|_alter_\w+_and_more|_and_more$")
    found = [path.name for path in PRODUCT.glob("*/migrations/0*.py") if automatic.search(path.stem)]

    assert found == []


def test_no_permission_row_decides_an_act() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in PRODUCT.rglob("*.py")
        if re.search(r"\.has_perm\(|permission_required", path.read_text())
    ]

    assert found == []
