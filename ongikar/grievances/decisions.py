"""How a turn may end: the decision table (7.1(ঙ)) and the closing conditions (7.4), each with its clause."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _l


class Outcome(models.TextChoices):
    SERVICE_GIVEN = "service_given", _l("নিষ্পত্তি: সেবা দেওয়া হয়েছে")
    ANSWER_OK = "answer_ok", _l("নিষ্পত্তি: সেবা দেওয়া সম্ভব নয়, জবাব সন্তোষজনক")
    ORDER_EXECUTED = "order_executed", _l("নিষ্পত্তি: নির্দেশ প্রতিপালিত")
    NOT_PROVED = "not_proved", _l("নিষ্পত্তি: অভিযোগ প্রমাণিত নয়")
    PROVED = "proved", _l("নিষ্পত্তি: অভিযোগ প্রমাণিত, বিভাগীয় ব্যবস্থার সুপারিশ")
    PROVIDER = "provider", _l("নিষ্পত্তি: নিবন্ধিত সেবাদাতার বিষয়ে দপ্তরপ্রধানকে সুপারিশ")
    AUTHORITY = "authority", _l("নিষ্পত্তি: যথাযথ কর্তৃপক্ষকে মতামত বা সুপারিশ")
    UPHELD = "upheld", _l("আপিল: আগের সিদ্ধান্ত বহাল")
    DIRECTED = "directed", _l("আপিল: নির্দেশ দেওয়া হয়েছে")
    DIFFERENT = "different", _l("আপিল: ভিন্ন সিদ্ধান্ত")
    CELL = "cell", _l("সেল: সুপারিশ বা নির্দেশনা দেওয়া হয়েছে")
    STEERING = "steering", _l("সেল: স্টিয়ারিং কমিটির অনুমোদিত মতামত বাস্তবায়িত")
    SHELVED = "shelved", _l("নথিজাত")


@dataclass(frozen=True)
class Rule:
    """`tiers`: at which tiers the outcome may be given."""

    clause: str
    tiers: tuple[int, ...]


RULES: dict[str, Rule] = {
    Outcome.SERVICE_GIVEN: Rule("7.1(ঙ)i", (1, 2)),
    Outcome.ANSWER_OK: Rule("7.1(ঙ)iii, 7.4", (1, 2)),
    Outcome.ORDER_EXECUTED: Rule("7.1(চ), 7.4", (1, 2)),
    Outcome.NOT_PROVED: Rule("7.1.2, 7.4", (1, 2)),
    Outcome.PROVED: Rule("7.1(জ), 7.4", (1, 2)),
    Outcome.PROVIDER: Rule("7.1(ঙ)v", (1, 2)),
    Outcome.AUTHORITY: Rule("7.1(ঙ)vi", (1, 2)),
    Outcome.UPHELD: Rule("7.2, 7.3", (2, 3)),
    Outcome.DIRECTED: Rule("7.2, 7.3", (2, 3)),
    Outcome.DIFFERENT: Rule("7.2, 7.3", (2, 3)),
    Outcome.CELL: Rule("7.3, 7.4", (3,)),
    Outcome.STEERING: Rule("7.4", (3,)),
    Outcome.SHELVED: Rule("7.1(ক)v", (1, 2, 3)),
}
