"""What a short message says: one line a verb and language, in one part where it can be (bangla.sms).

It names the application by its number, the date and the office's phone; never the matter, never a person.
The same line is what a caller reads out where a message cannot be sent.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext as _

from ongikar.bangla.dates import short_date
from ongikar.bangla.digits import to_bangla
from ongikar.bangla.phones import local_phone
from ongikar.bangla.sms import size_of
from ongikar.cases.models import CaseEvent
from ongikar.clock.hours import in_dhaka
from ongikar.notices.letters import due_day, fold
from ongikar.offices.reaching import Reached, reached_at

WITHOUT_YEAR = 300  # days ahead in which a date without its year can be no other
TEMPLATES = Path(__file__).resolve().parent / "templates" / "sms"


@cache
def engine() -> Engine:
    return Engine(dirs=[str(TEMPLATES)], autoescape=False, builtins=["ongikar.ui.templatetags.parts"])


def template_of(verb: str, language: str) -> str:
    return f"{verb.replace('.', '_')}.{language}.txt"


def short_text(event: CaseEvent, language: str) -> str:
    """The line that tells this fact, ending with the phone to ask at."""
    case, facts = event.case, event.facts
    due_on, basis = due_day(event), facts.get("basis") or (case.basis if facts.get("undated") else "")

    def shown(text: str) -> str:
        return to_bangla(text) if language == "bn" else text

    context = {
        "promise": case.promise,
        "ref": shown(case.reference),
        "due": day_in_line(due_on, in_dhaka(event.at).date(), language) if due_on else "",
        "own": basis == "own_target",
        "amount": shown(f"{Decimal(facts['fee_amount']):f}") if facts.get("fee_amount") else "",
        "other": shown(facts.get("reference", "")),
    }
    return line_of(event.verb, language, context, reached_at(case.office, case.post))


def line_of(verb: str, language: str, context: dict[str, Any], reached: Reached) -> str:
    """The line of a verb with the phone to ask at; that of the district is called so where the line stays one part."""
    phone = local_phone(reached.phone).replace("-", "")
    phone = to_bangla(phone) if language == "bn" else phone
    with translation.override(language):
        template = engine().get_template(template_of(verb, language))
        phones = [_("জেলা %(phone)s") % {"phone": phone}, phone] if reached.of else [phone]
        lines = [fold(template.render(Context({**context, "phone": one}, autoescape=False))) for one in phones]
    return next((line for line in lines if size_of(line).parts == 1), lines[-1])


def day_in_line(day: date, told_on: date, language: str) -> str:
    """Without the year where it is that of the telling, or the next such day is meant: a part has 70 characters."""
    text, soon = short_date(day, language), 0 <= (day - told_on).days < WITHOUT_YEAR
    return text.rpartition(" ")[0] if soon or day.year == told_on.year else text


def sms_hour(at: datetime) -> datetime:
    """The moment a message may go: `at`, or the end of the quiet hours it falls into (ONGIKAR_SMS_HOURS)."""
    opens, closes = settings.SMS_HOURS
    local = in_dhaka(at)
    if opens <= local.time() < closes:
        return at
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    return datetime.combine(day, opens, local.tzinfo)


def by_sms() -> bool:
    """Whether a gateway or a modem's folder is set up. The demo sends nothing."""
    return bool(settings.SMS_URL or settings.SMS_DROP)
