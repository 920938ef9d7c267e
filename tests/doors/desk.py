"""Signing in at the desk, for the tests of its pages."""

from __future__ import annotations

from django.test import Client

from tests.cast import PASSWORD

SIGN_IN = "/desk/sign-in/"


def signed_in(username: str) -> Client:
    client = Client()
    answer = client.post(SIGN_IN, {"username": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client
