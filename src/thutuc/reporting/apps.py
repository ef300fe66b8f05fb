from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "thutuc.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
