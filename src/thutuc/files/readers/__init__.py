"""What can be read out of a kept file."""

from thutuc.files.readers.papers import read_decision_facts
from thutuc.files.readers.signatures import apart, has_roots, read_signature

__all__ = ["apart", "has_roots", "read_decision_facts", "read_signature"]
