"""Rà soát, đánh giá, đơn giản hóa TTHC; chi phí tuân thủ."""
