"""Lengths of the SEO card, and the slug: what fits a result page."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

TITLE_CHARACTERS = 70
TITLE_PIXELS = 600
DESCRIPTION = (121, 156)
_SLUG_WORDS = 7
_SIZE = 20
_ARIAL = (
    (222, "ijl’‘'"),
    (278, "ft.,;:!/|[]I\\ \u00a0\u202f"),
    (333, "r()-"),
    (500, "cksvxyzJ"),
    (611, "FTZ"),
    (667, "ABEKPSVXY&"),
    (722, "CDHNRUw"),
    (778, "GOQ"),
    (833, "mM"),
    (889, "%æ"),
    (944, "Wœ"),
    (1000, "ŒÆ@—…"),
)
_EM = MappingProxyType({letter: width for width, letters in _ARIAL for letter in letters})
_LETTER = 556
_LIGATURES = MappingProxyType({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})


def title_pixels(title: str) -> float:
    """Give how wide a title stands in a result page: 20 px Arial, by its published widths."""
    plain = unicodedata.normalize("NFD", title)
    drawn = (c for c in plain if not unicodedata.combining(c))
    return sum(_EM.get(c, _LETTER) for c in drawn) * _SIZE / 1000


def fits_title(title: str) -> bool:
    """Tell whether a title is shown whole: at most 70 characters and 600 px."""
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
