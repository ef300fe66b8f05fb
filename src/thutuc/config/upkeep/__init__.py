"""Looking after an installation: its database, its static files, its backups, its health."""
