"""Remembers which keyphrase each exported article was given, on this computer alone.

Two articles of one writer that aim at the same keyphrase compete with each other; the SEO check
says so.
"""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from desktop_app.errors import BrokenFileError, NewerFileError
from desktop_app.files import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop_app.files import Migration

FILE: Final = "keyphrases.json"
SCHEMA: Final = 1
_MOST: Final = 2_000
_NO_MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})


class KeyphraseHistory:
    """The keyphrases of this user's articles, by slug, in a file of the given folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is read before it is asked for."""
        self._path = folder / FILE
        self._by_slug: dict[str, str] | None = None

    def used_elsewhere(self, slug: str) -> frozenset[str]:
        """Give the keyphrases of all articles but the one with this slug."""
        return frozenset(k for known, k in self._known().items() if known != slug)

    def remember(self, slug: str, keyphrase: str) -> None:
        """Note that the article with this slug aims at this keyphrase; raises OSError."""
        if not slug or not keyphrase or self._known().get(slug) == keyphrase:
            return
        kept = {**self._known()}
        kept.pop(slug, None)
        kept[slug] = keyphrase
        self._by_slug = dict(list(kept.items())[-_MOST:])
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_json(self._path, {"articles": self._by_slug}, SCHEMA)

    def _known(self) -> Mapping[str, str]:
        if self._by_slug is None:
            articles: dict[str, object] = {}
            # It is an aid, not work: without the file the check has nothing to say.
            with suppress(OSError, KeyError, BrokenFileError, NewerFileError):
                articles = read_json(self._path, SCHEMA, _NO_MIGRATIONS)["articles"]
            self._by_slug = {str(slug): str(keyphrase) for slug, keyphrase in articles.items()}
        return self._by_slug
