"""Screens of publication decisions: the pipeline, one decision with its rows and dry run, acts, annexes."""
