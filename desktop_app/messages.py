"""Sentences in the user's language: gettext catalogs under symbolic ids, French and English.

An entry's id says where it is used ("error.input.missing", "seo.title_width.problem",
"window.open"); its text names parameters in braces. Catalogs are `resources/locale/*.po`.
"""

from __future__ import annotations

import gettext
import locale
import os
from typing import TYPE_CHECKING, Any, Literal, cast

from desktop_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Language = Literal["fr", "en"]
NBSP = "\u00a0"


class Messages:
    """The catalog of one language."""

    def __init__(self, language: Language) -> None:
        """Load the catalog; raises FileNotFoundError when set-up has not compiled it."""
        self.language: Language = language
        folder = resource("locale")
        self._catalog = gettext.translation("intertitre", localedir=folder, languages=[language])

    def text(self, message: str, params: Mapping[str, Any] | None = None, **more: object) -> str:
        """Give the sentence under this id, its parameters filled in and formatted.

        A parameter `count` chooses the plural form; `language` is a code, and named in words. An id
        that is in no catalog comes back as it is: the translations check makes sure that none is.
        """
        values = {**(params or {}), **more}
        if "language" in values:
            values["language"] = self._language_name(str(values["language"]))
        count = values.get("count")
        template = message
        if isinstance(count, (int, float)):
            template = self._catalog.ngettext(message, message, round(count))
        if template == message:
            template = self._catalog.gettext(message)
        return template.format_map({k: self.format(v) for k, v in values.items()})

    def _language_name(self, code: str) -> str:
        name = f"language.{code.lower().replace('-', '_')}"
        return self._catalog.gettext(name) if self.has(name) else code

    def has(self, message: str) -> bool:
        """Tell whether the catalog holds this id."""
        return self._catalog.gettext(message) != message or (
            self._catalog.ngettext(message, message, 1) != message
        )

    def format(self, value: object) -> str:
        """Write a value as the language does: « 1 234,5 » or "1,234.5"; lists joined."""
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, (int, float)):
            return self._number(value)
        if isinstance(value, (list, tuple)):
            items = cast("Iterable[object]", value)
            return ", ".join(self.format(item) for item in items)
        return str(value)

    def _number(self, value: float) -> str:
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")
        if self.language == "fr":
            text = text.replace(",", NBSP).replace(".", ",")
        return text


def system_language() -> Language:
    """Give the language to speak when none was chosen: French unless the system is English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return "en" if value.lower().startswith("en") else "fr"
    try:
        value = locale.getlocale()[0] or ""
    except ValueError:
        value = ""
    return "en" if value.lower().startswith("en") else "fr"
