"""The world outside: websites of units."""
