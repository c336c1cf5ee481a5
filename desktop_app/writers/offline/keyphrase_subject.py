"""Holds a keyphrase to its text's subject: never a time, a place or a complement by itself.

Each rule names what it puts in the place of one wrong kind of phrase; the others are left alone.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from desktop_app.french.phrases import core_end, is_of, lower, main_clause, tag_at
from desktop_app.french.words import word_set
from desktop_app.writers.offline.keyphrase_topic import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Reading

_WAYS = word_set("rue place avenue boulevard quai quartier chemin route impasse allée square")
_BODIES = word_set("association club collectif compagnie amicale fédération fondation comité")
_NAME_ARTICLES = frozenset({"La", "Le", "Les"})
_YEARS = re.compile(r"\s20\d\d\s?[-–]\s?20\d\d")
_VOWELS = "aeiouyhâàéèêëîïôöùûüœ"
_RECURRING = 3
_TWICE = 2
_ACRONYM = 6


def subject_of(reading: Reading, best: str, title: Sequence[Tagged]) -> str:
    """Give the phrase that should stand in a keyphrase's place, or the keyphrase as it is."""
    return (
        _object_of_order(best, title)
        or _subject_at_place(reading, best, title)
        or _named_body(reading, best)
        or _whole_name(reading, best)
        or _head_in_title(best, title)
        or _with_head(reading, best)
        or _with_complement(reading, best)
        or _acronym_of_opening(reading, best, title)
        or best
    )


def _object_of_order(best: str, title: Sequence[Tagged]) -> str:
    """« Demander une aide au transport scolaire pour la rentrée »: the aid, not the time."""
    if tag_at(title, 0) != "inf" or tag_at(title, 1) != "det":
        return ""
    end = core_end(title, 1)
    while end < len(title) and lower(title[end]) in ("au", "aux"):
        longer = core_end(title, end + 1)
        if longer <= end + 1:
            break
        end = longer
    inside = {lower(unit) for unit in title[:end]}
    after = {lower(unit) for unit in title[end:]}
    if end <= 3 or best.lower() not in after or best.lower() in inside:
        return ""
    return shown(title[2:end])


def _subject_at_place(reading: Reading, best: str, title: Sequence[Tagged]) -> str:
    """« À Decize, la maternité obtient un sursis » → « maternité de Decize ».

    Only instead of a phrase that the title does not say.
    """
    placed = len(title) > 4 and lower(title[0]) == "à" and title[1].tag == "name"
    said = {lower(unit) for unit in title}
    if not placed or title[2].text != "," or any(w in said for w in best.lower().split()):
        return ""
    clause = main_clause(title)
    if clause is None or clause.subject_end - clause.subject != _TWICE:
        return ""
    noun = title[clause.subject + 1]
    if noun.tag != "noun" or reading.counts.get(noun.lemma.lower(), 0) < _TWICE:
        return ""
    place = title[1].text
    return f"{noun.text} {'d’' if place[0].lower() in _VOWELS else 'de '}{place}"


def _named_body(reading: Reading, best: str) -> str:
    """« Notre association… La Bobine solidaire s'installera… »: its name, not its street.

    The name opens with its article's capital inside the sentence and is the subject of a verb.
    """
    if best.split(" ")[0].lower() not in _WAYS:
        return ""
    opening = reading.sentences[:_ACRONYM]
    if not any(u.lemma.lower() in _BODIES for read in opening for u in read.units):
        return ""
    for read in opening:
        for place, unit in enumerate(read.units):
            if not place or unit.text not in _NAME_ARTICLES:
                continue
            end = place + 1
            while tag_at(read.units, end) in ("name", "noun", "adj"):
                end += 1
            named = end > place + 1 and read.units[place + 1].text[:1].isupper()
            if named and tag_at(read.units, end) in ("verb", "obj", "ne"):
                return read.text[unit.start : read.units[end - 1].end]
    return ""


def _whole_name(reading: Reading, best: str) -> str:
    """« Vesoul » → « Alliance Vesoul Handball », which the opening names with an article."""
    if " " in best or not best[:1].isupper():
        return ""
    for read in reading.of_pieces(0, 1):
        units = read.units
        for place in (i for i, u in enumerate(units) if u.text == best and i > 1):
            start, end = place, place + 1
            while start and units[start - 1].text[:1].isupper() and units[start - 1].tag != "det":
                start -= 1
            while end < len(units) and units[end].text[:1].isupper():
                end += 1
            if start < place and end > place + 1 and tag_at(units, start - 1) == "det":
                return read.text[units[start].start : units[end - 1].end]
    return ""


def _head_in_title(best: str, title: Sequence[Tagged]) -> str:
    """« Les derniers passeurs de la Dombes » → « passeurs de la Dombes », a title without verb."""
    if " " in best or not best[:1].isupper() or any(u.tag == "verb" for u in title):
        return ""
    if tag_at(title, 0) != "det" or title[-1].text != best:
        return ""
    nouns = [i for i, unit in enumerate(title) if unit.tag == "noun"]
    linked = len(nouns) == 1 and is_of(title, nouns[0] + 1)
    return shown(title[nouns[0] :]) if linked and len(title) - nouns[0] <= 4 else ""


def _with_head(reading: Reading, best: str) -> str:
    """« trains » → « conductrice de trains », said in the first sentence and again."""
    first = reading.sentences[0].units
    for before, of, unit in zip(first, first[1:], first[2:], strict=False):
        heads = before.tag == "noun" and lower(of) in ("de", "d'") and lower(unit) == best.lower()
        if heads and _times(reading, (lower(before), lower(of), lower(unit))) >= _TWICE:
            return shown([before, of, unit])[:1].lower() + shown([before, of, unit])[1:]
    return ""


def _times(reading: Reading, words: tuple[str, str, str]) -> int:
    found = 0
    for read in reading.sentences:
        said = [lower(unit) for unit in read.units]
        found += sum(t == words for t in zip(said, said[1:], said[2:], strict=False))
    return found


def _with_complement(reading: Reading, best: str) -> str:
    """« joint » → « joint de fenêtre »: of its complements, the noun that recurs most."""
    if " " in best or best[:1].isupper():
        return ""
    found: Counter[str] = Counter()
    for read in reading.sentences:
        units = read.units
        for place, unit in enumerate(units[:-2]):
            tight = lower(unit) == best and lower(units[place + 1]) in ("de", "d'")
            noun = units[place + 2]
            closed = tag_at(units, place + 3) not in ("adj", "part", "name")
            if tight and noun.tag == "noun" and closed:
                count = reading.counts.get(noun.lemma.lower(), 0)
                found[shown(units[place : place + 3])] = count if count >= _RECURRING else 0
    phrase, count = max(found.items(), key=lambda item: item[1], default=("", 0))
    return phrase if count else ""


def _acronym_of_opening(reading: Reading, best: str, title: Sequence[Tagged]) -> str:
    """« l'exécution du PTE 2022-2025 »: the plan of the opening, not the firm that studied it.

    Only instead of a name that a text without title does not say in its first paragraph.
    """
    opening = reading.of_pieces(0, 1)
    if title or not best[:1].isupper() or any(best in read.text for read in opening):
        return ""
    for read in opening:
        for before, unit in itertools.pairwise(read.units):
            known = unit.text.isupper() and _TWICE < len(unit.text) <= _ACRONYM
            years = _YEARS.match(read.text, unit.end)
            recurs = reading.counts.get(unit.text.lower(), 0) >= _TWICE
            if known and years and recurs and before.tag in ("pdet", "det"):
                return unit.text
    return ""
