"""The field that takes several files, each told by its content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from ongikar.cases.files import Received, receive
from ongikar.doors.holding import Gone
from ongikar.doors.room import NoRoom
from ongikar.rules import RuleBroken
from ongikar.ui.templatetags.parts import in_digits


def files_rules() -> str:
    """What may be sent, told before sending."""
    most, count = settings.FILE_MAX_BYTES // (1024 * 1024), settings.FILES_MAX_COUNT
    said = _("PDF, ছবি (JPG, PNG, WEBP), DOCX বা ODT। প্রতিটি সর্বোচ্চ %(most)s মেগাবাইট, একবারে সর্বোচ্চ %(count)sটি।")
    return said % {"most": in_digits(most), "count": in_digits(count)}


class ManyFiles(forms.ClearableFileInput):
    """A file input for several files, which the page's script checks for size before they travel."""

    allow_multiple_selected = True

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {
            "accept": ".pdf,.jpg,.jpeg,.png,.webp,.docx,.odt",
            "data-most-bytes": settings.FILE_MAX_BYTES,
            "data-too-large": _("ফাইলটি বড়; ছোট একটি ফাইল বেছে নিন।"),
        }


class FilesField(forms.FileField):
    """Several files; each is checked by its content and refused with what to do instead."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", lazy(files_rules, str)())
        super().__init__(widget=ManyFiles(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > settings.FILES_MAX_COUNT:
            said = _("একবারে সর্বোচ্চ %(most)sটি ফাইল নেওয়া যায়, আছে %(has)sটি। কয়েকটি বাদ দিন।")
            raise forms.ValidationError(
                said % {"most": in_digits(settings.FILES_MAX_COUNT), "has": in_digits(len(given))}
            )
        try:
            return [_received(one) for one in given if not isinstance(one, NoRoom) or one.told]
        except RuleBroken as error:
            raise forms.ValidationError(error.message) from error


def _received(upload: Any) -> Received:
    if isinstance(upload, Gone):
        raise RuleBroken(_("“%(name)s” ফাইলটি আর রাখা নেই। আবার বেছে নিন।") % {"name": upload.name})
    if isinstance(upload, NoRoom):
        raise RuleBroken(_("আজ আপনার পদ থেকে অনেক ফাইল উঠেছে; আর রাখার জায়গা নেই। কাল আবার দিন, বা প্রশাসককে সীমা বাড়াতে বলুন।"))
    too_large = upload.size > settings.FILE_MAX_BYTES
    data = upload.read(settings.FILE_MAX_BYTES + 1) if too_large else upload.read()
    return receive(upload.name, data)
