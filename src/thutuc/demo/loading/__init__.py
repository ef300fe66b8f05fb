"""Nạp tỉnh mẫu: tỉnh An Lạc, built through services only, act by act in the order of its invented history."""

from thutuc.demo.loading.run import load, sign_ins

__all__ = ["load", "sign_ins"]
