"""Signed papers read back: whole, tampered with, added to, unsigned, damaged; number, day, signer from the words."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from thutuc.demo import signing
from thutuc.files.readers import has_roots, read_decision_facts, read_signature
from thutuc.files.rules.papers import PaperFacts, facts_of
from thutuc.files.rules.signatures import SignatureVerdict

AT = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
CHAIR, PEOPLE = "Đặng Thị Ngọc Ánh", "Ủy ban nhân dân tỉnh An Lạc"


@pytest.fixture(scope="module")
def authority() -> signing.TestAuthority:
    """One authority for all."""
    return signing.new_authority()


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A PDF of one page, made without typefaces."""
    out = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def signed(authority: signing.TestAuthority, plain: bytes) -> bytes:
    """That page, signed by the chair."""
    return signing.signed(plain, by=authority.signer(CHAIR, PEOPLE), at=AT)


@pytest.fixture
def trusting(authority: signing.TestAuthority, settings: Any, tmp_path: Path) -> Iterator[None]:
    """A site that trusts the test authority."""
    bundle = tmp_path / "roots.pem"
    bundle.write_bytes(authority.pem)
    settings.SIGNATURE_ROOTS = str(bundle)
    return


def test_a_signed_paper_says_who_when_and_that_it_is_whole(signed: bytes) -> None:
    reading = read_signature(signed)

    (fact,) = reading.signatures
    assert (fact.signer, fact.organisation, fact.issuer) == (CHAIR, PEOPLE, signing.AUTHORITY)
    assert fact.signed_at == AT
    assert (fact.is_intact, fact.covers_file, fact.is_trusted) == (True, True, False)
    assert reading.verdict is SignatureVerdict.INTACT


@pytest.mark.usefixtures("trusting")
def test_a_signature_is_trusted_only_under_a_named_root(signed: bytes, plain: bytes) -> None:
    stranger = signing.new_authority().signer(CHAIR, PEOPLE)

    assert read_signature(signed).verdict is SignatureVerdict.TRUSTED
    assert read_signature(signing.signed(plain, by=stranger, at=AT)).verdict is SignatureVerdict.INTACT


def test_a_bundle_that_cannot_be_read_trusts_nobody_and_does_not_fail(
    signed: bytes, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "empty.pem").write_text("không phải chứng thư")
    for bundle in (tmp_path / "absent.pem", tmp_path / "empty.pem"):
        settings.SIGNATURE_ROOTS = str(bundle)

        assert not has_roots(str(bundle))
        assert read_signature(signed).verdict is SignatureVerdict.INTACT


def test_one_changed_byte_of_the_content_is_found(signed: bytes) -> None:
    place = signed.index(b"842")
    tampered = signed[:place] + b"843" + signed[place + 3 :]

    reading = read_signature(tampered)

    assert reading.verdict is SignatureVerdict.BROKEN
    assert reading.signers == (CHAIR,)


@pytest.mark.usefixtures("trusting")
def test_what_was_added_after_signing_is_noticed(signed: bytes) -> None:
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page, _resources = writer.find_page_for_modification(0)
    page.get_object()[NameObject("/Extra")] = TextStringObject("thêm")
    writer.update_container(page.get_object())
    out = io.BytesIO()
    writer.write(out)

    reading = read_signature(out.getvalue())

    assert reading.signatures[0].is_intact
    assert reading.verdict is SignatureVerdict.CHANGED_LATER


@pytest.mark.usefixtures("trusting")
def test_the_seal_of_the_agency_after_the_signature_is_no_change(
    authority: signing.TestAuthority, signed: bytes
) -> None:
    sealed = signing.signed(signed, by=authority.signer(PEOPLE, PEOPLE), at=AT, field="ConDau")

    reading = read_signature(sealed)

    assert reading.signers == (CHAIR, PEOPLE)
    assert [each.covers_file for each in reading.signatures] == [False, True]
    assert reading.verdict is SignatureVerdict.TRUSTED


def test_an_unsigned_paper_says_so(plain: bytes) -> None:
    assert read_signature(plain).verdict is SignatureVerdict.UNSIGNED


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x00" * 200])
def test_what_is_no_pdf_is_told_and_does_not_fail(content: bytes) -> None:
    assert read_signature(content).verdict is SignatureVerdict.UNREADABLE
    assert read_decision_facts(content) == PaperFacts()


def test_damage_anywhere_in_what_was_signed_is_found_and_does_not_fail(signed: bytes) -> None:
    start, end = signed.index(b"/Contents <"), signed.index(b">", signed.index(b"/Contents <"))
    places = [place for place in range(0, len(signed) - 2, len(signed) // 80) if not start < place < end]

    verdicts = {read_signature(signed[:at] + b"\xff\x00" + signed[at + 2 :]).verdict for at in places}

    assert not verdicts & {SignatureVerdict.INTACT, SignatureVerdict.TRUSTED}
    assert SignatureVerdict.BROKEN in verdicts


def test_an_emptied_signature_does_not_fail(signed: bytes) -> None:
    hollow = re.sub(
        rb"(/Contents\s*<)[0-9a-fA-F]+", lambda found: found[1] + b"0" * (len(found[0]) - len(found[1])), signed
    )

    assert read_signature(hollow).verdict is SignatureVerdict.BROKEN


def test_number_day_and_name_are_read_from_the_words() -> None:
    head = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH AN LẠC Độc lập - Tự do - Hạnh phúc\n"
        "Số: 3218 /QĐ-UBND An Lạc, ngày 05 tháng 02 năm 2026\nQUYẾT ĐỊNH\n"
        "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ;"
    )
    end = "Nơi nhận:\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n- Như Điều 3;\nĐặng Thị Ngọc Ánh\n"

    facts = facts_of([head, end], signers=["Đặng Thị Ngọc Ánh"])

    assert facts == PaperFacts("3218/QĐ-UBND", date(2026, 2, 5), ("Đặng Thị Ngọc Ánh",))


def test_words_that_say_nothing_give_nothing() -> None:
    assert facts_of([]) == PaperFacts()
    assert facts_of(["Số: /QĐ-UBND An Lạc, ngày 45 tháng 13 năm 2026"]) == PaperFacts()
