"""Fields for what people write: in the one normal form, and refused where it is too long for its place, never cut."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.http import HttpRequest

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.rules import RuleBroken
from ongikar.ui.templatetags.parts import told

NO_NUL = ProhibitNullCharactersValidator()
MAIL_MOST = 200  # signs, as many as a row has room for


class AtMost(MaxLengthValidator):
    """Counts the end of a line as one sign, as whoever typed it does; browsers send two."""

    def clean(self, x: Any) -> int:
        return len(x.replace("\r\n", "\n"))


def written(value: Any) -> str:
    """What somebody wrote. A NUL is written by nobody: it is refused before the normal form leaves it out."""
    NO_NUL(value)
    return str(value)


class LineField(forms.CharField):
    """One line in the normal form, in whose signs its length is told: a letter like য় is two of them."""

    def to_python(self, value: Any) -> str:
        return normal_form(written(super().to_python(value)))


class TextField(forms.CharField):
    """Some lines of text, in the normal form."""

    def __init__(self, *, rows: int = 3, max_length: int = 5000, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, max_length=max_length, **kwargs)
        self.validators = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]
        self.validators.append(AtMost(max_length))

    def to_python(self, value: Any) -> str:
        text = normal_lines(written(super().to_python(value)))
        return text.strip() if self.strip else text


class MailField(forms.EmailField):
    """A mailbox of no more signs than a row has room for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": MAIL_MOST, **kwargs})


def too_long(text: str, *, most: int) -> str:
    """What to say of a text that has more signs than there is room for; '' where it fits."""
    try:
        AtMost(most)(normal_lines(text))
    except ValidationError as wrong:
        return told(wrong)[0]
    return ""


def line_of(request: HttpRequest, name: str, *, most: int) -> str:
    """The line typed as `name` where there is no form around it. Raises RuleBroken where it is too long."""
    line = normal_form(request.POST.get(name, "").replace("\x00", ""))
    if said := too_long(line, most=most):
        raise RuleBroken(said)
    return line
