"""How a week of work is laid out. Plain Python."""
