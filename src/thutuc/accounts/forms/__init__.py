"""What officers may type: signing in, and keeping people and posts."""
