"""Reading one JSON object by field: a field of the wrong kind is a fault with its row and name."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.codes import LONGEST, parse
from thutuc.catalogue.rules.rows import MOST_FAULTS, fault
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop


class Faults:
    """The structural faults of one file, collected so that a person is told everything at once."""

    def __init__(self) -> None:
        self.found: list[Objection] = []

    def add(self, code: str, message: str, *, row: int, field: str, **params: object) -> None:
        """One more; a file wrong throughout is refused before its end."""
        self.found.append(fault(code, message, row=row, field=field, **params))
        if len(self.found) >= MOST_FAULTS:
            self.raise_if_any()

    def raise_if_any(self) -> None:
        """Refuse the file when something is wrong with it."""
        if self.found:
            raise Unreadable(self.found)


class Fields:
    """One object of a file with the number of its row."""

    def __init__(self, plain: Mapping[str, Any], *, row: int, faults: Faults, path: str = "") -> None:
        self.plain, self.row, self.faults, self.path = plain, row, faults, path

    def __contains__(self, name: str) -> bool:
        return name in self.plain

    def fault(self, code: str, message: str, field: str, **params: object) -> None:
        """A fault of this row."""
        self.faults.add(code, message, row=self.row, field=f"{self.path}{field}", **params)

    def code(self, *names: str) -> str:
        """The code of the procedure, from the first of `names` that has one; none is a fault."""
        text = next(filter(None, (self.line(name) for name in names)), "")
        code = parse(text).full
        if not code:
            self.fault("no_code", gettext_noop("Dòng %(row)s: không có mã thủ tục (ô «%(field)s»)."), names[0])
        elif len(code) > LONGEST:
            words_ = gettext_noop("Dòng %(row)s: mã thủ tục dài hơn %(most)s ký tự (ô «%(field)s»).")
            self.fault("code_too_long", words_, names[0], most=LONGEST)
        return code

    def _scalar(self, name: str) -> object:
        value = self.plain.get(name)
        if isinstance(value, dict | list):
            self.fault("not_text", gettext_noop("Dòng %(row)s, ô «%(field)s»: cần một đoạn chữ."), name)
            return None
        return value

    def line(self, name: str) -> str:
        """A text of one line, "" when absent."""
        return words.line(self._scalar(name))

    def text(self, name: str) -> str:
        """A text of several lines, "" when absent."""
        return words.clean(self._scalar(name))

    def value(self, name: str) -> object:
        """A number or flag as it stands."""
        return self._scalar(name)

    def flag(self, name: str) -> bool:
        """Whether the field says yes."""
        return self.plain.get(name) is True

    def _list(self, name: str) -> list[Any]:
        value = self.plain.get(name)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            self.fault("not_list", gettext_noop("Dòng %(row)s, ô «%(field)s»: cần một danh sách."), name)
            return []
        return value

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        return [words.line(item) for item in self._list(name) if not isinstance(item, dict | list)]

    def items(self, name: str) -> Iterator["Fields"]:
        """A list of objects."""
        for place, item in enumerate(self._list(name)):
            if isinstance(item, dict):
                yield Fields(item, row=self.row, faults=self.faults, path=f"{self.path}{name}[{place}].")
            else:
                wanted = gettext_noop("Dòng %(row)s, ô «%(field)s»: cần một nhóm ô, không phải một giá trị.")
                self.fault("not_object", wanted, f"{name}[{place}]")

    def part(self, name: str) -> "Fields":
        """One object, empty when absent."""
        value = self.plain.get(name)
        return Fields(
            value if isinstance(value, dict) else {}, row=self.row, faults=self.faults, path=f"{self.path}{name}."
        )

    def moment(self, name: str) -> datetime | None:
        """Milliseconds since 1970, as the portal writes moments."""
        value = self.plain.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        try:
            return datetime.fromtimestamp(value / 1000, tz=UTC)
        except (OverflowError, OSError, ValueError):
            return None

    def in_order(self, earlier: str, later: str) -> None:
        """Two moments that stand the wrong way round are a fault."""
        first, second = self.moment(earlier), self.moment(later)
        if first and second and second < first:
            message = gettext_noop("Dòng %(row)s: ô «%(field)s» trước ô «%(earlier)s». Kiểm tra lại hai ngày.")
            self.fault("dates", message, later, earlier=earlier)
