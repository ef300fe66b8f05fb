"""Tệp đính kèm: stored once by content hash, typed and scanned."""
