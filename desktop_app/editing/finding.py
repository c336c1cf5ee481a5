"""Finding and replacing words in an article as it is read: marks in between do not count."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop_app.editing.change import Change, lines_between, replaced
from desktop_app.editing.keys import erase

_ALIKE = {"\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"}


@dataclass(frozen=True)
class Wanted:
    """What is looked for. Typewriter apostrophes and spaces find the typographic ones."""

    words: str
    match_case: bool = False
    whole_word: bool = False
    match_accents: bool = True


def find_all(text: str, wanted: Wanted, *, marks_shown: bool = False) -> list[tuple[int, int]]:
    """Give every place of the words in a Markdown text, in order; none overlaps the next."""
    seen, places = (text, range(len(text))) if marks_shown else _seen(text)
    return [(places[start], places[end - 1] + 1) for start, end in find_in(seen, wanted)]


def find_in(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Give every place of the words in a plain text."""
    if not wanted.words:
        return []
    words = re.escape(_folded(wanted.words, wanted))
    if wanted.whole_word:
        words = rf"(?<!\w){words}(?!\w)"
    return [found.span() for found in re.finditer(words, _folded(text, wanted))]


def _seen(text: str) -> tuple[str, list[int]]:
    places: list[int] = []
    parts: list[str] = []
    for place in lines_between(text, 0, len(text)):
        if place.look.kind == "image":
            continue  # a box, whose words are not in sight
        position = 0
        for start, end in (*place.look.hidden, (len(place.look.text), 0)):
            parts.append(place.look.text[position:start])
            places.extend(range(place.start + position, place.start + start))
            position = end
        parts.append("\n")
        places.append(place.end)
    return "".join(parts), places


def _folded(text: str, wanted: Wanted) -> str:
    """Give a text as long, with what does not matter made the same."""
    return text.translate({ord(char): _fold(char, wanted) for char in set(text)})


def _fold(char: str, wanted: Wanted) -> str:
    char = _ALIKE.get(char, char)
    if not wanted.match_accents:
        char = unicodedata.normalize("NFD", char)[0]
    if not wanted.match_case and len(char.lower()) == 1:
        char = char.lower()
    return char


def replace_one(text: str, place: tuple[int, int], new: str) -> Change:
    """Put words in the place of some that were found; they come to be selected."""
    whole, start = _replaced(text, place, new)
    return replaced(text, whole, start, start + len(new))


def replace_all(text: str, places: list[tuple[int, int]], new: str) -> Change:
    """Put words in all these places, as one change."""
    whole, start = text, 0
    for place in reversed(places):
        whole, start = _replaced(whole, place, new)
    return replaced(text, whole, start, start)


def _replaced(text: str, place: tuple[int, int], new: str) -> tuple[str, int]:
    """Give the text with the words replaced, in the style of the first of them."""
    start, end = place
    lines = lines_between(text, start, end)
    look = lines[0].look
    plain = len(lines) == 1 and not any(
        start - lines[0].start < b and end - lines[0].start > a for a, b in look.hidden
    )
    if plain or look.kind in ("code", "table"):
        return text[:start] + new + text[end:], start
    if end - start > 1:
        erased = erase(text, start + 1, end)
        text = erased.of(text)
    return text[:start] + new + text[start + 1 :], start
