"""Holds a keyphrase to what the text is about: its title's phrase, or its first sentence's.

The most frequent phrase may be a detail (« dossier complet » of an allowance's form), a bare place
or a bare noun; these rules put the subject's own name before it.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from desktop_app.french.phrases import (
    base_end,
    core_end,
    head_of,
    lower,
    main_clause,
    tag_at,
)
from desktop_app.french.words import tokens, word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Reading

_CONTENT = frozenset({"noun", "name", "adj", "part", "num"})
_LONGEST = 4
_THIRDS = 3
_ARTICLES = word_set("le la l' les un une des")
_LONGEST_WORK = 8
_NAME_ARTICLES = frozenset({"Le", "La", "Les"})


def about(
    reading: Reading,
    ranked: Sequence[str],
    title: Sequence[Tagged],
    phrases: Sequence[str],
) -> str:
    """Give the best of the ranked keyphrases, or the phrase that should stand in its place.

    `phrases` are the noun phrases of the title, then of the first sentence.
    """
    first = reading.sentences[0].units
    best = _with_head(reading, ranked[0])
    said = _words_of((*title, *first))
    if not _said(best, said):
        return _subject_instead(reading, ranked, said, title) or best
    if " " in best:
        return best
    containing = _containing(best, ranked[1:], said) or _containing(best, phrases, said)
    if _is_name(best, (*title, *first)):
        kind = _with_kind(best, title) or _with_kind(best, first)
        wide = _only_place(best, (*title, *first))
        elsewhere = _most_recurring(reading, phrases, best) if wide else ""
        return kind or (containing if " de" not in containing else "") or elsewhere or best
    return _ordered(best, title) or containing or best


def _with_head(reading: Reading, best: str) -> str:
    """Give a name that opens with an article its head: « centre de loisirs Les Galipettes »."""
    if best.split(" ")[0] not in _NAME_ARTICLES or " " not in best:
        return best
    whole = subject_phrase(reading)
    return whole if whole.endswith(f" {best}") else best


def _subject_instead(
    reading: Reading, ranked: Sequence[str], said: Collection[str], title: Sequence[Tagged]
) -> str:
    """Give the phrase of the title or first sentence that recurs, else the subject, else a work.

    « dossier complet » → « aide à l'adaptation du logement », which « l'aide » takes up.
    """
    known = next((r for r in ranked if " " in r and _said(r, said)), "")
    return known or subject_phrase(reading) or _named_work(reading) or _title_phrase(title)


def subject_phrase(reading: Reading) -> str:
    """Give the first sentence's whole subject, without article, when its noun recurs; else ""."""
    read = reading.sentences[0]
    units = read.units
    clause = main_clause(units)
    if clause is None or tag_at(units, clause.subject) != "det":
        return ""
    start, end = clause.subject + 1, clause.subject_end
    subject = units[start:end]
    content = [u for u in subject if u.tag in _CONTENT]
    plain = all(u.tag in (*_CONTENT, "prep", "pdet", "det") for u in subject)
    if not plain or not 2 <= len(content) <= _LONGEST or subject[0].tag not in _CONTENT:
        return ""
    head = units[head_of(units, start, end)].lemma.lower()
    return read.text[subject[0].start : subject[-1].end] if _thirds(reading, head) > 1 else ""


def _named_work(reading: Reading) -> str:
    """Give « exposition Le fil et la main » for « l'exposition « Le fil et la main » », early on.

    Its kind must recur.
    """
    for read in reading.of_pieces(0, 1):
        units = read.units
        for place in range(1, len(units) - 2):
            opened = units[place].text == "«" and units[place - 1].tag == "noun"
            closed = next((i for i in range(place, len(units)) if units[i].text == "»"), 0)
            inner = list(units[place + 1 : closed]) if opened else []
            if not 0 < len(inner) <= _LONGEST_WORK or any(u.tag == "verb" for u in inner):
                continue
            content = [u for u in inner if u.tag in _CONTENT]
            if len(content) < _LONGEST and reading.counts.get(units[place - 1].lemma, 0) > 1:
                name = read.text[inner[0].start : inner[-1].end]
                return f"{units[place - 1].text} {name}"
    return ""


def _title_phrase(title: Sequence[Tagged]) -> str:
    """Give the title's first phrase of two to four words that tell, or ""."""
    for start, unit in enumerate(title):
        end = core_end(title, start) if unit.tag == "noun" else start
        content = [u for u in title[start:end] if u.tag in _CONTENT]
        if 2 <= len(content) <= _LONGEST:
            return shown(title[start:end])
    return ""


def _containing(best: str, phrases: Sequence[str], said: Collection[str]) -> str:
    """Give the phrase that holds a bare word: « sauniers » → « sauniers de l'estuaire »."""
    wanted = best.lower()
    for phrase in phrases:
        words = phrase.lower().replace("’", "'").replace("'", " ").split()
        content = sum(len(word) > 2 for word in words)
        opens = words[:1] == [wanted] or best[:1].isupper()
        holding = len(words) > 1 and opens and wanted in words and content <= _LONGEST
        if holding and _said(phrase, said):
            return phrase
    return ""


def _with_kind(best: str, units: Sequence[Tagged]) -> str:
    """Give a brand with its kind: « le vélo cargo Tournelune », or « Tournelune, le vélo cargo ».

    A name behind « de » has no kind before it.
    """
    for place, unit in enumerate(units):
        if unit.text != best.split(" ")[0]:
            continue
        apposed = tag_at(units, place + 1) == "mark" and units[place + 1].text == ","
        if apposed and tag_at(units, place + 2) == "det" and not place:
            if lower(units[place + 2]) not in _ARTICLES:
                continue
            kind = _kind(units, place + 3)
            return f"{shown(kind)} {best}" if kind else ""
        start = next((s for s in range(max(0, place - 3), place) if tag_at(units, s) == "noun"), -1)
        between = units[start:place] if start >= 0 else ()
        if between and all(u.tag in ("noun", "adj") for u in between):
            return f"{shown(between)} {best}"
    return ""


def _kind(units: Sequence[Tagged], start: int) -> Sequence[Tagged]:
    """Give the noun and its adjective of a kind: « vélo cargo | pensé pour les rues »."""
    if tag_at(units, start) != "noun":
        return ()
    end = start + 1
    while end < base_end(units, start) and tag_at(units, end) in ("noun", "adj"):
        end += 1
    return units[start:end]


def _ordered(best: str, title: Sequence[Tagged]) -> str:
    """Give what a how-to's title does to a bare thing: « rempailler une chaise »."""
    opening = next((u for u in title if u.tag not in ("adv", "pro", "mark")), None)
    if opening is None or opening.tag != "inf":
        return ""
    after = title.index(opening) + 1
    while tag_at(title, after) in ("adv", "pro"):
        after += 1
    if tag_at(title, after) != "det" or lower(title[after]) not in _ARTICLES:
        return ""
    whole = core_end(title, after) == after + 2
    if not whole or lower(title[after + 1]) != best.lower():
        return ""
    return f"{opening.text.lower()} {shown(title[after : after + 2])}"


def _most_recurring(reading: Reading, phrases: Sequence[str], best: str) -> str:
    """Give the phrase of two to four words whose words recur most, instead of a bare place."""

    def recurring(phrase: str) -> int:
        words = [w for w in phrase.lower().replace("’", " ").split() if len(w) > 2]
        return min((reading.counts.get(w, 0) for w in words), default=0) + reading.counts.get(
            words[0] if words else "", 0
        )

    found = [p for p in phrases if " " in p and best not in p and recurring(p) > 1]
    return max(found, key=recurring, default="")


def _only_place(best: str, units: Sequence[Tagged]) -> bool:
    """Tell whether a name only says where: « À Saint-Affrique, la fermeture… »."""
    places = [i for i, u in enumerate(units) if u.text == best]
    at = ("à", "en", "de", "d'", "dans", "près de", "vers")
    return bool(places) and all(i and lower(units[i - 1]) in at for i in places)


def _is_name(best: str, units: Sequence[Tagged]) -> bool:
    return any(u.text == best and u.tag == "name" for u in units)


def _thirds(reading: Reading, lemma: str) -> int:
    """Give in how many thirds of the text a noun stands."""
    total = max(1, len(reading.sentences))
    return len(
        {n * _THIRDS // total for n, read in enumerate(reading.sentences) if lemma in read.terms}
    )


def _words_of(units: Sequence[Tagged]) -> frozenset[str]:
    return frozenset(w for u in units for w in (*u.text.lower().split(), u.lemma.lower()))


def _said(phrase: str, said: Collection[str]) -> bool:
    """Tell whether all words of a phrase stand among these, or their singular."""
    words = _plain(phrase)
    return all(w in said or w.rstrip("sx") in said for w in words)


def _plain(phrase: str) -> Iterator[str]:
    return (t.text.lower() for t in tokens(phrase) if t.is_word and len(t.text) > 2)


def shown(units: Sequence[Tagged]) -> str:
    """Join units with the spaces a line of French has."""
    parts = [units[0].text]
    for before, unit in itertools.pairwise(units):
        gap = "" if before.text.endswith(("\u2019", "'")) else " "
        parts.append(f"{gap}{unit.text}")
    return "".join(parts)
