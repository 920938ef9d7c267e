"""What the framework itself says to a reader of Bangla is Bangla."""

from __future__ import annotations

from pathlib import Path

import django
import polib
from django import forms
from django.utils import translation

import ongikar

OURS = Path(ongikar.__file__).parent / "locale" / "bn" / "LC_MESSAGES" / "django.po"
DJANGO = Path(django.__file__).parent
THEIRS = [DJANGO / part / "locale" / "en" / "LC_MESSAGES" / "django.po" for part in ("conf", "contrib/auth")]


class Short(forms.Form):
    words = forms.CharField(max_length=5)
    more = forms.CharField()


def test_a_long_text_and_a_strange_sign_are_refused_in_bangla() -> None:
    with translation.override("bn"):
        errors = Short({"words": "ক" * 8, "more": "ক\0"}).errors
        assert errors["words"] == ["লেখাটি বড়: সর্বোচ্চ 5 অক্ষর, আছে 8। ছোট করে লিখুন।"]
        assert errors["more"] == ["লেখায় অচেনা চিহ্ন আছে; মুছে আবার লিখুন।"]


def test_django_still_says_what_is_put_into_bangla() -> None:
    said = {entry.msgid for file in THEIRS for entry in polib.pofile(str(file))}
    assert {entry.msgid for entry in polib.pofile(str(OURS))} <= said


def test_what_is_compiled_is_what_is_written() -> None:
    written = {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.pofile(str(OURS))}
    compiled = polib.mofile(str(OURS.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in compiled} == written
