"""Finds the quotations of a text, and compares them word for word.

« … », “…”, „…“ and "…" alike; one that is never closed ends with its line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop_app.french.words import fold_apostrophes

_MARK = re.compile(r"[«»“”„\"]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?|[%€$£?]")
_CUT = re.compile(r"[(\[]\s*(?:\.{2,}|…|[^()\[\]]{0,40})\s*\]|\(\s*(?:\.{2,}|…)\s*\)")
_HYPHENS = str.maketrans({"‑": "-", "\u2010": "-", "−": "-", "–": "-"})
_INNER_SPACES = " \u00a0\u202f\t"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation and its place.

    `start` to `end` holds its marks, `inner_start` to `inner_end` neither them nor the spaces along
    them; `closed` is false when its end mark is missing.
    """

    text: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class WordDifference:
    """What a reworded quotation took out of the original and put in, as words; "" for nothing."""

    removed: str
    added: str


def quotations(text: str) -> list[Quotation]:
    """Give the text's outermost quotations, in order; one inside another belongs to it."""
    found: list[Quotation] = []
    offset = 0
    open_before = False
    for line in text.split("\n"):
        spans = _line_spans(line, open_before)
        for start, end, closed in spans:
            found.append(_quotation(text, offset + start, offset + end, closed))
        open_before = bool(spans) and not spans[-1][2]
        offset += len(line) + 1
    return [q for q in found if q.text]


def _quotation(text: str, start: int, end: int, closed: bool) -> Quotation:
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and text[inner_start] in _INNER_SPACES:
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1] in _INNER_SPACES:
        inner_end -= 1
    return Quotation(text[inner_start:inner_end], start, end, inner_start, inner_end, closed)


def _line_spans(line: str, continued: bool) -> list[tuple[int, int, bool]]:
    marks = [(m.start(), m.group()) for m in _MARK.finditer(line)]
    if not marks:
        return []
    balanced = line.count("«") == line.count("»")
    straight_pair = line.count('"') % 2 == 0
    spans: list[tuple[int, int, bool]] = []
    stack: list[tuple[int, str]] = []
    for position, mark in marks:
        role = _role(line, position, mark, stack, straight_pair)
        if role == "open":
            if stack and stack[-1][1] == mark and (not balanced or mark == '"'):
                spans.append((stack[0][0], position, False))
                stack.clear()
            stack.append((position, mark))
        elif role == "close":
            matching = [i for i, (_, opening) in enumerate(stack) if _pairs(opening, mark)]
            if matching:
                begin = stack[matching[-1]][0]
                del stack[matching[-1] :]
                if not stack:
                    spans.append((begin, position + 1, True))
            elif not stack and continued and not line[:position].strip():
                stack.append((position, "«"))
    if stack:
        spans.append((stack[0][0], len(line.rstrip()), False))
    return spans


def _role(
    line: str, position: int, mark: str, stack: list[tuple[int, str]], straight_pair: bool
) -> str:
    if mark in "«„":
        return "open"
    if mark == "“":
        return "close" if any(opening == "„" for _, opening in stack) else "open"
    if mark in "»”":
        return "close"
    is_open = any(opening == '"' for _, opening in stack)
    before, after = line[position - 1 : position], line[position + 1 : position + 2]
    if straight_pair:
        return "close" if is_open else "open"
    if before.isdigit() and not is_open:
        return "none"
    opens = (not before or before.isspace() or before in "('’«“") and bool(after.strip())
    return "open" if opens else "close"


def _pairs(opening: str, closing: str) -> bool:
    return (opening + closing) in ("«»", "“”", "„“", "„”", '""')


def quote_words(text: str) -> list[str]:
    """Give a quotation's words and figures as they are compared: never normalised themselves.

    Apostrophes, hyphens, spaces, inner marks and punctuation do not count; « ? » does.
    """
    plain = fold_apostrophes(unicodedata.normalize("NFC", text)).translate(_HYPHENS)
    return _WORD.findall(re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3}(?!\d))", "", plain))


def quote_pieces(text: str) -> list[list[str]]:
    """Give a quotation's words in the pieces that (…) and […] cut it into; empty ones left out."""
    pieces = [quote_words(piece) for piece in _CUT.split(text)]
    return [piece for piece in pieces if piece]


def difference(source: list[str], article: list[str]) -> WordDifference:
    """Say which words of the original were taken out and which put in."""
    removed: list[str] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, source, article, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            removed.extend(source[i1:i2])
            added.extend(article[j1:j2])
    return WordDifference(" ".join(removed), " ".join(added))
