"""The text of a document as a file: attached and taken off by a keeper, opened by every officer.

The acts and their lines in the journal are those of `files`; here stands who may do them.
"""

from datetime import datetime

from thutuc.files import queries as files
from thutuc.files import services as file_services
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, refuse_if
from thutuc.legislation.models import LegalDocument
from thutuc.legislation.rules import policies


def attach(*, document: LegalDocument, content: file_services.Content, name: str, by: Actor, at: datetime) -> None:
    """Đính kèm tệp văn bản."""
    refuse_if(policies.keep_objections(by))
    file_services.store(content, name=name, owner=document, by=by, at=at)


def detach(*, document: LegalDocument, code: str, reason: str, by: Actor, at: datetime) -> None:
    """Bỏ tệp đính kèm nhầm; the reason stays in the journal."""
    refuse_if(policies.keep_objections(by))
    use = files.use(code)
    if use.owner != file_services.owner_key(document):
        raise NotFound(f"file use {code}")
    file_services.remove(use=use, reason=reason, by=by, at=at)
