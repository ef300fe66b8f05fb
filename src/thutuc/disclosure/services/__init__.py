"""Acts of disclosure: on boards, sheets, and towards the national database."""
