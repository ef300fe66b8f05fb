"""What people may type about dossiers."""
