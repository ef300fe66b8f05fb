"""What can be read out of a kept file."""

from thutuc.files.readers.papers import read_decision_facts
from thutuc.files.readers.signatures import read_signature

__all__ = ["read_decision_facts", "read_signature"]
