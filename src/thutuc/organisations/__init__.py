"""Cơ quan, đơn vị, đơn vị hành chính: who exists, where, from when to when."""
