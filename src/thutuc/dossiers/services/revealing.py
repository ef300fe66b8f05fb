"""Hiện số định danh, điện thoại: masked until somebody who handles the dossier asks, which is on record."""

from datetime import datetime

from django.db import transaction

from thutuc.dossiers.models import Dossier
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor


@transaction.atomic
def reveal(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """A line of the journal; the page shows the numbers once."""
    journal.record("dossier.reveal", of=dossier, by=by, at=at)
