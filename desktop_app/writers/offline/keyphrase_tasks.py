"""Finds keyphrases that are things to do, and things with their purpose, beside plain phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import NOMINAL, core_end, lower, tag_at
from desktop_app.french.words import word_set
from desktop_app.writers.offline.keyphrase_phrases import Found, shown
from desktop_app.writers.offline.keyphrase_spans import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

_ARTICLES = word_set("le la l' les un une des")
_DEFINITE = word_set("le la l' les")
_OWN = word_set("son sa ses leur leurs notre nos votre vos mon ma mes")
_FIRST = word_set("de d' à en par")
_PURPOSES = word_set("avec pour contre sans après")
_LOOSE = word_set("avec sans après")
_ASKING = word_set("comment")
_MODALS = word_set("pouvoir devoir falloir vouloir demander permettre savoir apprendre décider")
_EMPTY = word_set("être avoir faire aller venir pouvoir devoir falloir vouloir dire savoir")


def tasks(read: Read) -> Iterator[Found]:
    """Give what is done as a subject or a choice: « Acheter en viager consiste à payer… ».

    « Vous pouvez voter par procuration », « Changer d'assurance emprunteur est possible ».
    """
    units = read.units
    for place, unit in enumerate(units[:-2]):
        if unit.tag != "inf" or unit.lemma in _EMPTY:
            continue
        opens = place == 0 or lower(units[place - 1]) in _ASKING
        led = any(u.lemma in _MODALS for u in units[max(0, place - 3) : place])
        acts = opens and _acts(units, place)
        if not (acts or led):
            continue
        for found in task_at(units, place):
            found.agent = acts
            yield found


def task_at(units: Sequence[Tagged], place: int) -> Iterator[Found]:
    """Give an infinitive with its complement, and with its purpose where it has one."""
    start = place + 1
    while tag_at(units, start) in ("adv", "pro"):
        start += 1
    if tag_at(units, start) == "num" and tag_at(units, start + 1) == "noun":
        start += 2  # « Partir trois semaines à vélo avec des enfants »
    if start >= len(units):
        return
    first = units[start]
    prepared = first.tag in ("prep", "pdet") and lower(first) in _FIRST
    if not prepared and not (first.tag == "det" and lower(first) in (*_ARTICLES, *_OWN)):
        return
    if prepared and tag_at(units, start + 1) != "noun":
        return
    end = core_end(units, start + prepared)
    while end > start and tag_at(units, end - 1) == "num" and units[end - 1].text.isalpha():
        end -= 1  # « déposer les lés | un à un »
    if end < len(units) and lower(units[end]) == "à" and tag_at(units, end + 1) == "inf":
        end += 2 + (tag_at(units, end + 2) == "adj")  # « une table à repasser »
    purpose = _purpose_end(units, end)
    for last in sorted({end, purpose}):
        content = [u for u in units[start:last] if u.tag in (*NOMINAL, "adj")]
        if last <= start + prepared or not 0 < len(content) <= LONGEST:
            continue
        text = f"{units[place].text.lower()} {shown(units[start:last])}"
        yield _new(text, [_term(u) for u in content], "order")


def purposes(units: Sequence[Tagged], led: int = 0, first: bool = True) -> Iterator[Found]:
    """« le vaccin contre le zona », « vélo avec des enfants », « cours de natation pour adultes ».

    What the paragraph opens on, `led` to there, acts; elsewhere than in the `first` sentence
    « le train avec les yeux » is the verb's.
    """
    for place, unit in enumerate(units[:-2]):
        if unit.tag != "noun" or tag_at(units, place - 1) == "noun":
            continue
        core = core_end(units, place)
        end = _purpose_end(units, core)
        content = [u for u in units[place:end] if u.tag in (*NOMINAL, "adj")]
        loose = end > core and lower(units[core]) in _LOOSE
        if loose and not first and end > led:
            continue
        if end > core and 1 < len(content) <= LONGEST:
            found = _new(shown(units[place:end]), [_term(u) for u in content], "purpose")
            found.agent = place < 2 and end <= led
            yield found


def _purpose_end(units: Sequence[Tagged], place: int) -> int:
    """Give the end of « contre le zona », « pour adultes » here, or `place`."""
    if tag_at(units, place) != "prep" or lower(units[place]) not in _PURPOSES:
        return place
    start = place + 1
    if tag_at(units, start) == "det" and lower(units[start]) not in (*_ARTICLES, *_OWN):
        return place
    if lower(units[place]) == "après" and lower(units[start]) in _DEFINITE:
        return place  # « réamorcer une pompe | après l'hiver » only says when
    end = core_end(units, start)
    named = any(u.tag == "num" for u in units[start:end])
    return end if end > start and not named else place


def _acts(units: Sequence[Tagged], place: int) -> bool:
    """« Purger un radiateur ne demande qu'une clé »: the infinitive is a verb's subject."""
    for number, unit in enumerate(units[place + 1 : place + 14]):
        if unit.tag in ("verb", "ne"):
            return number > 0
        if unit.tag in ("rel", "conj", "subj"):
            return False
    return False


def _term(unit: Tagged) -> str:
    return unit.text if unit.tag == "name" else unit.lemma


def _new(text: str, terms: Sequence[str], kind: str) -> Found:
    found = Found(terms=tuple(t.lower() for t in terms), kind=kind)
    found.spellings[text] = 1
    return found
