"""French typography: what is to be set right in a text, and the text set right.

Three profiles. « web »: U+00A0 wherever a space must not break. « edition »: U+202F before ; ! ?
and in thousands, U+00A0 elsewhere, « » also for a quotation inside another. « none »: plain spaces.
Nothing is touched in addresses or in the stretches the caller protects; inside quotations only
spaces, apostrophes and guillemets are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from desktop_app.french.typography_marks import (
    MARK_RULES,
    Found,
    Spaces,
    guillemets,
    quoted_spans,
)
from desktop_app.french.typography_words import WORD_RULES, heading_end, sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Profile = Literal["web", "edition", "none"]
Part = Literal["paragraph", "item", "heading"]
Span = tuple[int, int]

_PROFILES: Final[dict[str, Spaces]] = {
    "web": Spaces("\u00a0", "\u00a0", "\u00a0"),
    "edition": Spaces("\u202f", "\u00a0", "\u202f", ("«", "»")),
    "none": Spaces(" ", " ", " "),
}
_ADDRESS: Final = re.compile(
    r"(?:(?:https?|ftp|file)://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#]\w+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|io|be|ch|info|html?|php|pdf|docx?|odt|xlsx?"
    r"|jpe?g|png|gif|webp|md|txt|json|py)\b(?:/\S*)?|(?<!\S)[~.]{0,2}/\w\S*|\b[A-Za-z]:\\\S*"
)
_ADDRESS_END: Final = re.compile(r"[.,;:!?…»”\"')\]]+$")
_ROUNDS: Final = 12


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the text and what should stand there instead; never an empty stretch.

    `rule` names the reason. `safe`: no reader could want it otherwise. `wording`: it touches more
    than spaces, apostrophes and guillemets. `text` is None where only a writer can tell.
    """

    start: int
    end: int
    text: str | None
    rule: str
    safe: bool = True
    wording: bool = False


def edits(
    text: str,
    profile: str = "web",
    *,
    part: Part = "paragraph",
    protected: Sequence[Span] = (),
    quoted: bool = False,
) -> list[Edit]:
    """Give what is to be set right, in order and without overlaps; positions are code points.

    `part` says what the text is, `protected` where nothing may be touched, `quoted` that all of it
    is a quotation. An unknown profile counts as « web ».
    """
    kept: list[Edit] = []
    closed = [*protected, *_addresses(text)]
    spans = [(0, len(text))] if quoted else quoted_spans(text)
    for edit in _candidates(text, _PROFILES.get(profile, _PROFILES["web"]), part):
        if edit.text == text[edit.start : edit.end] or _touches(edit, closed):
            continue
        if edit.wording and _touches(edit, spans):
            continue
        if not any(edit.start < k.end and k.start < edit.end for k in kept):
            kept.append(edit)
    return sorted(kept, key=lambda edit: edit.start)


def fix(text: str, profile: str = "web", *, part: Part = "paragraph") -> str:
    """Give the text with every safe edit made; fixing twice changes nothing more."""
    for _ in range(_ROUNDS):
        safe = [e for e in edits(text, profile, part=part) if e.safe and e.text is not None]
        if not safe:
            break
        text = apply(text, safe)
    return text


def apply(text: str, changes: Sequence[Edit]) -> str:
    """Give the text with these edits made."""
    for edit in sorted(changes, key=lambda edit: edit.start, reverse=True):
        if edit.text is not None:
            text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def open_quotation(text: str) -> int | None:
    """Give where a guillemet opens a quotation that the text does not close."""
    depth: list[int] = []
    for index, char in enumerate(text):
        if char == "«":
            depth.append(index)
        elif char == "»" and depth:
            depth.pop()
    return depth[0] if depth else None


def _candidates(text: str, spaces: Spaces, part: Part) -> Iterator[Edit]:
    if part == "heading":
        yield from (_edit(text, found, "heading_end", wording=True) for found in heading_end(text))
    yield from (_edit(text, found, "guillemets") for found in guillemets(text, spaces))
    for rule in WORD_RULES:
        for found in rule.find(text, spaces):
            yield _edit(text, found, rule.name, wording=True)
    for name, found, safe in sentence_starts(text, figures=part == "paragraph"):
        yield _edit(text, found, name, safe=safe, wording=True)
    for rule in MARK_RULES:
        for found in rule.find(text, spaces):
            yield _edit(text, found, rule.name, wording=rule.wording)


def _edit(text: str, found: Found, rule: str, *, safe: bool = True, wording: bool = False) -> Edit:
    """Make an edit that covers at least one character, the one that follows an insertion."""
    start, end, new = found
    if start == end and new is not None:
        end += 1
        new += text[start:end]
    return Edit(start, end, new, rule, safe, wording)


def _addresses(text: str) -> Iterator[Span]:
    for match in _ADDRESS.finditer(text):
        tail = _ADDRESS_END.search(match.group())
        yield match.start(), match.end() - (len(tail.group()) if tail else 0)


def _touches(edit: Edit, spans: Sequence[Span]) -> bool:
    return any(edit.start < end and start < edit.end for start, end in spans)
