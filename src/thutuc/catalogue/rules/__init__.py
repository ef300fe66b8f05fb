"""What the law says of procedures: content, codes, validity, differences. Plain Python."""
