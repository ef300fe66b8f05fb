from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "thutuc.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
