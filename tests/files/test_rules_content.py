"""Whether content is what its name says and may be kept."""

import pytest

from thutuc.files.rules import content, kinds
from thutuc.files.rules.content import Facts, Member
from thutuc.files.rules.kinds import DATA, PAPERS

WORD = (Member("[Content_Types].xml", 100, 50), Member("word/document.xml", 5000, 900))


def facts(name: str = "Đơn.docx", **changes: object) -> Facts:
    plain: dict[str, object] = {
        "name": name,
        "size": 1000,
        "head": b"PK\x03\x04",
        "looks_like": frozenset({".docx", ".xlsx"}),
        "members": WORD,
    }
    return Facts(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "extension"),
    [("Đơn.PDF", ".pdf"), ("a.b.docx", ".docx"), ("khong-duoi", ""), (".htaccess", ""), (" x.Pdf ", ".pdf")],
)
def test_the_last_extension_counts(name: str, extension: str) -> None:
    assert kinds.extension_of(name) == extension


@pytest.mark.parametrize("name", ["Đơn.pdf", "Đơn.PDF", "ảnh.jpeg", "bảng.xlsx", "tờ khai.docx", "bản.odt"])
def test_usual_papers_are_taken(name: str) -> None:
    assert content.name_objections(name, PAPERS) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("mau.docm", "macro"),
        ("mau.doc", "Dạng tệp cũ"),
        ("chay.exe", "không được nhận"),
        ("trang.html", "không được nhận"),
        ("khong-duoi", "không được nhận"),
        ("data.csv", "không được nhận"),
    ],
)
def test_other_extensions_are_refused_with_what_to_do(name: str, word: str) -> None:
    found = content.name_objections(name, PAPERS)

    assert [objection.code for objection in found] == ["file.extension"]
    assert word in str(found[0])


def test_a_form_can_name_what_it_takes() -> None:
    assert kinds.extensions({"pdf", "jpeg"}) == [".pdf", ".jpg", ".jpeg"]
    assert kinds.by_media_type("image/png") is kinds.kind_of(".png", PAPERS)
    assert kinds.by_media_type("text/html") is None


@pytest.mark.parametrize(
    ("size", "code"), [(0, "file.empty"), (1, None), (5 * 1024 * 1024, None), (5 * 1024 * 1024 + 1, "file.size")]
)
def test_a_file_is_neither_empty_nor_too_large(size: int, code: str | None) -> None:
    found = content.size_objections(size, 5 * 1024 * 1024)

    assert [objection.code for objection in found] == ([code] if code else [])


def test_a_word_document_is_proven_by_its_parts() -> None:
    assert content.content_objections(facts(), PAPERS) == []


@pytest.mark.parametrize(
    "wrong",
    [
        facts("Đơn.xlsx"),
        facts(members=None),
        facts("Đơn.pdf"),
        facts("ảnh.png", looks_like=frozenset({".exe"})),
        facts("bản.odt", declared_type="application/zip"),
    ],
)
def test_content_unlike_its_name_is_refused(wrong: Facts) -> None:
    assert [objection.code for objection in content.content_objections(wrong, PAPERS)] == ["file.mismatch"]


def test_a_wrong_extension_is_told_before_the_content() -> None:
    found = content.content_objections(facts("Đơn.exe"), PAPERS)

    assert [objection.code for objection in found] == ["file.extension"]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((*WORD, Member("word/vbaProject.bin", 10, 10)), "file.macro"),
        ((*WORD, Member("Basic/Standard/Module1.xml", 10, 10)), "file.macro"),
        ((*WORD, Member("x", 10, 10, encrypted=True)), "file.encrypted"),
        ((*WORD, Member("x", content.MOST_EXPANDED, 200_000_000)), "file.bomb"),
        ((*WORD, Member("x", 200 * 1024 * 1024, 1000)), "file.bomb"),
        ((*WORD, *(Member(str(n), 1, 1) for n in range(content.MOST_MEMBERS))), "file.bomb"),
        ((*WORD, Member("blank.xml", 5 * 1024 * 1024, 1000)), None),
    ],
)
def test_macros_passwords_and_bombs_are_refused(members: tuple[Member, ...], code: str | None) -> None:
    found = content.content_objections(facts(members=members), PAPERS)

    assert [objection.code for objection in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("head", "looks_like", "taken"),
    [
        ("mã,tên\n1,Khai sinh\n".encode(), frozenset(), True),
        ("mã".encode("utf-16"), frozenset(), True),
        (b"a\x00b", frozenset(), False),
        (b"  <HTML><body>", frozenset({".html"}), False),
        (b"#!/bin/sh", frozenset(), False),
        (b"%PDF-1.7", frozenset({".pdf"}), False),
    ],
)
def test_text_is_text_and_nothing_that_runs(head: bytes, looks_like: frozenset[str], taken: bool) -> None:
    csv = facts("bảng.csv", head=head, looks_like=looks_like, members=None)

    assert (content.content_objections(csv, DATA) == []) is taken


@pytest.mark.parametrize(("expanded", "taken"), [(1000, True), (content.MOST_EXPANDED + 1, False)])
def test_packed_data_is_measured_unpacked(expanded: int, taken: bool) -> None:
    packed = facts("x.jsonl.gz", head=b"\x1f\x8b", looks_like=frozenset({".gz"}), members=None, expanded=expanded)

    assert (content.content_objections(packed, DATA) == []) is taken
