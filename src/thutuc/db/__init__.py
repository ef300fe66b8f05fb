"""The base of every table: revisions, state and text fields, append-only triggers, the embedded server."""
