"""The staff pages of dossiers."""
