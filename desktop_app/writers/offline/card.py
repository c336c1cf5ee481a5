"""Lengths of the SEO card, and the slug: what fits a result page."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

TITLE_CHARACTERS = 60
TITLE_PIXELS = 600
DESCRIPTION = (121, 156)
_SLUG_WORDS = 7
_NARROW = frozenset("iljtfrI.,;:!'’|()[] \u00a0\u202f-")
_WIDE = frozenset("mwMWŒœÆæ%@—…")
_LIGATURES = MappingProxyType({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})


def title_pixels(title: str) -> float:
    """Give about how wide a title stands in a result page (20 px Arial), a little generous."""
    width = 0.0
    for char in title:
        if char in _NARROW:
            width += 6.4
        elif char in _WIDE:
            width += 17.5
        elif char.isupper():
            width += 14.2
        else:
            width += 10.9
    return width


def fits_title(title: str) -> bool:
    """Tell whether a title is shown whole: at most 60 characters and 600 px."""
    return len(title) <= TITLE_CHARACTERS and title_pixels(title) <= TITLE_PIXELS


def slug(words: list[str], empty: frozenset[str]) -> str:
    """Give the address part: content words, without accents, joined by hyphens, 7 at most."""
    kept: list[str] = []
    for word in words:
        if word.lower().rstrip("'’") in empty:
            continue
        piece = _plain(word)
        if piece and piece not in kept:
            kept.append(piece)
    return "-".join(kept[:_SLUG_WORDS])


def _plain(word: str) -> str:
    for ligature, letters in _LIGATURES.items():
        word = word.replace(ligature, letters)
    folded = unicodedata.normalize("NFKD", word.lower())
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")
