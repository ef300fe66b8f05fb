"""The checklist of a dossier: the case, how each paper of the published list was found, how many of each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.content import RequiredDocument
from thutuc.dossiers.rules.intake import Check
from thutuc.dossiers.rules.terms import ComponentState
from thutuc.kernel.errors import Refused
from thutuc.web.answers import words_of

MOST_PAPERS = 99
DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]
"""Day first; without signs between when it is typed in haste."""
OF_PAPERS = ("giay_", "chu_", "chinh_", "chung_", "sao_")
"""How the boxes of papers begin; the number of the paper follows."""
COUNTS = ("chinh", "chung", "sao")
"""Originals, certified copies, plain copies."""
SEGMENTS = (ComponentState.GIVEN, ComponentState.MISSING, ComponentState.WRONG, ComponentState.DATA)


def choices(terms: Iterable[Any]) -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [(term.value, gettext(term.label)) for term in terms]


class Segments(forms.RadioSelect):
    """A row of radios drawn as one bar: real radios, so arrows change them."""

    template_name = "dossiers/intake/segments.html"


def text_box(label: Any, *, required: bool = True, length: int = 200, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=required, max_length=length, widget=widget)


class Checklist(forms.Form):
    """The papers of one case. What depends on the procedure is offered by `of_procedure`; nothing typed is lost."""

    boxes = {"case": "truong_hop"}
    """The names that rules give to parts, and the boxes on the screen; a paper is `paper-3`, its box `giay_3`."""

    show_optional = False

    truong_hop = forms.ChoiceField(label=_("Trường hợp"), required=False, widget=Segments)
    ngoai_danh_muc = forms.CharField(
        label=_("Giấy tờ, thông tin được hỏi thêm"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Yêu cầu ngoài thành phần hồ sơ đã công bố: Văn phòng Ủy ban nhân dân tỉnh thấy mục này, "
            "không là căn cứ để từ chối."
        ),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.documents: Sequence[RequiredDocument] = ()
        self.case_names: Sequence[str] = ("",)

    def choose(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer these choices in a field."""
        self.fields[name].choices = list(options)  # type: ignore[attr-defined]

    def of_procedure(self, cases: Sequence[str], documents: Sequence[RequiredDocument]) -> None:
        """Offer the cases of the procedure and a line for each paper of the chosen one."""
        self.case_names, self.documents = cases, documents
        self.choose("truong_hop", [(str(place), name or gettext("Chung")) for place, name in enumerate(cases)])
        for place, document in enumerate(documents[:MOST_PAPERS], start=1):
            self._add_paper(place, document)

    def _add_paper(self, place: int, document: RequiredDocument) -> None:
        options = [*SEGMENTS, *([] if document.required else [ComponentState.NOT_NEEDED])]
        labels = choices(options)
        self.fields[f"giay_{place}"] = forms.ChoiceField(
            label=document.name, choices=labels, required=False, widget=Segments
        )
        self.fields[f"chu_{place}"] = text_box(_("Thiếu gì, sai ở đâu, làm thế nào"), required=False, length=500)
        for name, label, count in (
            ("chinh", _("Bản chính"), document.originals),
            ("chung", _("Bản chứng thực"), 0),
            ("sao", _("Bản sao"), document.copies),
        ):
            self.fields[f"{name}_{place}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=99, initial=count or 0
            )

    def object_to(self, refused: Refused) -> None:
        """Show each objection beside the box that it concerns, the others at the top."""
        for objection in refused.objections:
            field = self.boxes.get(objection.field, objection.field.replace("paper-", "giay_"))
            self.add_error(field if field in self.fields else None, words_of(objection))

    def raw(self, name: str) -> str:
        """What stands in a box, whatever it is worth."""
        return str((self.data if self.is_bound else self.initial).get(name, "") or "")

    @property
    def case_place(self) -> int:
        """The place of the chosen case, from 0; the first one while none is chosen."""
        given = self.raw("truong_hop")
        place = int(given) if given.isascii() and given.isdecimal() else 0
        return place if place < len(self.case_names) else 0

    @property
    def case(self) -> str:
        """The name of the chosen case."""
        return self.case_names[self.case_place]

    @property
    def checks(self) -> tuple[Check, ...]:
        """What was found of each paper that was looked at."""
        return tuple(self._check(place) for place in self.places if self.cleaned_data.get(f"giay_{place}"))

    def _check(self, place: int) -> Check:
        data = self.cleaned_data
        state = ComponentState(data[f"giay_{place}"])
        handed = state in (ComponentState.GIVEN, ComponentState.WRONG)
        whole, certified, plain = (self._count(f"{name}_{place}") if handed else 0 for name in COUNTS)
        return Check(place, state, whole, certified, plain, data.get(f"chu_{place}") or "")

    def _count(self, box: str) -> int:
        """How many were handed in: the usual number where the page asked for none."""
        given = self.cleaned_data.get(box) if box in self.data else self.fields[box].initial
        return given or 0

    @property
    def places(self) -> range:
        """The numbers of the papers, from 1."""
        return range(1, len(self.documents[:MOST_PAPERS]) + 1)

    @property
    def notes(self) -> list[str]:
        """What was written beside each paper."""
        return [self.raw(f"chu_{place}") for place in self.places]

    @property
    def states(self) -> list[str]:
        """How each paper was found, in order; "" for one not looked at."""
        return [self.raw(f"giay_{place}") for place in self.places]

    @property
    def papers(self) -> list[dict[str, Any]]:
        """The lines of the checklist for the page."""
        return [
            {
                "number": place,
                "document": document,
                "state": self[f"giay_{place}"],
                "note": self[f"chu_{place}"],
                "counts": [self[f"{name}_{place}"] for name in COUNTS],
            }
            for place, document in enumerate(self.documents[:MOST_PAPERS], start=1)
        ]
