"""The signed files of decisions."""

from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop


def may_read_signed_papers(actor: Actor, owner: str) -> Access:
    """A file is kept only of what has been signed: every officer may read it."""
    if actor.is_system or actor.posts:
        return Access()
    words = gettext_noop("Tệp quyết định dành cho cán bộ, công chức. Nội dung công khai có ở trang thủ tục.")
    return Access((Objection("catalogue.signed_paper", words, "publication.authority"),))
