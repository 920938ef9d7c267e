"""The states of a case and the table of moves. docs/reference/case-states.md is drawn from it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _l


class State(models.TextChoices):
    FILED = "filed", _l("গৃহীত হয়েছে, কাজ শুরুর অপেক্ষায়")
    LISTED = "listed", _l("আগ্রহীদের তালিকায়")
    ACCEPTED = "accepted", _l("কাজ চলছে")
    WAITING = "waiting", _l("কাগজ বা উত্তরের অপেক্ষায়, সময় থেমে আছে")
    DELIVERED = "delivered", _l("সেবা দেওয়া হয়েছে")
    REFUSED = "refused", _l("সেবা দেওয়া যায়নি")
    WITHDRAWN = "withdrawn", _l("আবেদনকারী তুলে নিয়েছেন")
    VOID = "void", _l("ভুলে লেখা হয়েছিল; গণনায় নেই")


OPEN = (State.FILED, State.LISTED, State.ACCEPTED, State.WAITING)
RUNNING = (State.FILED, State.LISTED, State.ACCEPTED)  # open, and the clock does not stand
CLOSED = (State.DELIVERED, State.REFUSED, State.WITHDRAWN, State.VOID)

# state -> verb -> the states it may lead to
MOVES: dict[str, dict[str, tuple[str, ...]]] = {
    State.FILED: {
        "case.fee_set": (State.FILED,),
        "case.accepted": (State.ACCEPTED,),
        "case.asked": (State.WAITING,),
        "case.delivered": (State.DELIVERED,),
        "case.refused": (State.REFUSED,),
        "case.withdrawn": (State.WITHDRAWN,),
        "case.transferred": (State.FILED,),
        "case.misfiled": (State.VOID,),
        "case.duplicate": (State.VOID,),
    },
    State.LISTED: {
        "case.fee_set": (State.LISTED,),
        "case.accepted": (State.ACCEPTED,),
        "case.asked": (State.WAITING,),
        "case.refused": (State.REFUSED,),
        "case.withdrawn": (State.WITHDRAWN,),
        "case.transferred": (State.LISTED,),
        "case.misfiled": (State.VOID,),
        "case.duplicate": (State.VOID,),
    },
    State.ACCEPTED: {
        "case.asked": (State.WAITING,),
        "case.delivered": (State.DELIVERED,),
        "case.refused": (State.REFUSED,),
        "case.withdrawn": (State.WITHDRAWN,),
        "case.transferred": (State.ACCEPTED,),
        "case.misfiled": (State.VOID,),
        "case.duplicate": (State.VOID,),
    },
    State.WAITING: {
        "case.resumed": (State.FILED, State.LISTED, State.ACCEPTED),
        "case.refused": (State.REFUSED,),
        "case.withdrawn": (State.WITHDRAWN,),
        "case.transferred": (State.WAITING,),
        "case.misfiled": (State.VOID,),
        "case.duplicate": (State.VOID,),
    },
    State.DELIVERED: {
        "case.reopened": (State.FILED, State.LISTED),
        "case.delivery_undone": (State.FILED, State.ACCEPTED),
    },
    State.REFUSED: {"case.reopened": (State.FILED, State.LISTED)},
    State.WITHDRAWN: {},
    State.VOID: {},
}
