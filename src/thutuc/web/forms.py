"""Forms meet rules: a refusal is shown beside the field that it concerns, with everything typed kept."""

from django import forms

from thutuc.kernel.errors import Refused, Unreadable
from thutuc.web.answers import words_of


def add_objections(form: forms.BaseForm, refused: Refused | Unreadable) -> None:
    """Put each objection beside its field, the others at the top."""
    for objection in refused.objections:
        field = objection.field if objection.field in form.fields else None
        form.add_error(field, words_of(objection))
