"""How the journal proves itself. Plain Python."""
