"""Acts on accounts, posts and substitutions."""

from thutuc.accounts.services.people import (
    NewPerson,
    add_officer,
    add_person,
    appoint,
    close_person,
    edit_person,
    end_post,
    open_person,
)
from thutuc.accounts.services.substitutions import end_substitution, record_substitution

__all__ = [
    "NewPerson",
    "add_officer",
    "add_person",
    "appoint",
    "close_person",
    "edit_person",
    "end_post",
    "end_substitution",
    "open_person",
    "record_substitution",
]
