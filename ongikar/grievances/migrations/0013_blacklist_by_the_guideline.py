"""What is proved, and the letter of a decision (8). What was listed before was neither proved nor decided by tier 2."""

from typing import Any

from django.db import migrations, models


def end_what_was_not_proved(apps: Any, schema_editor: Any) -> None:
    barrings = apps.get_model("grievances", "Barring").objects
    barrings.filter(state="requested").update(state="refused")
    barrings.filter(state="in_force").update(state="lifted")


class Migration(migrations.Migration):

    dependencies = [
        ('grievances', '0012_weekly'),
    ]

    operations = [
        migrations.AddField("barring", "proof", models.TextField(default=""), preserve_default=False),
        migrations.AddField("barring", "memo_no", models.CharField(blank=True, max_length=120)),
        migrations.AddField("barring", "memo_on", models.DateField(null=True)),
        migrations.AddField("barring", "appeal_memo_on", models.DateField(null=True)),
        migrations.AlterField(
            "barring",
            "state",
            models.CharField(
                choices=[
                    ("requested", "সুপারিশ করা হয়েছে"), ("in_force", "কার্যকর"),
                    ("refused", "সুপারিশ গৃহীত হয়নি"), ("lifted", "তুলে নেওয়া হয়েছে"),
                ],
                default="requested",
                max_length=10,
            ),
        ),
        migrations.RunPython(end_what_was_not_proved, migrations.RunPython.noop),
    ]
