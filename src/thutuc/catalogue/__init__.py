"""Danh mục TTHC: procedures, versions, the national original, import and search."""
