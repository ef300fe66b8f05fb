"""Kết nối, chia sẻ: gateways to national systems."""
