"""Decides everything of an article before a word of it is given: keyphrase, sections, headings."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower, main_clause
from desktop_app.french.words import tokens
from desktop_app.writers.offline.card import fits_title, slug
from desktop_app.writers.offline.cohesion import cut_cost
from desktop_app.writers.offline.descriptions import descriptions
from desktop_app.writers.offline.headings import Headings
from desktop_app.writers.offline.keyphrase import Known, content_words, holds, keyphrases
from desktop_app.writers.offline.noun_headings import Words
from desktop_app.writers.offline.reading import Reader, Reading
from desktop_app.writers.offline.sections import Costs, Section, sections
from desktop_app.writers.offline.subject import central_terms
from desktop_app.writers.offline.title_forms import (
    TitleForm,
    further_titles,
    opening_titles,
    taken_up_titles,
    whole_titles,
)
from desktop_app.writers.offline.title_names import (
    introduced_titles,
    keyed_objects,
    named_titles,
    phrases_of,
    place_of,
)
from desktop_app.writers.offline.titles import ALTERNATIVES, own_titles, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.model import Brief
    from desktop_app.writers.offline.material import Material, Piece
    from desktop_app.writers.offline.reading import Read

_FURTHER = 6
_LATE = 2.0
_ASKING = re.compile(r"\b(?:à qui|comment|pourquoi|quels?|quelles?)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"([\\`*_\[\]<>#])")


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
        self._reader = Reader(lexicon, word_list)
        self._words = Words.load(word_list)
        self._empty_slug = frozenset(word_list("offline_slug_empty"))
        self._known = Known.load(word_list)

    def plan(self, matter: Material, brief: Brief) -> Plan:
        """Give the plan of one article."""
        pieces = matter.pieces
        reading = self._reader.read(pieces)
        matter = replace(matter, title=self._reader.in_sentence_case(reading, matter.title))
        found = self._keyphrases(matter, reading)
        keyphrase = brief.keyphrase or (found[0] if found else _first_words(pieces))
        words = content_words(keyphrase, self._empty_slug)
        listed = {i for i, p in enumerate(pieces) if p.role in ("list", "line", "kept")}
        headings = Headings(
            reading,
            self._words,
            self._reader,
            keyphrase,
            words,
            brief.keywords,
            listed,
            self._known.first_names,
        )
        costs = Costs(lambda i: cut_cost(reading, i), headings.reward)
        intro, parts = sections(pieces, costs)
        named, title = self._titles(
            matter, reading, headings, keyphrase, words, bool(brief.keyphrase)
        )
        chosen, others = headings.choose(parts, pieces, title)
        asked = next((i for i, p in enumerate(pieces) if p.role == "question"), len(pieces))
        texts = {i for i, p in enumerate(pieces[: asked or None]) if p.role == "text"}
        named_work = title if not matter.title and "«" in title else ""
        told = self._sentence(matter.title, reading) or named_work
        described = descriptions(reading, words, texts, told) or [title]
        return Plan(
            blocks=tuple(_blocks(pieces, intro, parts, chosen)),
            title=title,
            seo_title=named[0],
            meta_description=described[0],
            slug=self._slug(keyphrase, named[0]),
            keyphrase=keyphrase,
            standfirst=next((p.plain for p in pieces[:1] if intro and p.role == "text"), ""),
            suggestions=tuple(k for k in found if k != keyphrase)[:5],
            alternatives=_alternatives(title, named, described, others),
        )

    def _keyphrases(self, matter: Material, reading: Reading) -> list[str]:
        title = self._reader.tag_in(reading, matter.title) if matter.title else []
        return keyphrases(reading, title, self._known)

    def _titles(
        self,
        matter: Material,
        reading: Reading,
        headings: Headings,
        keyphrase: str,
        words: Sequence[str],
        asked: bool,
    ) -> tuple[list[str], str]:
        """Give the SEO titles, best first, and the article's title: the source's own if any.

        A keyphrase that is `asked` stands in every SEO title there is.
        """
        early = headings.early()
        first = reading.sentences[0] if reading.sentences else None
        opening = self._opening(reading, keyphrase) if first else []
        said = first is not None and holds(first.text, words)
        if not matter.title:
            opening += _further(matter, reading, words, opening)
        told = {r.piece for r in reading.sentences if said or _says(r, words)}
        place = place_of(first) if first else ""
        own = self._own_titles(matter.title, reading)
        own = [one for one in own if not asked or holds(one, words)]
        units = self._reader.tag_in(reading, matter.title) if matter.title else []
        labelled = bool(units) and not any(unit.tag == "verb" for unit in units)
        named = titles(early, keyphrase, words, own, False, opening, place, labelled, told)
        if matter.title:
            return named, matter.title
        title = titles(early, keyphrase, words, own, True, opening, place, told=told)[0]
        if fits_title(title) and not self._tells(named[0]) and self._tells(title):
            named = list(dict.fromkeys([title, *named]))
        return named, title

    def _tells(self, title: str) -> bool:
        """Tell whether a title says something: « Le parking de la papeterie » only names it."""
        return "\u00a0:" in title or any(u.tag == "verb" for u in self._reader.tag(title))

    def _opening(self, reading: Reading, keyphrase: str) -> list[TitleForm]:
        """Give the titles that the first two sentences make, and those of a work named early."""
        first = reading.sentences[0]
        found = opening_titles(first, self._words.people)
        found += introduced_titles(first)
        for second in reading.sentences[1:2]:
            found += taken_up_titles(first, second)
        lead = reading.sentences[:_FURTHER]
        said = (n for n, read in enumerate(lead) if keyphrase.lower() in read.text.lower())
        for number in itertools.islice(said, 1):
            found += keyed_objects(lead[number], keyphrase)
            for second in lead[number + 1 : number + 2]:
                first_word = lower(second.units[0]) if second.units else ""
                if first_word in ("il", "elle", "ils", "elles"):
                    found += keyed_objects(second, keyphrase, True)
            for later in lead[number + 1 :]:
                if later.piece == lead[number].piece:
                    found += keyed_objects(later, keyphrase, True)
        return [*found, *named_titles(reading.of_pieces(0, 1), keyphrase)]

    def _sentence(self, title: str, reading: Reading) -> str:
        """Give a source's own title where it tells something, which a description may repeat."""
        units = self._reader.tag_in(reading, title) if title else []
        clause = main_clause(units)
        bare = not any(mark in title for mark in "?!«") and not _ASKING.search(title)
        whole = clause is not None and clause.subject < clause.subject_end
        told = bool(units) and units[0].tag in ("det", "name", "inf", "noun")
        return title if bare and (whole or told) else ""

    def _own_titles(self, title: str, reading: Reading) -> list[str]:
        if not title:
            return []
        units = self._reader.tag_in(reading, title)
        return [*own_titles(units, title), *phrases_of(units, title)]

    def _slug(self, keyphrase: str, title: str) -> str:
        return slug(_slug_words(f"{keyphrase} {title}"), self._empty_slug) or "article"


def _further(
    matter: Material, reading: Reading, words: Sequence[str], opening: Sequence[TitleForm]
) -> list[TitleForm]:
    """Give titles of the text's first half; those of the first sentence come before them."""
    half = max(_FURTHER, len(reading.sentences) // 2)
    early = [r for r in reading.sentences[:half] if matter.pieces[r.piece].role == "text"]
    central = central_terms(reading)
    late = _LATE * any(holds(form.text, words) for form in opening)
    found = [*whole_titles(early, words, central), *further_titles(early[1:], words, central)]
    found = [replace(form, cost=form.cost + late) for form in found]
    return [*found, *whole_titles(early[:1], words, central)]


def _slug_words(text: str) -> list[str]:
    """Give the words of an address: an ordinal, a model's name stay one (« 1er », « T4 »)."""
    found: list[str] = []
    end = -1
    for token in (t for t in tokens(text) if t.is_word):
        joined = token.start == end and found[-1][-1].isdigit()
        if joined:
            found[-1] += token.text
        else:
            found.append(token.text)
        end = token.end
    return found


def _says(read: Read, words: Sequence[str]) -> bool:
    return any(word in read.text.lower() for word in words)


def _first_words(pieces: Sequence[Piece]) -> str:
    for piece in pieces:
        words = [t.text for t in tokens(piece.plain) if t.is_word]
        if words:
            return " ".join(words[:2])
    return ""


def _blocks(
    pieces: Sequence[Piece], intro: int, parts: Sequence[Section], chosen: Mapping[int, str]
) -> list[str]:
    blocks = [piece.markdown for piece in pieces[:intro]]
    for part in parts:
        own = pieces[part.start : part.end]
        marks = "#" * part.level
        if part.given:
            head, own = own[0], own[1:]
            text = (
                head.markdown.lstrip("#").strip() if head.role == "heading" else escape(head.plain)
            )
        else:
            text = escape(chosen[part.start])
        blocks.append(f"{marks} {text}")
        blocks.extend(piece.markdown for piece in own)
    return blocks


def escape(text: str) -> str:
    """Give plain text as Markdown that reads the same."""
    return _ESCAPED.sub(r"\\\1", " ".join(text.split(" ")))


def _alternatives(
    title: str,
    named: Sequence[str],
    described: Sequence[str],
    headings: Mapping[str, tuple[str, ...]],
) -> Mapping[str, tuple[str, ...]]:
    next_titles = tuple(t for t in named if t != title)[:ALTERNATIVES]
    found = {
        **headings,
        "title": next_titles,
        "seo_title": tuple(named[1 : ALTERNATIVES + 1]),
        "meta_description": tuple(described[1 : ALTERNATIVES + 1]),
    }
    return MappingProxyType({key: value for key, value in found.items() if value})
