"""Finds the keyphrase: the noun phrase or name the text is about, and the next best."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.french.phrases import (
    NOMINAL,
    core_end,
    head_of,
    is_of,
    lower,
    main_clause,
    subject_start,
    tag_at,
)
from desktop_app.french.words import tokens, word_set
from desktop_app.writers.offline.keyphrase_forms import completed
from desktop_app.writers.offline.keyphrase_subject import subject_of
from desktop_app.writers.offline.keyphrase_topic import about, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read, Reading

SUGGESTIONS = 5
_PHRASE_REACHES = 0.42
_LONGEST = 4
_BINS = 10
_NESTED = 0.75
_BACKED = 0.25
_SUBJECT_LEAD = 2.4
_TAKING_UP = word_set("ce cet cette ces il elle ils elles son sa ses")
_UNSEEN_NAME = 0.5


@dataclass
class _Tally:
    surfaces: Counter[str] = field(default_factory=Counter[str])
    opening: str = ""
    places: set[int] = field(default_factory=set[int])
    count: int = 0
    nested: int = 0
    lead: float = 1.0
    terms: tuple[str, ...] = ()
    names: int = 0


def keyphrases(
    reading: Reading,
    empty: frozenset[str],
    people: frozenset[str],
    title: Sequence[Tagged] = (),
) -> list[str]:
    """Give the keyphrases found, best first; [] for a text without a noun.

    A phrase must come twice, or once and in the title.
    """
    tallies = _tally(reading, empty)
    _count_title(tallies, title, empty)
    scored = sorted(
        (
            (
                _score(t, reading),
                t.opening or max(t.surfaces, key=lambda s: (t.surfaces[s], -len(s))),
                t,
            )
            for t in tallies.values()
        ),
        key=lambda item: (-item[0], item[1]),
    )
    ranked = _unlike(_prefer_title(_prefer_phrase(scored, people), title, empty))
    if ranked:
        phrases = [*_phrases(title, empty), *_phrases(reading.sentences[0].units, empty)]
        best = subject_of(reading, about(reading, ranked, title, phrases), title)
        part = best.lower().replace("’", " ").split()
        ranked = [best, *(r for r in ranked if not set(r.lower().split()) <= set(part))]
        ranked[0] = completed(reading, best, title)
    return ranked[: SUGGESTIONS + 1]


def _phrases(units: Sequence[Tagged], empty: frozenset[str]) -> list[str]:
    """Give the phrases of a line as the source has them, longest first at each start."""
    spans = sorted(_spans(units, empty), key=lambda span: (span[0], -span[1]))
    return [shown(units[a:b]) for a, b in spans]


def _tally(reading: Reading, empty: frozenset[str]) -> dict[tuple[str, ...], _Tally]:
    tallies: defaultdict[tuple[str, ...], _Tally] = defaultdict(_Tally)
    total = max(1, len(reading.sentences))
    opening = (subject_start(reading.sentences[0].units) or 0) if reading.sentences else 0
    for number, read in enumerate(reading.sentences):
        spans = list(_spans(read.units, empty))
        for start, end in spans:
            key = _key(read.units[start:end])
            tally = tallies[key]
            tally.surfaces[_surface(read, start, end)] += 1
            tally.count += 1
            if read.piece == 0 and not tally.opening and (number or end > opening):
                tally.opening = _surface(read, start, end)
            tally.places.add(number * _BINS // total)
            tally.terms = key
            tally.names = sum(u.tag == "name" for u in read.units[start:end])
            if any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans):
                tally.nested += 1
            tally.lead = max(tally.lead, 1.0 if not number and end <= opening else _lead(read))
    _join_surnames(tallies)
    _count_subject(tallies, reading, empty)
    return tallies


def _count_subject(
    tallies: dict[tuple[str, ...], _Tally], reading: Reading, empty: frozenset[str]
) -> None:
    """Count the first sentence's subject and object twice: « … lancent un appel à projets »."""
    units = reading.sentences[0].units if reading.sentences else ()
    clause = main_clause(units)
    if clause is None:
        return
    for first, last in ((clause.subject, clause.subject_end), (clause.after, clause.least)):
        part = units[first:last]
        for start, end in _spans(part, empty):
            key = _key(part[start:end])
            if start <= head_of(part, 0, len(part)) and key in tallies:
                tallies[key].count += 1
                if first == clause.subject and _taken_up(reading):
                    tallies[key].count += 2
                    tallies[key].lead = _SUBJECT_LEAD


def _lead(read: Read) -> float:
    return 1.6 if read.piece == 0 else 1.25 if read.piece <= 2 else 1.0


def _join_surnames(tallies: dict[tuple[str, ...], _Tally]) -> None:
    """Count « Blinken » for « Antony Blinken », where only one full name ends so."""
    full: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, tally in tallies.items():
        if tally.names == len(key) > 1:
            full[key[-1]].append(key)
    for last, keys in full.items():
        alone = tallies.get((last,))
        if alone and len(keys) == 1:
            tally = tallies[keys[0]]
            tally.count = max(tally.count, alone.count)
            tally.places |= alone.places
            tally.nested = 0
            alone.nested = alone.count


def _count_title(
    tallies: dict[tuple[str, ...], _Tally], title: Sequence[Tagged], empty: frozenset[str]
) -> None:
    for start, end in _spans(title, empty):
        tally = tallies.get(_key(title[start:end]))
        if tally:
            tally.lead = max(tally.lead, 1.6) * 1.5
            tally.count += 1


def _taken_up(reading: Reading) -> bool:
    """Tell whether the second sentence goes on about the first's subject: « Cette infection… »."""
    second = reading.sentences[1].units if len(reading.sentences) > 1 else ()
    return bool(second) and lower(second[0]) in _TAKING_UP


def _spans(units: Sequence[Tagged], empty: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Give the spans that can be keyphrases: a noun or name, « noun de noun », with adjectives.

    A name behind its noun takes no complement: « le collège Pasteur | de Lignerolles ».
    """
    for start, unit in enumerate(units):
        if unit.tag not in NOMINAL or unit.lemma.lower() in empty:
            continue
        if tag_at(units, start - 1) == "name" and unit.tag == "name":
            continue
        if _cut_from_head(units, start):
            continue
        content = 0
        named_by_noun = unit.tag == "name" and tag_at(units, start - 1) == "noun"
        for end in range(start + 1, min(len(units), start + 8) + 1):
            last = units[end - 1]
            if named_by_noun and last.tag != "name":
                break
            if last.tag in (*NOMINAL, "adj", "part"):
                content += 1
                if last.tag == "part" and content == 1:
                    break
                if content > _LONGEST:
                    break
                if _whole(units, start, end, empty):
                    yield start, end
            elif last.tag == "num" and tag_at(units, end - 2) == "name":
                yield start, end
                break
            elif not _links(units, end - 1):
                break


def _cut_from_head(units: Sequence[Tagged], start: int) -> bool:
    """Tell whether a name's noun would lose its head: « centre de | loisirs Les Galipettes »."""
    before = lower(units[start - 1]).split(" ")[-1] if start else ""
    bare = units[start].tag == "noun" and before in ("de", "d'")
    named = tag_at(units, start + 1) == "name"
    return bare and named and (start < 2 or tag_at(units, start - 2) in ("", "noun", "part"))


def _links(units: Sequence[Tagged], place: int) -> bool:
    unit = units[place]
    if unit.tag == "det":
        return lower(unit) in ("la", "l'") and is_of(units, place - 1)
    return is_of(units, place) or (
        lower(unit) in ("à", "en", "au", "aux")
        and tag_at(units, place + 1) == "noun"
        and tag_at(units, place - 1) == "noun"
    )


def _whole(units: Sequence[Tagged], start: int, end: int, empty: frozenset[str]) -> bool:
    """Tell whether a span ends where a phrase may: not inside a name, not on an empty word."""
    last = units[end - 1]
    if last.tag == "name" and tag_at(units, end) in ("name", "num"):
        return False
    if last.tag in NOMINAL and last.lemma.lower() in empty:
        return False
    if last.tag == "adj" and tag_at(units, end) == "noun":
        return False
    tight = any(lower(unit) in ("au", "aux") for unit in units[start:end])
    return tight or core_end(units, start) >= end


def _key(units: Sequence[Tagged]) -> tuple[str, ...]:
    return tuple(
        (u.text if u.tag == "name" else u.lemma).lower()
        for u in units
        if u.tag in (*NOMINAL, "adj", "part", "num")
    )


def _surface(read: Read, start: int, end: int) -> str:
    text = read.text[read.units[start].start : read.units[end - 1].end]
    if read.units[start].tag == "name" or any(u.tag != "mark" for u in read.units[:start]):
        return text
    return text[:1].lower() + text[1:]


def _score(tally: _Tally, reading: Reading) -> float:
    if tally.count < 2:
        return 0.0
    frequency = tally.count - _NESTED * tally.nested
    if len(tally.terms) > 1 and not tally.names:
        frequency += _BACKED * min(reading.counts.get(t, 0) for t in tally.terms)
    spread = 0.4 + len(tally.places) / _BINS
    rarity = sum(reading.rarity.get(t, 1.0) for t in tally.terms) / max(1, len(tally.terms))
    return frequency * spread * tally.lead * rarity * _shape(tally)


def _shape(tally: _Tally) -> float:
    words = len(tally.terms)
    if tally.names == words:
        surface = next(iter(tally.surfaces))
        if words > 1:
            return 1.3 if tally.lead > 1.5 else 1.3 * _UNSEEN_NAME
        return 0.45 if surface.isupper() and len(surface) <= 6 else 0.9
    if words == 1:
        return 0.42
    return 1.25 if words == 2 else 1.4


def _prefer_phrase(
    scored: list[tuple[float, str, _Tally]], people: frozenset[str]
) -> list[tuple[float, str, _Tally]]:
    """Put a phrase or name that reaches 42 % of a single common noun or acronym before it.

    Before a single name (« Montfaucon »), only a phrase that holds it.
    """
    scored = [item for item in scored if item[0] > 0]
    if not scored or len(scored[0][2].terms) > 1:
        return scored
    best, first, tally = scored[0]
    acronym = first.isupper()
    for place, item in enumerate(scored[1:], 1):
        if item[0] < best * _PHRASE_REACHES:
            break
        longer = len(item[2].terms) > 1 and item[2].terms[0] not in people
        if tally.names and not acronym and not (longer and set(tally.terms) < set(item[2].terms)):
            continue
        if longer or (item[2].names and not item[1].isupper()):
            return [item, *scored[:place], *scored[place + 1 :]]
    return scored


def _prefer_title(
    scored: list[tuple[float, str, _Tally]], title: Sequence[Tagged], empty: frozenset[str]
) -> list[tuple[float, str, _Tally]]:
    """Put the phrase that the source's own title is about before a word the title does not say.

    « Installer un récupérateur d'eau de pluie au jardin » is not about the « cuve » of its steps.
    """
    said = [_key(title[start:end]) for start, end in _spans(title, empty)]
    words = {term for key in said for term in key}
    words.update(word for unit in title for word in lower(unit).split())
    if not scored or words.issuperset(scored[0][2].terms):
        return scored
    found = [item for item in scored if item[0] > 0 and item[2].terms in said]
    phrases = [item for item in found if len(item[2].terms) > 1 or item[2].names]
    best = (phrases or found)[:1]
    return [*best, *(item for item in scored if item not in best)]


def _unlike(scored: list[tuple[float, str, _Tally]]) -> list[str]:
    """Leave out what another, better one says already."""
    kept: list[tuple[str, frozenset[str]]] = []
    for _, surface, tally in scored[:40]:
        terms = frozenset(tally.terms)
        if not any(
            terms <= other or (kept and terms >= other and len(other) > 1) for _, other in kept
        ):
            kept.append((surface, terms))
    return [surface for surface, _ in kept]


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
