"""The field that takes several files, each told by its content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from ongikar.cases.files import Received, receive
from ongikar.rules import RuleBroken


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked by its content and refused with what to do instead."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp,.docx,.odt"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > settings.FILES_MAX_COUNT:
            raise forms.ValidationError(_("একবারে এত ফাইল নেওয়া যায় না। কয়েকটি বাদ দিন।"))
        try:
            return [_received(one) for one in given]
        except RuleBroken as error:
            raise forms.ValidationError(error.message) from error


def _received(upload: Any) -> Received:
    too_large = upload.size > settings.FILE_MAX_BYTES
    data = upload.read(settings.FILE_MAX_BYTES + 1) if too_large else upload.read()
    return receive(upload.name, data)
