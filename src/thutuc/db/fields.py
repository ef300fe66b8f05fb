"""Fields of our tables: text in one Unicode form, states whose labels stay out of migrations, keys for order."""

from typing import Any

from django.db import models

from thutuc.kernel.text import Labelled, nfc


class NfcCharField(models.CharField):
    """One line of text, kept in NFC whatever came in."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class NfcTextField(models.TextField):
    """Text of any length, kept in NFC whatever came in."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class SortKeyField(models.CharField):
    """The key of `kernel.text.sort_key`: compared byte by byte, so that Vietnamese order needs no ICU."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 2000)
        kwargs.setdefault("editable", False)
        kwargs["db_collation"] = "C"
        super().__init__(*args, **kwargs)


class StateField(models.CharField):
    """A code of a `Labelled` enumeration; rewording a label never makes a migration."""

    def __init__(self, states: type[Labelled] | None = None, *args: Any, **kwargs: Any) -> None:
        self.states = states
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        if value in (None, "") or self.states is None:
            return value
        return self.states(value)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.value if isinstance(value, Labelled) else value


def in_states(field: str, states: type[Labelled], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """The column holds a code of `states` (or "" when `blank`), whoever writes it."""
    codes = [member.value for member in states]
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [*codes, ""] if blank else codes}),
        name=name,
        violation_error_message="Giá trị không có trong danh mục.",
    )
