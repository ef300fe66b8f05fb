"""Electronic signatures read back out of a PDF. Nothing is fetched from elsewhere; no content makes it fail."""

import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from thutuc.files.rules.signatures import SignatureFact, SignatureReading
from thutuc.kernel.text import tidy

Result = TypeVar("Result")


def read_signature(content: bytes) -> SignatureReading:
    """Every signature of a PDF: who, when, over what, whether it fits. Trust only against THUTUC_SIGNATURE_ROOTS."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # loaded when the first file is read

    _hush()
    try:
        found = PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures
    except Exception:  # damaged files fail in many ways
        was_signed = content.startswith(b"%PDF") and b"/ByteRange" in content
        return SignatureReading((SignatureFact(signer=""),)) if was_signed else SignatureReading(can_be_read=False)
    return SignatureReading(apart(lambda: tuple(_fact(each) for each in found)))


def apart(work: Callable[[], Result]) -> Result:
    """Done in a thread of its own: pyHanko drives an event loop, and its caller may stand inside another one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def has_roots(bundle: str) -> bool:
    """Whether certificates can be read from the bundle."""
    try:
        return bool(_roots(bundle))
    except (OSError, ValueError):
        return False


def _fact(signature: Any) -> SignatureFact:
    try:
        signer = _subject(signature.signer_cert)
        signed_at = _aware(signature.self_reported_timestamp)
    except Exception:
        return SignatureFact(signer="")
    told: dict[str, Any] = {**signer, "signed_at": signed_at}
    try:
        return SignatureFact(**told, **_checked(signature, signed_at))
    except Exception:
        return SignatureFact(**told)


def _checked(signature: Any, signed_at: datetime | None) -> dict[str, Any]:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    roots = _roots(settings.SIGNATURE_ROOTS) if has_roots(settings.SIGNATURE_ROOTS) else ()
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=signed_at)
    status = validate_pdf_signature(signature, context)
    stamp = status.timestamp_validity
    checked: dict[str, Any] = {
        "is_intact": status.intact and status.valid,
        "covers_file": status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        "is_changed_later": status.modification_level is ModificationLevel.OTHER
        or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION,
        "is_trusted": bool(roots) and status.trusted,
    }
    if stamp is not None and stamp.intact and stamp.valid:
        checked |= {"signed_at": _aware(stamp.timestamp), "is_timestamped": True}
    return checked


def _subject(certificate: Any) -> dict[str, str]:
    own, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "signer": _first(own, "common_name"),
        "organisation": _first(own, "organization_name", "organizational_unit_name"),
        "issuer": _first(issuer, "common_name", "organization_name"),
    }


def _first(names: dict[str, Any], *keys: str) -> str:
    """A name of a certificate; the parts of one with several come in one line."""
    for key in keys:
        value = names.get(key)
        if value:
            return tidy(", ".join(map(str, value)) if isinstance(value, list) else str(value))
    return ""


def _aware(at: datetime | None) -> datetime | None:
    return at if at is not None and at.tzinfo is not None else None


@lru_cache(maxsize=4)
def _roots(bundle: str) -> tuple[Any, ...]:
    """The certificates of the bundle; none when no bundle is named."""
    from pyhanko.keys import load_certs_from_pemder_data

    return tuple(load_certs_from_pemder_data(Path(bundle).read_bytes())) if bundle else ()


def _hush() -> None:
    """The library logs names out of certificates; our logs hold none."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
