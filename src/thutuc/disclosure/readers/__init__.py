"""Files in: exports of the national database."""
