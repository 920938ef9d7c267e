"""What makes two sendings one asking: the key of the form, bound to a keyed hash of all that it says.

The key alone is not enough: a browser that goes back sends an old key with another person's words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, time
from itertools import count
from typing import Any, Protocol, TypeVar

from django.db.models import Model
from django.utils.crypto import salted_hmac

from ongikar.bangla.digits import to_ascii

SALT = "ongikar.asked"


class Made(Protocol):
    """A case, a grievance or a suggestion; `is_new` on the instance that was made just now, and on no other."""

    is_new: bool


Asking = TypeVar("Asking", bound=Made)


def words_of(*said: object) -> str:
    """A keyed hash of what is said, in which nothing can be read; equal for equal words, in either digits."""
    plain = json.dumps(_plain(said), ensure_ascii=False, sort_keys=True)
    return salted_hmac(SALT, plain, algorithm="sha256").hexdigest()[:32]


def bound_key(door: str, key: str, words: str) -> str:
    """The intake key: the same for the same form and words, another for other words in the same form."""
    return f"{door}:{key}:{words}"


def first_that_takes(make: Callable[[str], Asking], key: str, takes: Callable[[Asking], bool]) -> Asking:
    """Make the asking under this key, or find it there; one that takes no more makes way for another beside it.

    `takes` says of one that was made earlier whether what is sent now belongs to it: it is open, for instance.
    """
    for number in count(1):
        found = make(key if number == 1 else f"{key}:{number}")
        if found.is_new or takes(found):
            return found
    raise AssertionError  # count() does not end


def first_made(find: Callable[[str], Asking | None], key: str, takes: Callable[[Asking], bool]) -> Asking | None:
    """The asking that `first_that_takes` would find made already under this key; None where it would make one."""
    for number in count(1):
        found = find(key if number == 1 else f"{key}:{number}")
        if found is None or takes(found):
            return found
    raise AssertionError  # count() does not end


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return [value._meta.label, str(value.pk)]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else value if isinstance(value, bool) else to_ascii(str(value))
