"""Staff screens of areas and agencies."""
