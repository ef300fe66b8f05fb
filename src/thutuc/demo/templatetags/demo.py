"""The door to one-click sign-in, shown only where the database itself is marked as the demo."""

from django import template
from django.urls import reverse

from thutuc.demo import queries

register = template.Library()


@register.simple_tag
def demo_door() -> str:
    """The address of the page, or "" where this is no demo."""
    return reverse("demo:officers") if queries.is_demo() else ""
