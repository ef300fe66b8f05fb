"""Filters and tags of our words."""

from django import template

register = template.Library()
