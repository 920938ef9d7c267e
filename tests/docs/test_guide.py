"""What a guide tells a person to type does what it says."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

import pytest
from django.utils import timezone

from ongikar.offices.models import Office, Posting
from tests.cast import sample
from tests.docs.pages import ROOT, text_of


@pytest.mark.django_db
def test_the_operator_founds_an_office_and_seats_its_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = re.search(r"```python\n(.*?)```", text_of(ROOT / "docs" / "guide" / "operator.md"), re.DOTALL)
    assert block
    (tmp_path / "charter.html").write_bytes(sample("doict-joypurhat.txt"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(getpass, "getpass", lambda: "a long enough password")
    exec(block[1], {})
    office = Office.objects.get()
    head = Posting.objects.get(post__office=office)
    assert (office.code, office.district) == ("doict-joypurhat", "joypurhat")
    assert head.is_head
    assert head.account.check_password("a long enough password")
    assert Posting.objects.in_force_at(timezone.now()).filter(pk=head.pk).exists()
