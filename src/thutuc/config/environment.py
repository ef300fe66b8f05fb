"""The environment, read with the name of the variable in every complaint."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class Environment(environ.Env):
    """django-environ, but a wrong value says which variable holds it."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except (ValueError, TypeError) as error:
            raise ImproperlyConfigured(f"{var}={self.ENVIRON.get(var)!r}: {error}") from error

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        """Yes or no; anything else is a mistake, not «no»."""
        given = self.ENVIRON.get(var)
        if given is not None and given.lower() not in _TRUE | _FALSE:
            raise ImproperlyConfigured(f"{var}={given!r}: say true or false")
        found: bool = super().bool(var, default=default)
        return found

    def postgres(self, var: str) -> dict[str, Any]:
        """Django's description of the PostgreSQL server that `var` names; its password is never repeated."""
        url: str = self.str(var)
        if url.split("://")[0] not in {"postgres", "postgresql", "psql"} or "://" not in url:
            raise ImproperlyConfigured(f"{var} must name a PostgreSQL server: postgres://user:password@host/name")
        try:
            found: dict[str, Any] = self.db_url_config(url)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} is no address: postgres://user:password@host:5432/name") from error
        return found
