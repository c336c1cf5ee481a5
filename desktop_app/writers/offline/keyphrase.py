"""Finds the keyphrase, what people would type to find this text, and the next best."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.noun_classes import NounClasses
from desktop_app.french.words import tokens
from desktop_app.writers.offline.keyphrase_features import features, text_of
from desktop_app.writers.offline.keyphrase_forms import completed
from desktop_app.writers.offline.keyphrase_named import named
from desktop_app.writers.offline.keyphrase_net import KeyphraseNet
from desktop_app.writers.offline.keyphrase_phrases import counted_phrases, leading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.keyphrase_phrases import Found
    from desktop_app.writers.offline.reading import Reading

SUGGESTIONS = 5
_EARLY = 2
_REPEATED = 60
_NEAR = 1.0
_OFTEN = 5
_MAKING = frozenset(
    {"installer", "poser", "monter", "faire", "réaliser", "fabriquer", "construire", "créer"}
    | {"choisir", "préparer", "composer", "organiser", "obtenir", "trouver", "acheter"}
)
_PURPOSES = frozenset({"sans", "avec", "pour", "contre"})


@dataclass(frozen=True)
class Known:
    """What is known of words: nouns that say nothing, persons, first names, what nouns name.

    And, in `net`, how a keyphrase is told by it.
    """

    empty_heads: frozenset[str]
    people: frozenset[str]
    first_names: frozenset[str]
    classes: NounClasses
    net: KeyphraseNet

    @classmethod
    def load(cls, word_list: Callable[[str], Iterable[str]]) -> Known:
        """Read the lists of resources/words/."""
        return cls(
            frozenset(word_list("offline_empty_heads")),
            frozenset(word_list("offline_people")),
            frozenset(name.lower() for name in word_list("names_first")),
            NounClasses.load(word_list),
            KeyphraseNet.load(word_list),
        )


def keyphrases(reading: Reading, title: Sequence[Tagged], known: Known) -> list[str]:
    """Give the keyphrases found, best first; [] for a text without a noun."""
    weighed = weighed_candidates(reading, title, known)
    scored = sorted(
        ((known.net.worth(values), found) for found, values in weighed),
        key=lambda item: (-item[0], item[1].text),
    )
    if not scored:
        return []
    best = _said_early(reading, _spelled_out(_repeated_first(scored)), scored)
    shown = completed(reading, best.text, title)
    others = sorted(weighed, key=lambda item: (-known.net.suggested(item[1]), item[0].text))
    return [shown, *_suggestions(shown, best, [found for found, _ in others])]


def weighed_candidates(
    reading: Reading, title: Sequence[Tagged], known: Known
) -> list[tuple[Found, dict[str, float]]]:
    """Give every phrase that could be the keyphrase, with its features; [] without a noun."""
    if not leading(reading):
        return []
    text = text_of(reading, title, known.people, known.first_names, known.classes)
    found = _candidates(reading, known.empty_heads, known.people, title)
    return [(one, features(one, text)) for one in found]


def _suggestions(shown: str, best: Found, others: Sequence[Found]) -> list[str]:
    """Give the next best that say something else, or the same with more or fewer words."""
    main = frozenset(best.terms)
    terms = [frozenset(shown.lower().split())]
    ranked: list[str] = []
    for found in others:
        own = frozenset(found.terms)
        variant = len(own) > 1 and (own < main or own > main)
        same = own == main or found.text.lower() == shown.lower()
        told = any(own <= other or own > other for other in terms)
        if not same and (not told or (variant and own not in terms)):
            terms.append(own)
            ranked.append(found.text)
    return ranked[:SUGGESTIONS]


def _candidates(
    reading: Reading, empty: frozenset[str], people: frozenset[str], title: Sequence[Tagged]
) -> list[Found]:
    """Give the phrases of title and opening, those that act later, and the most repeated."""
    table = counted_phrases(reading, title, empty, people)
    lead = leading(reading)[0].piece
    early = next(
        (n for n, read in enumerate(reading.sentences) if read.piece > lead + _EARLY),
        len(reading.sentences),
    )
    chosen = [f for f in table.values() if f.titled or f.agent or f.first < early]
    later = (f for f in table.values() if f.count > 1 and f.first >= early)
    chosen += heapq.nlargest(_REPEATED, later, key=lambda f: (f.count, f.text))
    special = named(reading, title)
    for short in (one.expansion for one in special if one.expansion):
        for one in chosen:
            one.in_expansion = one.in_expansion or set(one.terms) < set(short)
    return [found for found in [*chosen, *special] if found.text]


def _repeated_first(scored: Sequence[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """Put what the text keeps saying before a phrase it says once that is hardly better.

    « tensions américano-chinoises » | « Blinken », said eleven times: search tools count.
    """
    worth_of_best, best = scored[0]
    if best.count > 1 or best.titled or best.kind:
        return list(scored)
    near = (one for one in scored[1:] if one[0] > worth_of_best - _NEAR)
    kept = next((one for one in near if one[1].count >= _OFTEN), scored[0])
    return [kept, *(one for one in scored if one is not kept)]


def _spelled_out(scored: Sequence[tuple[float, Found]]) -> Found:
    """Give the best candidate; for an acronym's, what it stands for.

    « GIP ELP » → « GIP Emploi Littoral Picard ».
    """
    best = scored[0][1]
    last = best.text.split(" ")[-1]
    return next((f for _, f in scored if f.stands_for and f.stands_for == last), best)


def _said_early(reading: Reading, best: Found, scored: Sequence[tuple[float, Found]]) -> Found:
    """Give a task's object alone where the opening does not say what is done with it.

    « installer un récupérateur d'eau de pluie » could not stand in the introduction, where search
    tools look for it; « récupérateur d'eau de pluie » does. A title's task keeps a verb without
    which it is another one: « changer de nom de famille ».
    """
    words = best.text.split(" ")
    telling = best.titled and words[0] not in _MAKING
    if best.kind != "order" or telling or len(best.terms) == 1 or not _PURPOSES.isdisjoint(words):
        return best  # « rempailler une chaise », « évier | sans produit chimique »
    opening = {term for read in reading.of_pieces(0, 1) for term in read.terms}
    alone = (f for _, f in scored if f.kind != "order" and f.terms == best.terms)
    return best if words[0] in opening else next(alone, best)


def content_words(phrase: str, empty: frozenset[str]) -> tuple[str, ...]:
    """Give the words of a keyphrase that must be found: all but the empty ones, lower case."""
    words = [t.text.lower() for t in tokens(phrase) if t.is_word and t.kind != "elided"]
    return tuple(w for w in words if w not in empty) or tuple(words)


def repeats(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text holds one of these words, or a form of it."""
    found = [t.text.lower() for t in tokens(text)]
    return any(f.startswith(w) for w in words if len(w) > 3 for f in found)


def holds(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text holds all these words, as they are or with a plural's s or x."""
    found = {t.text.lower() for t in tokens(text)}
    return bool(words) and all(w in found or f"{w}s" in found or f"{w}x" in found for w in words)


def counted(text: str, words: Sequence[str]) -> bool:
    """Tell whether a heading counts as holding the keyphrase: more than half of its words.

    So Yoast counts them (`seo.keyphrase_in_headings`); a name of two words needs both.
    """
    found = {t.text.lower() for t in tokens(text)}
    held = sum(w in found or f"{w}s" in found or f"{w}x" in found for w in words)
    return 2 * held > len(words)
