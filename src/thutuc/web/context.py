"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thutuc.kernel.text import gettext_noop
from thutuc.web import clock

NAMES = (gettext_noop("Cổng dịch vụ công"), gettext_noop("Tỉnh An Lạc"))
"""Names that this installation has unless it says otherwise, for the catalogue of messages."""


def house() -> dict[str, str]:
    """The names of this installation, in the reader's language."""
    given: dict[str, str] = settings.SITE
    name, province = given["name"], given["province_name"]
    return {**given, "name": _(name), "province_name": _(province), "url": settings.SITE_URL}


def site(request: HttpRequest) -> dict[str, Any]:
    """The province, the other language, the training day."""
    english = getattr(request, "LANGUAGE_CODE", "vi") == "en"
    path = request.get_full_path()
    if english:
        path = "/" + path.removeprefix("/en").lstrip("/\\")
        other = {"code": "vi", "label": "Tiếng Việt", "url": path}
    else:
        other = {"code": "en", "label": "English", "url": f"/en{path}"}
    return {"site": house(), "other_language": other, "training_day": clock.training_day()}
