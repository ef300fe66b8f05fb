"""The sequence of stamps (`db.stamps`): a number is never given twice, not even after a rollback."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("db", "0002_cache_table")]

    operations = [migrations.RunSQL("CREATE SEQUENCE db_stamp", "DROP SEQUENCE db_stamp")]
