"""A whole sentence that somebody says, as a subheading between quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidate import BASE, NBSP, SHORTEST, Candidate, figure_cost
from desktop_app.writers.offline.guards import understood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

_LONGEST = 66
_WITHIN = 0.1
_SAYING = word_set(
    "dire confier expliquer raconter reconnaître admettre assurer affirmer résumer sourire "
    "souffler préciser estimer juger regretter ajouter poursuivre conclure glisser lâcher plaider"
)
_MARKS = frozenset("«»“”()[]:;!?…–—")
_STANDING_FOR = word_set("il elle ils elles le la les l'")
_TAKING_UP = word_set("et mais ou donc or car puis alors oui non eh ben bon bref ensuite après")


def quotation(read: Read) -> Iterator[Candidate]:
    """Give the whole sentences somebody says: « Nous avons besoin de bénévoles ».

    One opens with a capital and ends with a full stop, or with the comma before who says it.
    """
    for start, end in _spoken(read):
        inner = _without_speaker(read.units[start:end])
        while inner and inner[-1].text in ",.":
            inner = inner[:-1]
        if not inner or not _whole(read, inner, end):
            continue
        text = read.text[inner[0].start : inner[-1].end]
        if SHORTEST <= len(text) <= _LONGEST:
            worth = BASE["quotation"] - _WITHIN * text.count(",") - figure_cost(inner)
            shown = f"«{NBSP}{text}{NBSP}»"
            yield Candidate(shown, "quotation", worth, tuple(inner), read)


def _spoken(read: Read) -> Iterator[tuple[int, int]]:
    """Give the stretches of a sentence that stand inside quotation marks."""
    units = read.units
    start: int | None = 0 if units and read.quoted[0] and units[0].text not in "«“" else None
    for place, unit in enumerate(units):
        if unit.text in "«“":
            start = place + 1
        elif unit.text in "»”" and start is not None:
            yield start, place
            start = None
    if start is not None and start < len(units):
        yield start, len(units)


def _without_speaker(inner: Sequence[Tagged]) -> Sequence[Tagged]:
    """« J'ai dû réapprendre à écrire | , confie Anaïs Rouvray. »: who says it says it outside."""
    comma = max((n for n, u in enumerate(inner) if u.text == ","), default=0)
    said = inner[comma + 1 :]
    speaks = comma and len(said) > 1 and said[0].tag == "verb" and said[0].lemma in _SAYING
    return inner[:comma] if speaks else inner


def _whole(read: Read, inner: Sequence[Tagged], end: int) -> bool:
    """Tell whether a stretch is a sentence that is understood by itself."""
    first = inner[0]
    if not first.text[:1].isupper() or lower(first) in _TAKING_UP or first.tag == "coo":
        return False
    if any(u.text in _MARKS for u in inner) or not any(u.tag == "verb" for u in inner):
        return False
    after = [u.text for u in read.units[end : end + 2]]
    closed = not after or after[-1] in ",." or read.units[end - 1].text in ",."
    return closed and understood(_told_here(inner), len(inner), spoken=True)


def _told_here(inner: Sequence[Tagged]) -> list[Tagged]:
    """Leave out what stands for something said in the same sentence.

    « Une tourbière ne fabrique pas d'eau, elle la retarde »; « ici » is where one speaks.
    """
    kept: list[Tagged] = []
    named = False
    for place, unit in enumerate(inner):
        named = named or (unit.tag in ("noun", "name") and place > 0)
        standing = unit.tag in ("subj", "obj") and lower(unit) in _STANDING_FOR
        if not (standing and named) and lower(unit) != "ici":
            kept.append(unit)
    return kept
