"""The rules of French typography on marks: spaces, guillemets, apostrophes, ellipses, dashes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Found = tuple[int, int, str | None]
_S: Final = "[ \u00a0\u202f\u2009\u2007]"


@dataclass(frozen=True, slots=True)
class Spaces:
    """The space before ; ! ?, the one of all other places, the one within thousands.

    `inner` are the marks of a quotation inside another.
    """

    high: str
    other: str
    thousands: str
    inner: tuple[str, str] = ("“", "”")


Make = Callable[[re.Match[str], Spaces], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose group `x` is replaced by what `make` gives."""

    name: str
    pattern: re.Pattern[str]
    make: Make
    wording: bool = False

    def find(self, text: str, spaces: Spaces) -> Iterator[Found]:
        """Give the stretches the rule is about, right or wrong."""
        for match in self.pattern.finditer(text):
            yield match.start("x"), match.end("x"), self.make(match, spaces)


def _other(_match: re.Match[str], spaces: Spaces) -> str:
    return spaces.other


def _high(_match: re.Match[str], spaces: Spaces) -> str:
    return spaces.high


def _thousands(_match: re.Match[str], spaces: Spaces) -> str:
    return spaces.thousands


def replacing(make: Make | str) -> Make:
    """Give a function of a match for a replacement that may be the same for all."""
    if isinstance(make, str):
        return lambda _match, _spaces: make
    return make


def _rule(name: str, pattern: str, make: Make | str, *, wording: bool = False) -> Rule:
    return Rule(name, re.compile(pattern), replacing(make), wording)


_SMILEY: Final = r"(?![:;]-?[()DPp])"
_CLOSING: Final = r"(?=[;!?]+(?:$|[\s»”)\]\"'’.,…]))"
_FIGURE: Final = rf"(?<![\w,.\-/])(?<!\d{_S})[1-9]\d{{0,2}}(?:{_S}\d{{3}})+(?![\d\w])(?!{_S}\d)"
_SYMBOLS: Final = r"(?:%|‰|€|£|°[ \u00a0\u202f]?[CF]\b)"
_GLUED_UNITS: Final = r"(?:km/h|km²|km|cm|mm|m²|m³|kg|kWh|MWh|ha|Mo|Go)"
_UNITS: Final = r"(?:km/h|km²|km|cm|mm|m²|m³|m|kg|mg|g|kWh|MWh|MW|GW|kW|ha|Mo|Go|To|h|min|s|l|t)"
_ELIDED: Final = r"(?:[cdjlmnst]|[CDJLMNST]|[Qq]u)"
_TITLES: Final = r"(?:\bMM?\.|\b(?:Mmes?|Mlles?|Dr|Pr|Mgr))"


class _Thousands(Rule):
    """The spaces inside a figure of more than three digits."""

    __slots__ = ()

    def find(self, text: str, spaces: Spaces) -> Iterator[Found]:
        """Give each space between the groups of three."""
        for figure in self.pattern.finditer(text):
            for gap in re.finditer(_S, figure.group()):
                place = figure.start() + gap.start()
                yield place, place + 1, spaces.thousands


MARK_RULES: Final = (
    _rule("comma_space", rf"(?<=[\w»”)])(?P<x>{_S}+)(?=,|\.(?:$|\s))", ""),
    _rule("comma_space", r"(?<=[^\W\d_])(?P<x>,)(?=[^\W\d_])", ", "),
    _rule("parenthesis_space", rf"(?<=(?<![:;])[(\[])(?P<x>{_S}+)(?=[^\s)\]])", ""),
    _rule("parenthesis_space", rf"(?<=[^\s(\[:;])(?P<x>{_S}+)(?=[)\]])", ""),
    _rule("mark_space", rf"(?<=[^\s(\[{{«“;:!?…/\-])(?P<x>){_CLOSING}{_SMILEY}", _high),
    _rule("mark_space", rf"(?<=[^\s(\[{{«“;:!?])(?P<x>{_S}+)(?=[;!?]+(?!\w)){_SMILEY}", _high),
    _rule("mark_space", r"(?<=[^\s(\[{«“;:!?/\-])(?P<x>)(?=:(?:$|\s))", _other),
    _rule("mark_space", rf"(?<=[^\s(\[{{«“;:!?])(?P<x>{_S}+)(?=:(?![\w:])){_SMILEY}", _other),
    _rule("guillemet_space", rf"(?<=«)(?P<x>{_S}*)(?=[^\s»)\].,])", _other),
    _rule("guillemet_space", rf"(?<=[^\s«(\[])(?P<x>{_S}*)(?=»)", _other),
    _Thousands("thousands_space", re.compile(_FIGURE), _thousands),
    _rule("unit_space", rf"(?<=\d)(?P<x>{_S}*)(?={_SYMBOLS})", _other),
    _rule("unit_space", rf"(?<=\d)(?P<x>{_S}+)(?={_UNITS}(?![\w'’]))", _other),
    _rule("unit_space", rf"(?<=\d)(?P<x>)(?={_GLUED_UNITS}(?![\w'’]))", _other),
    _rule("title_space", rf"{_TITLES}(?P<x>{_S}+)(?=[A-ZÀ-ÖØ-Þ])", _other),
    _rule("numero_space", rf"\b[nN]°(?P<x>{_S}*)(?=\d)", _other),
    _rule("apostrophe", r"(?<=[^\W\d_])(?P<x>['ʼ\u00b4])(?=[^\W\d_]|[«“\"]\s?\w)", "’"),
    _rule("apostrophe_space", rf"(?<!['’\w])(?:[cdjlmnst]|qu)(?P<x>{_S}+)(?=['’][^\W\d_])", ""),
    _rule("apostrophe_space", rf"(?<!['’\w]){_ELIDED}['’](?P<x>{_S}+)(?=[^\W\d_])", ""),
    _rule("colon_space", r"(?<=[ \u00a0\u202f])(?P<x>:)(?=[^\W\d_]{2,}(?![\w:]))", ": "),
    _rule("double_space", rf"(?<=\S)(?P<x>{_S}{{2,}})(?=[^\s;:!?»])", " "),
    _rule("ellipsis", r"(?<![./\\])(?P<x>\.{3,})(?![/\\])", "…", wording=True),
    _rule("dash", r"(?<=[^\s\d])(?P<x> --? )(?=\S)", " – ", wording=True),
    _rule("dash", r"(?<=\d)(?P<x> --? )(?=[^\s\d])", " – ", wording=True),
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Give the insides of the outer quotations; one that is not closed goes to the end."""
    spans: list[tuple[int, int]] = []
    depth, begin = 0, 0
    for index, char in enumerate(text):
        if char in "«“":
            depth += 1
            begin = index + 1 if depth == 1 else begin
        elif char in "»”" and depth:
            depth -= 1
            if not depth:
                spans.append((begin, index))
    if depth:
        spans.append((begin, len(text)))
    straight = [m.start() for m in re.finditer('"', text)]
    if len(straight) % 2 == 0:
        spans += [(a + 1, b) for a, b in zip(straight[::2], straight[1::2], strict=True)]
    return spans


def guillemets(text: str, spaces: Spaces) -> list[Found]:
    """Give straight and English marks as « », or the profile's inside another quotation.

    Marks that do not pair are left alone, all of them: they may be inches or minutes.
    """
    found: list[Found] = []
    opened: list[tuple[str, str]] = []
    for index, char in enumerate(text):
        if char == "«" or char == "“" or (char == '"' and not _closes(text, index, opened)):
            if char == '"' and not _may_open(text, index):
                return []
            opened.append((char, _change(found, text, index, char, spaces, inner=bool(opened))))
        elif char in '»”"':
            if not opened or not _pairs(opened[-1][0], char):
                return []
            _close(found, text, index, opened.pop()[1], char, spaces)
    return [] if opened else found


def _closes(text: str, index: int, opened: list[tuple[str, str]]) -> bool:
    if not opened or opened[-1][0] != '"':
        return False
    return not text[index + 1 : index + 2].isalnum()


def _may_open(text: str, index: int) -> bool:
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
    return (not before or before.isspace() or before in "([«“'’-–—/") and bool(after.strip())


def _pairs(opening: str, closing: str) -> bool:
    return (opening, closing) in (("«", "»"), ("“", "”"), ('"', '"'))


def _change(
    found: list[Found], text: str, index: int, char: str, spaces: Spaces, *, inner: bool
) -> str:
    """Note what an opening mark becomes and give it."""
    wanted = spaces.inner[0] if inner else "«"
    if char == wanted:
        return char
    end = index + 1
    while end < len(text) and text[end] in " \u00a0\u202f":
        end += 1
    found.append((index, end, wanted + (spaces.other if wanted == "«" else "")))
    return wanted


def _close(
    found: list[Found], text: str, index: int, opening: str, char: str, spaces: Spaces
) -> None:
    wanted = "»" if opening == "«" else "”"
    if wanted == char:
        return
    start = index
    while start and text[start - 1] in " \u00a0\u202f":
        start -= 1
    found.append((start, index + 1, wanted if wanted == "”" else spaces.other + wanted))
