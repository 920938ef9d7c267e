"""Bijoy back to Unicode: known strings, a round trip, and English that is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.bangla.bijoy import is_bijoy, is_ill_formed, looks_bijoy, to_unicode
from ongikar.bangla.normal import normal_form
from ongikar.bangla.repair import is_broken, mended

KNOWN = (
    ("MYcÖRvZš¿x evsjv‡`k miKvi", "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"),
    ("†Rjv cÖkvm‡Ki Kvh©vjq, gqgbwmsn", "জেলা প্রশাসকের কার্যালয়, ময়মনসিংহ"),
    ("Zvr¶wYK", "তাৎক্ষণিক"),
    ("cuvP", "পাঁচ"),
    ("webvg~‡j¨", "বিনামূল্যে"),
    ("Kvh©w`em", "কার্যদিবস"),
    ("wb®úwËi mgq", "নিষ্পত্তির সময়"),
    ("†mŠ›`h©", "সৌন্দর্য"),
    ("†LuvR", "খোঁজ"),
    ("MÖš’", "গ্রন্থ"),
    ("e¯‘", "বস্তু"),
    ("D”P", "উচ্চ"),
    ("A¼", "অঙ্ক"),
    ("kÖæwZ", "শ্রুতি"),
    ("mšÍvb", "সন্তান"),
    ("c×wZ", "পদ্ধতি"),
    ("gš¿Yvjq", "মন্ত্রণালয়"),
    ("¯^v¯’¨", "স্বাস্থ্য"),
    ("i¨ve", "র‍্যাব"),
    ("wbw`©ó", "নির্দিষ্ট"),
    ("mvwU©wd‡KU", "সার্টিফিকেট"),
    ("GwcÖj", "এপ্রিল"),
    ("‰eÁvwbK", "বৈজ্ঞানিক"),
    ("kÖwgK", "শ্রমিক"),
    ("AvB‡bi aviv", "আইনের ধারা"),
    ("D×©Zb", "উর্দ্ধতন"),
)


@pytest.mark.parametrize(("bijoy", "unicode"), KNOWN)
def test_known_strings_are_converted(bijoy: str, unicode: str) -> None:
    assert normal_form(to_unicode(bijoy)) == normal_form(unicode)
    assert not is_ill_formed(to_unicode(bijoy))


def test_addresses_within_bijoy_stay_as_they_are() -> None:
    assert to_unicode("B-†gBj: ab@office.gov.bd I‡qe www.office.gov.bd").split()[1::2] == [
        "ab@office.gov.bd",
        "www.office.gov.bd",
    ]


CONSONANTS = dict(zip("কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ", "KLMNPQRSUVWXYZ_`abcdefghijklmn", strict=True))
AFTER = {"": "", "া": "v", "ী": "x", "ু": "y", "ূ": "~"}
BEFORE = {"ি": "w", "ে": "†", "ৈ": "ˆ"}
LETTER = st.sampled_from(sorted(CONSONANTS))


@given(st.lists(st.tuples(LETTER, st.sampled_from([*AFTER, *BEFORE])), min_size=1, max_size=8))
def test_what_is_typed_in_bijoy_comes_back(syllables: list[tuple[str, str]]) -> None:
    word = "".join(letter + kar for letter, kar in syllables)
    typed = "".join(BEFORE.get(kar, "") + CONSONANTS[letter] + AFTER.get(kar, "") for letter, kar in syllables)
    assert to_unicode(typed) == word


@given(st.lists(LETTER, min_size=2, max_size=5), st.sampled_from([*AFTER, *BEFORE]))
def test_a_reph_goes_before_the_letter_it_was_typed_after(letters: list[str], kar: str) -> None:
    typed = "".join(CONSONANTS[letter] for letter in letters[:-1])
    typed += BEFORE.get(kar, "") + CONSONANTS[letters[-1]] + "©" + AFTER.get(kar, "")
    assert to_unicode(typed) == "".join(letters[:-1]) + "র্" + letters[-1] + kar


@pytest.mark.parametrize(
    "text",
    [
        "Citizen Charter",
        "Customer Service Officer, Front Desk",
        "café in the town",
        "Tk. 500/- (five hundred)",
        "e-mail: a@b.com",
        "SMS/ NID/ TIN",
        "https://a.gov.bd",
    ],
)
def test_english_is_not_taken_for_bijoy(text: str) -> None:
    assert not is_bijoy(text)
    assert not looks_bijoy(text)


@pytest.mark.parametrize("text", ["12 w`b", "UvKv 500", "†Kvb wd bvB", "3 Kg©w`em"])
def test_short_cells_of_bijoy_are_known(text: str) -> None:
    assert is_bijoy(text)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    to_unicode(text)
    is_bijoy(text)
    mended(text)


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("পর্যমত্ম", "পর্যন্ত"),
        ("সংশিস্নষ্ট", "সংশ্লিষ্ট"),
        ("শিÿাগত", "শিক্ষাগত"),
        ("কায©দিবস", "কার্যদিবস"),
        ("কমর্ দিবস", "কর্ম দিবস"),
        ("দ্রম্নত", "দ্রুত"),
        ("উলেস্নখ", "উল্লেখ"),
        ("দরখাসত্ম", "দরখাস্ত"),
        ("পরামশ©", "পরামর্শ"),
    ],
)
def test_letters_broken_in_a_conversion_are_mended(broken: str, meant: str) -> None:
    assert is_broken(normal_form(broken))
    assert mended(normal_form(broken)) == normal_form(meant)


@pytest.mark.parametrize("word", ["আত্মীয়", "নিম্ন", "জ্যোৎস্না", "স্নাতক", "কর্ম", "বর্ণনা", "তৃষ্ণা"])
def test_sound_words_are_left_alone(word: str) -> None:
    assert mended(normal_form(word)) == normal_form(word)
