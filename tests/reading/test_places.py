"""Every service is found again in its document."""

from __future__ import annotations

from ongikar.reading import layout, read_charter
from ongikar.reading.places import places_of, rows_in
from tests.cast import SAMPLE, sample


def test_every_service_of_the_sample_charter_stands_in_the_row_it_was_read_from() -> None:
    data = sample(f"{SAMPLE}.txt")
    sheet, blocks = read_charter(data, "x.txt"), layout(data)
    rows = [cells for _, cells in rows_in(blocks)]
    places = places_of(sheet.services, blocks)
    assert None not in places
    assert [rows[place][1] for place in places if place is not None] == [service.name for service in sheet.services]


def test_rows_that_share_a_line_are_told_apart_by_their_order() -> None:
    cells = "".join(f"<td>{text}</td>" for text in ("ফোন", "আবেদনপত্র", "বিনামূল্যে", "৩ কার্যদিবস", "প্রোগ্রামার"))
    heads = "".join(
        f"<td>{text}</td>"
        for text in (
            "ক্রমিক নং",
            "সেবার নাম",
            "সেবা প্রদান পদ্ধতি",
            "প্রয়োজনীয় কাগজপত্র",
            "সেবার মূল্য",
            "সেবা প্রদানের সময়সীমা",
            "দায়িত্বপ্রাপ্ত কর্মকর্তা",
        )
    )
    rows = "".join(f"<tr><td>{n}</td><td>পরামর্শ প্রদান</td>{cells}</tr>" for n in (1, 2))
    data = f"<html><table><tr>{heads}</tr>{rows}</table></html>".encode()
    sheet = read_charter(data, "x.html")
    assert places_of(sheet.services, layout(data)) == [1, 2]
