"""A page's form as a browser sends it: what stands in it, what is ticked, and nothing else."""

from __future__ import annotations

from typing import Any

import lxml.html


def form_of(page: str, field: str = "csrfmiddlewaretoken", action: str = "") -> dict[str, Any]:
    """What the form of the page's main part holds that has this field, and this end of its address; else the last."""
    document: Any = lxml.html.fromstring(page)
    found_forms = document.xpath(f"//main//form[.//*[@name='{field}']]")
    form = [one for one in found_forms if not one.get("action") or one.get("action").endswith(action)][-1]
    for area in form.iter("textarea"):
        area.text = (area.text or "").removeprefix("\n")  # the first line end after the tag is none of the text
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value.replace("\n", "\r\n"))
    found.pop("csrfmiddlewaretoken", None)
    return dict(found)
