"""Cổng công khai: the public pages."""
