"""Address: a mailbox or a mobile phone of the office's people, and whether anybody has said that it is theirs.

Charters print shared, old and mistyped addresses, so nothing is sent to one of them before it was confirmed.
What an applicant gives for himself is his own word and no matter of this table.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.phones import normal_mobile


class Address(models.Model):
    """An e-mail address in small letters, or a mobile number as +880…; confirmed, found wrong, or neither yet."""

    class How(models.TextChoices):
        CODE = "code", _l("পাঠানো কোড ফেরত এসেছে")
        WORD = "word", _l("সেই ঠিকানার মানুষটি নিজে বলেছেন")

    text = models.CharField(max_length=200, unique=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    wrong_at = models.DateTimeField(null=True)
    wrong_why = models.TextField(blank=True)  # a person's words; where a server refused it, `trouble` says why
    # The last trial: what its carrier said, and the code that it carried.
    tried_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    trouble = models.CharField(max_length=12, blank=True)
    reply = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    wrong_codes = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.text

    @property
    def is_mail(self) -> bool:
        return "@" in self.text

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


def normal_address(text: str) -> str:
    """The one form in which an address is kept; '' for what no machine writes to, such as a land line."""
    return text.strip().lower() if "@" in text else normal_mobile(text) or ""


def is_confirmed(text: str) -> bool:
    """Whether something may be sent to this address of the office's people."""
    return Address.objects.filter(text=normal_address(text), confirmed_at__isnull=False).exists()
