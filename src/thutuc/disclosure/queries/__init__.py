"""Reading what is disclosed where, and what is owed."""
