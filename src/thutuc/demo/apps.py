from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "thutuc.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
