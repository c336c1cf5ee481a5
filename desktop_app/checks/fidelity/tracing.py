"""Which sentences of the sources a sentence of the article rests on, asked one at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.check import FidelityCheck
from desktop_app.document import parse

if TYPE_CHECKING:
    from desktop_app.checks.base import CheckContext
    from desktop_app.document import Cache
    from desktop_app.model import Article, SourceWhere


class Tracer:
    """Keeps what it read of the sources, apart from a check that runs meanwhile."""

    def __init__(self, parsed: Cache) -> None:
        """Take the cache of parsed blocks; nothing is read yet."""
        self._parsed = parsed
        self._check = FidelityCheck()
        self._lock = threading.Lock()

    def rests_on(
        self, article: Article, position: int, context: CheckContext
    ) -> tuple[SourceWhere, ...]:
        """Give the source sentences behind the sentence at a place of the body, the surest first.

        () where there is no sentence, no source, or nothing it rests on.
        """
        block = parse(article.body, self._parsed).block_at(position)
        if block is None or not block.plain:
            return ()
        with self._lock:
            passage = self._check.measure(block.content, context)
            return self._check.rests_on(block, passage, block.to_plain(position), context)
