"""A spreadsheet as an answer."""

from django.http import HttpResponse

from thutuc.catalogue.documents import MEDIA_TYPE


def sheet(content: bytes, name: str) -> HttpResponse:
    """To be saved under `name`, never shown in place."""
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
