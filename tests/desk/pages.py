"""Reading pages as a browser does: what each form on a page would send."""

from html.parser import HTMLParser
from typing import Any


class Fields(HTMLParser):
    """What a browser would send of the forms on a page, by the address that each goes to."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, Any]] = {}
        self.now: dict[str, Any] | None = None
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.now = self.forms.setdefault(given.get("action") or "", {})
        elif self.now is None:
            return
        elif (
            tag == "input"
            and given.get("name")
            and (given.get("type") not in {"checkbox", "radio"} or "checked" in given)
        ):
            self.now.setdefault(given["name"] or "", []).append(given.get("value") or "")
        elif tag == "select":
            self.select = given.get("name") or ""
        elif tag == "option" and self.select and "selected" in given:
            self.now[self.select] = [given.get("value") or ""]
        elif tag == "textarea":
            self.area = given.get("name") or ""
            self.now[self.area] = [""]

    def handle_data(self, data: str) -> None:
        if self.area and self.now is not None:
            self.now[self.area] = [self.now[self.area][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def fields_of(answer: Any, action: str) -> dict[str, Any]:
    found = Fields()
    found.feed(answer.content.decode())
    return found.forms[action]
