"""Staff pages that read more than one package."""
