"""Files of other systems in: .xlsx and CSV, row by row, never more than we can hold."""

from thutuc.dossiers.readers.foreign import head_of, read, read_kept

__all__ = ["head_of", "read", "read_kept"]
