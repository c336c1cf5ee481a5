"""Decides everything of an article before a word of it is given: keyphrase, sections, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.french.lexicon import Lexicon
from desktop_app.french.words import tokens
from desktop_app.model import Brief
from desktop_app.writers.offline.card import slug
from desktop_app.writers.offline.material import Material, Piece
from desktop_app.writers.offline.sections import Section, sections


@dataclass(frozen=True)
class Plan:
    """The article's blocks (Markdown, in order) and its card."""

    blocks: tuple[str, ...]
    title: str
    seo_title: str
    meta_description: str
    slug: str
    keyphrase: str
    standfirst: str
    suggestions: tuple[str, ...] = ()
    alternatives: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )


class Planner:
    """Plans articles from the lexicon and the word lists."""

    def __init__(self, lexicon: Lexicon, word_list: Callable[[str], Iterable[str]]) -> None:
        """Take the data."""
        self._lexicon = lexicon
        self._word_list = word_list

    def plan(self, matter: Material, brief: Brief) -> Plan:
        """Give the plan of one article."""
        pieces = matter.pieces
        keyphrase = brief.keyphrase or self._keyphrase(pieces)
        intro, parts = sections(pieces)
        blocks = [p.markdown for p in pieces[:intro]]
        for number, part in enumerate(parts):
            blocks.extend(self._section(pieces, part, keyphrase if number % 3 == 0 else ""))
        title = matter.title or f"{keyphrase[:1].upper()}{keyphrase[1:]}"
        standfirst = next((p.plain for p in pieces[:1] if p.role == "text"), "")
        return Plan(
            tuple(blocks),
            title,
            title[:60],
            standfirst[:156],
            slug([t.text for t in tokens(title) if t.is_word], frozenset()),
            keyphrase,
            standfirst,
        )

    def _section(self, pieces: tuple[Piece, ...], part: Section, lead: str) -> list[str]:
        own = pieces[part.start : part.end]
        if part.given:
            head = own[0].markdown.lstrip("# ") if own[0].role == "heading" else own[0].plain
            return [f"{'#' * part.level} {head}", *(p.markdown for p in own[1:])]
        text = re.split(r"[,;:.!?]", own[0].plain)[0][:60].strip()
        if lead:
            text = f"{lead[:1].upper()}{lead[1:]} : {text[:40]}"
        return [f"{'#' * part.level} {text}", *(p.markdown for p in own)]

    def _keyphrase(self, pieces: tuple[Piece, ...]) -> str:
        counts: Counter[str] = Counter()
        for piece in pieces:
            for token in tokens(piece.plain)[1:]:
                if token.kind == "word" and token.text[0].isupper() and len(token.text) > 3:
                    counts[token.text] += 1
        return counts.most_common(1)[0][0] if counts else "Article"
