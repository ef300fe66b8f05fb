"""Why more is asked, or why a dossier is refused: papers of the published list, classes of the law, words to act on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.content import RequiredDocument
from thutuc.dossiers.forms.checklist import DAYS, choices
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.terms import LISTED_GROUNDS, ComponentState, GroundKind
from thutuc.kernel.errors import Refused
from thutuc.kernel.text import gettext_noop
from thutuc.web.answers import words_of

CLASSES = tuple(kind for kind in GroundKind if kind not in LISTED_GROUNDS)
GUIDANCE_REASON = gettext_noop("Hồ sơ chưa đủ để tiếp nhận, cần bổ sung, hoàn thiện các nội dung nêu tại phiếu này.")
"""What form 02 says unless the officer writes something else: words of the paper, not of the screen."""
_OF_STATE = {ComponentState.MISSING: GroundKind.MISSING_PAPER, ComponentState.WRONG: GroundKind.WRONG_CONTENT}


class GroundsForm(forms.Form):
    """A line for each paper of the list, one for each class of the law; nothing else can be a ground.

    What is asked beyond the list goes into `ngoai_danh_muc`: recorded as such, seen by the control office.
    """

    show_optional = False

    ly_do = forms.CharField(
        label=_("Lý do, nói với người nộp"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    han = forms.DateField(label=_("Bổ sung trước ngày (không bắt buộc)"), required=False, input_formats=DAYS)
    ngoai_danh_muc = forms.CharField(
        label=_("Giấy tờ khác đã hỏi người nộp"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Giấy tờ không có trong danh mục thì không được yêu cầu. Nếu đã hỏi, ghi ở đây: là yêu cầu ngoài thành "
            "phần hồ sơ, Văn phòng Ủy ban nhân dân tỉnh sẽ thấy."
        ),
    )

    def __init__(
        self, data: Any = None, *, documents: Sequence[RequiredDocument], refusing: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.documents = documents
        if refusing:
            del self.fields["han"]
        kinds = [("", gettext("Không nêu")), *choices([GroundKind.MISSING_PAPER, GroundKind.WRONG_CONTENT])]
        for place, document in enumerate(documents, start=1):
            self.fields[f"can_cu_{place}"] = forms.ChoiceField(label=document.name, choices=kinds, required=False)
            self.fields[f"loi_{place}"] = self._words()
        for kind in CLASSES:
            self.fields[f"can_cu_{kind.value}"] = forms.BooleanField(label=gettext(kind.label), required=False)
            self.fields[f"loi_{kind.value}"] = self._words()

    @staticmethod
    def _words() -> forms.CharField:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        return forms.CharField(label=_("Sai ở đâu, phải làm gì"), required=False, max_length=500, widget=widget)

    @property
    def places(self) -> list[str]:
        """The names of the lines, in the order of the grounds."""
        return [*map(str, range(1, len(self.documents) + 1)), *(kind.value for kind in CLASSES)]

    @property
    def chosen(self) -> list[str]:
        """The lines that were chosen."""
        return [place for place in self.places if self.cleaned_data.get(f"can_cu_{place}")]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds as rules take them."""
        data = self.cleaned_data
        found = []
        for place in self.chosen:
            words = data.get(f"loi_{place}", "")
            if place.isdecimal():
                found.append(Ground(GroundKind(data[f"can_cu_{place}"]), words, int(place)))
            else:
                found.append(Ground(GroundKind(place), words))
        return tuple(found)

    def object_to(self, refused: Refused) -> None:
        """Show each objection at the line of its ground."""
        lines = self.chosen
        for objection in refused.objections:
            number = objection.params.get("number")
            place = lines[number - 1] if isinstance(number, int) and 0 < number <= len(lines) else ""
            field = f"loi_{place}" if place else {"reason": "ly_do", "due_on": "han"}.get(objection.field)
            self.add_error(field if field in self.fields else None, words_of(objection))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The papers for the page."""
        return [
            {
                "number": place,
                "document": document,
                "kind": self[f"can_cu_{place}"],
                "words": self[f"loi_{place}"],
            }
            for place, document in enumerate(self.documents, start=1)
        ]

    @property
    def classes(self) -> list[dict[str, Any]]:
        """The classes of the law for the page."""
        return [{"kind": self[f"can_cu_{kind.value}"], "words": self[f"loi_{kind.value}"]} for kind in CLASSES]


def from_checklist(states: Iterable[str], notes: Iterable[str], given: Mapping[str, str] = {}) -> dict[str, str]:
    """What the checklist already says, as the first content of the lines."""
    found: dict[str, str] = {}
    for place, (state, note) in enumerate(zip(states, notes, strict=False), start=1):
        kind = _OF_STATE.get(ComponentState(state)) if state else None
        if kind:
            found |= {f"can_cu_{place}": kind.value, f"loi_{place}": note}
    return {**found, **{name: value for name, value in given.items() if name.startswith(("can_cu_", "loi_"))}}
