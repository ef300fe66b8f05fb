"""Asking a virus scanner: clamd's INSTREAM, off unless THUTUC_CLAMD names a socket or host:port."""

import socket
import struct
from collections.abc import Iterable
from typing import BinaryIO

from django.conf import settings

from thutuc.files.services.disk import chunks_of
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

TIMEOUT = 30.0


def is_configured() -> bool:
    """Whether a scanner is named."""
    return bool(settings.CLAMD)


def scan_objections(stream: BinaryIO) -> list[Objection]:
    """What the scanner says against the content. A scanner that does not answer is an objection: fail closed."""
    stream.seek(0)
    try:
        answer = _ask(chunks_of(stream))
    except (OSError, ValueError):
        words = gettext_noop("Máy quét vi-rút không trả lời nên chưa nhận tệp. Thử lại sau ít phút.")
        return [Objection("file.scanner", words, field="file")]
    if answer.endswith("OK"):
        return []
    if answer.endswith("FOUND"):
        words = gettext_noop("Tệp có mã độc nên không được nhận. Quét vi-rút máy của bạn rồi gửi tệp khác.")
        return [Objection("file.virus", words, field="file")]
    words = gettext_noop("Máy quét vi-rút không đọc được tệp. Thử lưu lại tệp rồi tải lên.")
    return [Objection("file.scanner", words, field="file")]


def _ask(chunks: Iterable[bytes]) -> str:
    with _connect(settings.CLAMD) as connection:
        connection.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := connection.recv(4096)):
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        connection.connect(address)
        return connection
    host, _, port = address.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT)
