"""Dossiers of other systems (control.md §16.2; one-stop.md §6, §7, §9.5): columns, words, states, faults, changes."""
