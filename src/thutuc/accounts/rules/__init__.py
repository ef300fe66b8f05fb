"""People, posts and what they may do. Plain Python."""
