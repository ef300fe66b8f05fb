"""What may be kept as a file and who may open it. Plain Python."""
