"""Certainty: no negation or reservation of the source is lost, and none is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, Unit, accepted
from desktop_app.french.capitals import fold
from desktop_app.french.words import Token, split_enclitics, tokens
from desktop_app.model import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.checks.fidelity.alignment import Aligner
    from desktop_app.checks.fidelity.passages import Phrase
    from desktop_app.checks.fidelity.sources import SourceIndex
    from desktop_app.french.lexicon import Lexicon

SURE = 0.62
WINDOW = 7
_NE = frozenset(["ne", "n'", "n’"])
_COMPLEMENTS = frozenset(
    [
        "pas", "plus", "jamais", "rien", "aucun", "aucune", "personne", "guere", "nullement", "ni",
        "nul", "nulle",
    ]
)  # fmt: skip
_SUBJECTS = frozenset(["rien", "aucun", "aucune", "personne", "nul", "nulle", "jamais"])
_NEGATIVE = frozenset(
    [
        "pas", "jamais", "rien", "aucun", "aucune", "ni", "non", "sans", "refuse", "refuser",
        "refusent", "dement", "dementir", "exclu", "exclut", "exclure", "impossible", "nullement",
        "contraire", "faute", "absence", "incapable", "loin", "peu", "guere", "ignore", "ne", "n'",
    ]
)  # fmt: skip
_AUXILIARIES = frozenset(["avoir", "etre", "pouvoir", "devoir", "vouloir", "aller", "faire"])
_STOPS = frozenset(
    [
        "que", "qu'", "qui", "dont", "et", "mais", "ou", "car", "si", "lorsque", "quand", "comme",
        "alors",
    ]
)  # fmt: skip
_HEDGES = frozenset(
    [
        "peut-etre", "probablement", "vraisemblablement", "apparemment", "eventuellement", "semble",
        "semblent", "semblait", "semblerait", "parait", "paraitrait", "espere", "esperent",
        "envisage", "envisagent", "envisageait", "prevoit", "prevoient", "presume", "presumee",
        "presumes", "possible", "possiblement", "hypothetique", "conditionnel", "pretendument",
    ]
)  # fmt: skip
_HEDGE_KEYS = frozenset(fold(h) for h in _HEDGES)


@dataclass(frozen=True)
class Stance:
    """What a sentence denies, what it only supposes, and what it says, as verbs' lemmas."""

    denied: dict[str, str]
    supposed: dict[str, str]
    said: frozenset[str]
    negative: bool
    hedged: str


def stance(text: str, lexicon: Lexicon) -> Stance:
    """Read a sentence's negations and reservations; quotations count as said."""
    toks = [t for t in tokens(text) if t.is_word or t.text in ",;:"]
    denied: dict[str, str] = {}
    supposed: dict[str, str] = {}
    for at, token in enumerate(toks):
        if token.text.lower() in _NE:
            denied.update(_denied(text, toks, at, lexicon))
        elif _conditional(token.text, lexicon):
            supposed.update(_supposed(text, toks, at, lexicon))
    said = frozenset(lemma for t in toks for lemma in _verbs(t.text, lexicon))
    folded = {fold(t.text) for t in toks}
    hedges = [t.text for t in toks if fold(t.text) in _HEDGE_KEYS]
    if "sans doute" in text.lower():
        hedges.append("sans doute")
    return Stance(denied, supposed, said, bool(folded & _NEGATIVE), hedges[0] if hedges else "")


def _verbs(word: str, lexicon: Lexicon) -> set[str]:
    stem, _ = split_enclitics(word.lower())
    return {
        fold(r.lemma)
        for r in lexicon.readings(stem)
        if r.pos in ("v", "auxAvoir", "auxEtre") or (r.pos == "adj" and r.features.startswith("K"))
    }


def _conditional(word: str, lexicon: Lexicon) -> bool:
    stem, _ = split_enclitics(word.lower())
    return any(r.features.startswith("C") and r.pos != "nc" for r in lexicon.readings(stem))


def _denied(text: str, toks: Sequence[Token], at: int, lexicon: Lexicon) -> dict[str, str]:
    following = toks[at + 1 : at + 1 + WINDOW]
    complement = any(fold(t.text) in _COMPLEMENTS for t in following)
    subject = any(fold(t.text) in _SUBJECTS for t in toks[max(0, at - 6) : at])
    if not (complement or subject):
        return {}
    return _governed(text, toks, at, following, lexicon)


def _supposed(text: str, toks: Sequence[Token], at: int, lexicon: Lexicon) -> dict[str, str]:
    return _governed(text, toks, at, toks[at : at + 5], lexicon)


def _governed(
    text: str, toks: Sequence[Token], at: int, following: Sequence[Token], lexicon: Lexicon
) -> dict[str, str]:
    """Give the verbs after a place up to the end of its clause, each with the words there."""
    found: dict[str, str] = {}
    for token in following:
        if token.text in ",;:" or (found and fold(token.text) in _STOPS):
            break
        lemmas = _verbs(token.text, lexicon)
        if lemmas:
            shown = text[toks[at].start : token.end]
            found.update(dict.fromkeys(lemmas, shown))
            if not lemmas & _AUXILIARIES:
                break
    full = {lemma: shown for lemma, shown in found.items() if lemma not in _AUXILIARIES}
    return full or found


def compare_certainty(
    units: Sequence[Unit], index: SourceIndex, aligner: Aligner, context: CheckContext
) -> Outcome:
    """Compare what each sentence denies and supposes with the sentence it rests on."""
    outcome = Outcome()
    for unit in units:
        if unit.passage.heading:
            continue
        for phrase in unit.passage.phrases:
            aligned = aligner.aligned(unit, phrase)
            if aligned.exact or aligned.best_share < SURE or not aligned.phrases:
                continue
            finding = _one(
                unit,
                phrase,
                aligned.phrases[: 1 if aligned.best_share > 0.9 else 2],
                index,
                context,
            )
            if finding is not None and not accepted(context, "certainty", phrase.text):
                outcome.findings.append(finding)
    return outcome


def _one(
    unit: Unit, phrase: Phrase, numbers: Sequence[int], index: SourceIndex, context: CheckContext
) -> Finding | None:
    mine = stance(phrase.text, context.lexicon)
    theirs = [stance(index.phrases[n].phrase.text, context.lexicon) for n in numbers]
    first = theirs[0]
    place = index.phrases[numbers[0]].place.where
    how = said = ""
    common = mine.said & first.said
    for lemma in sorted(first.denied):
        if lemma in common and lemma not in mine.denied and not mine.negative:
            how, said = "negation_lost", first.denied[lemma]
    for lemma in sorted(mine.denied):
        if not how and lemma in common and not any(t.negative for t in theirs):
            how, said = "negation_added", phrase.text
    for lemma in sorted(first.supposed):
        kept = mine.supposed or mine.hedged
        if not how and not kept and lemma in common:
            how, said = "reservation_lost", first.supposed[lemma]
    if not how and first.hedged and not mine.hedged and not mine.supposed and not mine.negative:
        shared = len(mine.said & first.said) / max(1, len(first.said))
        if shared >= 0.6:
            how, said = "reservation_lost", first.hedged
    if not how:
        return None
    return Finding(
        "fidelity.certainty", "improve", {"text": phrase.text, "source_text": said},
        where=unit.place(phrase.start, phrase.end), source_where=place,
        message=f"fidelity.certainty.{how}",
    )  # fmt: skip
