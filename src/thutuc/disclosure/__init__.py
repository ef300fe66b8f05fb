"""Công khai TTHC: posting places, postings, checks."""
