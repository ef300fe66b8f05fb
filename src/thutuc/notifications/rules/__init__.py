"""What may be sent to whom, and what becomes of a message. Plain Python."""
