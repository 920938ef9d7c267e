"""Some facts of the office are told to its posts from now on; those of before are not told late."""

from django.db import migrations, models
from django.db.models import F, Q

TOLD = ("suggestion.received", "barring.requested", "barring.appealed", "recommendation.made")


def mark_told(apps, schema_editor):
    apps.get_model("offices", "OfficeEvent").objects.filter(verb__in=TOLD).update(told_at=F("noticed_at"))


class Migration(migrations.Migration):
    dependencies = [("offices", "0004_addresses")]
    operations = [
        migrations.AddIndex(
            model_name="officeevent",
            index=models.Index(
                condition=Q(("told_at__isnull", True)), fields=["verb", "id"], name="office_event_untold"
            ),
        ),
        migrations.RunPython(mark_told, migrations.RunPython.noop),
    ]
