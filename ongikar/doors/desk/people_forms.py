"""The forms by which posts are named and people put into them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import normal_phone
from ongikar.doors.desk.forms import DayField
from ongikar.doors.fields import LineField, MailField
from ongikar.doors.typed import TypedForm
from ongikar.offices.models import Account, Office, Post, Posting
from ongikar.ui.templatetags.parts import either


class NamedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return either({"bn": obj.name_bn, "en": obj.name_en})


class PostForm(TypedForm):
    """A post as it is to stand; the work that lies with it stays."""

    title_bn = LineField(label=_l("পদের নাম"), max_length=200, error_messages={"required": _l("পদের নাম লিখুন।")})
    title_en = LineField(
        label=_l("পদের নাম, ইংরেজিতে"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    role = forms.ChoiceField(
        label=_l("কী করতে পারে"),
        help_text=_l("দপ্তরপ্রধান সনদ প্রকাশ করেন ও মানুষ বসান; অফিস সহকারী নেন ও দেন, সিদ্ধান্ত দেন না।"),
        choices=Post.Role.choices,
    )
    phone = LineField(label=_l("পদের ফোন"), max_length=40, required=False)
    email = MailField(
        label=_l("পদের ই-মেইল"),
        required=False,
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি মিলিয়ে দেখুন বা খালি রাখুন।")},
    )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        number = normal_phone(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(_("নম্বরটি মিলিয়ে দেখুন; জেলার কোডসহ বা ০১ দিয়ে শুরু।"))
        return number

    def clean_title_bn(self) -> str:
        return normal_form(self.cleaned_data["title_bn"])


class NewPostForm(PostForm):
    field_order = ("office",)
    office: Any = NamedField(
        label=_l("কোন দপ্তরে"), queryset=None, error_messages={"required": _l("দপ্তর বেছে নিন।")}, empty_label=None
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]

    def office_chosen(self) -> Office:
        office: Office = self.cleaned_data.pop("office")
        return office


class SeatForm(TypedForm):
    """Who takes charge: somebody who has an account, or a new colleague; as what, from when, by which order."""

    account: Any = NamedField(label=_l("যাঁর অ্যাকাউন্ট আছে"), queryset=None, required=False, empty_label=_l("নতুন জন"))
    name_bn = LineField(label=_l("নতুন জনের নাম"), max_length=200, required=False)
    name_en = LineField(
        label=_l("নাম, ইংরেজিতে"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    username = LineField(
        label=_l("ব্যবহারকারীর নাম"),
        help_text=_l("ছোট হাতের ইংরেজি অক্ষর ও অঙ্কে, যেমন shapla। পাসওয়ার্ড তিনি নিজে ঠিক করবেন।"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "class": "short"}),
    )
    kind = forms.ChoiceField(label=_l("কীভাবে"), choices=Posting.Kind.choices, initial=Posting.Kind.REGULAR)
    starts_on = DayField(label=_l("যেদিন থেকে"), help_text=_l("খালি রাখলে আজ থেকে।"), required=False)
    ends_on = DayField(
        label=_l("যেদিন পর্যন্ত"),
        help_text=_l("ছুটিতে ভারপ্রাপ্ত হলে লিখতে হবে; সেই দিনের পরে নিজে থেকে শেষ।"),
        required=False,
    )
    order_no = LineField(label=_l("আদেশের স্মারক নং"), max_length=120, required=False)

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("account") and not data.get("name_bn"):
            self.add_error("name_bn", _("তালিকা থেকে কাউকে বেছে নিন, অথবা নতুন জনের নাম লিখুন।"))
        elif not data.get("account") and not data.get("username"):
            self.add_error("username", _("নতুন জন কোন নামে প্রবেশ করবেন, লিখুন।"))
        return data


class HandOverForm(TypedForm):
    """Who leaves loses access that second; who takes over, where that is known, has it from the same moment."""

    posting = forms.IntegerField(widget=forms.HiddenInput)
    successor: Any = NamedField(
        label=_l("যিনি দায়িত্ব নিচ্ছেন"), queryset=None, required=False, empty_label=_l("এখনো জানা নেই; পদ শূন্য থাকবে")
    )
    order_no = LineField(label=_l("আদেশের স্মারক নং"), max_length=120, required=False)

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = accounts  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_l("নতুন পাসওয়ার্ড"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _l("পাসওয়ার্ড লিখুন।")},
    )
    again = forms.CharField(
        label=_l("আবার লিখুন"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _l("পাসওয়ার্ডটি আবার লিখুন।")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("দুবার লেখা পাসওয়ার্ড এক নয়।"))
        return data


def named(account: Account) -> str:
    """A person's name in the page's language."""
    return (get_language() == "en" and account.name_en) or account.name_bn
