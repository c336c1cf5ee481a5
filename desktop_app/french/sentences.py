"""Cuts French text into sentences; abbreviations, initials and quotations do not mislead it."""

from __future__ import annotations

import re
from dataclasses import dataclass

ABBREVIATIONS = frozenset(
    [
        "m",
        "mm",
        "mme",
        "mmes",
        "mlle",
        "mlles",
        "me",
        "mes",
        "dr",
        "pr",
        "prof",
        "st",
        "ste",
        "mgr",
        "art",
        "chap",
        "fig",
        "vol",
        "éd",
        "ed",
        "p",
        "pp",
        "n",
        "no",
        "nº",
        "env",
        "min",
        "max",
        "tél",
        "tel",
        "av",
        "bd",
        "pl",
        "cf",
        "etc",
        "ex",
        "ap",
        "apr",
        "hab",
        "rép",
        "sté",
        "cie",
        "al",
        "réf",
        "ref",
        "janv",
        "févr",
        "sept",
        "oct",
        "nov",
        "déc",
        "adj",
        "hist",
        "intl",
        "dép",
        "arr",
    ]
)
_MAY_END = frozenset({"etc", "al", "hab", "av", "min", "max", "déc", "nov", "oct", "sept"})
_END = re.compile(
    r"(?:[.!?…]+|\.\.\.)(?P<close>[\s\u00a0\u202f]*[»”\"’)\]]*)(?P<gap>[\s\u00a0\u202f]+|$)"
)
_OPENING = re.compile(r"[«“\"(\[—–\-•\s\u00a0\u202f]*")
_LAST_WORD = re.compile(r"([^\W_]+)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place, without the white space around it."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; a line feed always ends one. Only white space is left out."""
    found: list[Sentence] = []
    position = 0
    for line in text.split("\n"):
        begin = 0
        for end in _ends(line):
            _add(found, text, position + begin, position + end)
            begin = end
        _add(found, text, position + begin, position + len(line))
        position += len(line) + 1
    return found


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        offset = start + piece.index(stripped)
        found.append(Sentence(stripped, offset, offset + len(stripped)))


def _ends(line: str) -> list[int]:
    ends: list[int] = []
    for match in _END.finditer(line):
        if match.end() == len(line):
            continue
        if _is_end(line, match):
            ends.append(match.end() - len(match.group("gap")))
    return ends


def _is_end(line: str, match: re.Match[str]) -> bool:
    rest = line[match.end() :]
    opening = _OPENING.match(rest)
    following = rest[opening.end() if opening else 0 :][:1]
    if following and not (following.isupper() or following.isdigit()):
        return False
    marks = match.group().strip()
    if not marks.startswith(".") or marks.startswith(".."):
        return True
    word = _LAST_WORD.search(line[: match.start()])
    if word is None:
        return True
    last = word.group(1)
    if len(last) == 1 and last.isalpha() and last.isupper():
        return False
    lowered = last.lower()
    if lowered in _MAY_END:
        return following.isupper()
    return lowered not in ABBREVIATIONS
