"""Cutting in a line so that no mark is left without its partner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.editing.marks import Line, Span, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class _Item:
    """A visible character, or the marks that open or close a span."""

    text: str
    span: Span | None = None
    opens: bool = False


_MADE = Span("bold", 0, 0, 0, 0)


@dataclass
class Strip:
    """A line taken apart into what is seen and the marks between, to be changed and put together.

    Places are counted in visible characters. The marks a line begins with stay out of it.
    """

    items: list[_Item] = field(default_factory=list["_Item"])

    @classmethod
    def of(cls, look: Line) -> Strip:
        """Take a line apart."""
        opening: dict[int, list[Span]] = {}
        closing: dict[int, list[Span]] = {}
        for span in look.spans:
            opening.setdefault(span.start, []).append(span)
            if span.role != "escape":
                closing.setdefault(span.last, []).append(span)
        items: list[_Item] = []
        position = look.lead
        while position < len(look.text):
            span = next(iter(opening.pop(position, [])), None)
            if span and span.role == "escape":
                items.append(_Item(look.text[position : span.end]))
                position = span.end
            elif span:
                items.append(_Item(look.text[position : span.first], span, opens=True))
                position = span.first
            elif closed := closing.get(position):
                span = closed.pop()
                items.append(_Item(look.text[position : span.end], span))
                position = span.end
            else:
                items.append(_Item(look.text[position]))
                position += 1
        return cls(items)

    @property
    def text(self) -> str:
        """The line put together, without the marks it begins with."""
        return "".join(item.text for item in self.items)

    def place(self, count: int) -> int:
        """Give where this many visible characters end, in `text`: before the marks that follow."""
        position = 0
        for item in self.items:
            if count <= 0:
                return position
            position += len(item.text)
            count -= item.span is None
        return position

    def cut(self, start: int, end: int) -> None:
        """Take visible characters out, and the marks that then hold nothing."""
        kept: list[_Item] = []
        count = 0
        for item in self.items:
            if item.span is None:
                if not start <= count < end:
                    kept.append(item)
                count += 1
            else:
                kept.append(item)
        self.items = kept
        self._settle()

    def extent(self, span: Span) -> tuple[int, int]:
        """Give which visible characters a span holds."""
        found: list[int] = []
        count = 0
        for item in self.items:
            if item.span is span:
                found.append(count)
            count += item.span is None
        return (found[0], found[-1]) if found else (0, 0)

    def drop(self, spans: Iterable[Span]) -> None:
        """Take the marks of these spans away; what they hold stays."""
        gone = list(spans)
        self.items = [i for i in self.items if not any(i.span is span for span in gone)]

    def wrap(self, start: int, end: int, opening: str, closing: str) -> None:
        """Put marks around visible characters, within and around the marks that stand there."""
        extents = {id(i.span): self.extent(i.span) for i in self.items if i.span}
        first, last = self._index(start), self._index(end - 1) + 1
        while first and (span := self.items[first - 1].span) and self.items[first - 1].opens:
            if extents[id(span)][1] > end:
                break
            first -= 1
        while last < len(self.items) and (span := self.items[last].span):
            if self.items[last].opens or extents[id(span)][0] < start:
                break
            last += 1
        self.items.insert(last, _Item(closing, _MADE))
        self.items.insert(first, _Item(opening, _MADE, opens=True))

    def _index(self, count: int) -> int:
        """Give the place among the items of the visible character with this number."""
        for index, item in enumerate(self.items):
            if item.span is None:
                if count == 0:
                    return index
                count -= 1
        return len(self.items)

    def _settle(self) -> None:
        """Move spaces out of emphasis, join what now touches and drop marks around nothing."""
        moved = True
        while moved:
            moved = any(self._mend(index) for index in range(len(self.items) - 1))

    def _mend(self, index: int) -> bool:
        items = self.items
        one, two = items[index], items[index + 1]
        if one.span and one.opens and two.span is one.span and one.span.first < one.span.last:
            del items[index : index + 2]
            return True
        closes = _is_emphasis(one.span) and not one.opens
        if closes and two.span and _is_emphasis(two.span) and two.opens:
            if one.text == two.text:
                del items[index : index + 2]  # the emphasis goes on
            else:
                self.drop([two.span])  # marks of both kinds side by side would be ambiguous
            return True
        opening_space = one.opens and _is_emphasis(one.span) and _is_space(two)
        closing_space = _is_space(one) and _is_emphasis(two.span) and not two.opens
        if opening_space or closing_space:
            items[index], items[index + 1] = two, one
            return True
        return False


def _is_emphasis(span: Span | None) -> bool:
    return span is not None and span.role in ("bold", "italic")


def _is_space(item: _Item) -> bool:
    return item.span is None and item.text.isspace()


def seen_before(look: Line, position: int) -> int:
    """Count the visible characters of a line before a position of it."""
    hidden = sum(min(b, position) - a for a, b in look.pieces if a < position)
    return position - hidden


def without(look: Line, start: int, end: int) -> tuple[str, int]:
    """Give a line without what is seen between two places, and where the cursor then stands."""
    first, last = seen_before(look, start), seen_before(look, end)
    strip = Strip.of(look)
    strip.cut(first, last)
    return look.text[: look.lead] + strip.text, look.lead + strip.place(first)


def joined(left: str, right: str, lead: int) -> tuple[str, int]:
    """Give two pieces of line as one, and where they meet; emphasis that goes on is one again.

    `lead` counts the marks that the first piece begins with.
    """
    one = Strip.of(Line("text", left, lead, 0, spans_of(left, lead))).items
    two = Strip.of(Line("text", right, 0, 0, spans_of(right, 0))).items
    while one and two and _goes_on(one[-1], two[0]):
        del one[-1], two[0]
    start = left[:lead] + Strip(one).text
    return start + Strip(two).text, len(start)


def _goes_on(closing: _Item, opening: _Item) -> bool:
    both = _is_emphasis(closing.span) and _is_emphasis(opening.span)
    return both and opening.opens and not closing.opens and opening.text == closing.text


def halves(look: Line, position: int) -> tuple[str, str]:
    """Give what comes before and after a place of a line, each with its marks closed.

    The second begins without the marks the line begins with.
    """
    position = max(position, look.lead)
    seen = seen_before(look, position)
    total = seen_before(look, len(look.text))
    left, right = Strip.of(look), Strip.of(look)
    left.cut(seen, total)
    right.cut(0, seen)
    return look.text[: look.lead] + left.text, right.text
