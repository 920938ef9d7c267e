"""A browser as plain as can be: cookies, a kept connection, gzip, and no redirect followed by itself."""

from __future__ import annotations

import gzip
import http.client
import re
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

ASSET = re.compile(r'<(?:script|img)\b[^>]*?\ssrc="([^"]+)"|<link\b[^>]*?\shref="([^"]+)"[^>]*>', re.DOTALL)
IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
LOADED_LINKS = ("stylesheet", "icon", "preload")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    sent: int  # bytes of the body on the line
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf8", "replace")


@dataclass
class Browser:
    """One visitor of one server."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {
            "Accept-Encoding": "gzip",
            "Accept-Language": "bn",
            "User-Agent": "ongikar-bench",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = urljoin(self.base, path)
        got = self._exchange(method, path, body, headers)
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        raw = got.read()
        named = {name.lower(): value for name, value in got.getheaders()}
        plain = gzip.decompress(raw) if named.get("content-encoding") == "gzip" else raw
        return Answer(got.status, named, len(raw), plain)

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """Send and wait; a server may have closed a kept line meanwhile, so once more on a new one."""
        for line in (self._line, None):
            line = line or http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=60)
            try:
                line.request(method, path, body=body, headers=headers)
                got = line.getresponse()
            except (http.client.HTTPException, ConnectionError):
                line.close()
                continue
            self._line = None if got.will_close else line
            return got
        raise ConnectionError(f"{self.base}{path}: no answer")

    def token(self, page: str) -> str:
        """The CSRF token in the form of a page."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, "the page has no form"
        return found[1]


class Visitor(Protocol):
    """Whoever can ask for a page of one server."""

    base: str

    def get(self, path: str) -> Answer: ...


def first_visit(browser: Visitor, path: str) -> dict[str, int]:
    """Bytes sent to a browser that has nothing yet: `page`, `assets`, `fonts`, and the number of requests."""
    page = browser.get(path)
    assert page.status == 200, (path, page.status)
    weights = {"page": page.sent, "assets": 0, "fonts": 0, "requests": 1}
    seen: set[str] = set()
    ahead = _named(page.text)
    while ahead:
        address = urljoin(urljoin(browser.base, path), ahead.pop())
        if address in seen or address.startswith("data:"):
            continue
        seen.add(address)
        asset = browser.get(urlsplit(address).path)
        font = address.endswith((".woff2", ".woff", ".ttf"))
        weights["fonts" if font else "assets"] += asset.sent
        weights["requests"] += 1
        if address.endswith(".css"):
            ahead += [urljoin(address, found) for found in IN_STYLE.findall(asset.text)]
    return weights


def _named(page: str) -> list[str]:
    found = []
    for tag in ASSET.finditer(page):
        wanted = tag[1] or (any(word in tag[0] for word in LOADED_LINKS) and tag[2])
        if wanted and 'media="print"' not in tag[0]:
            found.append(wanted.replace("&amp;", "&"))
    return found
