"""The mark of what was written and not read; what nobody had answered before there was one is marked too."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q

WRITTEN = Q(verb="case.replied") | Q(verb="case.resumed", facts__replied=True)


def mark_unanswered(apps, schema_editor):
    """The last words of an applicant, where no officer has done or said anything since."""
    event, message = (apps.get_model("cases", name) for name in ("CaseEvent", "Message"))
    done = event.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"), by_kind="posting")
    said = message.objects.filter(case=OuterRef("case"), at__gt=OuterRef("at"), kind="out")
    words = event.objects.filter(WRITTEN, ~Exists(done), ~Exists(said), by_kind="requester")
    for case, pk in list(words.exclude(case__state="void").order_by("pk").values_list("case", "pk")):
        apps.get_model("cases", "Case").objects.filter(pk=case).update(unread=pk)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_agents")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="unread",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.caseevent",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=Q(("unread__isnull", False)), fields=["post", "unread"], name="case_unread"),
        ),
        migrations.RunPython(mark_unanswered, migrations.RunPython.noop),
    ]
