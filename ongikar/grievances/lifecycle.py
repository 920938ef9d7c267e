"""The states of one tier's turn and the table of moves. docs/reference/grievance-states.md is drawn from it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _l


class State(models.TextChoices):
    """A turn (`Referral`) is open until it is decided, sent on, appealed from or taken back."""

    RECEIVED = "received", _l("পাওয়া গেছে, যাচাই-বাছাই চলছে")
    RETURNED = "returned", _l("আরও তথ্য চাওয়া হয়েছে")
    ACCEPTED = "accepted", _l("গৃহীত, নিষ্পত্তির কাজ চলছে")
    DISPOSED = "disposed", _l("নিষ্পত্তি হয়েছে")
    SHELVED = "shelved", _l("নথিজাত")
    FORWARDED = "forwarded", _l("অন্য দপ্তরে বা কর্মকর্তার কাছে প্রেরিত")
    APPEALED = "appealed", _l("পরের ধাপে আপিল হয়েছে")
    WITHDRAWN = "withdrawn", _l("প্রত্যাহার করা হয়েছে")


OPEN = (State.RECEIVED, State.RETURNED, State.ACCEPTED)
DECIDED = (State.DISPOSED, State.SHELVED)

_GOES_ON = {
    "grievance.forwarded": (State.FORWARDED,),
    "grievance.withdrawn": (State.WITHDRAWN,),
    "grievance.appealed": (State.APPEALED,),
}
MOVES: dict[str, dict[str, tuple[str, ...]]] = {
    State.RECEIVED: {
        "grievance.accepted": (State.ACCEPTED,),
        "grievance.information_asked": (State.RETURNED,),
        "grievance.disposed": (State.DISPOSED,),  # an order that came from outside; inside, scrutiny comes first
        "grievance.shelved": (State.SHELVED,),
        **_GOES_ON,
    },
    State.RETURNED: {
        "grievance.information_given": (State.RECEIVED, State.ACCEPTED),
        "grievance.shelved": (State.SHELVED,),
        **_GOES_ON,
    },
    State.ACCEPTED: {
        "grievance.information_asked": (State.RETURNED,),
        "grievance.disposed": (State.DISPOSED,),
        "grievance.shelved": (State.SHELVED,),
        **_GOES_ON,
    },
    State.DISPOSED: {
        "grievance.reopened": (State.ACCEPTED,),
        "grievance.appealed": (State.APPEALED,),
    },
    State.SHELVED: {
        "grievance.reopened": (State.RECEIVED,),
        "grievance.appealed": (State.APPEALED,),
    },
    State.FORWARDED: {},
    State.APPEALED: {},
    State.WITHDRAWN: {},
}
