"""The Markdown marks of one line: which characters a writer need not see, and what they do.

Reads a line at a time, so that a key typed costs a line and not the article. It is careful rather
than complete: it never takes for a mark what `document.py` shows as text (tests/editing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

LineKind = Literal[
    "blank", "text", "heading", "bullet", "number", "quote", "rule", "image", "code", "table"
]
Role = Literal["bold", "italic", "link", "code", "escape", "image", "address"]

# What a line leaves behind for the next one to be read by.
GAP, TEXT, LIST, QUOTE, LIST_GAP = range(5)
_TICKS, _TILDES = 100, 200

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=[^ \t]|$)")
_FENCE = re.compile(r"(`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})[ ]*$")
_ITEM = re.compile(r"([ ]*)([*+-]|\d+\.)[ \t]+(?=[^ \t]|$)")
_QUOTE = re.compile(r" {0,3}>[ ]?")
_TABLE = re.compile(r"[ ]{0,3}\|")
_INDENT = 4
_LONGEST_RUN = 3
_ENDS = ".,;:!?…)»”’"

_TARGET = r"\((?P<address><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
_TITLE = r'(?:[ ]+"(?P<title>[^"\n]*)")?\)'
_LABEL = r"(?P<label>(?:[^\[\]\\`<]|\\.)*)"
_LINK = re.compile(rf"\[{_LABEL}\]{_TARGET}{_TITLE}")
_IMAGE = re.compile(rf"!\[{_LABEL}\]{_TARGET}{_TITLE}")
_TOKEN = re.compile(
    r"\\[\\`*_{}\[\]()>#+\-.!]|`+|!\[|\[|<[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*>|\*+|_+"
)
_MAY_HOLD_MARKS = re.compile(r"[\\`*_\[<]")


@dataclass(frozen=True)
class Span:
    """A passage in one style: `start` to `end` with its marks, `first` to `last` without them."""

    role: Role
    start: int
    end: int
    first: int
    last: int
    address: str = ""
    title: str = ""


@dataclass(frozen=True)
class Line:
    """What a line is: `lead` counts the marks it begins with, `level` its depth (headings: 1–6)."""

    kind: LineKind
    text: str
    lead: int = 0
    level: int = 0
    spans: tuple[Span, ...] = ()

    @cached_property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The marks themselves, each from its start to its end, in order."""
        found = [(s.start, s.first) for s in self.spans] + [(s.last, s.end) for s in self.spans]
        if self.lead:
            found.append((0, self.lead))
        return tuple(sorted((a, b) for a, b in found if a < b))

    @cached_property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The runs of characters that are marks, none of them touching the next."""
        runs: list[tuple[int, int]] = []
        for start, end in self.pieces:
            if runs and start <= runs[-1][1]:
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return tuple(runs)

    @property
    def content(self) -> str:
        """The line without the marks it begins with."""
        return self.text[self.lead :]

    def run_at(self, position: int) -> tuple[int, int] | None:
        """Give the run of marks that holds or touches a position."""
        return next(((a, b) for a, b in self.hidden if a <= position <= b), None)

    def rest(self, position: int) -> int:
        """Give where a cursor that came to this position stands.

        Behind what is seen before it: in bold at the end of bold, out of it at its beginning; but
        past a link, whose words are complete.
        """
        run = self.run_at(position)
        if run is None:
            return position
        place = max(run[0], self.lead)
        past = {s.last: s.end for s in self.spans if s.role in ("link", "image", "address")}
        while place in past and past[place] <= run[1]:
            place = past[place]
        return place

    def around(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the spans whose words hold this whole passage, the outermost first."""
        return tuple(s for s in self.spans if s.first <= start and end <= s.last)


@lru_cache(maxsize=8192)
def read(text: str, before: int = GAP) -> tuple[Line, int]:
    """Read a line, given what the line before left behind; gives it and what it leaves behind."""
    if before >= _TICKS:
        return _in_fence(text, before)
    if not text.strip():
        return Line("blank", text), LIST_GAP if before in (LIST, LIST_GAP) else GAP
    if fence := _FENCE.match(text):
        mark = fence.group(1)
        return Line("code", text), (_TICKS if mark[0] == "`" else _TILDES) + len(mark)
    if _RULE.match(text):
        return Line("rule", text), GAP
    if (heading := _HEADING.match(text)) and not text.endswith("\\"):
        lead = heading.end()
        return Line("heading", text, lead, len(heading.group(1)), spans_of(text, lead)), GAP
    if (item := _item(text, before)) is not None:
        return item, LIST
    if quote := _QUOTE.match(text):
        return Line("quote", text, quote.end(), 1, spans_of(text, quote.end())), QUOTE
    if _TABLE.match(text):
        return Line("table", text), TEXT
    after = LIST if before == LIST or (before == LIST_GAP and text[0] in " \t") else TEXT
    if before in (GAP, LIST_GAP) and (image := _IMAGE.fullmatch(text.rstrip())):
        return Line("image", text, 0, 0, (_image_span(image),)), after
    return Line("text", text, 0, 0, spans_of(text, 0)), after


def _in_fence(text: str, before: int) -> tuple[Line, int]:
    mark, size = ("`", before - _TICKS) if before < _TILDES else ("~", before - _TILDES)
    closed = text.rstrip(" \t") == mark * size
    return Line("code", text), GAP if closed else before


def _item(text: str, before: int) -> Line | None:
    found = _ITEM.match(text)
    if found is None:
        return None
    indent, mark = len(found.group(1)), found.group(2)
    if indent >= _INDENT and before not in (LIST, LIST_GAP):
        return None
    bullet = mark in "*+-"
    if not bullet and mark != "1." and before in (TEXT, QUOTE):
        return None
    lead = found.end()
    kind = "bullet" if bullet else "number"
    return Line(kind, text, lead, indent // _INDENT, spans_of(text, lead))


def spans_of(text: str, start: int) -> tuple[Span, ...]:
    """Give the styled passages of a line from `start` on, in the order they begin."""
    if not _MAY_HOLD_MARKS.search(text, start):
        return ()
    return tuple(sorted(_spans(text, start, len(text)), key=lambda s: (s.start, -s.end)))


def _spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Find passages between two places; one that crosses their borders is not looked for."""
    emphasis = _Emphasis(text)
    position = start
    while found := _TOKEN.search(text, position, end):
        position = found.end()
        token = found.group()
        if token[0] == "\\":
            yield Span("escape", found.start(), position, found.start() + 1, position)
        elif token[0] in "*_":
            emphasis.take(found.start(), position)
        elif token[0] == "`":
            closed = _closing_ticks(text, position, end, len(token))
            if closed is None:
                break
            position = closed + len(token)
            yield Span("code", found.start(), position, found.end(), closed)
        elif token[0] == "<":
            yield Span("address", found.start(), position, found.start() + 1, position - 1)
        else:
            spans = list(_bracket(text, found.start(), end))
            if not spans and "](" in text[position:end]:
                return
            position = spans[0].end if spans else position
            yield from spans
    yield from emphasis.spans


def _closing_ticks(text: str, start: int, end: int, size: int) -> int | None:
    for found in re.compile("`+").finditer(text, start, end):
        if len(found.group()) == size:
            return found.start() if text[start : found.start()].strip() else None
    return None


def _bracket(text: str, start: int, end: int) -> Iterator[Span]:
    if image := _IMAGE.match(text, start, end):
        yield _image_span(image)
    elif (link := _LINK.match(text, start, end)) and link["label"].strip() and link["address"]:
        first, last = link.span("label")
        address = link["address"].strip("<>")
        yield Span("link", link.start(), link.end(), first, last, address, link["title"] or "")
        yield from _spans(text, first, last)


def _image_span(image: re.Match[str]) -> Span:
    first, last = image.span("label")
    address = image["address"].strip("<>")
    return Span("image", image.start(), image.end(), first, last, address, image["title"] or "")


class _Emphasis:
    """Pairs the runs of stars and underscores of one passage."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._opened: list[tuple[int, int]] = []
        self._found: list[Span] = []
        self._cut: list[tuple[int, int]] = []
        self._tangled = False

    @property
    def spans(self) -> list[Span]:
        """What was found; nothing where runs of different lengths meet, which is ambiguous."""
        unsure = self._tangled or any(opening in self._cut for opening in self._opened)
        return [] if unsure else self._found

    def take(self, start: int, end: int) -> None:
        """Close the emphasis that this run of marks closes, or open it."""
        text, run = self._text, self._text[start:end]
        before, after = text[start - 1 : start], text[end : end + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        if run[0] == "_":
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        same = [o for o in self._opened if text[o[0]] == run[0]]
        if not (closes and same):
            if opens:
                self._opened.append((start, end))
        elif opens and self._is_ambiguous(same[-1], start, end):
            self._tangled = True
        else:
            self._close(same, start, end)

    def _is_ambiguous(self, opening: tuple[int, int], start: int, end: int) -> bool:
        """Tell whether a run that may open and close need not close this opening."""
        size, run = opening[1] - opening[0], end - start
        if size == run:
            return False
        ends = self._text[start - 1].isalnum() and self._text[end] in _ENDS
        return not ends or (size + run) % 3 == 0

    def _close(self, same: list[tuple[int, int]], start: int, end: int) -> None:
        """Pair a closing run with the openings before it, the last one first."""
        while start < end:
            if not same:
                self._tangled = True
                return
            opening = same.pop()
            size = min(opening[1] - opening[0], end - start)
            rest = opening[1] - opening[0] - size
            if size > _LONGEST_RUN or (
                rest and rest + size != _LONGEST_RUN and opening not in self._cut
            ):
                self._tangled = True
                return
            at = self._opened.index(opening)
            del self._opened[at:]
            if rest:
                left = (opening[0], opening[1] - size)
                self._cut.append(left)
                self._opened.append(left)
                same.append(left)
            self._add(opening[1], start, size)
            start += size

    def _add(self, first: int, last: int, size: int) -> None:
        if size == _LONGEST_RUN:
            self._found.append(Span("italic", first - 3, last + 3, first - 2, last + 2))
        role: Role = "italic" if size == 1 else "bold"
        marks = min(size, 2)
        self._found.append(Span(role, first - marks, last + marks, first, last))
