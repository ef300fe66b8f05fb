"""Forms in our own markup."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds form templates where all templates are."""
