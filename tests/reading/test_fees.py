"""Fees as charters write them: kind, amounts, ways to pay, codes, and when the reading is unsure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.reading.cells.fee import read_fee

# cell, kind, amounts, payment
SURE: tuple[tuple[str, str, list[str], list[str]], ...] = (
    ("বিনামূল্যে", "free", ["0"], ["none"]),
    ("কোন ফি নেই", "free", ["0"], ["none"]),
    ("প্রযোজ্য নহে", "free", ["0"], ["none"]),
    ("০/-", "free", ["0"], ["none"]),
    ("No charge", "free", ["0"], ["none"]),
    ("৫০ (পঞ্চাশ) টাকা", "fixed", ["50"], ["unspecified"]),
    ("১,৫০,০০০/- টাকা", "fixed", ["150000"], ["unspecified"]),
    ("১ লক্ষ টাকা", "fixed", ["100000"], ["unspecified"]),
    ("২৫০.৫০ টাকা", "fixed", ["250.50"], ["unspecified"]),
    ("৳৫০", "fixed", ["50"], ["unspecified"]),
    ("Tk 50", "fixed", ["50"], ["unspecified"]),
    ("১১৭০.০০", "fixed", ["1170"], ["unspecified"]),
    ("৩০০ টাকা + ১৫% ভ্যাট", "fixed", ["300"], ["unspecified"]),
    ("১০ টাকার কোর্ট ফি", "fixed", ["10"], ["unspecified"]),
    ("মোবাইল ব্যাংকিং এর মাধ্যমে ৫০ টাকা", "fixed", ["50"], ["mobile"]),
    ("বিকাশ/রকেট/নগদ এর মাধ্যমে ১০০ টাকা", "fixed", ["100"], ["mobile"]),
    ("সোনালী ব্যাংকে ৩০০ টাকা জমা", "fixed", ["300"], ["bank"]),
    ("৩০/- নগদ", "fixed", ["30"], ["cash"]),
    ("১০০-৫০০ টাকা", "range", ["100", "500"], ["unspecified"]),
    ("১০০ থেকে ৫০০ টাকা পর্যন্ত", "range", ["100", "500"], ["unspecified"]),
    ("সাধারণ ৩০০ টাকা, জরুরি ৬০০ টাকা", "tiered", ["300", "600"], ["unspecified"]),
    ("৫ লক্ষ টাকা পর্যন্ত ৫০০ টাকা; ৫ লক্ষ টাকার ঊর্ধ্বে ১০০০ টাকা", "tiered", ["500", "1000"], ["unspecified"]),
    ("৫০ টাকা (০-৪৫ দিন: বিনামূল্যে)", "tiered", ["0", "50"], ["unspecified"]),
    ("BDT 300 (lost), nil (expired)", "tiered", ["300", "0"], ["unspecified"]),
    (
        "কোর্ট ফি ২০/-, নোটিশ ৫০/-, রেকর্ড ১০০০/-, খতিয়ান ১০০/- মোট ১১৭০/-",
        "fixed",
        ["20", "50", "1000", "100"],
        ["unspecified"],
    ),
    ("জমির মূল্যের ২%", "percentage", [], ["unspecified"]),
    ("১% হারে, সর্বনিম্ন ১০০ টাকা", "percentage", ["100"], ["unspecified"]),
    ("বিদ্যমান সরকারী নীতিমালা অনুযায়ী", "by_rule", [], ["unspecified"]),
    ("Tariff schedule applies", "by_rule", [], ["unspecified"]),
    ("সরকারি রেট অনুযায়ী", "by_rule", [], ["unspecified"]),
    ("প্রকৃত খরচ", "unclear", [], ["unspecified"]),
    ("চালানের মাধ্যমে", "unclear", [], ["treasury_challan"]),
    ("—", "unclear", [], ["unspecified"]),
)


@pytest.mark.parametrize(("cell", "kind", "amounts", "payment"), SURE)
def test_a_clear_fee_is_read_without_a_doubt(cell: str, kind: str, amounts: list[str], payment: list[str]) -> None:
    fee, doubts = read_fee(cell)
    assert (fee.kind, list(fee.amounts), list(fee.payment)) == (kind, amounts, payment)
    assert doubts == ()


@pytest.mark.parametrize(
    "cell",
    [
        "USD 50",
        "আবেদন ফি ২০ টাকা + নোটিশ ফি ৫০ টাকা",
        "প্রশিক্ষণ ভাতা দৈনিক ২০০ টাকা",
        "ফি ২০/-, সনদ ৫০/- মোট ১০০/-",
        "প্রথম শ্রেণি ২০০০, দ্বিতীয় শ্রেণি ১০০০",
        "৫০ (ষাট) টাকা",
    ],
)
def test_an_unclear_fee_says_so(cell: str) -> None:
    assert read_fee(cell)[1]


def test_money_that_is_given_is_no_fee() -> None:
    fee, _ = read_fee("বিনামূল্যে, যাতায়াত ভাতা ৫০০ টাকা")
    assert (fee.kind, fee.amounts) == ("free", ("0",))


def test_codes_are_kept_in_ascii_digits_and_imply_a_challan() -> None:
    fee, _ = read_fee("২০,০০০/- টাকা, কোড: ১-২২১১-০০০০-১৮৫৯ এবং ভ্যাট কোড: ১-১১৩৩-০০০১-০৩১১")
    assert fee.code == "1-2211-0000-1859;1-1133-0001-0311"
    assert fee.payment == ("treasury_challan",)
    assert fee.amounts == ("20000",)


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "৫০",
                "100",
                "১,০০০",
                "/-",
                "টাকা",
                "Tk.",
                "%",
                "-",
                "লক্ষ",
                "(পঞ্চাশ)",
                "বিনামূল্যে",
                "মোট",
                "+",
                "ও",
                "ফি",
                "কোড",
                "১-২২১১-০০০০-১৮৫৯",
                "USD",
                "পর্যন্ত",
            ]
        )
    ).map(" ".join)
)
def test_no_cell_breaks_the_reading(cell: str) -> None:
    fee, _ = read_fee(cell)
    assert all(amount.replace(".", "").isdecimal() for amount in fee.amounts)


@given(st.integers(1, 10**7))
def test_every_plain_amount_is_read(amount: int) -> None:
    fee, doubts = read_fee(f"{amount}/- টাকা")
    assert (fee.kind, fee.amounts, doubts) == ("fixed", (str(amount),), ())
