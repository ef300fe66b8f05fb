"""Thời gian làm việc: holidays, office hours, arithmetic of time limits."""
