"""A rush at every door at once, with double clicks, forms sent again and forms filled in after going back."""

from __future__ import annotations

from tests.long.askings import Rows, counted, is_sound
from tests.long.conftest import Note
from tests.long.people import Office, rush
from tests.running import World

ASKINGS, PEOPLE, SEED = 900, 16, 4


def test_a_rush_at_every_door(world: World, note: Note) -> None:
    office = Office()
    with world.serving() as server:
        office.opens(server.address, deadly=10**9)
        askings = rush(office, askings=ASKINGS, people=PEOPLE, seed=SEED)
    told = counted(askings, Rows.of(world))
    note(people=PEOPLE, broken_lines=office.breaks, **told)
    assert is_sound(told), told
