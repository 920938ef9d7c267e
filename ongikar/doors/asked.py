"""A form by which something is asked, and what makes two sendings of it one asking, at whatever door."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from ongikar.cases.identity import bound_key, words_of
from ongikar.cases.references import read_reference
from ongikar.doors.typed import TypedForm


class AskedForm(TypedForm):
    """`intake_key` is given with the form (doors.browser); it counts together with all that the form says.

    What is in `ADDED` may come later to the same asking; what is in `UNSAID` says nothing of it.
    """

    ADDED: ClassVar[tuple[str, ...]] = ("documents", "email")
    UNSAID: ClassVar[tuple[str, ...]] = ("intake_key", "consent")

    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    @property
    def key(self) -> str:
        """The key of a good form, as it was given."""
        return str(self.cleaned_data["intake_key"])

    def content(self) -> dict[str, object]:
        """All that a good form says: other words are another asking."""
        left_out = {*self.ADDED, *self.UNSAID}
        said = {name: self.cleaned_data.get(name) for name in self.fields if name not in left_out}
        if number := read_reference(said.get("case_reference") or ""):
            said["case_reference"] = number  # however it was typed
        return said

    def words(self, *about: object) -> str:
        """A keyed hash of what is said, and `about` what: the service, the office."""
        return words_of(*about, self.content())

    def intake(self, door: str, *about: object) -> str:
        """The intake key of the asking."""
        return bound_key(door, self.key, self.words(*about))
