"""Cuts French text into words: elided articles apart, hyphenated words whole, figures whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

APOSTROPHES = "'’ʼ"
SPACES = " \t\n\r\u00a0\u202f\u2009\u2007"

_ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|entr)"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?P<fixed>aujourd['’ʼ]hui|prud['’ʼ]hom\w*|quelqu['’ʼ]une?s?|presqu['’ʼ][iî]les?
      |d['’ʼ](?:abord|ailleurs|accord)\b)
  | (?P<elided>\b{_ELIDED}['’ʼ](?=[\w«“"]))
  | (?P<number>\d+(?:[\u00a0\u202f ]\d{{3}}(?!\d))*(?:[.,]\d+)*)
  | (?P<acronym>(?:{_LETTER}\.){{2,}})
  | (?P<word>{_LETTER}[\w\u0300-\u036f]*(?:[-‑]\w[\w\u0300-\u036f]*)*
      (?:['’ʼ](?={_LETTER})[\w\u0300-\u036f]+(?:[-‑]\w+)*)?)
  | (?P<mark>\.\.\.|[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENCLITIC = re.compile(
    r"(?P<stem>.+?)(?P<pronouns>(?:-t)?-(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|y|en)"
    r"(?:-(?:moi|toi|lui|leur|nous|vous|les?|la|y|en))?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or mark and its place; `kind` is word, elided, number, acronym or mark."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def is_word(self) -> bool:
        """Whether this is more than a punctuation mark."""
        return self.kind != "mark"


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens, in order; white space is left out, nothing else."""
    return list(_tokens(text))


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        found.append(
            Token(match.group(), match.start(), match.end(), "word" if kind == "fixed" else kind)
        )
    return found


def split_enclitics(word: str) -> tuple[str, str]:
    """Cut « a-t-il » into « a » and « -t-il »; a word without enclitic comes back with ''."""
    match = _ENCLITIC.match(word)
    if match is None or len(match.group("stem")) < 1:
        return word, ""
    return match.group("stem"), match.group("pronouns")


def fold_apostrophes(text: str) -> str:
    """Give the text with every apostrophe straight; lengths are kept."""
    return text.replace("’", "'").replace("ʼ", "'")


def word_set(text: str) -> frozenset[str]:
    """Give the words of a line as a set: how small closed lists stand in the code."""
    return frozenset(text.split())
