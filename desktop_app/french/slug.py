"""Makes the end of a web address out of French words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "ł": "l"}
)
_PIECE = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Give the text in lower case without accents; ligatures become two letters."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def slug(text: str, *, drop: Collection[str] = (), limit: int = 0) -> str:
    """Give the slug of a text: « L’été à Nœux » → "l-ete-a-noeux".

    `drop` holds words to leave out (function words, any spelling of accents), unless nothing would
    remain. With `limit` the slug ends at the last whole word within that many characters. Empty
    when the text has no letter or digit of the Latin alphabet.
    """
    pieces = _PIECE.findall(fold(text))
    if drop:
        dropped = {fold(word) for word in drop}
        pieces = [piece for piece in pieces if piece not in dropped] or pieces
    if limit:
        while len(pieces) > 1 and len("-".join(pieces)) > limit:
            pieces.pop()
        return "-".join(pieces)[:limit]
    return "-".join(pieces)
