"""What an order asks, as a line a writer types: « piscine (3) », « H3 Titre », « ancre → adresse ».

Each is read back by its reader in `order_values`, so that a field can show it and take it again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from desktop_app.model import BriefLine, WantedTerm
from desktop_app.sources import order_values as read
from desktop_app.sources.order_lines import unmarked

if TYPE_CHECKING:
    from desktop_app.model import WantedHeading, WantedLink

DEMANDED = ("terms", "headings", "forbidden", "links", "person", "brands", "remarks")

# What parts the terms of a list pasted from a table, a mail or a document.
_LINES = re.compile(r"[\n\r\u2028\u2029]+")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\D)")
_COUNTED_CELLS = re.compile(r"\t\s*(?=\d{1,2}(?:\s*(?:à|-|–)\s*\d{1,2})?\s*(?:\t|$))")


def term_words(term: WantedTerm) -> str:
    """Give a keyword with the occurrences wanted."""
    if term.maximum is None:
        return f"{term.text} ({term.minimum})" if term.minimum > 1 else term.text
    if term.minimum == 1:
        return f"{term.text} (max {term.maximum})"
    return f"{term.text} ({term.minimum} à {term.maximum})"


def terms_in(text: str) -> tuple[WantedTerm, ...]:
    """Give the keywords of a typed or pasted list: a line, a cell, or between commas each.

    A number in the cell after a keyword is its occurrences; of two alike the first counts.
    """
    found: dict[str, WantedTerm] = {}
    for line in _LINES.split(text):
        counted = _COUNTED_CELLS.sub(" : ", _NUMBERED.sub("", line))
        for part in read.entries(unmarked(counted), r"[,;\t]"):
            term = read.term(part) or WantedTerm(read.unquoted(part))
            if any(char.isalnum() for char in term.text):
                found.setdefault(term.text.casefold(), term)
    return tuple(found.values())


def words_in(text: str) -> tuple[str, ...]:
    """Give the words or phrases of a typed or pasted list, a line or between commas each."""
    parts = (p for line in _LINES.split(text) for p in read.entries(unmarked(line), r"[,;\t]"))
    kept = (read.unquoted(part) for part in parts)
    return tuple(dict.fromkeys(word for word in kept if word))


def heading_words(heading: WantedHeading) -> str:
    """Give an imposed heading on one line, its level before it where it is not 2."""
    return heading.text if heading.level == 2 else f"H{heading.level} {heading.text}"


def headings_in(text: str) -> tuple[WantedHeading, ...]:
    """Give the headings of a list, one a line; what is no heading is left out."""
    lines = (unmarked_heading(line) for line in _LINES.split(text))
    return tuple(found for line in lines if line and (found := read.heading(line)))


def unmarked_heading(line: str) -> str:
    """Give a line without its bullet; Markdown's heading marks say its level."""
    marks = re.match(r"\s*(#{1,6})\s+", line)
    return f"{marks[1]} {unmarked(line)}" if marks else unmarked(line)


def link_words(link: WantedLink) -> str:
    """Give a link to place: « ancre → adresse », or the address alone."""
    return f"{link.anchor} → {link.address}" if link.anchor else link.address


def links_in(text: str) -> tuple[tuple[WantedLink, ...], tuple[str, ...]]:
    """Give the links of a list, one a line, and the lines that are none."""
    found: list[WantedLink] = []
    wrong: list[str] = []
    for line in _LINES.split(text):
        if not (bare := unmarked_link(line)):
            continue
        link = read.link(bare)
        if link is None:
            wrong.append(bare)
        else:
            found.append(link)
    return tuple(dict.fromkeys(found)), tuple(wrong)


def unmarked_link(line: str) -> str:
    """Give a line without its bullet, a table's cells joined by an arrow."""
    cells = [unmarked(cell) for cell in line.split("\t") if cell.strip()]
    return " → ".join(cells)


def said_by(line: BriefLine | None) -> frozenset[str]:
    """Name what an order says: fields of the brief, and of its demands."""
    if line is None:
        return frozenset()
    said = {n for n in ("length", "tone", "keyphrase", "audience") if getattr(line, n) is not None}
    if line.demands is not None:
        said |= {name for name in DEMANDED if cast("object", getattr(line.demands, name))}
    return frozenset(said)
