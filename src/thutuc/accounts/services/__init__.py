"""Acts on accounts, posts, substitutions and keys."""

from thutuc.accounts.services.answers import forget_answers, once
from thutuc.accounts.services.keys import MadeKey, make_key, note_use, revoke_key
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
    "MadeKey",
    "NewPerson",
    "add_officer",
    "add_person",
    "appoint",
    "close_person",
    "edit_person",
    "end_post",
    "end_substitution",
    "forget_answers",
    "make_key",
    "note_use",
    "once",
    "open_person",
    "record_substitution",
    "revoke_key",
]
