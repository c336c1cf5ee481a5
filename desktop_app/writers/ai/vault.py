"""The quotation vault: quotations leave as numbered tokens and come back word for word.

Tokens are numbered by the sources alone, so that an order printed today and an answer pasted
tomorrow agree. Quotations in another language are not sealed: they have to be translated.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from desktop_app.document import Block, count_words, escape, parse, plain_text
from desktop_app.french.quotations import Quotation, quotations, quote_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from desktop_app.model import Source

WORD = "CITATION"
NBSP = "\u00a0"
_LONGEST_HELD = 60


@dataclass(frozen=True, slots=True)
class Sealed:
    """A quotation in the vault: its number, its Markdown with its marks, how often it is said."""

    number: int
    markdown: str
    words: tuple[str, ...]
    times: int
    size: int
    text: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its quotations back in place, and which tokens were not as they should be.

    `unknown` holds the numbers that no quotation of the sources has.
    """

    text: str
    missing: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True)
class Vault:
    """The quotations of some sources, and the sources with tokens in their place."""

    word: str
    sealed: tuple[Sealed, ...]
    texts: tuple[str, ...]

    @cached_property
    def _by_number(self) -> dict[int, Sealed]:
        return {one.number: one for one in self.sealed}

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], Sealed]:
        return {one.words: one for one in self.sealed}

    @cached_property
    def _token(self) -> re.Pattern[str]:
        return _pattern(self.word)

    @cached_property
    def _unfinished(self) -> re.Pattern[str]:
        letters = "".join(f"(?:{letter}" for letter in self.word)
        closing = ")?" * (len(self.word) - 1) + ")"
        number = r"(?:[\\_ \-\u00a0]{0,3}(?:\d{1,4}[\]\s\u00a0*_\\»”\"]{0,8})?)?"
        lead = r"[«“\"\s\u00a0\u202f*_\\\[]{0,12}"
        word = f"{letters}{closing}"
        return re.compile(
            rf"(?:{lead}{word}{number}|[«“\"*_\\\[][«“\"\s\u00a0\u202f*_\\\[]{{0,11}})$"
        )

    def token(self, number: int) -> str:
        """Give the token of a quotation."""
        return f"[[{self.word}_{number}]]"

    def seal(self, markdown: str) -> str:
        """Give an article's Markdown with the sources' quotations as tokens again."""

        def number_of(quotation: Quotation) -> int | None:
            one = self._by_words.get(tuple(quote_words(quotation.text)))
            return one.number if one else None

        return _replaced(markdown, number_of, self.token)

    def restore(self, text: str, *, expected: Sequence[int] | None = None) -> Restored:
        """Put the quotations back; `expected` are the tokens that should come, default all."""
        seen: Counter[int] = Counter()
        result = self._token.sub(lambda match: self._said(match, seen), text)
        wanted = [one.number for one in self.sealed] if expected is None else list(expected)
        known = self._by_number
        return Restored(
            result,
            missing=tuple(n for n in dict.fromkeys(wanted) if not seen[n]),
            repeated=tuple(sorted(n for n, c in seen.items() if n in known and c > known[n].times)),
            unknown=tuple(sorted(n for n in seen if n not in known)),
        )

    def _said(self, match: re.Match[str], seen: Counter[int]) -> str:
        number = _number(match)
        seen[number] += 1
        one = self._by_number.get(number)
        # A token nobody gave is shown as a quotation, so that the checks name it as invented.
        said = one.markdown if one else f"«{NBSP}{self.word} {number}{NBSP}»"
        before, after = match["before"] or "", match["after"] or ""
        for marks in ('«“"»”', "*_"):
            if any(c in marks for c in before) and any(c in marks for c in after):
                before = "".join(c for c in before if c not in marks)
                after = "".join(c for c in after if c not in marks)
        return f"{before.strip() and before}{said}{after.strip() and after}"

    def without(self, text: str, kept: Collection[int], instead: str) -> str:
        """Give a text whose tokens of other numbers than `kept` give way to some words."""
        return self._token.sub(
            lambda m: m[0] if _number(m) in kept else f"{m['before']}{instead}{m['after']}", text
        )

    def numbers(self, text: str) -> list[int]:
        """Give the numbers of the tokens that stand in a text, in order."""
        return [_number(match) for match in self._token.finditer(text)]

    def incremental(self) -> Restorer:
        """Give a restorer for a text that comes in pieces."""
        return Restorer(self, self._token, self._unfinished)


@dataclass
class Restorer:
    """Restores a text piece by piece; only what may be the beginning of a token is held back."""

    vault: Vault
    token: re.Pattern[str]
    unfinished: re.Pattern[str]
    _held: str = field(default="")

    def feed(self, piece: str) -> str:
        """Give what is sure so far, restored."""
        text = self._held + piece
        tail = self.unfinished.search(text, max(0, len(text) - _LONGEST_HELD))
        cut = tail.start() if tail else len(text)
        self._held = text[cut:]
        return self.vault.restore(text[:cut]).text

    def finish(self) -> str:
        """Give what was held back."""
        text, self._held = self._held, ""
        return self.vault.restore(text).text


def vault_of(sources: Sequence[Source]) -> Vault:
    """Seal the quotations of these sources."""
    word = _free_word(sources)
    numbers: dict[tuple[str, ...], int] = {}
    found: dict[int, tuple[str, Quotation, int]] = {}
    texts: list[str] = []
    for source in sources:
        if source.language not in ("fr", ""):
            texts.append(source.markdown)
            continue
        for block, quotation in _quotations(source.markdown):
            words = tuple(quote_words(quotation.text))
            number = numbers.setdefault(words, len(numbers) + 1)
            first = found.get(number)
            said = first[0] if first else _markdown(block, quotation)
            found[number] = (said, quotation, (first[2] if first else 0) + 1)
        texts.append(
            _replaced(
                source.markdown,
                lambda quotation: numbers.get(tuple(quote_words(quotation.text))),
                lambda number: f"[[{word}_{number}]]",
            )
        )
    sealed = tuple(
        Sealed(
            number,
            found[number][0],
            words,
            found[number][2],
            count_words(found[number][1].text),
            found[number][1].text,
        )
        for words, number in numbers.items()
    )
    return Vault(word, sealed, tuple(texts))


def _free_word(sources: Sequence[Source]) -> str:
    """Give a word for tokens that no source uses so: its own tokens stay plain text."""
    text = "\n".join(source.markdown for source in sources)
    word = WORD
    while _pattern(word).search(text):
        word += "X"
    return word


def _pattern(word: str) -> re.Pattern[str]:
    """Match a token and its mangled forms.

    « [[CITATION_3]] », « **[CITATION 3]** », « CITATION_3 », each mark escaped or not, within
    quotation marks or emphasis of the model's own.
    """
    space = r"[ \t\u00a0\u202f]"
    joint = rf"(?:\\?_|{space}*-{space}*|{space})+"
    bracketed = (
        rf"(?:\\?\[{space}*){{1,2}}{word}(?:{joint})?(?P<n1>\d{{1,4}})(?:{space}*\\?\]){{1,2}}"
    )
    bare = rf"\b{word}(?:\\?_|-|{space}){{1,2}}(?P<n2>\d{{1,4}})\b"
    marks = r"(?:\*{1,3}|_{1,3})"
    before = rf"(?P<before>(?:[«“\"]{space}*)?{marks}?(?:[«“\"]{space}*)?)"
    after = rf"(?P<after>(?:{space}*[»”\"])?{marks}?(?:{space}*[»”\"])?)"
    return re.compile(f"{before}(?:{bracketed}|{bare}){after}")


def _number(match: re.Match[str]) -> int:
    return int(match["n1"] or match["n2"])


def _replaced(
    markdown: str, number_of: Callable[[Quotation], int | None], token: Callable[[int], str]
) -> str:
    for block, quotation in reversed(_quotations(markdown)):
        number = number_of(quotation)
        if number is not None:
            start, end = block.to_markdown(quotation.start, quotation.end)
            markdown = markdown[:start] + token(number) + markdown[end:]
    return markdown


def _quotations(markdown: str) -> list[tuple[Block, Quotation]]:
    return [
        (block, quotation)
        for block in parse(markdown).blocks
        if block.kind not in ("code", "rule")
        for quotation in quotations(block.plain)
        if quote_words(quotation.text)
    ]


def _markdown(block: Block, quotation: Quotation) -> str:
    """Give a quotation's Markdown; one left open is closed, or it would swallow what follows."""
    start, end = block.to_markdown(quotation.start, quotation.end)
    said = block.content.markdown[start - block.start : end - block.start]
    plain = block.plain[quotation.start : quotation.end]
    if plain_text(said) != plain:
        said = escape(plain, starts=False)
    if not quotation.closed:
        mark = {"«": f"{NBSP}»", "“": "”", "„": "“"}.get(plain[0], plain[0])
        said = said.rstrip(f" {NBSP}\u202f") + mark
    return " ".join(said.split("\n"))
