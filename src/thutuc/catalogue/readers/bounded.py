"""Bytes from outside, never more than we can hold: a small file that unpacks to a huge one is refused."""

import io
import zipfile
import zlib

from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop

MOST_BYTES = 200 * 1024 * 1024
"""Of a file once unpacked. The 2,159 procedures of the national database are 26 MB."""
MOST_RATIO = 200
RATIO_FROM = 4 * 1024 * 1024
CHUNK = 1024 * 1024

TOO_BIG = gettext_noop("Tệp sau khi giải nén lớn hơn %(most)s MB. Chia tệp thành nhiều phần.")
BOMB = gettext_noop("Tệp nén bất thường (nén hơn %(ratio)s lần). Kiểm tra lại tệp.")
BROKEN = gettext_noop("Tệp nén bị hỏng. Tải lại tệp rồi thử lần nữa.")


def refuse(code: str, message: str, **params: object) -> Unreadable:
    """The whole file cannot be read."""
    return Unreadable([Objection(f"import.{code}", message, field="file", params=params)])


def check_size(size: int) -> None:
    """Refuse a file larger than we read."""
    if size > MOST_BYTES:
        raise refuse("too_big", TOO_BIG, most=MOST_BYTES // 1024 // 1024)


def gunzip(data: bytes) -> bytes:
    """Unpack a .gz step by step (it may hold several members), stopping at the limit."""
    parts: list[bytes] = []
    total, rest = 0, data
    try:
        while rest:
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            chunk = unpacker.decompress(rest, CHUNK)
            while chunk or unpacker.unconsumed_tail:
                parts.append(chunk)
                total += len(chunk)
                _check(total, len(data))
                chunk = unpacker.decompress(unpacker.unconsumed_tail, CHUNK)
            if not unpacker.eof:
                raise refuse("broken", BROKEN)
            rest = unpacker.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise refuse("broken", BROKEN) from error
    return b"".join(parts)


def _check(total: int, packed: int) -> None:
    check_size(total)
    if total > RATIO_FROM and total > packed * MOST_RATIO:
        raise refuse("bomb", BOMB, ratio=MOST_RATIO)


def check_zip(data: bytes) -> None:
    """Refuse an .xlsx whose parts say that they unpack to too much, or that is no archive at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise refuse("broken", BROKEN) from error
    _check(total, len(data))


def text_of(data: bytes) -> str:
    """UTF-8, with or without a byte-order mark; another encoding is refused with the line."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = gettext_noop("Dòng %(row)s: tệp không phải UTF-8. Lưu lại tệp với bảng mã UTF-8.")
        raise refuse("encoding", words, row=data.count(b"\n", 0, error.start) + 1) from error
