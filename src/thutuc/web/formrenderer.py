"""How forms are drawn: our templates for the form and its fields, the project's engine for the widgets."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Markup of govuk-frontend with the ids that Django expects; widgets are overridden in templates/django/forms."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
