"""Letters of reminder: who is asked for what by when; the file opens and says it."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from thutuc.disclosure import documents
from thutuc.disclosure.rules import letters
from thutuc.disclosure.rules.letters import Letter, LetterRow
from thutuc.disclosure.rules.watch_terms import CaseKind

ROW = LetterRow("1.009901 — Cấp giấy phép", "Quyết định số 12/QĐ-BXD", date(2026, 11, 20), 3, "Bộ ký ngày 02/11/2026")
LETTER = Letter(
    kind=CaseKind.MINISTRY_NOT_SENT,
    to=("Bộ Xây dựng",),
    issuer="Văn phòng Ủy ban nhân dân tỉnh An Lạc",
    superior="Ủy ban nhân dân tỉnh An Lạc",
    symbol="VP-KSTTHC",
    place="An Lạc",
    drafted_on=date(2026, 11, 25),
    rows=(ROW,),
    basis="Điều 15 Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ",
    reply_by=date(2026, 12, 2),
    signer_name="Phạm Quốc Hưng",
    contact="Số 1 đường Hùng Vương, An Lạc; điện thoại 0290 000 000",
    bureau="Bộ Tư pháp",
)


def words_of(given: Letter) -> tuple[Any, str]:
    """The opened file and its words."""
    document = Document(io.BytesIO(documents.letter(given)))
    found = document.element.body.iter(qn("w:p"))
    return document, "\n".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in found)


def test_a_letter_to_a_ministry_says_what_is_missing_since_when_and_what_is_asked() -> None:
    document, words = words_of(LETTER)

    for told in (
        "V/v đề nghị gửi quyết định công bố thủ tục hành chính",
        "Kính gửi: Bộ Xây dựng.",
        "20/11/2026, chậm 3 ngày làm việc",
        "trước ngày 02 tháng 12 năm 2026.",
        "- Bộ Tư pháp;",
        "Phạm Quốc Hưng",
    ):
        assert told in words
    assert "Hùng Vương" in document.sections[0].first_page_footer._element.xml


@pytest.mark.parametrize("kind", CaseKind)
def test_every_case_has_its_letter(kind: CaseKind) -> None:
    _document, words = words_of(replace(LETTER, kind=kind))

    assert letters.subject(replace(LETTER, kind=kind)) in words
    assert "{" not in words
    assert ("- Bộ Tư pháp;" in words) is kind.is_upstream


def test_a_second_letter_names_the_first() -> None:
    again = replace(LETTER, before=("Công văn số 88/VP-KSTTHC ngày 10 tháng 11 năm 2026",))

    assert letters.subject(again).startswith("đôn đốc, ")
    assert "đã có Công văn số 88/VP-KSTTHC" in "\n".join(letters.opening(again))


def test_several_addressees_stand_under_each_other_and_a_long_list_goes_into_an_annex() -> None:
    document, words = words_of(replace(LETTER, to=("Bộ Xây dựng", "Bộ Tài chính"), rows=(ROW,) * 40))

    assert "- Bộ Xây dựng;\n- Bộ Tài chính." in words
    assert "(Danh sách kèm theo)" in words
    assert len(document.tables[-1].rows) == 41


def test_a_row_without_a_limit_says_nothing_of_one() -> None:
    assert LetterRow("Thủ tục").limit == "—"
    assert LetterRow("Thủ tục", due_on=date(2026, 12, 1)).limit == "01/12/2026"
