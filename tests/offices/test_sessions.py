"""Sessions that ended are rows no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ongikar.offices.sessions import forget_sessions_next
from ongikar.ops.ticker import DEEDS
from tests.cast import PASSWORD, build_cast

pytestmark = pytest.mark.django_db


def test_who_left_without_signing_out_leaves_no_session_behind(client: Client) -> None:
    build_cast()
    client.post("/desk/sign-in/", {"username": "head", "password": PASSWORD})
    assert Session.objects.count() == 1
    assert forget_sessions_next(timezone.now()) is False
    assert forget_sessions_next(timezone.now() + timedelta(days=1)) is True
    assert Session.objects.count() == 0
    assert forget_sessions_next in DEEDS


def test_a_session_that_a_wrong_clock_made_is_cleared_away_too(client: Client) -> None:
    build_cast()
    client.post("/desk/sign-in/", {"username": "head", "password": PASSWORD})
    Session.objects.update(expire_date=timezone.now() + timedelta(days=365))
    assert forget_sessions_next(timezone.now()) is True
    assert Session.objects.count() == 0
