"""What is said of a row whose cells were set apart by guess."""

from __future__ import annotations

from ongikar.reading.sheet import Doubt

# A guess, and what is told of it: the fields it makes doubtful, and why in both languages.
_EVERY_FIELD = ("name", "channels", "papers", "fee", "time_limit", "officers")
GUESSES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "ragged": (
        _EVERY_FIELD,
        "এই সারির ঘরের সংখ্যা শিরোনামের সঙ্গে মেলে না; কোনটি কোন ঘর তা লেখার ধরন দেখে ধরা হয়েছে।",
        "This row has another number of cells than its header; which is which was judged by their words.",
    ),
    "misplaced": (
        _EVERY_FIELD,
        "এই সারির ঘরগুলো সম্ভবত অন্য কলামে বসেছে; মূল দলিলের সঙ্গে মিলিয়ে দেখুন।",
        "The cells of this row seem to stand under other headers; compare them with the document.",
    ),
    "spaced": (
        _EVERY_FIELD,
        "এই সারির ঘরগুলোর মাঝে কোনো সীমা নেই; কোথায় একটি শেষ আর একটি শুরু তা অনুমান করা হয়েছে।",
        "Nothing sets the cells of this row apart; where one ends and the next begins was guessed.",
    ),
    "sentence": (
        _EVERY_FIELD,
        "এটি সারণি নয়, বাক্য; তার কোন অংশ কী তা লেখার ধরন দেখে ধরা হয়েছে।",
        "This is a sentence and no table; which part of it is what was judged by its words.",
    ),
    "prose": (
        _EVERY_FIELD,
        "এটি বিজ্ঞপ্তির লেখা, সারণি নয়; সেবার নাম ও তার তথ্য অনুমান করে ধরা হয়েছে।",
        "This is the text of a notice and no table; the service and its terms were guessed.",
    ),
}
# Guesses about one column, named after the colon.
_OF_A_COLUMN = {
    "carried": (
        "ঘরটি এই সারিতে নেই; উপরের সারির ঘরটি একাধিক সারির জন্য ধরা হয়েছে।",
        "The cell is missing in this row; the cell above was taken to hold for several rows.",
    ),
    "unheard": (
        "সারণির একটি কলামের শিরোনাম চেনা যায়নি; এই তথ্যটি সেখানে থাকতে পারে।",
        "The header of one column was not understood; this may stand there.",
    ),
}


def doubts_of(guess: str) -> list[Doubt]:
    """The doubts that the guesses of a row bring, field by field: "ragged;carried:officer"."""
    doubts: list[Doubt] = []
    for one in filter(None, guess.split(";")):
        what, _, role = one.partition(":")
        if what in GUESSES:
            fields, bn, en = GUESSES[what]
            doubts += [Doubt(bn, en, field) for field in fields]
        else:
            doubts.append(Doubt(*_OF_A_COLUMN[what], _FIELDS.get(role, role)))
    return doubts


_FIELDS = {"limit": "time_limit", "officer": "officers", "where": "papers"}
