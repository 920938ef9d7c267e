"""Past a limit of filings from one line or for one phone a form asks whether this is another; it refuses nothing."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.doors.asked import AskedForm
from ongikar.offices import timezone
from ongikar.offices.filings import count_filing


class FilingForm(AskedForm):
    """A form that may ask once more: `asks_again` says that the tick is to be shown."""

    UNSAID: ClassVar[tuple[str, ...]] = (*AskedForm.UNSAID, "again", "agent_consent")

    asks_again = False
    again = forms.BooleanField(
        label=_l("এটি নতুন; আগে যা পাঠানো হয়েছে তার সঙ্গে এটিও পাঠাতে চাই।"),
        help_text=_l("একই কথা আগেই পাঠিয়ে থাকলে আবার পাঠাতে হবে না: রসিদের নম্বর দিয়ে অবস্থা দেখুন।"),
        required=False,
    )


def asks_again(request: HttpRequest, form: FilingForm, *, phone: str) -> bool:
    """Whether a good form is shown once more, with a tick to confirm. The filing is counted either way."""
    often = count_filing(address=request.META.get("REMOTE_ADDR", ""), phone=phone, at=timezone.now())
    if not often or form.cleaned_data["again"]:
        return False
    form.asks_again = True
    form.add_error(
        "again", _("অল্প সময়ে এই ফোন বা এই ইন্টারনেট সংযোগ থেকে অনেকবার পাঠানো হয়েছে। এটিও পাঠাতে চাইলে ঘরটিতে টিক দিয়ে আবার পাঠান।")
    )
    return True
