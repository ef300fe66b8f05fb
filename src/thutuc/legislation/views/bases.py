"""Legal bases by key, as of a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.legislation import queries
from thutuc.legislation.forms import DayForm
from thutuc.legislation.views.told import certainty_told
from thutuc.web import clock
from thutuc.web.doors import officers_only


@require_safe
@officers_only
def bases(request: HttpRequest) -> HttpResponse:
    """Căn cứ pháp lý behind every act of the system on a day."""
    form = DayForm(request.GET)
    day = form.cleaned_data.get("ngay") if form.is_valid() else None
    day = day or clock.today()
    numbers = queries.parameter_table()
    known = {key: row for key, row in queries.basis_table().items() if key not in numbers}
    texts = queries.bases(known, on=day)
    rows = [
        {
            "key": key,
            "what": _(known[key].what),
            "text": text,
            "note": _(text.note) if text.note else "",
            "certainty": certainty_told(text.certainty.value),
        }
        for key, text in texts.items()
    ]
    return render(request, "legislation/bases.html", {"rows": rows, "day": day, "filters": form, "nav": "parameters"})
