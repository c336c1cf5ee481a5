"""What the writer told the checks of language to leave alone: words, remarks, rules, categories.

Everything is one line of text, so that it can be kept in a plain file and edited by hand:
« word:Stroumpfy » a word that is right, « grammar.OE » a rule, « grammar.OE|oeuf » a rule on these
words, « kind:style » and « category:CAT_TONS » what is switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.words import fold_apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.model import Article, Finding

_WORD, _KIND, _CATEGORY = "word:", "kind:", "category:"
_FACTS = ("quote:", "number:", "date:", "attribution:", "unsupported:", "certainty:", "finding:")
_NAME = "name:"
_RULES = ("grammar.", "typography.")
_BETWEEN = "|"


def word_key(word: str) -> str:
    """Give the line that says a word is right."""
    return _WORD + " ".join(word.split())


def remark_key(finding: Finding, article: Article) -> str:
    """Give the line that says this rule is wrong about these words; "" where there are none."""
    words = finding.params.get("words")
    if not isinstance(words, str) and finding.where is not None:
        text: str = getattr(article, finding.where.field)
        words = text[finding.where.start : finding.where.end]
    return pair_key(finding.id, words) if isinstance(words, str) else ""


def pair_key(rule: str, words: str) -> str:
    """Give the line that says a rule is wrong about these words."""
    return rule + _BETWEEN + _written(words)


def category_keys(names: Iterable[str]) -> frozenset[str]:
    """Give the lines that switch kinds (spelling, grammar…) and the engine's categories off."""
    return frozenset((_CATEGORY if name.isupper() else _KIND) + name for name in names)


def is_key(line: str) -> bool:
    """Tell whether a line says something of a rule, a kind or a category."""
    return line.startswith((*_RULES, _KIND, _CATEGORY))


@dataclass(frozen=True, slots=True)
class Ignored:
    """The lines of a context, to be asked about one remark at a time."""

    lines: frozenset[str]

    def covers(self, rule: str, words: str, kind: str = "", category: str = "") -> bool:
        """Tell whether nothing is to be said of these words by this rule."""
        if not self.lines:
            return False
        return bool(
            self.lines & {rule, pair_key(rule, words), f"{_KIND}{kind}", f"{_CATEGORY}{category}"}
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that are right as they are."""
        return tuple(
            line.removeprefix(_WORD).removeprefix(_NAME)
            for line in sorted(self.lines)
            if not is_key(line) and not line.startswith(_FACTS)
        )


def _written(words: str) -> str:
    """Give words as they are compared: apostrophes alike; spaces are what some rules are about."""
    return fold_apostrophes(words).replace("\n", " ") if words.strip(" '’") else words
