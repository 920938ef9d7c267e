"""`ongikar serve` and `demo`, as processes: where they listen, what they say, how they end."""

from __future__ import annotations

import http.client
import json
import re
import socket
import stat
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.running import ASK, PATIENCE, Visitor, World

pytestmark = pytest.mark.process
JOYPURHAT = "/doict-joypurhat/"


def test_the_demo_ends_by_saying_where_it_is_and_who_can_sign_in(world: World) -> None:
    made = world.run("demo")
    assert made.returncode == 0
    signs = re.findall(r"^ +[A-Z]+ +([a-z]+) +[0-9a-f]{12}$", made.stdout, re.M)
    assert {"head", "officer", "clerk"} < set(signs)
    with world.serving("demo", "--serve") as server:
        assert "সেবা" in Visitor(server.address).get(JOYPURHAT).text


def test_what_the_demo_writes_is_its_owners_alone(world: World) -> None:
    world.run("demo")
    loose = [path.name for path in world.path.iterdir() if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    assert loose == []


def test_making_the_demo_twice_changes_nothing_and_renewing_makes_it_anew(world: World) -> None:
    references = (
        "from ongikar.cases.models import Case; print(sorted(Case.objects.values_list('reference', flat=True)))"
    )
    demo = {"ONGIKAR_DEMO": "1", "DATABASE_URL": ""}
    world.run("demo")
    first = world.python(references, **demo)
    said = world.run("demo").stdout
    assert world.python(references, **demo) == first
    assert world.run("demo", "--renew").stdout == said
    renewed = world.python(references, **demo)
    assert renewed != first
    assert len(json.loads(renewed.replace("'", '"'))) == len(json.loads(first.replace("'", '"')))


def test_the_demo_never_touches_a_real_office(world: World) -> None:
    world.env["DATABASE_URL"] = ""
    world.seed()
    refused = world.run("demo", "--renew")
    assert refused.returncode == 2
    assert "real office" in refused.stderr
    assert world.count("offices.Account") == 5


def test_static_files_come_with_a_year_of_cache(world: World) -> None:
    world.seed()
    with world.serving(DJANGO_SETTINGS_MODULE="ongikar.settings") as server:
        visitor = Visitor(server.address)
        sheet = re.search(r'href="(/static/ui/css/site\.[0-9a-f]+\.css)"', visitor.get(JOYPURHAT).text)
        assert sheet
        answer = visitor.get(sheet[1])
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_serving_is_idle_in_at_most_120_mebibytes(world: World) -> None:
    world.seed()
    with world.serving() as server:
        Visitor(server.address).get(JOYPURHAT)
        rollup = Path(f"/proc/{server.process.pid}/smaps_rollup").read_text()
        resident = re.search(r"^Rss: +(\d+) kB", rollup, re.M)
        assert resident
        assert int(resident[1]) <= 120 * 1024


def test_a_port_in_use_is_said_in_one_line_with_what_to_type(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = world.run("serve", ONGIKAR_BIND=f"127.0.0.1:{taken.getsockname()[1]}")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "ONGIKAR_BIND=127.0.0.1:8001" in refused.stderr


def test_without_a_public_address_serving_says_so(world: World) -> None:
    world.seed()
    with world.serving() as server:
        assert server.process.stdout is not None
        assert "SITE_URL is not set" in server.process.stdout.readline()


def test_more_than_all_files_together_is_told_on_a_page_in_the_readers_language(world: World) -> None:
    world.seed()
    limits = {"ONGIKAR_FILE_MAX_BYTES": str(1024**2), "ONGIKAR_FILES_MAX_COUNT": "2"}
    with world.serving(**limits) as server:
        for prefix, said in (("", "ফাইলগুলো মিলে বড়"), ("/en", "1")):
            for words in (b"", FIELDS):
                status, page = _send_much(server.address, f"{prefix}{ASK}", words, 13 * 1024**2)
                assert status == 413
                assert said in page
                assert [text in page for text in ("ল্যাবের তালিকা চাই", "ছবি.pdf", 'value="on"')] == [bool(words)] * 3


def test_a_form_field_longer_than_any_form_is_told_on_a_page(world: World) -> None:
    world.seed()
    with world.serving() as server:
        visitor = Visitor(server.address)
        form = visitor.form(ASK)
        answer = visitor.post(ASK, {**form, "matter": "ক" * 1_000_000})
        assert (answer.status, "সর্বোচ্চ ৫০০০ অক্ষর, আছে ১০০০০০০" in answer.text) == (422, True)
        assert "ক" * 1_000_000 in answer.text
        answer = visitor.post(ASK, {**form, "matter": "ক" * 1_200_000})
        assert (answer.status, "লেখাটি খুব বড়" in answer.text) == (413, True)


def test_behind_a_proxy_who_asks_and_by_https_is_what_the_proxy_says(world: World) -> None:
    """A wrong password is counted by name and by address: two addresses and one name are three counts."""
    world.seed()
    with world.serving(SITE_URL=PUBLIC) as server:
        for address in ("203.0.113.7", "203.0.113.8"):
            assert _wrong_password(server.address, address) == 422
    assert world.python(COUNTS) == "3"


def test_without_a_proxy_nobody_says_for_himself_who_he_is(world: World) -> None:
    world.seed()
    with world.serving(SITE_URL=PUBLIC.replace("https", "http")) as server:
        for address in ("203.0.113.7", "203.0.113.8"):
            assert _wrong_password(server.address, address) == 422
    assert world.python(COUNTS) == "2"


PUBLIC = "https://charter.example.gov.bd"
COUNTS = """
from ongikar.offices.models import SignInFailure
print(SignInFailure.objects.values("key").distinct().count())
"""


def _wrong_password(server: str, said: str) -> int:
    """Sign in as a proxy passes it on, from the address it says."""
    client = http.client.HTTPConnection(server.removeprefix("http://"), timeout=PATIENCE)
    head = {"Host": "charter.example.gov.bd", "X-Forwarded-For": said, "X-Forwarded-Proto": "https"}
    client.request("GET", "/desk/sign-in/", headers=head)
    answer = client.getresponse()
    page, cookies = answer.read().decode(), answer.headers["Set-Cookie"].split(";")[0]
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    typed = urlencode({"username": "head", "password": "wrong", "csrfmiddlewaretoken": token[1]})
    more = {
        "Cookie": cookies,
        "Referer": f"{PUBLIC}/desk/sign-in/",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    client.request("POST", "/desk/sign-in/", body=typed, headers=head | more)
    return client.getresponse().status


FIELDS = (
    '--b\r\nContent-Disposition: form-data; name="matter"\r\n\r\nল্যাবের তালিকা চাই\r\n'
    '--b\r\nContent-Disposition: form-data; name="consent"\r\n\r\non\r\n'
    '--b\r\nContent-Disposition: form-data; name="documents"; filename="ছবি.pdf"\r\n\r\n%PDF-1.4'
).encode()
END = b"\r\n--b--\r\n"


def _send_much(address: str, path: str, words: bytes, size: int) -> tuple[int, str]:
    """Send a body in pieces, all of it, as a browser does before it reads the answer."""
    client = http.client.HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
    client.putrequest("POST", path)
    client.putheader("Content-Length", str(len(words) + size + len(END)))
    client.putheader("Content-Type", "multipart/form-data; boundary=b")
    client.endheaders()
    client.send(words)
    for _ in range(size // 65536):
        client.send(b"\0" * 65536)
    client.send(END)
    answer = client.getresponse()
    return answer.status, answer.read().decode()
