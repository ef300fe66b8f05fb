"""Chỉ đạo, kế hoạch, kiểm tra, đầu mối."""
