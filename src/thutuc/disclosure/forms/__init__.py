"""What people type about boards, sheets and the national database."""
