"""A slip as plain parts, written as PDF and as .docx: head, title with code, lines, tables, signatures, explanation."""

from dataclasses import dataclass, replace

from thutuc.web.papers import Column, Head, PaperForm

DOTS = "…" * 12
"""Room for a pen where a required value is not known."""
_ONE_LINE = 30
"""Letters of a title that stand beside a code on one line."""
_PHRASES = ("và ", "giải quyết ")


@dataclass(frozen=True)
class Code:
    """A QR code with the words under it."""

    holds: str
    words: tuple[str, ...] = ()


Cell = str | Code


@dataclass(frozen=True)
class Line:
    """«Nhãn: giá trị»; an empty value is room for a pen."""

    label: str
    value: str = ""
    is_strong: bool = False

    @property
    def told(self) -> str:
        return self.value.strip() or DOTS


@dataclass(frozen=True)
class Text:
    """Running text."""

    text: str
    is_italic: bool = False
    is_strong: bool = False
    is_flush: bool = False
    """Without the indent of running text: what leads into a table."""


@dataclass(frozen=True)
class Table:
    """A table whose head stands again on every page.

    `groups` put a heading over several columns: (its words, how many columns), "" for a column that stands alone.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[tuple[str, int], ...] = ()
    has_numbers: bool = False
    """A row of (1), (2) … under the head."""
    size: float = 11


Block = Line | Text | Table


@dataclass(frozen=True)
class Sign:
    """Who signs: «NGƯỜI TIẾP NHẬN», the hint under it, the name below the room. Several lines for an office."""

    lines: tuple[str, ...]
    name: str = ""
    hint: str = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Note:
    """Small lines under a heading, below the signatures."""

    title: str
    lines: tuple[str, ...]
    code: Code | None = None


@dataclass(frozen=True)
class Slip:
    """One paper, or one copy of it. `signs` stand from left to right; Nơi nhận takes the left place when given."""

    head: Head
    title: str
    signs: tuple[Sign, ...]
    blocks: tuple[Block, ...]
    form_label: str = ""
    """«Mẫu số 01», and the circular on the line below it."""
    has_number: bool = False
    subtitle: str = ""
    """«Mã hồ sơ: …», strong, under the title; `under` follows it in italics."""
    under: tuple[str, ...] = ()
    code: Code | None = None
    addressee: str = ""
    recipients: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    remark: str = ""
    """At the foot of the first page."""
    is_landscape: bool = False


def form_of(base: PaperForm) -> PaperForm:
    """The form of administrative papers with letters of 13 points: a slip is to fit on one page."""
    return replace(base, body=13, table=11, right=15, contact=9.5, paragraph_gap=2.5, line=1.0)


def title_lines(title: str) -> tuple[str, ...]:
    """A long title on two lines: broken after a comma or before a phrase where both parts fit, else in the middle."""
    if len(title) <= _ONE_LINE:
        return (title,)
    spaces = [at for at, sign in enumerate(title) if sign == " "]
    good = [at for at in spaces if title[at - 1] == "," or title.startswith(_PHRASES, at + 1)]
    fitting = [at for at in good if max(at, len(title) - at) <= _ONE_LINE]
    at = min(fitting or spaces, key=lambda place: abs(place - len(title) / 2))
    return (title[:at], title[at + 1 :])
