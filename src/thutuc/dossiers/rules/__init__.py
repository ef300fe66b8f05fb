"""What the law orders of a dossier at the one-stop unit. Plain Python."""
