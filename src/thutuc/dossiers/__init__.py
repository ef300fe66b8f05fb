"""Hồ sơ một cửa: from acceptance to result."""
