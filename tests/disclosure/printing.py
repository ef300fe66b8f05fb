"""Reading printed sheets back: pages as pictures, QR codes, words, links of pages to sheets."""

import io

import pypdfium2
import zxingcpp


def codes(pdf: bytes) -> list[list[str]]:
    """What the QR codes of each page hold, read from its picture as a camera does."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        pictures = [page.render(scale=1.6, grayscale=True).to_numpy() for page in document]
        return [[found.text for found in zxingcpp.read_barcodes(picture)] for picture in pictures]
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """The words of each page on one line."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
