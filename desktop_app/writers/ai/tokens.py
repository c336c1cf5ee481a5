"""How many tokens a text costs, roughly: enough to see what cannot fit."""

from __future__ import annotations

# French text takes 3 to 3.6 characters a token in the common vocabularies; the low end is safe.
CHARACTERS_A_TOKEN = 3.0
TOKENS_A_WORD = 2.0


def estimate(text: str) -> int:
    """Give about how many tokens a text takes, rather too many than too few."""
    return round(len(text) / CHARACTERS_A_TOKEN) + 4


def for_words(words: int) -> int:
    """Give about how many tokens a French text of so many words takes."""
    return round(words * TOKENS_A_WORD)
