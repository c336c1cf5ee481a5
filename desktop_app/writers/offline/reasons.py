"""Why a keyphrase is suggested: where the sources say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.keyphrase import Keyphrase
from desktop_app.writers.offline.material import material

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.model import Source


@dataclass(frozen=True, slots=True)
class Reason:
    """A keyphrase, and whether the title says it, how many headings and paragraphs do.

    `opening` tells whether the first paragraph is among them.
    """

    keyphrase: str
    in_title: bool = False
    headings: int = 0
    paragraphs: int = 0
    opening: bool = False


def reasons_for(
    keyphrases: Sequence[str],
    sources: Sequence[Source],
    lexicon: Lexicon,
    function_words: Collection[str],
) -> tuple[Reason, ...]:
    """Give the reason for each keyphrase, its forms (plural, feminine) counted too."""
    matter = material(sources)
    texts = [piece for piece in matter.pieces if piece.role not in ("heading", "label")]
    headings = [piece for piece in matter.pieces if piece.role in ("heading", "label")]
    found: list[Reason] = []
    for text in keyphrases:
        phrase = Keyphrase(text, lexicon, function_words)
        said = [bool(phrase.in_sentences(piece.sentences).count) for piece in texts]
        found.append(
            Reason(
                text,
                bool(matter.title) and bool(phrase.in_text(matter.title).count),
                sum(bool(phrase.in_text(piece.plain).count) for piece in headings),
                sum(said),
                said[:1] == [True],
            )
        )
    return tuple(found)
