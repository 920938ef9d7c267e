"""What is filed in a world before something goes wrong in it: called in processes of its own."""

from __future__ import annotations

from ongikar.cases.intake import file_case
from ongikar.cases.models import Channel, Requester
from ongikar.charter.models import Promise
from tests.cast import moment

LONG_AGO = moment("2026-01-04 10:00")  # due and more, whenever the suite is run


def one_case(*, key: str = "one") -> str:
    """A case of long ago; its reference."""
    promise = Promise.objects.on_offer_as("doict-joypurhat", "citizen-5")
    who = Requester(name="রহিমা খাতুন", address="ক্ষেতলাল", phone="+8801712345678")
    case = file_case(
        promise=promise, requester=who, matter="ঠিকানা জানতে চাই", channel=Channel.COUNTER, intake_key=key, at=LONG_AGO
    )
    return case.reference
