"""Staff screens of people, posts and focal points; the page of an agency, which shows its people."""
