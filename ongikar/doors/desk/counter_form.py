"""What is typed at the counter, and what it brings up: earlier askers of the number, services, and what they need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.normal import normal_form
from ongikar.bangla.phones import normal_phone
from ongikar.cases.counter import askers_of, given_at, is_same
from ongikar.cases.deadlines import Outlook, outlook
from ongikar.cases.desk import staff_of
from ongikar.cases.models import Case, Channel, Requester
from ongikar.charter import shelf
from ongikar.charter.models import Promise, Section
from ongikar.doors.desk.registering import StaffField
from ongikar.doors.fields import LineField, TextField
from ongikar.doors.typed import TypedForm
from ongikar.offices.models import Posting
from ongikar.ui.templatetags.parts import either

OTHER = "other"
FOUND = 8  # services shown for a few letters
OF_ASKER = ("name", "address", "institution", "designation")


class Channels(forms.RadioSelect):
    """The two ways; a call is told by one key."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["value"] == Channel.PHONE:
            option["attrs"]["data-key"] = "F4"
        return option


class CounterForm(TypedForm):
    """Typed once and sent once: the intake key makes one case of a double Enter, of two counters, of a lost line.

    `acting`: it was sent to be acted upon; else it is only drawn, with what it brings up.
    """

    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    channel = forms.ChoiceField(
        label=_l("কীভাবে এসেছেন"),
        choices=[(Channel.COUNTER, _l("সামনে")), (Channel.PHONE, _l("ফোনে"))],
        widget=Channels,
    )
    phone = LineField(
        label=_l("ফোন"),
        help_text=_l("না থাকলে খালি রাখুন; কাগজে জানানো হবে।"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "class": "short", "autofocus": True}),
    )
    asker = forms.ChoiceField(label=_l("কে বলছেন"), required=False, widget=forms.RadioSelect)
    name = LineField(label=_l("নাম"), max_length=200, required=False)
    address = LineField(label=_l("ঠিকানা"), max_length=400, required=False)
    words = LineField(
        label=_l("কোন সেবা"),
        help_text=_l("নামের কয়েকটি অক্ষর, বাংলায় বা ইংরেজি হরফে।"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    service = forms.ChoiceField(label=_l("সেবা"), required=False, widget=forms.RadioSelect)
    institution = LineField(label=_l("প্রতিষ্ঠান"), max_length=300, required=False)
    designation = LineField(label=_l("পদবি"), max_length=200, required=False)
    staff: Any = StaffField(label=_l("কোন কর্মী"), queryset=None, empty_label=_l("বেছে নিন"), required=False)
    matter = TextField(label=_l("কী চান"), rows=2, error_messages={"required": _l("কী চাওয়া হয়েছে তা লিখুন।")})
    handed = LineField(
        label=_l("এখনই যা দেওয়া হলো"), help_text=_l("কয়েক শব্দে; না দিলে খালি রাখুন।"), max_length=500, required=False
    )

    def __init__(self, typed: Mapping[str, str], *, acting: bool, posting: Posting, at: datetime, key: str) -> None:
        """`key`: for a new form; one that was typed has its own."""
        initial = {"intake_key": key, "channel": Channel.COUNTER, **typed}
        super().__init__(typed if acting else None, initial=initial)
        self.typed, self.posting, self.at, self.new_key = typed, posting, at, key
        self.wide = "look" in typed  # every service is shown where none was asked for by words
        self.offers = shelf.offers_of(posting.office)
        self.askers = askers_of(posting, normal_phone(typed.get("phone", "")) or "", at=at)
        self.chosen = self._chosen()
        self._offer()

    def _offer(self) -> None:
        """Give the fields their choices, and leave out what the service does not ask."""
        askers = [(str(who.pk), described(who)) for who in self.askers]
        self.fields["asker"].choices = [*askers, (OTHER, _("অন্য কেউ"))]  # type: ignore[attr-defined]
        found = [(p.service.code, either({"bn": p.name_bn, "en": p.name_en})) for p in self.found if p.service]
        self.fields["service"].choices = found  # type: ignore[attr-defined]
        if self.chosen and self.chosen.service:
            self.initial["service"] = self.chosen.service.code
        self.fields["staff"].queryset = staff_of(self.posting.office, self.at)  # type: ignore[attr-defined]

    @cached_property
    def found(self) -> list[Promise]:
        """The services that answer the words, the best first; with no words the one chosen, or all when asked for."""
        if words := self.typed.get("words", "").strip():
            return shelf.find_promises(words, self.offers.values())[:FOUND]
        chosen = self.offers.get(self.typed.get("service", ""))
        return list(self.offers.values()) if self.wide else [chosen] if chosen else []

    def _chosen(self) -> Promise | None:
        """The service ticked, where it is shown; else the best while the form is being filled, the only when sent."""
        ticked = self.offers.get(self.typed.get("service", ""))
        if ticked in self.found:
            return ticked
        certain = len(self.found) == 1 or (not self.is_bound and self.typed.get("words"))
        return self.found[0] if self.found and certain else None

    @property
    def section(self) -> str:
        return self.chosen.section if self.chosen else ""

    @property
    def asks_institution(self) -> bool:
        return self.section == Section.INSTITUTIONAL

    @property
    def asks_staff(self) -> bool:
        return self.section == Section.INTERNAL

    @property
    def outlook(self) -> Outlook | None:
        """The date that somebody who asks now is told."""
        return outlook(self.chosen, at=self.at) if self.chosen else None

    @property
    def promise(self) -> Promise:
        """The service of a good form."""
        assert self.chosen is not None
        return self.chosen

    @property
    def known(self) -> Requester | None:
        """The earlier asker who was picked."""
        return next((who for who in self.askers if str(who.pk) == self.typed.get("asker")), None)

    @property
    def given(self) -> str:
        """What was given at once, where the form was sent to say so."""
        return str(self.cleaned_data["handed"]) if "give" in self.typed else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in (*OF_ASKER, "handed"):
            data[name] = normal_form(data.get(name) or "") or (getattr(self.known, name, "") if self.known else "")
        if data.get("phone"):
            data["phone"] = normal_phone(data["phone"])
        self._require(data, "phone", data.get("phone") is not None, _("নম্বরটি মিলিয়ে দেখুন; ০১ বা জেলার কোড দিয়ে শুরু।"))
        self._require(data, "words", self.chosen, self._which_service())
        if self.asks_staff:
            self._require(data, "staff", data.get("staff"), _("কোন কর্মীর আবেদন, বেছে নিন।"))
        else:
            self._require_person(data)
        if "give" in self.typed:
            self._require(data, "handed", data["handed"], _("কী দেওয়া হলো, কয়েক শব্দে লিখুন।"))
        return data

    def _require_person(self, data: dict[str, Any]) -> None:
        picks = _("কে বলছেন, তালিকা থেকে বেছে নিন; অন্য কেউ হলে নাম লিখুন।")
        self._require(data, "name", data["name"], picks if self.askers else _("নাম লিখুন।"))
        reached = data["address"] or data.get("phone")
        self._require(data, "address", reached, _("ফোন না থাকলে ঠিকানা লিখুন; গ্রাম ও উপজেলা হলেই চলবে।"))
        if self.asks_institution:
            self._require(data, "institution", data["institution"], _("প্রতিষ্ঠানের নাম লিখুন।"))
            self._require(data, "designation", data["designation"], _("আবেদনকারীর পদবি লিখুন।"))

    def _require(self, data: dict[str, Any], name: str, there: object, message: str) -> None:
        if not there and name not in self.errors:
            self.add_error(name, message)
            data.setdefault(name, "")

    def _which_service(self) -> str:
        if self.found:
            return _("কোন সেবা, নিচের তালিকা থেকে বেছে নিন।")
        return _("কোন সেবা, তার নামের কয়েকটি অক্ষর লিখুন।")

    def requester(self) -> Requester:
        """The unsaved person who asks: an earlier asker's particulars are copied, for they may change."""
        data = self.cleaned_data
        if self.asks_staff:
            staff = data["staff"]
            return Requester(name=staff.name_bn, phone=staff.phone, email=staff.email, account=staff)
        fields = OF_ASKER if self.asks_institution else OF_ASKER[:2]
        return Requester(phone=data["phone"] or "", **{name: data[name] for name in fields})

    def is_of(self, case: Case) -> bool:
        """Whether this is what was filed under the form's key; else an old form was filled in again."""
        same = is_same(case, self.promise, self.requester(), self.cleaned_data["matter"])
        given = given_at(case)
        return case.is_new or (same and bool(case.is_open or given) and (not self.given or given == self.given))

    def begin_anew(self, reference: str) -> None:
        """Give an old form that was filled in again a key of its own, and say so before anything is filed."""
        self.data = {**self.typed, "intake_key": self.new_key}
        words = {"reference": reference}
        self.add_error(
            None, _("এই ফরমে আগে %(reference)s নম্বর আবেদন নেওয়া হয়েছে। এটি আরেকটি আবেদন হলে আবার Enter চাপুন।") % words
        )


def described(who: Requester) -> str:
    """Whom the clerk sees: the name, and what tells two of the same name apart."""
    return ", ".join(part for part in (who.name, who.designation, who.institution, who.address) if part)
