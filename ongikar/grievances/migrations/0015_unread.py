"""The mark of what was written and not read; what nobody had answered before there was one is marked too."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef

WRITTEN = ("grievance.information_given", "grievance.statement_answered", "grievance.evidence_answered")


def mark_unanswered(apps, schema_editor):
    """The last words of a complainant, where no officer has done anything since."""
    grievance, event = (apps.get_model("grievances", name) for name in ("Grievance", "GrievanceEvent"))
    done = event.objects.filter(grievance=OuterRef("grievance"), pk__gt=OuterRef("pk"), by_kind="posting")
    words = event.objects.filter(~Exists(done), verb__in=WRITTEN, by_kind="requester")
    for number, pk in list(words.order_by("pk").values_list("grievance", "pk")):
        grievance.objects.filter(pk=number).update(unread=pk)


class Migration(migrations.Migration):
    dependencies = [("grievances", "0014_hearing_keys")]
    operations = [
        migrations.AddField(
            model_name="grievance",
            name="unread",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grievances.grievanceevent",
            ),
        ),
        migrations.RunPython(mark_unanswered, migrations.RunPython.noop),
    ]
