"""How the files of the invented province are read: short notations, dated contents, units, people. Plain Python."""
