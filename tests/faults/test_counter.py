"""The power goes at the counter, after the asking was kept and before the slip was there."""

from __future__ import annotations

import re
import signal

import pytest

from tests.faults.hooks import DIE_AFTER_VIEW
from tests.faults.test_serving import signed_in
from tests.running import Visitor, World

pytestmark = pytest.mark.fault
COUNTER = "/desk/counter/"
TYPED = {
    "channel": "counter", "phone": "০১৭১২-৩৪৫৬৭৮", "name": "করিম মিয়া", "service": "citizen-5", "matter": "স্কুলে আলোচনা",
    "words": "", "handed": "",
}  # fmt: skip


def test_power_lost_between_save_and_slip_leaves_one_case_whose_slip_is_printed_again(world: World) -> None:
    with world.serving() as server:
        clerk = signed_in(server.address, "clerk")
        page = clerk.get(COUNTER).text
        form = {**TYPED, "intake_key": re.findall(r'name="intake_key" value="(\w+)"', page)[0]}
        (world.path / DIE_AFTER_VIEW).touch()
        with pytest.raises(OSError):  # noqa: PT011  the line breaks; which of its kinds is of no matter
            clerk.post(COUNTER, form)
        assert server.ended() == -signal.SIGKILL
    assert world.count("cases.Case") == 1
    with world.serving() as server:
        again = Visitor(server.address, clerk.cookies)
        [slip] = set(re.findall(r'"(/desk/cases/\d{10}/slip/a5/)"', again.get(COUNTER).text))
        assert "করিম মিয়া" in again.get(slip).text
        assert again.post(COUNTER, form).status == 302
    assert [world.count(f"cases.{name}") for name in ("Case", "Requester", "CaseEvent")] == [1, 1, 1]
