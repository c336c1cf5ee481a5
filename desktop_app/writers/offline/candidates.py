"""Subheading candidates of one sentence: each kind a small rule, each guard a named one.

A rule gives spans of the source's own words; `acceptable` refuses what a reader could not
understand, or what would say more or less than the sentence does.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from desktop_app.french.ends import MONTHS, cut_cost
from desktop_app.french.phrases import (
    NOMINAL,
    Clause,
    core_end,
    lower,
    main_clause,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.guards import acceptable, drop_asides, starts_well, understood
from desktop_app.writers.offline.noun_headings import (
    OWN,
    OWNED,
    Words,
    all_phrases,
    article_of,
    can_head,
    denied,
    hanging,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

Kind = Literal["question", "attribute", "participial", "clause", "order", "quotation", "phrase"]

SHORTEST = 20
LONGEST = 75
_BASE: Mapping[Kind, float] = MappingProxyType(
    {
        "question": 2.4,
        "attribute": 1.6,
        "participial": 1.65,
        "clause": 1.55,
        "order": 1.5,
        "quotation": 1.4,
        "phrase": 1.0,
    }
)
NBSP = "\u00a0"
_SUBJECT = 0.45
_FIGURE = 0.6
_FIGURE_FIRST = 0.4
_SHORT_CLAUSE = 0.3
_SHORT_CLAUSE_LENGTH = 29
_BARE = 0.5
_COUNTED_OUT = 0.3
_NEW_WORD = 0.6
_ADDRESSED = word_set("votre vos")
_TAKING_UP = word_set("reste suite chose fait raison cas résultat")


@dataclass(frozen=True)
class Candidate:
    """A possible subheading, where it comes from and what its form is worth (not yet its sense)."""

    text: str
    kind: Kind
    worth: float
    units: tuple[Tagged, ...]
    read: Read
    person: bool = False
    cut: float = 0.0


def candidates(read: Read, words: Words) -> list[Candidate]:
    """Give the candidates of a sentence, each text once, the best form of it."""
    best: dict[str, Candidate] = {}
    clause = main_clause(read.units)
    for found in (
        *question(read),
        *quotation(read),
        *clauses(read, clause, words),
        *participial(read, clause),
        *attribute(read, clause),
        *phrases(read, clause, words),
    ):
        known = best.get(found.text)
        if known is None or known.worth < found.worth:
            best[found.text] = found
    return list(best.values())


def question(read: Read) -> Iterator[Candidate]:
    """Give a short question that opens a paragraph: « Comment choisir une pompe à chaleur ? »."""
    units = read.units
    if read.opening or len(units) < 4 or units[-1].text != "?" or any(read.quoted):
        return
    if starts_well(units) and understood(units, subject_end=len(units)):
        found = _made(read, "question", units, 0.0)
        if found:
            yield found


def quotation(read: Read) -> Iterator[Candidate]:
    """Give a whole sentence somebody says: « Nous avons besoin de bénévoles »."""
    units = read.units
    opened = next((i for i, u in enumerate(units) if u.text == "«"), None)
    if opened is None:
        return
    closed = next((i for i in range(opened, len(units)) if units[i].text == "»"), None)
    if closed is None or not any(u.tag == "verb" for u in units[opened:closed]):
        return
    inner = units[opened + 1 : closed]
    while inner and inner[-1].text in ",.":
        inner = inner[:-1]
    if (
        not inner
        or not inner[0].text[:1].isupper()
        or not understood(inner, len(inner), spoken=True)
    ):
        return
    text = read.text[inner[0].start : inner[-1].end]
    if SHORTEST <= len(text) <= 60 and "«" not in text:
        shown = f"«{NBSP}{text}{NBSP}»"
        yield Candidate(shown, "quotation", _BASE["quotation"], inner, read)


def clauses(read: Read, clause: Clause | None, words: Words) -> Iterator[Candidate]:
    """Give the main clause, cut where it may end: « Blinken a rencontré le diplomate chinois »."""
    if clause is None or _reports(read, clause):
        return
    units = read.units
    order = clause.subject == clause.subject_end
    subject = units[clause.subject : clause.subject_end]
    if not order and not _can_be_subject(subject, words):
        return
    leaning = _leans(read, subject)
    if leaning is None or says_nothing(units[clause.verb_start : clause.end], words):
        return
    for end, cost in _ends(read, clause.verb_start, clause.least, clause.end):
        chosen = [*subject, *units[clause.verb_start : end]]
        if lower(chosen[-1]) in words.incomplete and end < clause.end:
            continue
        kind: Kind = "order" if order else "clause"
        found = _made(read, kind, chosen, cost + leaning, len(subject))
        if found and not (order and "," in found.text):
            yield found


def participial(read: Read, clause: Clause | None) -> Iterator[Candidate]:
    """Give the passive without its auxiliary: « La piscine rouverte après deux ans de travaux »."""
    if clause is None or clause.subject == clause.subject_end:
        return
    units = read.units
    group = units[clause.verb : clause.after]
    if [lower(u) for u in group[:2]] not in (["a", "été"], ["ont", "été"]) or len(group) != 3:
        return
    if group[2].tag != "part" or clause.verb != clause.verb_start:
        return
    subject = units[clause.subject : clause.subject_end]
    for end, cost in _ends(read, clause.verb_start, clause.least, clause.end):
        chosen = [*subject, *units[clause.after - 1 : end]]
        found = _made(read, "participial", chosen, cost, len(subject))
        if found:
            yield found


def attribute(read: Read, clause: Clause | None) -> Iterator[Candidate]:
    """« Le compost : un engrais naturel », out of « Le compost est un engrais naturel »."""
    if clause is None or clause.after != clause.verb + 1 or clause.verb != clause.verb_start:
        return
    units = read.units
    if lower(units[clause.verb]) not in ("est", "sont") or tag_at(units, clause.after) != "det":
        return
    subject = drop_asides(units[clause.subject : clause.subject_end])
    name = joined(read, subject)
    if len(name) > 34 or not starts_well(subject) or not understood(subject, 0):
        return
    for end, cost in _ends(read, clause.after, core_end(units, clause.after), clause.end):
        chosen = units[clause.after : end]
        articled = lower(chosen[0]) in ("un", "une", "le", "la", "l'", "les")
        if not articled or not understood(chosen, 0) or not any(u.tag == "noun" for u in chosen):
            continue
        text = f"{_capital(name)}{NBSP}: {joined(read, drop_asides(chosen))}"
        if _fits(text) and acceptable(read, chosen):
            yield Candidate(text, "attribute", _BASE["attribute"] - cost, (*subject, *chosen), read)


def phrases(read: Read, clause: Clause | None, words: Words) -> Iterator[Candidate]:
    """Give noun phrases with their article: « L'abattage d'un ballon de surveillance chinois »."""
    units = read.units
    for phrase in all_phrases(units, words):
        if not can_head(units, phrase, words) or denied(read, phrase, words):
            continue
        for end, cost in _ends(read, phrase.start, phrase.core, phrase.end):
            article = article_of(units, phrase.start)
            if article is None:
                continue
            if lower(units[phrase.start]) in _ADDRESSED:
                continue
            own = lower(units[phrase.start]) in OWNED
            if own and end > phrase.core and lower(units[phrase.core]).startswith("lors"):
                continue  # « jouera sa survie lors des trois journées »: the time is the verb's
            chosen = list(units[phrase.start + own : end])
            if lower(chosen[-1]) in words.incomplete:
                continue
            subject = bool(clause and phrase.start == clause.subject)
            people = units[phrase.head].lemma in words.people
            weight = cost - (_SUBJECT if subject else 0.0) + (OWN if own else 0.0)
            weight += hanging(units, phrase)
            found = _made(read, "phrase", chosen, weight, 0, article, people)
            if found:
                yield found


def hangs(candidate: Candidate) -> bool:
    """Tell whether a phrase hangs on a preposition: where, when or whom, not what is said.

    « un conseiller se rend à | votre domicile » never gives « Dossier : votre domicile ». What is
    told is told of the event that « lors de » names.
    """
    units = candidate.read.units
    first = candidate.units[0].start
    place = next((i for i, u in enumerate(units) if u.start == first), 0)
    hanging = candidate.kind == "phrase" and tag_at(units, place - 1) in ("prep", "pdet")
    return hanging and not lower(units[place - 1]).startswith("lors d")


def is_object(candidate: Candidate) -> bool:
    """Tell whether a phrase is the object or attribute of its sentence's main clause, or its aim.

    « ont décroché leur première qualification pour | une finale ».
    """
    units = candidate.read.units
    clause = main_clause(units)
    if clause is None or clause.after >= len(units):
        return False
    start = clause.after
    while tag_at(units, start) == "adv":
        start += 1
    places = [start, start + 1] if tag_at(units, start) == "det" else []
    end = core_end(units, start)
    if end > start and end < len(units) and lower(units[end]) == "pour":
        places.append(end + 1)
    return any(candidate.units[0].start == units[i].start for i in places if i < len(units))


def _ends(read: Read, start: int, least: int, longest: int) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for end in range(least, longest + 1):
        cost = cut_cost(read.units, start, end)
        if cost is not None:
            found.append((end, cost))
    return found


def _made(
    read: Read,
    kind: Kind,
    chosen: Sequence[Tagged],
    cost: float,
    subject_end: int = 0,
    article: str = "",
    people: bool = False,
) -> Candidate | None:
    units = drop_asides(chosen)
    if not units or not acceptable(read, units):
        return None
    if kind != "question" and not (
        starts_well(units, article)
        and understood(units, subject_end - len(chosen) + len(units) if subject_end else 0)
    ):
        return None
    text = joined(read, units)
    text = _capital(f"{article} {text}" if article else text)
    if not _fits(text):
        return None
    person = kind == "phrase" and (people or _person(units))
    worth = _BASE[kind] - cost - (_FIGURE if _figures(units) else 0.0)
    worth -= _BARE if kind == "clause" and _bare_subject(read, chosen, subject_end) else 0.0
    worth -= _FIGURE_FIRST if text[0].isdigit() else 0.0
    worth -= _COUNTED_OUT if kind == "phrase" and units[0].tag == "num" else 0.0
    worth -= _SHORT_CLAUSE if kind == "clause" and len(text) < _SHORT_CLAUSE_LENGTH else 0.0
    return Candidate(text, kind, worth, tuple(units), read, person, cost)


def _fits(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST


def joined(read: Read, units: Sequence[Tagged]) -> str:
    """Join units as the source has them; what was left out leaves one space."""
    parts: list[str] = []
    for number, unit in enumerate(units):
        if number:
            before = units[number - 1]
            gap = read.text[before.end : unit.start]
            parts.append(gap if not gap.strip() and len(gap) <= 2 else _gap(before, unit))
        parts.append(read.text[unit.start : unit.end])
    return "".join(parts)


def _gap(before: Tagged, unit: Tagged) -> str:
    return "" if before.text.endswith(("'", "’")) or unit.text in ",." else " "


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _person(units: Sequence[Tagged]) -> bool:
    """Tell whether a phrase only names somebody: « le ministre chinois Qin Gang »."""
    return units[-1].tag == "name" and len(units) > 1 and units[-2].tag in ("name", "noun", "adj")


def _figures(units: Sequence[Tagged]) -> bool:
    """Tell whether a heading holds a figure, which is a detail; « Tramontane 3 » is a name."""
    return any(
        u.tag == "num"
        and u.text[:1].isdigit()
        and not (n and units[n - 1].tag == "name")
        and not any(lower(after) in MONTHS for after in units[n + 1 : n + 4])
        for n, u in enumerate(units)
    )


def _bare_subject(read: Read, units: Sequence[Tagged], end: int) -> bool:
    """Tell whether the subject leans on the sentence before: « L'accès est fixé à 3 euros »."""
    return bool(read.opening) and end == 2 and lower(units[0]) in ("le", "la", "l'", "les")


def _leans(read: Read, subject: Sequence[Tagged]) -> float | None:
    """Give what it costs that a bare subject may be a new word for what was told before.

    « L'engin a percé la couche d'argile », first called a digger. « Le reste est affaire de
    goût » is refused (None).
    """
    if len(subject) != 2 or lower(subject[0]) not in ("le", "la", "l'", "les"):
        return 0.0
    noun = subject[1].lemma.lower()
    if noun in _TAKING_UP:
        return None
    return _NEW_WORD if read.opening and noun in read.new else 0.0


def says_nothing(predicate: Sequence[Tagged], words: Words) -> bool:
    """Tell whether no word tells what is or goes: « est du nombre », « est la plus belle »."""
    if not predicate or predicate[0].lemma not in ("être", "avoir", "aller"):
        return False
    most = any(lower(u) in ("plus", "moins") and u is not predicate[-1] for u in predicate[2:])
    if most and predicate[1].tag == "det" and not any(u.tag in NOMINAL for u in predicate):
        return True
    telling = [u for u in predicate[1:] if u.tag in ("noun", "name", "adj", "part", "inf", "num")]
    return all(u.tag == "noun" and u.lemma.lower() in words.empty_heads for u in telling)


def _can_be_subject(subject: Sequence[Tagged], words: Words) -> bool:
    nouns = [u for u in subject if u.tag in ("noun", "name")]
    return bool(nouns)


_REPORTING = word_set(
    "déclarer ajouter expliquer préciser indiquer affirmer estimer souligner rappeler "
    "annoncer assurer confier raconter conclure poursuivre dire penser croire juger regretter "
    "répondre répliquer promettre insister résumer glisser lancer commenter se"
)


def _reports(read: Read, clause: Clause) -> bool:
    """Tell whether the clause only says that somebody says."""
    units = read.units
    spoken = any(u.lemma in _REPORTING for u in units[clause.verb : clause.after])
    following = units[clause.after] if clause.after < len(units) else None
    return (
        following is None
        or following.tag in ("conj", "rel")
        or (spoken and (following.tag == "mark" or following.text == "«"))
    )
