"""The shared cache is a table: several nodes count rate limits together without another server."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("db", "0001_initial")]
    operations = [
        migrations.RunSQL(
            sql=[
                "CREATE UNLOGGED TABLE IF NOT EXISTS cache "
                "(cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)",
                "CREATE INDEX IF NOT EXISTS cache_expires ON cache (expires)",
            ],
            reverse_sql="DROP TABLE cache",
        )
    ]
