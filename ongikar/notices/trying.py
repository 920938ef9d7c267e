"""A trial letter or message to one address, by the carrier that the real ones take; it carries a code to be told."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ongikar.bangla.digits import to_bangla
from ongikar.bangla.phones import local_phone
from ongikar.journal.authors import Author
from ongikar.notices.carriers.plain import message_to, write_to
from ongikar.notices.models import Answer, Carrier
from ongikar.notices.texts import by_sms
from ongikar.offices.addresses import Address
from ongikar.offices.confirming import address_named, keep_trial, new_code
from ongikar.offices.machine import this_machine
from ongikar.offices.models import Office
from ongikar.offices.reaching import reached_at
from ongikar.rules import RuleBroken


def line_of(carrier: str) -> str:
    """The way that letters or messages take from here: a trial by another way, or machine, says nothing of this one."""
    if carrier == Carrier.SMS:
        way = f"sms {settings.SMS_URL or settings.SMS_DROP}"
    else:
        way = f"mail {settings.EMAIL_HOST}:{settings.EMAIL_PORT} {settings.EMAIL_HOST_USER}"
    return salted_hmac("ongikar.line", f"{this_machine()} {way}", algorithm="sha256").hexdigest()[:16]


def try_address(text: str, *, office: Office, by: Author, at: datetime) -> Address:
    """Send a code there and keep what came of it. Raises RuleBroken where there is no way to send anything there."""
    address = address_named(text)
    if not address.is_mail and not by_sms():
        raise RuleBroken(_("এসএমএস পাঠানোর ব্যবস্থা নেই। ফোন করে জেনে নিন, তারপর মুখের কথায় নিশ্চিত করুন।"))
    answer = _sent(address, new_code(address), office)
    line = line_of(Carrier.EMAIL if address.is_mail else Carrier.SMS)
    said = {"outcome": answer.outcome, "trouble": answer.trouble, "reply": answer.reply}
    keep_trial(address, line=line, office=office, by=by, at=at, **said)
    address.refresh_from_db()
    return address


def _sent(address: Address, code: str, office: Office) -> Answer:
    """In Bangla, whatever the page's language: it goes to somebody of a Bangla-speaking office."""
    with translation.override(settings.LANGUAGE_CODE):
        phone = to_bangla(local_phone(reached_at(office).phone))
        words = {"code": to_bangla(code), "office": office.name_bn, "phone": phone}
        if not address.is_mail:
            return message_to(address.text, _("দপ্তরের পরীক্ষার বার্তা। কোড %(code)s, দপ্তরে জানান।") % words)
        body = _(
            "এটি %(office)s-এর একটি পরীক্ষার চিঠি।\n\n"
            "ঠিকানাটি আপনার হলে কোডটি দপ্তরে জানান: %(code)s\n\n"
            "আপনার না হলে অনুগ্রহ করে দপ্তরে জানান; আর কিছু এখানে পাঠানো হবে না।\nফোন: %(phone)s"
        )
        return write_to(address.text, _("ঠিকানা যাচাই"), body % words)
