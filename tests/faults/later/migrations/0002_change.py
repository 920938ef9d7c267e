import os
import signal

from django.db import migrations


def change(_apps, schema_editor):
    what = os.environ.get("LATER")
    if what == "fails":
        raise ValueError("this change cannot be made")
    if what == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "loses":
        schema_editor.execute("DELETE FROM charter_expectation")


class Migration(migrations.Migration):
    dependencies = [("later", "0001_initial")]
    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
