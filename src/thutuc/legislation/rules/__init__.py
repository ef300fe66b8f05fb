"""What is to be known of legal documents and of the dated numbers of the law. Plain Python."""
