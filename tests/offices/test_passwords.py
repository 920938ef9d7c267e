"""Passwords as an office keeps them, at their real cost."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from ongikar import settings as the_offices
from ongikar.offices.models import Account
from ongikar.offices.passwords import ModestArgon2
from tests.cast import PASSWORD, Cast, build_cast


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    made = build_cast()
    settings.PASSWORD_HASHERS = the_offices.PASSWORD_HASHERS
    return made


def test_the_cost_is_the_one_that_owasp_names() -> None:
    how = ModestArgon2().decode(ModestArgon2().encode(PASSWORD, "sixteen letters!"))
    assert (how["variety"], how["memory_cost"], how["time_cost"], how["parallelism"]) == ("argon2id", 19456, 2, 1)


def test_a_password_kept_at_another_cost_opens_and_is_kept_at_ours_from_then_on(cast: Cast) -> None:
    before = Account.objects.get(username="head").password
    assert "m=19456" not in before
    assert authenticate(username="head", password=PASSWORD) is not None
    assert "m=19456,t=2,p=1" in Account.objects.get(username="head").password
