"""What the framework itself says to a reader of Bangla is Bangla."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import django
import polib
from django import forms
from django.core import validators
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.html import strip_tags

import ongikar
from ongikar import doors

OURS = Path(ongikar.__file__).parent / "locale" / "bn" / "LC_MESSAGES" / "django.po"
DJANGO = Path(django.__file__).parent
THEIRS = [DJANGO / part / "locale" / "en" / "LC_MESSAGES" / "django.po" for part in ("conf", "contrib/auth")]


class Narrow(forms.Form):
    """A field for each sentence of the framework that has a number in it."""

    most = forms.CharField(max_length=1234)
    least = forms.CharField(min_length=67)
    low = forms.IntegerField(min_value=1000)
    high = forms.IntegerField(max_value=89)
    step = forms.IntegerField(step_size=7)
    stairs = forms.IntegerField(step_size=5, min_value=2)
    long = forms.DecimalField(max_digits=3)
    fine = forms.DecimalField(decimal_places=2)
    wide = forms.DecimalField(max_digits=5, decimal_places=2)
    dear = forms.DecimalField(max_value=Decimal("12.5"))
    file = forms.FileField(max_length=5)
    bound = forms.IntegerField(validators=[validators.BaseValidator(42)])
    ending = forms.FileField(validators=[validators.FileExtensionValidator(["pdf"])])
    strange = forms.CharField()


WRONG = {
    "most": "ক" * 1235, "least": "ক", "low": "1", "high": "90", "step": "8", "stairs": "4", "long": "12345",
    "fine": "1.234", "wide": "12345", "dear": "13", "bound": "41", "strange": "ক\0",
}  # fmt: skip
LATIN = re.compile("[A-Za-z0-9]")


def said(form: forms.Form) -> dict[str, str]:
    """What a page says of each field."""
    pages = {field.name: render_to_string("parts/field_words.html", {"field": field}) for field in form}
    return {name: " ".join(strip_tags(page).split()) for name, page in pages.items()}


def test_every_limit_is_told_in_bangla_and_in_bangla_digits() -> None:
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict(
        {name: [SimpleUploadedFile("নথির-নাম.ছবি", b"x")] for name in ("file", "ending")}
    )
    with translation.override("bn"):
        found = said(Narrow(WRONG, files))
    assert found["most"] == "লেখাটি বড়: সর্বোচ্চ ১২৩৪ অক্ষর, আছে ১২৩৫। ছোট করে লিখুন।"
    assert found["file"] == "ফাইলের নাম বড়: সর্বোচ্চ ৫ অক্ষর, আছে ১২। ছোট নাম দিয়ে আবার বেছে নিন।"
    assert found["strange"] == "লেখায় অচেনা চিহ্ন আছে; মুছে আবার লিখুন।"
    assert found.pop("ending").endswith("এগুলোর একটি দিন: pdf।")
    assert all(found.values())
    assert [sentence for sentence in found.values() if LATIN.search(sentence)] == []


def test_the_same_limits_are_told_in_english_on_an_english_page() -> None:
    with translation.override("en"):
        found = said(Narrow({**WRONG, "most": "x" * 1235}))
    assert found["most"] == "Ensure this value has at most 1234 characters (it has 1235)."
    assert found["high"] == "Ensure this value is less than or equal to 89."


def test_the_table_has_every_validator_of_the_framework() -> None:
    """Those of an address and a pattern have no number, and our fields say them in their own words."""
    known = {type(one) for field in Narrow.base_fields.values() for one in field.validators}
    known |= {validators.RegexValidator, validators.EmailValidator, validators.URLValidator}
    named = {one for one in vars(validators).values() if isinstance(one, type) and hasattr(one, "message")}
    assert named - known == {validators.DomainNameValidator}


def kinds_of_fields() -> set[type[forms.Field]]:
    """The kinds of field of every form of every door."""
    for module in walk_packages(doors.__path__, f"{doors.__name__}."):
        import_module(module.name)
    return {type(field) for form in every_form() for field in vars(form).get("base_fields", {}).values()}


def every_form(base: type[Any] = BaseForm) -> Iterator[type[Any]]:
    for form in base.__subclasses__():
        yield from every_form(form)
        if form.__module__.startswith("ongikar."):
            yield form


def test_what_a_field_says_by_itself_is_bangla_whatever_form_it_stands_in() -> None:
    told = {text for kind in kinds_of_fields() for one in kind.__mro__ for text in messages_of(one)}
    with translation.override("bn"):
        words = [str(text % {"max": 2, "length": 3}) if "max" in str(vars(text)) else str(text) for text in told]
    assert [sentence for sentence in words if not re.search("[\u0980-\u09ff]", sentence)] == []


def messages_of(kind: type[Any]) -> list[Any]:
    return list(vars(kind).get("default_error_messages", {}).values())


def test_django_still_says_what_is_put_into_bangla() -> None:
    said = {entry.msgid for file in THEIRS for entry in polib.pofile(str(file))}
    assert {entry.msgid for entry in polib.pofile(str(OURS))} <= said


def test_what_is_compiled_is_what_is_written() -> None:
    written = {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.pofile(str(OURS))}
    compiled = polib.mofile(str(OURS.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in compiled} == written
