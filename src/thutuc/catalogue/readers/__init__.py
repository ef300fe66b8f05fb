"""Files of procedures in: JSON lines, the portal's payload, spreadsheets. A wrong structure refuses the file whole."""

from thutuc.catalogue.readers.annex import NO_TABLE, grids_of_file, grids_of_text
from thutuc.catalogue.readers.files import read
from thutuc.catalogue.readers.kept import mapping_of, read_kept
from thutuc.catalogue.readers.workbook import headings

__all__ = ["NO_TABLE", "grids_of_file", "grids_of_text", "headings", "mapping_of", "read", "read_kept"]
