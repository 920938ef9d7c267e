from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from ongikar.bangla.digits import to_bangla
from ongikar.offices import timezone
from ongikar.ops.checks import RULES, Finding, examine
from ongikar.ops.checks.state import state

MUST_BE_MENDED = 1


class Command(BaseCommand):
    help = "Say what is not right with this installation and what to type. Ends with 1 where something must be mended."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        found = examine(now)
        self.stdout.write(
            "\n".join([*state(now), "", *(line for finding in found for line in told(finding)), summary(found)])
        )
        if any(finding.rule.must for finding in found):
            sys.exit(MUST_BE_MENDED)


def told(finding: Finding) -> list[str]:
    """One finding: what is wrong in both languages, and what to do."""
    return [f"{finding.rule.id}  {finding.bn}", f"          {finding.en}", f"       -> {finding.do}", ""]


def summary(found: list[Finding]) -> str:
    must = sum(finding.rule.must for finding in found)
    should = len(found) - must
    if not found:
        return f"সব ঠিক আছে। / Nothing is wrong ({len(RULES)} checks)."
    return (
        f"{to_bangla(must)}টি ঠিক করতেই হবে, {to_bangla(should)}টি ঠিক করা উচিত। / "
        f"{must} must be mended, {should} should be."
    )
