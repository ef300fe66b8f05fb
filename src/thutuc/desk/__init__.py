"""Bàn làm việc: the staff home, the shell and every mixed page."""
