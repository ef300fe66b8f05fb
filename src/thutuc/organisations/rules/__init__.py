"""Agencies, administrative areas and what becomes of them. Plain Python."""
