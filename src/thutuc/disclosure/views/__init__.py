"""Pages of boards, sheets and the national database at the desk."""
