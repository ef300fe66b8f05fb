"""Nhật ký hệ thống: the append-only, hash-chained log of acts."""
