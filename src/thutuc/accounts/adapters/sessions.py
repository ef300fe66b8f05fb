"""The session of a request and the person behind it, read by prepared statements: every request of an officer asks.

The same tables, rows and rules as Django's and allauth's own; only the reading is shorter.
"""

import time
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from thutuc.accounts import queries
from thutuc.accounts.models import Person
from thutuc.db import prepared

_KEPT = "SELECT session_data, expire_date FROM django_session WHERE session_key = %(key)s"


class SessionStore(db.SessionStore):
    """Sessions kept in the database, so that signing out ends them everywhere."""

    def _get_session_from_db(self) -> Any:
        with prepared.cursor() as cursor:
            cursor.execute(_KEPT, {"key": self.session_key})
            found = cursor.fetchone()
        if found is None or found[1].timestamp() <= time.time():
            self._session_key = None
            return None
        return Session(session_key=self.session_key or "", session_data=found[0], expire_date=found[1])


class Backend(AuthenticationBackend):
    """Signs in by e-mail and password or passkey (allauth), and knows again who has signed in."""

    def get_user(self, user_id: Any) -> Person | None:
        person = queries.person_signed_in(int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None
