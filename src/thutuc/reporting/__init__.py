"""Thống kê, báo cáo."""
