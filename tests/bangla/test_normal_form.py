"""One form for what is stored, one for what is compared, and a key by which Latin letters find Bangla words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.normal import normal_form, normal_lines, search_form
from ongikar.bangla.search import matches, skeleton

BANGLA = st.text(
    st.characters(min_codepoint=0x0980, max_codepoint=0x09FF) | st.sampled_from(" \u200c\u200d\u00a0/-()1a")
)


@given(st.text() | BANGLA)
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(BANGLA)
def test_the_search_form_of_a_search_form_is_itself(text: str) -> None:
    once = search_form(text)
    assert search_form(once) == once


@given(BANGLA)
def test_lines_are_kept_where_asked(text: str) -> None:
    assert normal_lines(f"ক\n{text}\tখ").startswith("ক\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("জয়পুরহাট", "জ\u09dfপুরহাট"),
        ("আছে", "অাছে"),
        ("কোন", "ক\u09c7\u09beন"),
        ("কার্য\u200cদিবস", "কার্যদিবস"),
        ("ক\u200d্ষ", "ক্ষ"),
        ("  দুই   শব্দ ", "দুই শব্দ"),
        ("\ufeffশুরু", "শুরু"),
    ],
)
def test_spellings_that_look_alike_are_one(written: str, meant: str) -> None:
    assert normal_form(written) == normal_form(meant)


def test_the_joiner_after_ra_is_spelling_and_is_kept() -> None:
    assert "\u200d" in normal_form("র\u200d্যাব")
    assert search_form("র\u200d্যাব") == search_form("র্যাব")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("proshikkhon", "প্রশিক্ষণ"),
        ("sheba", "সেবা"),
        ("seba", "সেবা"),
        ("obhijog", "অভিযোগ"),
        ("ovijog", "অভিযোগ"),
        ("joypurhat", "জয়পুরহাট"),
        ("tottho", "তথ্য"),
        ("porikkha", "পরীক্ষা"),
        ("abedon", "আবেদন"),
        ("computer", "কম্পিউটার"),
        ("lab", "ল্যাব"),
        ("poramorsho", "পরামর্শ"),
        ("nirapotta", "নিরাপত্তা"),
        ("office", "অফিস"),
        ("website", "ওয়েবসাইট"),
        ("shongshodhon", "সংশোধন"),
        ("upazila", "উপজেলা"),
        ("karigori", "কারিগরি"),
    ],
)
def test_bangla_typed_in_latin_letters_finds_the_word(typed: str, word: str) -> None:
    assert matches(typed, f"এখানে {word} আছে") > 0


@pytest.mark.parametrize(
    ("nearly", "word"), [("প্রশিক্ষন", "প্রশিক্ষণ"), ("উর্ধতন", "ঊর্ধ্বতন"), ("সরকারী", "সরকারি"), ("তাৎক্ষনিক", "তাৎক্ষণিক")]
)
def test_small_differences_of_spelling_do_not_hide_a_word(nearly: str, word: str) -> None:
    assert matches(nearly, word) > 0


def test_other_words_are_not_found() -> None:
    assert matches("passport", "প্রশিক্ষণ প্রদান") == 0
    assert matches("", "প্রশিক্ষণ") == 0


@given(st.text() | BANGLA)
def test_no_text_breaks_the_search(text: str) -> None:
    assert 0 <= matches(text, text) <= 1
    skeleton(text)
