"""How wide a text is in a list of results: Arial's metrics, from a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE_SIZE = 20
_UNKNOWN = 11.12


class TitleWidths:
    """Advance widths of characters in pixels at 20 px."""

    def __init__(self, widths: Mapping[str, float]) -> None:
        """Take a width per character; a character without one is as wide as a digit."""
        self._widths = widths

    @classmethod
    def load(cls) -> TitleWidths:
        """Read resources/title_widths.txt."""
        widths: dict[str, float] = {}
        for line in resource("title_widths.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                width, *codes = line.split(" ")
                widths.update(dict.fromkeys((chr(int(code, 16)) for code in codes), float(width)))
        return cls(widths)

    def width(self, text: str, size: float = TITLE_SIZE) -> float:
        """Give the width of a text in pixels at a font size in pixels."""
        get = self._widths.get
        return sum(self._of(c) if get(c) is None else get(c, 0.0) for c in text) * size / TITLE_SIZE

    def _of(self, char: str) -> float:
        if ord(char) >= 0x1F000:
            return 2 * _UNKNOWN
        return _UNKNOWN if char.isprintable() else 0.0

    def cut(self, text: str, limit: float, size: float = TITLE_SIZE) -> str:
        """Give the text as a result list shows it: whole words and « … » when it is too wide."""
        if self.width(text, size) <= limit:
            return text
        room = limit - self.width("\u00a0…", size)
        words = text.split(" ")
        while len(words) > 1 and self.width(" ".join(words), size) > room:
            words.pop()
        shown = " ".join(words)
        while shown and self.width(shown, size) > room:
            shown = shown[:-1]
        return shown.rstrip(" ,;:–—-") + "\u00a0…"
