"""A form that is too large comes through without what its files hold, in whatever pieces it is sent."""

from __future__ import annotations

import pytest

from ongikar.ops.sieve import HEAD_MOST, KEPT_MOST, Sieve

TYPE = "multipart/form-data; boundary=----abc"
MARK = b"------abc"
HEAD = b'Content-Disposition: form-data; name="%s"'
BODY = b"\r\n".join(
    [
        MARK, HEAD % b"matter", b"", "দ্বিতীয় লাইন\r\n\r\n------ab".encode(), MARK,
        HEAD % b"documents" + '; filename="ছবি.pdf"'.encode(), b"Content-Type: application/pdf", b"",
        b"%PDF \r\n\r\n------ab" + bytes(500), MARK, HEAD % b"consent", b"", b"on", MARK + b"--", b"",
    ]
)  # fmt: skip
KEPT = BODY.replace(b"%PDF \r\n\r\n------ab" + bytes(500), b"")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 10_000])
def test_what_was_typed_and_the_names_of_files_come_through(size: int) -> None:
    sieve = Sieve(TYPE)
    kept = b"".join(sieve.feed(BODY[start : start + size]) for start in range(0, len(BODY), size)) + sieve.end()
    assert kept == b"\r\n" + KEPT


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_of_what_is_no_such_form_nothing_comes_through(kind: str) -> None:
    sieve = Sieve(kind)
    assert sieve.feed(BODY) + sieve.end() == b""


def test_it_never_holds_much(monkeypatch: pytest.MonkeyPatch) -> None:
    sieve = Sieve(TYPE)
    sieve.feed(MARK)
    sieve.feed(b"x" * (HEAD_MOST + 1))
    assert sieve.feed(BODY) == b""
    sieve = Sieve(TYPE)
    sieve.feed(MARK + HEAD % b"matter" + b"\r\n\r\n")
    kept = sum(len(sieve.feed(bytes(1024**2))) for _piece in range(12))
    assert kept <= KEPT_MOST
    assert len(sieve.rest) < 100
