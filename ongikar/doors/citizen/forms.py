"""The short form: what expectation 2 of a charter asks, the matter, and the papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ongikar.bangla.digits import to_ascii
from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.patterns import compiled
from ongikar.bangla.phones import normal_mobile
from ongikar.cases.adding import takes, words_of_requester
from ongikar.cases.models import Case, Requester
from ongikar.charter.models import Promise, Section
from ongikar.charter.shelf import places_to_ask
from ongikar.doors.citizen.act_forms import OwnForm
from ongikar.doors.fields import LineField, MailField, TextField
from ongikar.doors.often import FilingForm
from ongikar.doors.room import left_out
from ongikar.doors.typed import TypedDate
from ongikar.doors.upload import FilesField
from ongikar.offices import timezone
from ongikar.offices.models import Post
from ongikar.ui.templatetags.parts import either

APPLICATION = compiled(r"আবেদন\s*পত্র")  # a paper that the form itself is
INSTITUTION = ("institution", "designation", "memo_no", "memo_on")
OWN = ("name", "address", "phone", "no_phone", "email")
HELPED = ("agent", "agent_consent")
NOW, LATER, NOT_MINE = "now", "later", "not_mine"
WAYS_OF_PAPER = (
    (NOW, _l("এখন ফাইল হিসেবে দিচ্ছি")),
    (LATER, _l("পরে বা হাতে দেব")),
    (NOT_MINE, _l("আমার ক্ষেত্রে লাগে না")),
)


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under one heading."""

    title: str
    fields: list[forms.BoundField]
    hint: str = ""


def _text(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs=attrs)


def _needed(label: Any, missing: Any, *, most: int, autocomplete: str) -> LineField:
    """A line that has to be written; `missing` asks for it."""
    widget, errors = _text(autocomplete=autocomplete), {"required": missing}
    return LineField(label=label, max_length=most, widget=widget, error_messages=errors)


class WrittenDate(TypedDate):
    """A date as it stands on a letter."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": _l("তারিখ দিন/মাস/বছর হিসেবে বা মাসের নামসহ লিখুন, যেমন ০৫/১২/২০২৬ বা ৫ ডিসেম্বর ২০২৬।")}
        hint = _l("যেমন ০৫/১২/২০২৬ বা ৫ ডিসেম্বর ২০২৬।")
        super().__init__(widget=_text(), help_text=hint, error_messages=messages, required=False, **kwargs)


class AskForm(FilingForm):
    """Names and matters are kept in one normal form; digits of a phone in either script are read.

    Each paper of the charter is asked after (expectation 1); that one is missing is an answer, not an error.
    """

    place = forms.ChoiceField(
        label=_l("কোন দপ্তরে চান"),
        help_text=_l("যেটি আপনার কাছে। পরে এক দপ্তর থেকে অন্যটিতে গেলেও তারিখ বদলাবে না।"),
        required=False,
        error_messages={"invalid_choice": _l("তালিকা থেকে দপ্তর বেছে নিন।")},
    )
    institution = _needed(_l("প্রতিষ্ঠানের নাম"), _l("প্রতিষ্ঠানের নাম লিখুন।"), most=300, autocomplete="organization")
    designation = _needed(_l("আপনার পদবি"), _l("আপনার পদবি লিখুন।"), most=200, autocomplete="organization-title")
    memo_no = LineField(
        label=_l("পত্রের স্মারক নং"), help_text=_l("পত্র থাকলে লিখুন; না থাকলে খালি রাখুন।"), max_length=120, required=False
    )
    memo_on = WrittenDate(label=_l("পত্রের তারিখ"))
    name = _needed(_l("আপনার নাম"), _l("আপনার নাম লিখুন।"), most=200, autocomplete="name")
    address = _needed(_l("ঠিকানা"), _l("ঠিকানা লিখুন; গ্রাম ও উপজেলা হলেই চলবে।"), most=400, autocomplete="street-address")
    phone = LineField(
        label=_l("মোবাইল নম্বর"),
        help_text=_l("খবর জানাতে। বাংলা বা ইংরেজি অঙ্কে লিখুন।"),
        max_length=40,
        required=False,
        widget=_text(inputmode="tel", autocomplete="tel"),
    )
    no_phone = forms.BooleanField(label=_l("আমার ফোন নেই; কাগজে জানাবেন"), required=False)
    email = MailField(
        label=_l("ই-মেইল (না থাকলেও চলবে)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _l("ই-মেইল ঠিকানাটি ঠিক নয়; মিলিয়ে দেখুন বা খালি রাখুন।")},
    )
    matter = TextField(
        label=_l("কী চান"),
        help_text=_l("কী দরকার, কোথায় ও কবে, অল্প কথায় লিখুন।"),
        rows=6,
        error_messages={"required": _l("কী চান তা লিখুন।")},
    )
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)
    agent = LineField(
        label=_l("সহায়তাকারী"),
        help_text=_l("ইউনিয়ন ডিজিটাল সেন্টার বা অন্য কেউ লিখে দিলে তাঁর নাম ও কেন্দ্র। নিজে লিখলে খালি রাখুন।"),
        max_length=200,
        required=False,
        widget=_text(autocomplete="off"),
    )
    agent_consent = forms.BooleanField(label=_l("যাঁর আবেদন, তিনি তাঁর হয়ে পাঠাতে বলেছেন।"), required=False)
    consent = forms.BooleanField(
        label=_l("এই আবেদন নিষ্পত্তির জন্য দপ্তর আমার দেওয়া তথ্য রাখতে ও ব্যবহার করতে পারবে।"),
        error_messages={"required": _l("তথ্য রাখার সম্মতি ছাড়া আবেদনটি রাখা যায় না। ঘরটিতে টিক দিন।")},
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, promise: Promise, key: str = "", name: str = "", place: str = ""
    ) -> None:
        super().__init__(data, files, initial={"intake_key": key, "name": name, "place": place})
        self.promise = promise
        self.fields["place"].choices = self._offices  # type: ignore[attr-defined]
        if promise.section != Section.INSTITUTIONAL:
            for field in INSTITUTION:
                del self.fields[field]
        if promise.section == Section.INTERNAL:
            for field in HELPED:
                del self.fields[field]
        self.paper_fields = {f"paper_{n}": paper for n, paper in enumerate(promise.papers) if not is_application(paper)}
        self.fields |= {field: _paper_field(paper) for field, paper in self.paper_fields.items()}
        self.order_fields(
            [*INSTITUTION, *OWN, *HELPED, "place", "matter", *self.paper_fields, "documents", "again", "consent"]
        )

    @cached_property
    def places(self) -> dict[str, Post]:
        """The other offices at which this can be asked for, by code; none for an internal service."""
        own = self.promise.edition.office
        posts = [] if self.promise.section == Section.INTERNAL else places_to_ask(own)
        return {post.office.code: post for post in posts}

    def _offices(self) -> list[tuple[str, str]]:
        """The choices, asked for only where one is shown or typed."""
        own = self.promise.edition.office
        offices = [("", own), *((code, post.office) for code, post in self.places.items())]
        return [(code, either({"bn": office.name_bn, "en": office.name_en})) for code, office in offices]

    def post(self) -> Post | None:
        """The post of the office chosen; None: that of the charter's own office."""
        chosen = self.cleaned_data["place"]
        return self.places[chosen] if chosen else None

    @property
    def groups(self) -> list[Group]:
        """The fields in the order in which they are asked; where there is one office alone, there is no choice."""
        asked_at = ["place"] if self.places else []
        matter = [self[field] for field in (*asked_at, "matter")]
        own = [self[field] for field in (*OWN, *HELPED) if field in self.fields]
        groups = [Group(_("আপনি"), own), Group(_("আবেদন"), matter)]
        if "institution" in self.fields:
            groups.insert(0, Group(_("প্রতিষ্ঠান"), [self[field] for field in INSTITUTION]))
        asked = [self[field] for field in (*self.paper_fields, "documents")]
        itself = any(map(is_application, self.promise.papers))
        return [*groups, Group(_("কাগজপত্র"), asked, _("এই ফরমটিই আপনার আবেদনপত্র।") if itself else "")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = normal_lines(value).strip() if name == "matter" else normal_form(value)
        self._check_phone(data)
        if data.get("agent") and not data.get("agent_consent"):
            self.add_error("agent_consent", _("আবেদনকারীর সম্মতি নিয়ে টিক দিন; নিজে লিখলে সহায়তাকারীর ঘর খালি রাখুন।"))
        files = data.get("documents") or left_out(self.files)
        if self._papers(NOW) and not files and not self.has_error("documents"):
            self.add_error("documents", _("এখন দিচ্ছেন এমন কাগজের ফাইল বেছে নিন, অথবা “পরে বা হাতে দেব” বেছে নিন।"))
        return data

    def _check_phone(self, data: dict[str, Any]) -> None:
        typed = data.get("phone", "")
        if data.get("no_phone") and not typed:
            return
        number = normal_mobile(to_ascii(typed))
        if not typed:
            self.add_error("phone", _("মোবাইল নম্বর লিখুন, অথবা “আমার ফোন নেই” ঘরে টিক দিন।"))
        elif number is None:
            self.add_error("phone", _("নম্বরটি মিলিয়ে দেখুন: মোবাইল নম্বরে ১১টি অঙ্ক, শুরু ০১ দিয়ে।"))
        else:
            data["phone"] = number

    def _papers(self, way: str) -> list[str]:
        return [paper["bn"] for field, paper in self.paper_fields.items() if self.cleaned_data.get(field) == way]

    def papers(self) -> list[str]:
        """The papers of the charter that come along, by their Bangla names."""
        return self._papers(NOW)

    def content(self) -> dict[str, object]:
        """How a paper is given may change: a file that was to come later comes to the same asking."""
        return {name: value for name, value in super().content().items() if name not in self.paper_fields}

    def matter_text(self) -> str:
        """The matter, with what the asker said about the papers that do not come along, and what could not be kept."""
        names = left_out(self.files)
        unkept = [_("যে ফাইল রাখা যায়নি: %(names)s") % {"names": ", ".join(names)}] if names else []
        return "\n\n".join([self.cleaned_data["matter"], *self.paper_lines(), *unkept])

    def paper_lines(self, besides: Mapping[str, str] | None = None) -> list[str]:
        """What the asker says about the papers that do not come along; `besides`: what he had said of each before.

        One that has come is not promised for later any more.
        """
        before = besides or {}
        lines = []
        for words, way in ((_("পরে বা হাতে দেব"), LATER), (_("আমার ক্ষেত্রে লাগে না"), NOT_MINE)):
            known = (way, NOW) if way == LATER else (way,)
            if papers := [paper for paper in self._papers(way) if before.get(paper) not in known]:
                lines.append(f"{words}: {', '.join(papers)}")
        return lines

    def belongs_to(self, case: Case) -> bool:
        """Whether what is sent now goes to this case, which was asked for with the same words."""
        return takes(case, self.cleaned_data["email"])

    def paper_lines_beside(self, case: Case) -> list[str]:
        """What is said of the papers now and is not his last word on them."""
        before = self._said_of_papers(case)
        said = self.paper_lines(before)
        if coming := [paper for paper in self.papers() if before.get(paper) != NOW]:
            said.append(f"{WAYS_OF_PAPER[0][1]}: {', '.join(coming)}")
        return said

    def _said_of_papers(self, case: Case) -> dict[str, str]:
        """His last word on each paper, in whatever language it was said."""
        ways: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                ways |= {str(words): way for way, words in WAYS_OF_PAPER}
        said = dict.fromkeys(case.papers, NOW)
        for line in "\n".join(words_of_requester(case)).splitlines():
            words, _colon, papers = line.partition(": ")
            if way := ways.get(words):
                said |= {paper["bn"]: way for paper in self.promise.papers if f", {paper['bn']}," in f", {papers},"}
        return said

    def requester(self) -> Requester:
        """The unsaved person who asks."""
        data = self.cleaned_data
        fields = ("name", "address", "phone", "email", "institution", "designation", "memo_no", "memo_on")
        given = {name: data[name] for name in (*fields, "agent") if data.get(name)}
        return Requester(**given, language="en" if get_language() == "en" else "bn", consented_at=timezone.now())


def is_application(paper: dict[str, str]) -> bool:
    """Whether the paper is the letter of application, which the form itself is."""
    return bool(APPLICATION.search(paper["bn"]))


def _paper_field(paper: dict[str, str]) -> forms.ChoiceField:
    name = (paper.get("en") if get_language() == "en" else "") or paper["bn"]
    asked = _("“%(paper)s” কীভাবে দেবেন, বেছে নিন। কাগজটি না থাকলেও আবেদন করা যায়।") % {"paper": name}
    return forms.ChoiceField(
        label=name, choices=WAYS_OF_PAPER, widget=forms.RadioSelect, error_messages={"required": asked}
    )


class ReplyForm(OwnForm):
    """An answer of who asked; files may come along."""

    body = TextField(
        label=_l("আপনার উত্তর"),
        rows=4,
        error_messages={"required": _l("কী দিচ্ছেন তা এক কথায় লিখুন।")},
    )
    documents = FilesField(label=_l("ফাইল (না থাকলেও চলবে)"), required=False)
