"""How fields are drawn: nothing that is typed or pasted is cut."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates


class Uncut(DjangoTemplates):
    """Without the attribute `maxlength`, at which browsers cut what is pasted and say nothing.

    `data-most` stands in its place, by which the page's script says that a text is too long; the server says it anyway.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        widget = context.get("widget", {})
        most = widget.get("attrs", {}).pop("maxlength", None)
        if most and not widget["is_hidden"]:
            widget["attrs"]["data-most"] = most
        return str(super().render(template_name, context, request))
