"""Tỉnh An Lạc: the invented province, built through services."""
