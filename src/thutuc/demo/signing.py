"""A throw-away certificate authority and signatures by its people, made at run time for training sites and tests.

No key is kept anywhere. Nobody outside a training site trusts these certificates, and the names say what they are.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter

from thutuc.files.readers import apart

AUTHORITY = "CA thử nghiệm (không có giá trị pháp lý)"
_FROM, _YEARS = datetime(2010, 1, 1, tzinfo=UTC), timedelta(days=365 * 40)


@dataclass(frozen=True)
class TestAuthority:
    """A certificate authority that lives as long as this process."""

    __test__ = False
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """Its certificate, as THUTUC_SIGNATURE_ROOTS wants it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def signer(self, name: str, organisation: str) -> SimpleSigner:
        """A person with a certificate of this authority."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name, organisation)
        certificate = (
            _builder(subject, self.certificate.subject, key)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        packed = pkcs12.serialize_key_and_certificates(
            b"test", key, certificate, [self.certificate], serialization.NoEncryption()
        )
        return SimpleSigner.load_pkcs12_data(packed, other_certs=[])


def new_authority() -> TestAuthority:
    """A fresh authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(AUTHORITY, AUTHORITY)
    certificate = (
        _builder(subject, subject, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return TestAuthority(key, certificate)


def signed(content: bytes, *, by: SimpleSigner, at: datetime, field: str = "ChuKySo1") -> bytes:
    """The PDF with a signature (PAdES B-B) in an incremental update."""
    wanted = PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="Ký thử nghiệm"
    )
    out = io.BytesIO()
    apart(lambda: _SignerAt(wanted, by, at).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), output=out))
    return out.getvalue()


class _SignerAt(PdfSigner):
    """Signs with the moment of the story, not of this machine."""

    def __init__(self, wanted: PdfSignatureMetadata, by: SimpleSigner, at: datetime) -> None:
        super().__init__(wanted, by)
        self.at = at

    def init_signing_session(self, *given: Any, **options: Any) -> Any:
        session = super().init_signing_session(*given, **options)
        session.system_time = self.at
        return session


def _name(common: str, organisation: str) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common)]
    return x509.Name([x509.NameAttribute(oid, value[:64]) for oid, value in parts])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_FROM + _YEARS)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
