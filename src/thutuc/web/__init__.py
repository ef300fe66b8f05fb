"""The base of every screen and endpoint: the clock, errors to HTTP, components, pagination."""
