"""Text typed in Bijoy into a form: known for certain, and nothing else ever taken for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.normal import normal_form, normal_lines
from ongikar.bangla.typed_bijoy import is_typed_in_bijoy, meant
from tests.bangla.as_bijoy import as_bijoy

ROOT = Path(__file__).parents[2]
SAMPLE = "ongikar/charter/samples/doict-joypurhat.txt"
CATALOGUE = "ongikar/locale/en/LC_MESSAGES/django.po"
BANGLA, LATIN = re.compile("[\u0980-\u09ff]"), re.compile("[A-Za-z]")
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]*>|\{[^}]*\}")


def read(text: str) -> str | None:
    return meant({"text": text}).get("text")


def catalogue() -> list[tuple[str, str]]:
    po = polib.pofile(str(ROOT / CATALOGUE))
    return [(HOLE.sub(" ", entry.msgid), HOLE.sub(" ", entry.msgstr)) for entry in po]


def english() -> Iterator[str]:
    """Every sentence of this repository's pages and of its screens in English, code words among them."""
    pages = "\n".join(page.read_text() for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    for sentence in [*re.split(r"(?<=[.:?!])\s+|[\n|]", pages), *(pair[1] for pair in catalogue())]:
        if LATIN.search(sentence) and not BANGLA.search(sentence):
            yield sentence.strip()


def bangla() -> Iterator[str]:
    """Every sentence of the sample charter and of the screens that is in Bangla alone."""
    charter = re.split(r"[\t\n।]", (ROOT / SAMPLE).read_text())
    for sentence in {normal_form(one) for one in [*charter, *(pair[0] for pair in catalogue())]}:
        if BANGLA.search(sentence) and not re.search("[A-Za-z0-9×÷]", sentence):
            yield sentence


def test_no_sentence_in_english_is_asked_about() -> None:
    sentences = list(english())
    assert len(sentences) > 5000
    assert [sentence for sentence in sentences if is_typed_in_bijoy(sentence)] == []


def test_of_sentences_typed_in_bijoy_hardly_one_is_missed_and_all_are_read_right() -> None:
    sentences = [one for one in bangla() if len(re.findall("[\u0980-\u09ff]+", one)) >= 4]
    assert len(sentences) > 1000
    readings = {one: read(as_bijoy(one)) for one in sentences}
    assert [one for one, said in readings.items() if said is not None and normal_form(said) != one] == []
    assert sum(said is None for said in readings.values()) <= len(sentences) // 200


WRITTEN = (
    ("Avwg Kw¤úDUvi cÖwkÿY PvB", "আমি কম্পিউটার প্রশিক্ষণ চাই"),
    ("Avwg PvB", "আমি চাই"),
    ("iwngv LvZyb", "রহিমা খাতুন"),
    ("†gvt Avãyj Kwig", "মোঃ আব্দুল করিম"),
    ("gynv¤§` iwng", "মুহাম্মদ রহিম"),
    ("MÖvg: evMevwo, Dc‡Rjv: †¶Zjvj, †Rjv: RqcyinvU", "গ্রাম: বাগবাড়ি, উপজেলা: ক্ষেতলাল, জেলা: জয়পুরহাট"),
    ("Avgvi NID bs 1234567890, B-†gBj a.b@gmail.com", "আমার NID নং ১২৩৪৫৬৭৮৯০, ই-মেইল a.b@gmail.com"),
    ("আমি Kw¤úDUvi cÖwkÿY PvB", "আমি কম্পিউটার প্রশিক্ষণ চাই"),
    ("Dear Sir,\nAvwg DËi cvBwb|\nRegards", "Dear Sir,\nআমি উত্তর পাইনি।\nRegards"),
    ("\x87Kvb DËi cvBwb", "কোন উত্তর পাইনি"),  # the bytes of code page 1252 as they are
)


@pytest.mark.parametrize(("typed", "meaning"), WRITTEN)
def test_what_people_write_is_read(typed: str, meaning: str) -> None:
    assert read(typed) == normal_lines(meaning)


# English, Bangla in Latin letters, names, numbers, addresses, units, other languages, and what a cat types.
LEFT_ALONE = """
Md. Wahiduzzaman, Vill: Vatra, W/O Mst. Rokeya
ami jomir porcha chai, kobe pabo
vumi office er shob kaj bondho, kew nai
wifi nai tai online e korte parini vaiya
kivabe korbo bujhi na, xerox copy diyechi 2 bar
56.04.3861.000.18.001.26-123
rahim.vwx@example.gov.bd
https://example.gov.bd/†Kv/vwx?v=Av
www.grs.gov.bd
K7VQW3X2
v1.2, v2 and v3
MacBook, iPhone, WiFi vX
25°C ±2 µm, ½ × ¾, £5, § 5
© 2026 Office®
Élève à l'école
São Paulo, Zoë, José, Müller
Vivek Kiwi
xxviii
wvwvwv vvvv
`backup` and `restore`
iwng
PvB
০১৭১২-৩৪৫৬৭৮
সাইবার নিরাপত্তা v2 নিয়ে জানতে চাই
""".strip().splitlines()


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_nothing_else_is_taken_for_bijoy(text: str) -> None:
    assert read(text) is None


def test_beside_certain_bijoy_a_name_of_one_word_is_read_and_english_is_left() -> None:
    form = {
        "name": "iwng",
        "place": "XvKv",
        "matter": "Avwg Kw¤úDUvi cÖwkÿY PvB",
        "office": "ICT Division",
        "phone": "01712345678",
    }
    assert meant(form) == {"name": "রহিম", "place": "ঢাকা", "matter": "আমি কম্পিউটার প্রশিক্ষণ চাই"}
    assert meant({"name": "iwng", "matter": "জানতে চাই"}) == {}


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    meant({"text": text})
