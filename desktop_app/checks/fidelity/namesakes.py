"""Names: each of the article's is a source's, put together as there, and each source's is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, Unit, changed, missing
from desktop_app.french.names import Name
from desktop_app.model import Fact, Finding, Status, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.checks.fidelity.alignment import Aligner
    from desktop_app.checks.fidelity.entities import Entity
    from desktop_app.checks.fidelity.passages import Atom
    from desktop_app.checks.fidelity.places import Place
    from desktop_app.checks.fidelity.sources import SourceIndex


def compare_names(
    units: Sequence[Unit],
    index: SourceIndex,
    aligner: Aligner,
    context: CheckContext,
    level: Status,
) -> Outcome:
    """Trace every name both ways."""
    outcome = Outcome()
    sure = {n.words for u in units for n in u.passage.names if n.certain}
    sure |= {n.words for n, _ in index.names}
    vocabulary = _Said()
    kept: set[tuple[str, ...]] = set()
    for unit in units:
        vocabulary.add(unit)
        for name in unit.passage.names:
            if not (name.certain or name.words in sure):
                continue
            if aligner.in_broken_quotation(unit, name.start):
                continue
            result = _one(unit, name, index, aligner, context)
            if all(f.status == "kept" for f in result.facts):
                if name.words in kept:
                    continue
                kept.add(name.words)
            outcome.add(result)
    replaced = outcome.replaced()
    left = [
        (e.name.text, e.place.where)
        for e in index.entities.all
        if not vocabulary.holds(e)
        and e.name.text not in replaced
        and not (index.foreign and len(e.variants[0]) == 1)
    ]
    left.sort(key=lambda item: (item[1].source, item[1].start))
    outcome.add(missing("name", left, level, context))
    return outcome


class _Said:
    """The words of the article."""

    def __init__(self) -> None:
        """Begin with none."""
        self._words: set[str] = set()

    def add(self, unit: Unit) -> None:
        """Take in a unit's words."""
        self._words |= unit.passage.vocabulary
        self._words |= {w[:-1] for w in unit.passage.vocabulary if w.endswith("s")}

    def holds(self, entity: Entity) -> bool:
        """Whether the article gives one of the entity's names, or its last word."""
        for words in entity.variants:
            if all(self._has(word) for word in words):
                return True
        longest = entity.variants[0]
        return len(longest) > 1 and self._has(longest[-1])

    def _has(self, word: str) -> bool:
        return word in self._words or all(p in self._words for p in word.split())


def _one(
    unit: Unit, name: Name, index: SourceIndex, aligner: Aligner, context: CheckContext
) -> Outcome:
    place = unit.place(name.start, name.end)
    unknown = [g for g in name.groups if not _known(g, index)]
    if unknown:
        return _unknown(unit, name, index, aligner, context)
    found = aligner.swapped(unit, name)
    if found is not None and isinstance(found[0].item, Name):
        was = found[0].item
        if _replaced(unit, name, was, index, aligner):
            return changed(
                "name", "altered", name.text, place, context, source_text=was.text,
                source_where=found[1].where, replacements=(was.text,), how="moved",
            )  # fmt: skip
    entity = index.entities.of(name.words)
    if entity is None:
        return Outcome([Fact("name", "kept", name.text, None, place)])
    known = index.entities.by_number[entity]
    return Outcome([Fact("name", "kept", name.text, known.name.text, place, known.place.where)])


def _known(group: tuple[str, ...], index: SourceIndex) -> bool:
    if index.foreign and all(w[:4] in index.openings for w in group):
        return True
    if len(group) == 1:
        word = group[0]
        return (
            word in index.vocabulary
            or word.rstrip("s") in index.vocabulary
            or index.entities.of(group) is not None
            or word in index.acronyms
            or (" " in word and f" {word} " in index.folded_text)
        )
    if index.entities.whole(group) or f" {' '.join(group)} " in index.folded_text:
        return True
    return any(len(w) == 1 for w in group) and index.entities.initialled(group)


def _replaced(unit: Unit, name: Name, was: Name, index: SourceIndex, aligner: Aligner) -> bool:
    """Whether a name of the sources stands in another's place, and neither merely moved."""
    mine, theirs = index.entities.of(name.words), index.entities.of(was.words)
    if mine == theirs or index.metonyms(name.words, was.words):
        return False
    if _only_lost_its_capital(unit, was):
        return False
    aligned = aligner.aligned_at(unit, name.start)
    change = next(
        (
            c
            for c in aligned.changes
            for a in c.theirs
            if isinstance(a.item, Name) and a.item is was
        ),
        None,
    )
    if change is None:
        return False
    if len(change.mine) == len(change.theirs) == 1:
        return True
    in_article = _entities(aligned.atoms, index)
    in_source = _entities(index.phrase_atoms[change.phrase], index)
    return mine is not None and mine not in in_source and theirs not in in_article


def _only_lost_its_capital(unit: Unit, was: Name) -> bool:
    """Whether what looked like a name opened the source's sentence, and no longer does here.

    « Trois séjours complètent le programme » → « Les Galipettes : trois séjours complètent… ».
    """
    words = re.findall(r"\w+", unit.passage.text)
    return " " not in was.text and was.text.lower() in words


def _entities(atoms: Sequence[Atom], index: SourceIndex) -> set[int | None]:
    return {index.entities.of(a.item.words) for a in atoms if isinstance(a.item, Name)}


def _unknown(
    unit: Unit, name: Name, index: SourceIndex, aligner: Aligner, context: CheckContext
) -> Outcome:
    place = unit.place(name.start, name.end)
    found = aligner.swapped(unit, name)
    if found is not None and isinstance(found[0].item, Name):
        was, at = found[0].item, found[1]
    else:
        near = _akin(name, index)
        if near is None:
            return changed("name", "invented", name.text, place, context)
        was, at = near
    if was.words == name.words:
        return Outcome([Fact("name", "kept", name.text, was.text, place, at.where)])
    return changed(
        "name", "altered", name.text, place, context, source_text=was.text,
        source_where=at.where, replacements=(was.text,),
    )  # fmt: skip


def _akin(name: Name, index: SourceIndex) -> tuple[Name, Place] | None:
    """Give the source's name that shares a word with this one."""
    bearing = index.entities.bearing(name.words)
    longest = sorted(bearing, key=lambda w: (-len(set(w) & set(name.words)), -len(w)))
    for words in longest[:1]:
        entity = index.entities.of(words)
        if entity is not None:
            known = index.entities.by_number[entity]
            return known.name, known.place
    return None


def name_variants(units: Sequence[Unit], index: SourceIndex) -> Finding | None:
    """Point out a name that the article spells in two ways, with the spelling to prefer."""
    spelled: defaultdict[str, dict[str, list[Where]]] = defaultdict(dict)
    for unit in units:
        for name in unit.passage.names:
            spelling = name.text[0].isupper() and not name.tail and not name.text.isupper()
            if name.certain and len(name.words) == 1 and spelling:
                bare = name.text.replace("-", " ").replace("’", "'")
                spelled[name.words[0]].setdefault(bare, []).append(unit.place(name.start, name.end))
    for forms in spelled.values():
        if len(forms) > 1:
            ordered = sorted(forms, key=lambda f: (-len(forms[f]), f))
            rare = tuple(p for f in ordered[1:] for p in forms[f])
            return Finding(
                "fidelity.name", "good", {"text": ordered[0], "others": ", ".join(ordered[1:])},
                where=rare[0], places=rare, replacements=(ordered[0],),
                message="fidelity.name.variants",
            )  # fmt: skip
    return None
