from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "thutuc.db"
    label = "db"
    default_auto_field = "django.db.models.BigAutoField"
