"""The kept file of a trial, read again as it was tried."""

from thutuc.catalogue import queries
from thutuc.catalogue.models import ImportRun
from thutuc.catalogue.readers.files import read
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules.rows import Reading


def read_kept(run: ImportRun) -> Reading:
    """The rows of a run's file, with the column mapping it was tried with."""
    return read(queries.bytes_of(run), run.file_name, mapping=mapping_of(run.mapping_key))


def mapping_of(key: str) -> Mapping | None:
    """The saved mapping under the key as readers take it."""
    if not key:
        return None
    saved = queries.mapping(key)
    return Mapping(saved.name, saved.columns, saved.sheet, saved.header_row)
