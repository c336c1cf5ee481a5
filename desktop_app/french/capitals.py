"""Where capitals stand in a text, and what that tells: the ground names are found on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop_app.french.words import Token

_LONGEST_ACRONYM = 7
_OPENERS = frozenset('.!?…:;«“„"(—–•-*[')
CALENDAR = frozenset([*WEEKDAYS, *(f"{d}s" for d in WEEKDAYS), *MONTHS])
TITLE_ABBREVIATIONS = frozenset(
    ["m", "mm", "mme", "mmes", "mlle", "mlles", "dr", "pr", "me", "mgr"]
)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Give a word lower case, without accents, apostrophes straight, hyphens as spaces."""
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept.replace("’", "'").replace("-", " ").replace("‑", " ").replace(".", "")


def is_capital(token: Token) -> bool:
    """Tell whether a token begins with a capital letter."""
    return token.kind in ("word", "acronym") and token.text[0].isupper()


def is_near(text: str, one: Token, other: Token) -> bool:
    """Tell whether two tokens stand side by side on one line."""
    gap = text[one.end : other.start]
    return len(gap) <= 1 and "\n" not in gap


def adjacent_capital(text: str, toks: list[Token], index: int) -> bool:
    """Tell whether the next word has a capital too, days and months left out."""
    following = index + 1
    if following < len(toks) and toks[following].text == "." and len(toks[index].text) <= 3:
        following += 1
    return (
        following < len(toks)
        and is_near(text, toks[following - 1], toks[following])
        and is_capital(toks[following])
        and toks[following].text.lower() not in CALENDAR
    )


def joins_number(text: str, toks: list[Token], index: int) -> bool:
    """Tell whether a short figure belongs to the name before it (« Apollo 11 »)."""
    token = toks[index]
    return (
        token.kind == "number"
        and len(token.text) <= 2
        and (
            index + 1 >= len(toks)
            or (toks[index + 1].kind == "mark" and toks[index + 1].text not in "%€$")
        )
        and len(toks[index - 1].text) > 2
    )


def opens_sentence(text: str, toks: list[Token], index: int) -> bool:
    """Tell whether a token opens a sentence, a quotation or a line, elided words skipped."""
    before = index - 1
    while before >= 0 and toks[before].kind == "elided":
        before -= 1
    if index and toks[index - 1].kind == "elided":
        return False
    if before < 0 or "\n" in text[toks[before].end : toks[index].start]:
        return True
    mark = toks[before].text
    if mark == "...":
        return True
    if mark not in _OPENERS:
        return False
    if mark == "-" or mark == "(" or mark == "[":
        return text[toks[before].end : toks[index].start] != "" or mark != "-"
    if mark == ".":
        return before == 0 or not _abbreviates(toks[before - 1].text)
    return True


def _abbreviates(word: str) -> bool:
    folded = fold(word)
    return (
        folded in TITLE_ABBREVIATIONS
        or (len(word) == 1 and word.isupper())
        or folded in ("st", "ste", "av", "bd")
    )


def styled_lines(text: str, heading: bool) -> list[tuple[int, int]]:
    """Give the lines whose capitals are style: all capitals, or every word of a heading's."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.isupper() and " " in line.strip() and sum(c.isalpha() for c in line) > 8:
            found.append((start, end))
        elif heading or (len(line) < 90 and line.istitle()):
            long = re.findall(r"[^\W\d_]{4,}", line)
            capital = sum(w[0].isupper() for w in long)
            if len(long) > 3 and capital >= 0.75 * len(long):
                found.append((start, end))
        start = end + 1
    return found


def without_capitals(line: str, names: Collection[str]) -> str:
    """Give a line written all in capitals as a sentence has it, its length kept; another as it is.

    Words of `names` keep theirs, and acronyms in brackets.
    """
    if not styled_lines(line, heading=False) or not line.isupper():
        return line
    proper = {name.upper(): name for name in names}

    def lowered(found: re.Match[str]) -> str:
        word = found.group()
        bracketed = line[max(0, found.start() - 1) : found.start()] == "("
        plain = word if bracketed and len(word) <= _LONGEST_ACRONYM else word.lower()
        return proper.get(word, plain)

    given = re.sub(r"[^\W\d_]+(?:-[^\W\d_]+)*", lowered, line)
    return given[:1].upper() + given[1:]


def in_lines(position: int, lines: list[tuple[int, int]]) -> bool:
    """Tell whether a position lies in one of these lines."""
    return any(start <= position < end for start, end in lines)
