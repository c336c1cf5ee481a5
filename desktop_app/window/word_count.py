"""Counts an article's words while it is typed: only changed blocks are counted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.document import Cache

_MOST = 20_000


class WordCount:
    """Counts words block by block and remembers them; `cache` is the preview's parsed blocks."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._known: dict[str, int] = {}

    def of(self, body: str) -> int:
        """Give the words of an article's body."""
        from desktop_app.document import count_words, parse

        if len(self._known) > _MOST:
            self._known.clear()
        total = 0
        for block in parse(body, self._cache).blocks:
            words = self._known.get(block.plain)
            if words is None:
                words = self._known[block.plain] = count_words(block.plain)
            total += words
        return total
